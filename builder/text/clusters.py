"""Shaped glyphs as what a page shows: operands from left to right, strings from right to left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.text.faces import Face

Said = tuple[str | None, tuple["Show", ...]]


class Show(NamedTuple):
    """What one TJ operator shows between its brackets, in one face and rise.

    The rise is in thousandths of an em of the text; `scale` is the size of its letters in it.
    """

    face: Face
    rise: float
    operand: str
    scale: float = 1.0


class Glyph(NamedTuple):
    """A glyph, what it says for certain, and its place; lengths in thousandths of an em."""

    gid: int
    text: str | None
    advance: float
    shift: float
    rise: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """The fewest letters whose glyphs can be told apart, and those glyphs from left to right.

    `start` is where they stand in the text.
    """

    start: int
    text: str
    face: Face
    glyphs: tuple[Glyph, ...]

    def faithful(self) -> bool:
        """Whether the glyphs, read from right to left, say the letters."""
        said = [glyph.text for glyph in reversed(self.glyphs)]
        return None not in said and "".join(map(str, said)) == self.text


def operands(text: str, clusters: Sequence[Cluster]) -> Said:
    """A word from left to right: it says itself, or its text is given for all of it.

    Letters are reordered within it (Devanagari i), so no smaller part will do;
    and marks that are raised are not found in their place by every reader.
    """
    said = ""
    shows: list[tuple[Face, float, list[str]]] = []
    for cluster in clusters:
        face = cluster.face
        for gid, words, advance, shift, rise in cluster.glyphs:
            said += "\0" if words is None or rise else words
            if not shows or shows[-1][0] is not face or shows[-1][1] != rise:
                shows.append((face, rise, []))
            operand = shows[-1][2]
            if shift:
                operand.append(f" {-shift:g}")  # a number may stand before it
            operand.append(f"<{gid:04X}>")
            if back := round(face.advance(gid) - advance + shift, 3):
                operand.append(f"{back:g}")
    made = tuple(Show(face, r, "".join(o).replace("><", "")) for face, r, o in shows)
    return (None if said == text else text), made


class _Placed(NamedTuple):
    """A glyph of a word from right to left, its cluster, and its edges from the word's left.

    The next glyph counts from `end`.
    """

    cluster: Cluster
    gid: int
    left: float
    right: float
    end: float
    rise: float


def strings(clusters: Sequence[Cluster]) -> tuple[Said, ...]:
    """A word from right to left, shown from its right edge to its left one.

    ISO 32000-1, 14.8.2.3.3: within one string the characters are reversed, the
    strings stand in reading order. A new string begins where a glyph does not
    follow on. A cluster whose glyphs do not say it gives its text; a whole
    word's would be turned round, letter by letter, by readers that order what
    they find themselves.
    """
    placed = list(_visual(clusters))
    pen = placed[-1].end
    groups = list(_strings(placed))
    shows: list[tuple[Cluster, str | None, list[Show]]] = []
    for group in reversed(groups):
        first = group[0]
        string = "".join(f"{glyph.gid:04X}" for glyph in group)
        left = round(first.left, 1)  # finer than any printer, and no error adds up
        move = f" {round(pen - left, 1):g}<{string}>"
        pen = left + group[-1].right - first.left
        if group is groups[0]:
            move += f"{round(pen, 1):g}"  # on to the left edge
        show = Show(first.cluster.face, first.rise, move)
        actual = None if first.cluster.faithful() else first.cluster.text
        if shows and actual is not None and shows[-1][0] is first.cluster:
            shows[-1][2].append(show)
        else:
            shows.append((first.cluster, actual, [show]))
    return tuple((actual, tuple(parts)) for _, actual, parts in shows)


def _visual(clusters: Iterable[Cluster]) -> Iterator[_Placed]:
    """The glyphs of a word from left to right, each where it stands."""
    pen = 0.0
    for cluster in reversed(list(clusters)):
        for gid, _, advance, shift, rise in cluster.glyphs:
            left = pen + shift
            pen += advance
            yield _Placed(cluster, gid, left, left + cluster.face.advance(gid), pen, rise)


def _strings(glyphs: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Glyphs that one string can show: they follow on, and say what they mean."""
    group: list[_Placed] = []
    for glyph in glyphs:
        if group and not _follows(group[-1], glyph):
            yield group
            group = []
        group.append(glyph)
    if group:
        yield group


def _follows(before: _Placed, glyph: _Placed) -> bool:
    """A space within a word (before '!') stands alone: at an end of a string it may be dropped."""
    one, other = before.cluster, glyph.cluster
    return (
        one.face is other.face
        and before.rise == glyph.rise
        and abs(glyph.left - before.right) < 0.01
        and (one is other or (one.faithful() and other.faithful()))
        and " " not in (one.text, other.text)
    )
