"""Things of a kind by their names, each name once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from builder.diagnostics import Sink
from builder.model import (
    Approvals,
    ArticleSection,
    Brand,
    Claim,
    Facts,
    HandoutDefinition,
    Layout,
    Letter,
    PackDefinition,
    Phrases,
    Pictures,
    Placed,
    Printer,
    QuestionBank,
    Reference,
    Sign,
    Site,
    Snippet,
    StudyFigure,
    Term,
    Topic,
)
from builder.place import Text

Kind = TypeVar("Kind", bound=Placed)
NAMED = {
    HandoutDefinition: "handout",
    Topic: "topic",
    Layout: "layout",
    Brand: "brand",
    Site: "site",
    Snippet: "snippet",
    Letter: "letter",
    Term: "id",
    Claim: "id",
    Reference: "id",
    StudyFigure: "id",
    ArticleSection: "order",
    Sign: "id",
    QuestionBank: "language",
    Pictures: "language",
    Approvals: "handout",
    Printer: "printer",
    PackDefinition: "pack",
    Phrases: "language",
    Facts: "language",
}


def name_of(thing: Placed) -> Text:
    """The name under which other files know a thing."""
    name: Text = getattr(thing, NAMED[type(thing)])
    return name


def named(things: Iterable[Kind], kind: str, into: dict[str, Kind], sink: Sink) -> None:
    """Adds things by their names to those there are; two of one name are reported."""
    into.update(_unlike(things, kind, tuple(into.values()), sink))


def _unlike(
    things: Iterable[Kind], kind: str, known: Iterable[Kind], sink: Sink
) -> Iterator[tuple[str, Kind]]:
    """Things with their names, each name once."""
    taken = {name_of(thing).casefold(): name_of(thing) for thing in known}
    for thing in things:
        if is_new(name_of(thing), kind, taken, sink):
            yield str(name_of(thing)), thing


def is_new(name: Text, kind: str, taken: dict[str, Text], sink: Sink) -> bool:
    """Whether no other has the name, which then is `taken`.

    File systems that ignore case would mix up names that differ only in it.
    """
    first = taken.setdefault(name.casefold(), name)
    if first is not name:
        message = f"there is another {kind} '{first}'"
        sink.error(name.span, "duplicate-name", message, f"it is at {first.span}")
    return first is name
