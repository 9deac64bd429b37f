"""All that a handout says in any of its editions, each text once, in the order of its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from builder.model import Block, Chapter, Handout, Reference, Section, StudyFigure, Term

T = TypeVar("T")
Named = TypeVar("Named", Term, StudyFigure, Reference)
Alike = Callable[[T, T], bool]


@dataclass(frozen=True)
class Whole:
    """A handout with the texts of all its editions.

    `only` are the titles of those that print a block, by the block's `id`, where not all do.
    """

    handout: Handout
    only: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def whole(handout: Handout) -> Handout:
    """The handout with the texts of all its editions."""
    return whole_of(handout).handout


def whole_of(handout: Handout) -> Whole:
    """The same, and which editions print what."""
    if not handout.variants:
        return Whole(handout)
    every = [*handout.in_every_edition()]
    chapters = tuple(map(_chapter, _union([one.chapters for one in every], _same_chapter)))
    together = {
        "terms": _once([one.terms for one in every]),
        "figures": _once([one.figures for one in every]),
        "references": _once([one.references for one in every]),
        "used_facts": tuple(sorted({name for one in every for name in one.used_facts})),
    }
    made = handout.with_chapters(chapters, **together)
    return Whole(made, dict(_only(made, every)))


def _only(made: Handout, every: Sequence[Handout]) -> Iterator[tuple[int, tuple[str, ...]]]:
    printed = [(one.edition_title, [*one.outer_blocks()]) for one in every]
    for block in made.outer_blocks():
        titles = tuple(title for title, blocks in printed if block in blocks)
        if len(titles) < len(every):
            yield id(block), titles


def _once(sequences: Iterable[Sequence[Named]]) -> tuple[Named, ...]:
    return tuple(one[0] for one in _union(sequences, lambda a, b: a.id == b.id))


def _chapter(alike: Sequence[Chapter]) -> Chapter:
    sections = _union([one.sections for one in alike], lambda a, b: a.id == b.id)
    return alike[0].model_copy(update={"sections": tuple(map(_section, sections))})


def _section(alike: Sequence[Section]) -> Section:
    blocks = _union([one.blocks for one in alike], lambda a, b: a == b, _same_place)
    return alike[0].model_copy(update={"blocks": tuple(one[0] for one in blocks)})


def _same_chapter(one: Chapter, other: Chapter) -> bool:
    """Whether they are of one topic, or of one block that stands on its own."""
    if one.topic or other.topic:
        return one.topic == other.topic
    return _same_place(one.sections[0].blocks[0], other.sections[0].blocks[0])


def _same_place(one: Block, other: Block) -> bool:
    return one.span == other.span


def _union(
    sequences: Iterable[Sequence[T]], alike: Alike[T], near: Alike[T] | None = None
) -> list[list[T]]:
    """Things of several sequences in their order, those that are alike together.

    What is only `near` to what stands there already, stands after it.
    """
    found: list[list[T]] = []
    for sequence in sequences:
        at = 0
        for thing in sequence:
            place = next((n for n in range(at, len(found)) if alike(found[n][0], thing)), None)
            if place is None:
                while near is not None and at < len(found) and near(found[at][0], thing):
                    at += 1
                found.insert(at, [thing])
            else:
                at = place
                found[at].append(thing)
            at += 1
    return found
