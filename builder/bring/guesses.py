"""What a reader of a leaflet sees and its file does not say: bold lines are headings, typed signs
make points. Each guess is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise

from builder.bring.brought import Brought, Heading, Paragraph, Piece, Point, Remark, Table
from builder.bring.stretch import cut, plain, unmarked

# A number needs a space after it: "2.5 mg" is no second point.
TYPED = re.compile(
    r"(?P<bullet>[-*\u2010-\u2015\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25cf\u25cb\u25e6\u00b7"
    r"\u2219\u27a2\u27a4\uf0b7\uf0a7])\s+"
    r"|(?P<mark>(?:\(?[0-9]{1,2}[.)]|[\u2713\u2714\u2717\u2718])(?=\s)|[\u2610\u25a1])\s*(?=\S)"
)
BOXES = {"\u25a1": "\u2610"}
LONGEST = 100  # signs of a line that may be a heading
LARGER = 1.15  # times the usual size, and a line is a heading


def guessed(brought: Brought) -> Brought:
    """The leaflet with points and headings that were only typed as such."""
    pieces, points = _points(brought.pieces)
    pieces, lines = _headings(pieces)
    remarks = (
        *(Remark("typed-points", "a typed sign makes a point of a list", each) for each in points),
        *(Remark("bold-heading", "a line that stood out is a heading", each) for each in lines),
    )
    return replace(brought, pieces=pieces, remarks=(*brought.remarks, *remarks))


# -- points


def _points(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[str]]:
    """Paragraphs that begin with the sign of a list, if there are several, or it is a box."""
    made: list[Piece] = []
    told: list[str] = []
    for typed, group in groupby(pieces, lambda piece: bool(_typed(piece))):
        found = [*group]
        marks = [match.group().strip() for piece in found if (match := _typed(piece))]
        if typed and _is_list(marks):
            made += [_point(piece) for piece in found]
            told.append(found[0].place)
        else:
            made += found
    return tuple(made), told


def _typed(piece: Piece) -> re.Match[str] | None:
    return TYPED.match(plain(piece.words)) if isinstance(piece, Paragraph) else None


def _is_list(marks: list[str]) -> bool:
    """Whether signs are those of a list: several, and numbers in their order."""
    numbers = [int(re.sub("[^0-9]", "", mark)) for mark in marks if re.search("[0-9]", mark)]
    in_order = all(b == a + 1 for a, b in pairwise(numbers))
    return (len(marks) > 1 or marks[0] in "\u2610\u25a1") and in_order


def _point(piece: Piece) -> Piece:
    match = _typed(piece)
    assert match is not None
    assert isinstance(piece, Paragraph)
    mark = match["mark"] or ""
    rest = cut(piece.words, match.end())
    typed = match.group().strip()
    return Point(rest, piece.place, 0, BOXES.get(mark, mark), typed) if rest else piece


# -- headings


def _headings(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], list[str]]:
    """Lines that stand out, as headings; only where the file has no headings of its own."""
    if any(isinstance(each, Heading) and each.level > 0 for each in pieces):
        return pieces, []
    usual = _usual(pieces)
    lines = {at for at in range(len(pieces) - 1) if _stands_out(pieces, at, usual)}
    sizes = sorted({_size(pieces[at]) for at in lines}, reverse=True)
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        if at in lines and isinstance(piece, Paragraph):
            level = 2 + sizes.index(piece.size) - (at == 0 and len(sizes) == 1)
            made.append(Heading(level, unmarked(piece.words), piece.place))
        else:
            made.append(piece)
    return tuple(made), [pieces[at].place for at in sorted(lines)]


def _size(piece: Piece) -> float:
    return piece.size if isinstance(piece, Paragraph) else 0


def _usual(pieces: tuple[Piece, ...]) -> float:
    """The size in which most letters are set; 0 where nobody says."""
    letters: dict[float, int] = {}
    for each in pieces:
        if isinstance(each, Paragraph):
            letters[each.size] = letters.get(each.size, 0) + len(plain(each.words))
    return max(letters, key=lambda size: letters[size], default=0)


def _stands_out(pieces: tuple[Piece, ...], at: int, usual: float) -> bool:
    piece = pieces[at]
    if not isinstance(piece, Paragraph) or piece.role:
        return False
    text = plain(piece.words)
    bold = all(each.strong for each in piece.words)
    large = bool(usual) and piece.size >= usual * LARGER
    return (
        (bold or large)
        and len(text) <= LONGEST
        and not text.endswith((".", ":", ",", ";"))
        and (large or not isinstance(pieces[at + 1], Table))
    )
