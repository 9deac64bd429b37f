"""The lines in which a text was set, as they come out on its pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.see.finished import Piece

SPACE = 0.15  # ems: from here on, a gap between two pieces is a space


@dataclass(frozen=True)
class Line:
    """A line of a text on a page (from 0)."""

    page: int
    text: str


def lines(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of one text, from what is painted for it; a raised number is in the line beside."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        if not piece.text.strip():
            continue
        last = rows[-1][-1] if rows else None
        if last is None or not _beside(last, piece):
            rows.append([])
        rows[-1].append(piece)
    return [Line(row[0].page, _joined(row)) for row in rows]


def _beside(last: Piece, piece: Piece) -> bool:
    apart = abs(last.base - piece.base)
    return last.page == piece.page and apart < max(last.size, piece.size) / 2


def _joined(row: list[Piece]) -> str:
    text = ""
    for before, piece in zip([None, *row], row, strict=False):
        if before is not None:
            gap = max(piece.left - before.right, before.left - piece.right)
            text += " " if gap > SPACE * piece.size else ""
        text += piece.text
    return " ".join(text.split())
