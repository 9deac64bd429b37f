from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from builder.blocks.write_in import WriteIn
from builder.model import Block, Entry, Handout, block, texts
from builder.source.apart import apart
from builder.source.inline import Rich
from builder.source.values import Flag, Many, Whole, between

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("week-grid")
class WeekGrid(Block):
    """A diary: a column for each day (week, month), a row for each thing to note, boxes for a pen.

    After `across` columns the next table begins, under a heading that says which days it has;
    `by_hand` gives each day a line to write on below its table. Where the type is too large
    for all columns side by side, the last ones stand below the first.

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
    unit: Literal["days", "weeks", "months"] = "days"
    first: Annotated[Whole, between(0, 9999)] = 1
    count: Annotated[Whole, between(1, 100)] = 7
    across: Annotated[Whole, between(1, 7)] = 7
    by_hand: Rich | None = None
    new_page: Flag = False

    def tables(self, handout: Handout) -> Iterator[list[Rich]]:
        """The names of the columns of each table."""
        phrase = f"{self.unit.removesuffix('s')}_number"
        numbers = range(self.first, self.first + self.count)
        names = [handout.phrase(phrase, number=str(number)) for number in numbers]
        yield from (names[n : n + self.across] for n in range(0, self.count, self.across))

    def title(self, names: list[Rich], handout: Handout) -> Rich | None:
        """Which days a table has, where it is not the only one."""
        if self.count <= self.across:
            return None
        if len(names) == 1:
            return names[0]
        return handout.phrase("from_to", start=names[0].text, end=names[-1].text)

    @property
    def opens_page(self) -> bool:
        return False  # each of its tables does, but the first

    def compose(self, page: Composer) -> Iterator[Flowable]:
        for number, names in enumerate(self.tables(page.handout)):
            flows = list(self._table(page, names, caption=not number))
            if self.new_page and number:
                flows[0].new_page = True
            apart = self.new_page or self.count <= self.across
            yield from flows if apart else [page.kept(flows, before=flows[0].before)]

    def _table(self, page: Composer, names: list[Rich], *, caption: bool) -> Iterator[Any]:
        from builder.paper.day_table import day_tables

        if title := self.title(names, page.handout):
            yield page.section_heading(title)
        table = page.add("Table")
        if caption:
            yield from table.caption(self.caption, "Caption")
        yield from day_tables(table, names, self.rows)
        if self.by_hand:
            yield from page.lead(self.by_hand)
            for name in names:
                yield from WriteIn.model_construct(label=name).compose(page)

    def html(self, page: Page) -> Iterator[Node]:
        """On a narrow screen it goes day by day, with what is to be noted in each.

        It is a table all the same, in the order of its rows: only the style puts a day together.
        """
        import htpy as h

        for number, names in enumerate(self.tables(page.handout)):
            if title := self.title(names, page.handout):
                yield page.section_heading(title)
            head = h.tr(role="row")[h.td(role="cell"), map(page.column, names)]
            yield h.table(".week", role="table")[
                h.caption[page.text(self.caption)] if self.caption and not number else None,
                h.thead(role="rowgroup")[head],
                h.tbody(role="rowgroup")[
                    [self._row(page, row, place, names) for place, row in enumerate(self.rows, 1)]
                ],
            ]
            if self.by_hand:
                yield page.paragraph(self.by_hand)
                for name in names:
                    yield from WriteIn.model_construct(label=name).html(page)

    def _row(self, page: Page, row: Entry, place: int, names: list[Rich]) -> Node:
        import htpy as h

        hint = [" ", h.span(".muted")[page.text(row.hint)]] if row.hint else None
        inside: Any = None
        if row.circle:
            many = len(apart(row.circle)) > 1
            inside = page.targets(row.circle, "box") if many else page.text(row.circle)
        if row.tick:
            inside = [h.span(".tick-box", aria_hidden="true"), inside]
        name = " ".join(text.text for text in texts((row.label, row.hint)))
        return h.tr(role="row", style=f"--row:{place}")[
            h.th(scope="row", role="rowheader")[page.text(row.label), hint],
            (h.td(role="cell", data_row=name)[inside] for _ in names),
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        for number, names in enumerate(self.tables(handout)):
            yield from texts((self.title(names, handout), None if number else self.caption))
            yield from names
            for row in self.rows:
                yield from texts((row.label, row.hint))
                yield from [row.circle] * len(names) if row.circle else ()
            if self.by_hand:
                yield from (self.by_hand, *names)
