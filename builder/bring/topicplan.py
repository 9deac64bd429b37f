"""Which topics a leaflet becomes: its headings by their rank, whatever levels they had.

A leaflet has one title; the next rank are topics, the rank below it their sections. What stands
before the first topic belongs to the leaflet itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from builder.bring.brought import Heading, Paragraph, Piece, Remark
from builder.bring.stretch import Words

Pieces = tuple[Piece, ...]
Group = tuple[Heading, Pieces]


@dataclass(frozen=True)
class Part:
    """A section to be: a heading, or none, and what stands under it."""

    heading: Words
    pieces: Pieces


@dataclass(frozen=True)
class Chapter:
    """A topic to be."""

    title: Words
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Plan:
    """A leaflet to be: `opening` stands before its first topic."""

    title: Words
    subtitle: Words
    opening: Pieces
    chapters: tuple[Chapter, ...]
    remarks: tuple[Remark, ...]


def planned(pieces: Pieces) -> Plan:
    """The topics and sections of a leaflet."""
    title, subtitle, rest = _titled(pieces)
    filled = _filled(rest)
    levels = sorted({each.level for each in filled if isinstance(each, Heading)})
    opening, topics = _parted(filled, levels[:1])
    opening, early = _parted(opening, levels)
    chapters = tuple(_chapter(each, levels[1:2]) for each in (*early, *topics))
    kept = {id(each) for each in filled}
    told = [
        Remark("bare-heading", "a heading with nothing under it is a strong line", each.place)
        for each in rest
        if isinstance(each, Heading) and id(each) not in kept
    ]
    told += [
        Remark("low-heading", "a heading of the fourth rank is one of the third", each.place)
        for each in filled
        if isinstance(each, Heading) and each.level not in levels[:3]
    ]
    return Plan(title, subtitle, opening, chapters, tuple(told))


def _titled(pieces: Pieces) -> tuple[Words, Words, Pieces]:
    """The title and the line below it, and all other pieces.

    A title is what its file calls so, or the only heading of its rank, if it is the first.
    """
    headings = [each for each in pieces if isinstance(each, Heading)]
    top = min((each.level for each in headings), default=1)
    first = [each for each in headings if each.level == top]
    if not first or (top > 0 and (len(first) > 1 or headings[0] is not first[0])):
        return (), (), pieces
    at = pieces.index(first[0])
    below = next(iter(pieces[at + 1 :]), None)
    subtitle = below.words if isinstance(below, Paragraph) and below.role == "subtitle" else ()
    return first[0].words, subtitle, pieces[:at] + pieces[at + 1 + bool(subtitle) :]


def _filled(pieces: Pieces) -> Pieces:
    """The pieces, where headings with nothing under them are strong lines."""
    made: list[Piece] = []
    for piece in reversed(pieces):
        below = made[-1] if made else None
        if isinstance(piece, Heading) and (
            below is None or (isinstance(below, Heading) and below.level <= piece.level)
        ):
            made.append(_line(piece))
        else:
            made.append(piece)
    return tuple(reversed(made))


def _line(heading: Heading) -> Paragraph:
    return Paragraph(tuple(replace(each, strong=True) for each in heading.words), heading.place)


def _parted(pieces: Pieces, levels: Sequence[int]) -> tuple[Pieces, tuple[Group, ...]]:
    """What stands before the first heading of these levels, and each of them with what follows."""
    marks = [
        at for at, each in enumerate(pieces) if isinstance(each, Heading) and each.level in levels
    ]
    groups: list[Group] = []
    for start, end in pairwise([*marks, len(pieces)]):
        heading = pieces[start]
        assert isinstance(heading, Heading)
        groups.append((heading, pieces[start + 1 : end]))
    return pieces[: marks[0]] if marks else pieces, tuple(groups)


def _chapter(group: Group, levels: Sequence[int]) -> Chapter:
    title, pieces = group
    head, groups = _parted(pieces, levels)
    parts = [Part((), head)] if head else []
    parts += [Part(heading.words, inner) for heading, inner in groups]
    return Chapter(title.words, tuple(parts))
