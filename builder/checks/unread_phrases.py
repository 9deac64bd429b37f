from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("unread-phrases")
def unread_phrases(case: Case) -> Iterator[Diagnostic]:
    """Nobody who grew up with the language of the leaflet has read the builder's own words in it.

    Label, warnings of a draft, page numbers: they come along in several languages, and
    a wrong one is on every page.
    """
    handout = case.handout
    if not handout.phrases_reviewed:
        language = handout.language.partition("-")[0]
        message = f"the builder's own words in '{language}' have been read by no native reader"
        hint = f"when one has, write 'reviewed: true' in sources/phrases/{language}.yaml"
        yield warning(handout.title.span, "unread-phrases", message, hint)
