"""Shaped glyphs as what a page shows: operands from left to right, strings from right to left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.text.faces import Face

Said = tuple[str | None, tuple["Show", ...]]


class Show(NamedTuple):
    """What one operator shows: a face, a rise and an operand.

    From left to right the operand goes between the brackets of a TJ operator
    and follows on from the one before. From right to left it is a single
    string, `offset` from the left edge of its word. Rise and offset are in
    thousandths of an em.
    """

    face: Face
    rise: float
    operand: str
    offset: float = 0


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
    """A glyph of a word from right to left, and the cluster it belongs to."""

    cluster: Cluster
    gid: int
    left: float
    right: float
    rise: float


def strings(clusters: Sequence[Cluster]) -> tuple[Said, ...]:
    """A word from right to left, as strings in reading order, each read backwards.

    ISO 32000-1, 14.8.2.3.3: within one string the characters are reversed, the
    strings stand in reading order. A new string begins where a glyph does not
    follow on. A cluster whose glyphs do not say it gives its text; a whole
    word's would be turned round, letter by letter, by readers that order what
    they find themselves.
    """
    shows: list[Said] = []
    last: Cluster | None = None
    for group in reversed(list(_strings(list(_visual(clusters))))):
        first = group[0]
        operand = "".join(f"{glyph.gid:04X}" for glyph in group)
        show = Show(first.cluster.face, first.rise, f"<{operand}>", round(first.left, 3))
        if first.cluster.faithful():
            shows.append((None, (show,)))
        elif shows and last is first.cluster:
            shows[-1] = (first.cluster.text, (*shows[-1][1], show))
        else:
            shows.append((first.cluster.text, (show,)))
        last = first.cluster
    return tuple(shows)


def _visual(clusters: Iterable[Cluster]) -> Iterator[_Placed]:
    """The glyphs of a word from left to right, each where it stands."""
    pen = 0.0
    for cluster in reversed(list(clusters)):
        for gid, _, advance, shift, rise in cluster.glyphs:
            left = pen + shift
            yield _Placed(cluster, gid, left, left + cluster.face.advance(gid), rise)
            pen += advance


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
    one, other = before.cluster, glyph.cluster
    return (
        one.face is other.face
        and before.rise == glyph.rise
        and abs(glyph.left - before.right) < 0.01
        and (one is other or (one.faithful() and other.faithful()))
    )
