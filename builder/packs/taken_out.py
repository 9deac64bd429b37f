"""What stands once at the end of a pack, and so not in each leaflet: glossary and notes.

A leaflet is taken with its words as they were approved. What moves is a glossary, or room for
notes, that stands by itself in a definition's contents under the builder's own heading: of these,
all leaflets have the same. One with a heading of its own is what that leaflet is about, and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.blocks.glossary import Glossary
from builder.blocks.notes import Notes
from builder.diagnostics import Sink
from builder.model import Block, Chapter, Handout, Term


@dataclass(frozen=True)
class Leaflet:
    """A leaflet as it stands in a pack; what was taken out of it is at the end of the pack.

    Its terms are explained there if it `lends` them.
    """

    handout: Handout
    lends: bool = False
    has_notes: bool = False


def leaflet(handout: Handout) -> Leaflet:
    """The leaflet without its glossary and its notes, where these are like any other's."""
    moved = [*_movable(handout)]
    if not moved:
        return Leaflet(handout)
    kept = tuple(each for each in handout.chapters if _alone(each) not in moved)
    notes = any(isinstance(each, Notes) for each in moved)
    lends = any(isinstance(each, Glossary) for each in moved)
    # Its number of pages is that of the whole.
    return Leaflet(handout.with_chapters(kept, pages=None), lends, notes)


def _movable(handout: Handout) -> Iterator[Block]:
    for chapter in handout.inside():
        block = _alone(chapter)
        like_any = isinstance(block, Glossary) and block.first == "term"
        like_any |= isinstance(block, Notes)
        if block is not None and like_any and getattr(block, "heading", None) is None:
            yield block


def _alone(chapter: Chapter) -> Block | None:
    """The block that stands by itself in the contents; None for a topic."""
    return None if chapter.topic or chapter.title else chapter.sections[0].blocks[0]


def terms(handouts: Iterable[Handout], sink: Sink) -> tuple[Term, ...]:
    """The terms of all of them in alphabetical order; one that is explained twice is reported."""
    found: dict[str, tuple[Term, Handout]] = {}
    for handout in handouts:
        for term in handout.terms:
            first, other = found.setdefault(str(term.id), (term, handout))
            if first != term:
                message = f"{other.code} and {handout.code} explain '{term.id}' in other words"
                hint = "a pack explains each word once: give them one brand"
                sink.error(term.span, "unlike-terms", message, hint)
    every = (term for term, _ in found.values())
    return tuple(sorted(every, key=lambda term: (term.term.text.casefold(), term.id)))
