from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice
from builder.checks.wording import listed
from builder.diagnostics import Diagnostic


@advice("hype-word")
def hype_word(case: Case) -> Iterator[Diagnostic]:
    """A word sells a treatment instead of describing it: breakthrough, miracle, guaranteed.

    Row 28 of the checklist (NHS content guide; leaflets must inform and never
    promote). Words in `readability/LANGUAGE/hype.yaml`.
    """
    yield from listed(case, "hype-word", "hype", "'%words%' promises more than facts do")
