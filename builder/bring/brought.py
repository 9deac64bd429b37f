"""A leaflet as it was read, free of any format: what all readers make, and all writers take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from builder.bring.stretch import Words, spaced

Role: TypeAlias = Literal["", "subtitle", "caption"]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` from 1 as its file says, 0 for the title of the whole."""

    level: int
    words: Words
    place: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text. `size` is that of its letters in points, 0 where nobody says."""

    words: Words
    place: str = ""
    role: Role = ""
    size: float = 0


@dataclass(frozen=True)
class Point:
    """A point of a list, `depth` from 0. `mark` is what a reader sees before it.

    It is "" for a bullet, a box (☐) to tick, else a number or sign as it was set: "3.", "b)", "✓".
    `typed` is what stood among the words of the file in place of it, if anything did.
    """

    words: Words
    place: str = ""
    depth: int = 0
    mark: str = ""
    typed: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table, over so many columns and rows."""

    pieces: tuple[Piece, ...]
    across: int = 1
    down: int = 1
    header: bool = False

    @property
    def words(self) -> Words:
        """All its words as one text."""
        return spaced(words_of(self.pieces))


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell once: what a merged one covers is in no row."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Words = ()
    place: str = ""


@dataclass(frozen=True)
class Box:
    """What stands apart from the text: a text box, a card, a table of one cell."""

    pieces: tuple[Piece, ...]
    place: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture: its bytes, or where it lies (`name`), beside the file that was read.

    `alt` is None where nobody says what it shows, "" for mere decoration.
    """

    name: str
    data: bytes | None = field(default=None, repr=False)
    alt: str | None = None
    place: str = ""
    caption: Words = ()


Piece: TypeAlias = Heading | Paragraph | Point | Table | Box | Picture


@dataclass(frozen=True)
class Aside:
    """Words that have no place among the pieces: what they are, and where they stand.

    `again` are those of the same line on other pages, as "Page 2 of 4" is of "Page 1 of 4".
    """

    what: str
    words: str
    place: str = ""
    again: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """What is now otherwise than it was; `code` is one word for all of its kind."""

    code: str
    message: str
    place: str = ""


@dataclass(frozen=True)
class Brought:
    """A whole leaflet.

    `running` are the lines at the head and foot of its pages, `left` all other words
    without a place. `total` are the words of the file, counted by themselves; `added` are those
    that its reader wrote into it, such as the number of a heading.
    """

    pieces: tuple[Piece, ...]
    total: tuple[str, ...]
    running: tuple[Aside, ...] = ()
    left: tuple[Aside, ...] = ()
    remarks: tuple[Remark, ...] = ()
    language: str = ""
    added: tuple[str, ...] = ()


class Unusable(ValueError):
    """A file that cannot be brought in: the code, the sentence, and what to do about it."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(code, message, hint)
        self.code, self.message, self.hint = code, message, hint


def words_of(pieces: tuple[Piece, ...]) -> Iterator[Words]:
    """Every text of the pieces, in order; what pictures show is none."""
    for piece in pieces:
        match piece:
            case Table():
                if piece.caption:
                    yield piece.caption
                for row in piece.rows:
                    for cell in row:
                        yield from words_of(cell.pieces)
            case Box():
                yield from words_of(piece.pieces)
            case Picture():
                if piece.caption:
                    yield piece.caption
            case _:
                yield piece.words


def points_of(pieces: Iterable[Piece]) -> Iterator[Point]:
    """Every point of a list among the pieces, in order."""
    for piece in pieces:
        match piece:
            case Point():
                yield piece
            case Box():
                yield from points_of(piece.pieces)
            case Table():
                for row in piece.rows:
                    yield from points_of(each for cell in row for each in cell.pieces)
