from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from pydantic import model_validator

from builder.model import Block, Handout, block
from builder.model.tablecell import AnyRow, Spot, spots
from builder.source.cells import Cell
from builder.source.forsome import Row
from builder.source.inline import Rich
from builder.source.values import Flag, Many, Number, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("table")
class Table(Block):
    """Rows and columns; the header row repeats on every page the table runs over.

    A cell may be empty (`""`), or a line to write on (`____`); so may the corner. One that is
    written with keys has points (`text`, `items`), or stands in the place of several columns
    (`across`) or rows (`down`).

    - table:
        caption: When to take it
        columns: ["", Morning, Evening, Taken]
        row_headers: true
        rows:
          - [Tablet A, 1, none, ____]
          - [Tablet B, {text: "with food:", items: [half, or one], across: 2}, ""]
    """

    factual = True
    shows = True
    main = "rows"
    rows: Many[AnyRow]
    columns: Many[Cell] | None = None
    row_headers: Flag = False
    caption: Rich | None = None
    widths: Many[Number] | None = None

    @model_validator(mode="after")
    def _regular(self) -> Self:
        """Every row has as many cells as the table has columns, and some cell is a header."""
        count = self.count
        for spot in (spot for row in spots(self.rows, count) for spot in row):
            if spot.down > 1 and any(isinstance(row, Row) for row in self.rows):
                message = "no cell reaches over rows in a table of which some are for some only"
                raise wrong("uneven-row", message, span=spot.span)
        for number, name in enumerate(self.columns or ()):
            if not name.text.strip() and (number > 0 or not self.row_headers):
                hint = "only the corner may be empty, above the names of rows: 'row_headers: true'"
                raise wrong("no-header", "the column has no name", hint, name.span)
        if self.columns is None and not self.row_headers:
            hint = "give 'columns', or 'row_headers: true'"
            raise wrong("no-header", "the table has no header row or column", hint)
        if self.widths and (len(self.widths) != count or min(self.widths) <= 0):
            raise wrong("uneven-row", f"'widths' needs {count} numbers above 0")
        return self

    @property
    def count(self) -> int:
        """How many columns there are."""
        if self.columns:
            return len(self.columns)
        return sum(1 if isinstance(cell, Rich) else cell.across for cell in self.rows[0])

    @property
    def spots(self) -> list[list[Spot]]:
        """The cells of each row, where they stand."""
        return spots(self.rows, self.count)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.tables import table_grid

        table = page.add("Table")
        yield from table.caption(self.caption, "Caption")
        yield table_grid(table, self.columns, self.spots, self.row_headers, self.widths)

    def html(self, page: Page) -> Iterator[Node]:
        """The roles are those the elements have: told again, they outlast another `display`.

        On a narrow screen the cells stand one below the other, each after its column's name.
        """
        import htpy as h

        caption = h.caption[page.text(self.caption)] if self.caption else None
        head = (
            h.thead(role="rowgroup")[h.tr(role="row")[map(page.column, self.columns)]]
            if self.columns
            else None
        )
        # A row into which a cell reaches from above would miss it as a card: it stays a table.
        joined = any(spot.down > 1 for row in self.spots for spot in row)
        table = h.table(class_="joined" if joined else None, role="table")[
            caption,
            self._widths(),
            head,
            h.tbody(role="rowgroup")[
                (h.tr(role="row")[self._cells(page, row)] for row in self.spots)
            ],
        ]
        # By keyboard, too: what scrolls can be focused (WCAG 2.2, 2.1.1).
        named = {"aria_label": self.caption.text} if self.caption else {}
        yield h.div(".scrolled", role="group", tabindex="0", **named)[table] if joined else table

    def _widths(self) -> Node:
        import htpy as h

        total = sum(self.widths or ())
        shares = [f"width:{width / total:.2%}" for width in self.widths or ()]
        return h.colgroup[(h.col(style=share) for share in shares)] if shares else None

    def _cells(self, page: Page, row: list[Spot]) -> Iterator[Node]:
        import htpy as h

        for spot in row:
            over = (self.columns or ())[spot.column : spot.column + spot.across]
            name = ", ".join(each.text for each in over) if self.columns else None
            reaches = (("colspan", spot.across), ("rowspan", spot.down))
            reach = {key: str(count) for key, count in reaches if count > 1}
            text = page.text(spot.text)
            head = h.p[text] if spot.text.text.strip() else None
            contents: Node = [head, page.items(spot.items)] if spot.items else text
            if spot.column == 0 and self.row_headers and spot.texts:
                yield h.th(reach, scope="row", role="rowheader", data_column=name)[contents]
            else:
                yield h.td(reach, role="cell", data_column=name)[contents]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.caption:
            yield self.caption
        yield from (cell for cell in self.columns or () if cell.text.strip())
        yield from (text for row in self.spots for spot in row for text in spot.texts)
