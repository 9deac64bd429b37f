from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

from pydantic import model_validator

from builder.model import Block, Handout, block
from builder.source.cells import Cell
from builder.source.forsome import AnyRow
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

    A cell may be empty (`""`), or a line to write on (`____`); so may the corner.

    - table:
        caption: When to take it
        columns: ["", Morning, Evening, Taken]
        row_headers: true
        rows:
          - [Tablet A, 1, none, ____]
          - [Tablet B, none, 2, ""]
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
        count = len(self.columns or self.rows[0])
        for row in self.rows:
            if len(row) != count:
                message = f"the row has {len(row)} cells where the table has {count} columns"
                raise wrong("uneven-row", message, span=row[0].span)
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

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.rows import table_grid

        table = page.add("Table")
        yield from table.caption(self.caption, "Caption")
        yield table_grid(table, self.columns, self.rows, self.row_headers, self.widths)

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
        yield h.table(role="table")[
            caption,
            self._widths(),
            head,
            h.tbody(role="rowgroup")[
                (h.tr(role="row")[self._cells(page, row)] for row in self.rows)
            ],
        ]

    def _widths(self) -> Node:
        import htpy as h

        total = sum(self.widths or ())
        shares = [f"width:{width / total:.2%}" for width in self.widths or ()]
        return h.colgroup[(h.col(style=share) for share in shares)] if shares else None

    def _cells(self, page: Page, row: Many[Rich]) -> Iterator[Node]:
        import htpy as h

        for number, text in enumerate(row):
            name = self.columns[number].text if self.columns else None
            if number == 0 and self.row_headers and text.text.strip():
                yield h.th(scope="row", role="rowheader", data_column=name)[page.text(text)]
            else:
                yield h.td(role="cell", data_column=name)[page.text(text)]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.caption:
            yield self.caption
        cells = (cell for row in (self.columns or (), *self.rows) for cell in row)
        yield from (cell for cell in cells if cell.text.strip())
