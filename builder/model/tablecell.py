"""The cells of a table, and where each stands: in which column, and how far it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, NamedTuple, Self

from pydantic import Discriminator, Field, Tag, WithJsonSchema, WrapValidator, model_validator

from builder.model.placed import Placed
from builder.place import Fields, Span
from builder.source.cells import CELL, Cell, Prose
from builder.source.forsome import row
from builder.source.inline import Rich
from builder.source.values import Many, Whole, between, wrong


class TableCell(Placed):
    """A cell that has points, or stands in the place of several columns (`across`) or rows."""

    text: Cell | None = None
    items: Many[Prose] | None = None
    across: Annotated[Whole, between(1, 30)] = 1
    down: Annotated[Whole, between(1, 100)] = 1

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.items is None:
            raise wrong("missing-key", "the cell has no 'text' and no 'items'")
        return self


def _kind(value: Any) -> str:
    """How a cell was written; any other mapping is a text with a colon in it."""
    keyed = isinstance(value, Fields) and set(TableCell.model_fields).intersection(value)
    return "keys" if keyed or isinstance(value, TableCell) else "text"


AnyCell = Annotated[
    Annotated[Cell, Tag("text")] | Annotated[TableCell, Tag("keys")], Discriminator(_kind)
]

_EITHER = {"anyOf": [CELL, {"$comment": "table-cell"}]}
CELLS = {"type": "array", "items": _EITHER, "minItems": 1}
AnyRow = Annotated[
    tuple[AnyCell, ...],
    Field(min_length=1),
    WrapValidator(row),
    WithJsonSchema({"anyOf": [CELLS, {"$comment": "row-for-some"}]}),
]


class Spot(NamedTuple):
    """A cell where it stands: what it says, its first column from 0, and how far it reaches."""

    text: Rich
    items: tuple[Rich, ...]
    column: int
    across: int
    down: int
    span: Span

    @property
    def texts(self) -> tuple[Rich, ...]:
        """What it says, in reading order."""
        return (*((self.text,) if self.text.text.strip() else ()), *self.items)


def spots(rows: Sequence[Sequence[Rich | TableCell]], count: int) -> list[list[Spot]]:
    """Where each cell stands in so many columns. Raises `wrong` if it has none."""
    covered = [0] * count  # for each column, the rows that a cell above still reaches down
    found: list[list[Spot]] = []
    for number, cells in enumerate(rows):
        made = list(_placed(cells, covered))
        _complete(cells, made, covered)
        for spot in made:
            if number + spot.down > len(rows):
                left = len(rows) - number
                message = f"the cell reaches down {spot.down} rows where {left} are left"
                raise wrong("uneven-row", message, span=spot.span)
            for column in range(spot.column, spot.column + spot.across):
                covered[column] = spot.down
        covered = [max(0, rest - 1) for rest in covered]
        found.append(made)
    return found


def _placed(row: Sequence[Rich | TableCell], covered: Sequence[int]) -> Iterator[Spot]:
    """The cells of a row from its first column on, beside those that reach into it from above."""
    column = 0
    for cell in row:
        while column < len(covered) and covered[column]:
            column += 1
        if isinstance(cell, Rich):
            yield Spot(cell, (), column, 1, 1, cell.span)
            column += 1
        else:
            text = cell.text or Rich.plain("")
            yield Spot(text, cell.items or (), column, cell.across, cell.down, cell.span)
            column += cell.across


def _complete(
    row: Sequence[Rich | TableCell], made: Sequence[Spot], covered: Sequence[int]
) -> None:
    """Raises `wrong` unless the cells of a row fill what is free in it, and no more."""
    wide, free = sum(spot.across for spot in made), covered.count(0)
    if wide != free:
        simple = wide == len(row) and free == len(covered)
        message = f"the cells of the row are {wide} columns wide where {free} are free"
        if simple:
            message = f"the row has {wide} cells where the table has {free} columns"
        raise wrong("uneven-row", message, span=made[0].span)
    for spot in made:
        if any(covered[spot.column : spot.column + spot.across]):
            raise wrong("uneven-row", "a cell above reaches down into this one", span=spot.span)
