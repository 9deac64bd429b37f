from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from builder.model import Block, Entry, Handout, block, texts
from builder.source.inline import Rich
from builder.source.values import Many, Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("week-grid")
class WeekGrid(Block):
    """A diary for a week: a column for each day, a row for each thing to note, boxes for a pen.

    Where the type is too large for all days side by side, the last ones stand below the first.

    - week-grid:
        caption: Days 1 to 7
        rows:
          - {label: Temperature, hint: morning, circle: °C}
          - {label: Eating well?, circle: yes no}
          - {label: Medicines taken, tick: true}
          - {label: How I feel, lines: 2}
    """

    tool = True
    main = "rows"
    rows: Many[Entry]
    caption: Rich | None = None
    first: Annotated[Whole, between(0, 9999)] = 1
    days: Annotated[Whole, between(1, 7)] = 7

    def day_names(self, handout: Handout) -> list[Rich]:
        numbers = range(self.first, self.first + self.days)
        return [handout.phrase("day_number", number=str(number)) for number in numbers]

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.day_table import day_tables

        table = page.add("Table")
        yield from table.caption(self.caption, "Caption")
        yield from day_tables(table, self.day_names(page.handout), self.rows)

    def html(self, page: Page) -> Iterator[Node]:
        """On a narrow screen each thing's days stand one below the other, named."""
        import htpy as h

        names = self.day_names(page.handout)
        caption = h.caption[page.text(self.caption)] if self.caption else None
        head = h.tr(role="row")[h.td(role="cell"), map(page.column, names)]
        yield h.table(".week", role="table")[
            caption,
            h.thead(role="rowgroup")[head],
            h.tbody(role="rowgroup")[(self._row(page, row, names) for row in self.rows)],
        ]

    def _row(self, page: Page, row: Entry, names: list[Rich]) -> Node:
        import htpy as h

        hint = [" ", h.span(".muted")[page.text(row.hint)]] if row.hint else None
        inside: Any = page.text(row.circle) if row.circle else None
        if row.tick:
            inside = [h.span(".tick-box", aria_hidden="true"), inside]
        return h.tr(role="row")[
            h.th(scope="row", role="rowheader")[page.text(row.label), hint],
            (h.td(role="cell", data_column=name.text)[inside] for name in names),
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield from texts((self.caption,))
        yield from self.day_names(handout)
        for row in self.rows:
            yield from texts((row.label, row.hint))
            if row.circle:
                yield from [row.circle] * self.days
