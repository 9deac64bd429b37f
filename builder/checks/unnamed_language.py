from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.notation.direction import FOREIGN


@advice("unnamed-language")
def unnamed_language(case: Case) -> Iterator[Diagnostic]:
    """Words in another script do not say in which language they are.

    A screen reader has to be told, to say them right (WCAG 2.2, 3.1.2): Arabic letters may be
    Arabic, Persian or Urdu. Letters alone, and Latin ones, are taken for names.
    """
    for passage in case.passages():
        for run in passage.rich.runs:
            if run.language or not FOREIGN.search(run.text):
                continue
            from builder.text.tongues import strangers  # slow to load, seldom needed

            for start, end, _ in strangers(run.text, passage.language):
                words = run.text[start:end]
                message = f"'{words}' does not say in which language it is"
                hint = "write {lang.CODE:…} with the code of its language, such as {lang.ar:…}"
                yield warning(passage.rich.source.locate(words), "unnamed-language", message, hint)
