from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import FRONT
from builder.source.inline import Rich
from builder.words.words import texts_below

MARK = "TODO"


@advice("to-do", safety=True)
def to_do(case: Case) -> Iterator[Diagnostic]:
    """A text begins with TODO: its author, or an import, left it for somebody to write.

    What a picture shows is among the texts, for it is heard and not seen.
    """
    front = [(key, rich) for key in FRONT if (rich := getattr(case.handout, key))]
    told: set[int] = set()
    for _, rich in (*front, *_written(case)):
        if rich.source.startswith(MARK) and id(rich.source) not in told:
            told.add(id(rich.source))
            message = f"'{rich.text[:60]}' waits to be written"
            yield warning(rich.span, "to-do", message, "write the text in its place")


def _written(case: Case) -> Iterator[tuple[str, Rich]]:
    for passage in case.passages("to-do"):
        yield passage.key, passage.rich
    for block in case.blocks("to-do"):
        yield from texts_below(block)
