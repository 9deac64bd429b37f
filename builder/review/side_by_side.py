"""The block a review pack is made of: the leaflet's words, and beside them what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import AnyBlock, Block, Handout, Placed
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.web.page import Page


class Pair(Placed):
    """One row: the blocks on either side."""

    words: tuple[AnyBlock, ...]
    notes: tuple[AnyBlock, ...]


class Facing(Block):
    """Blocks of a leaflet as a table of two columns, with notes on the other side."""

    columns: tuple[Rich, Rich]
    pairs: tuple[Pair, ...]

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.grid import Grid, GridLook

        table = page.add("Table")
        row = table.add("THead").add("TR")
        header = [_head(row, text) for text in self.columns]
        body = table.add("TBody")
        rows = []
        for pair in self.pairs:
            row = body.add("TR")
            rows.append([_cell(row, pair.words), _cell(row, pair.notes)])
        look = GridLook((4, 5), (0, 0), page.colour("primary"), page.colour("line"))
        # A long row may part: there is more white below whole ones than is good for a pack.
        yield Grid(header, rows, look, page.page_height * 0.6, rtl=page.rtl)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.table(".facing", role="table")[
            h.thead(role="rowgroup")[h.tr(role="row")[map(page.column, self.columns)]],
            h.tbody(role="rowgroup")[
                (
                    h.tr(role="row")[
                        (
                            h.td(role="cell", data_column=column.text)[page.blocks(blocks)]
                            for column, blocks in zip(
                                self.columns, (pair.words, pair.notes), strict=True
                            )
                        )
                    ]
                    for pair in self.pairs
                )
            ],
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield from self.columns
        for pair in self.pairs:
            for block in (*pair.words, *pair.notes):
                yield from block.words(handout)


def _head(row: Composer, text: Rich) -> Box:
    from builder.paper.boxes import Box

    cell = row.add("TH", keep=True, attributes=(("Table", "/Scope/Column"),))
    flow = cell.text(text, "table_head", role=None, strong=True, colour="on-primary")
    return Box([flow], inset=row.inset(*(row.points(v) for v in (6, 8, 7, 8))))


def _cell(row: Composer, blocks: tuple[Block, ...]) -> Box:
    from builder.paper.boxes import Box

    cell = row.add("TD", keep=True)
    inset = row.inset(*(row.points(v) for v in (8, 10, 10, 8)))
    return Box(cell.blocks(blocks), inset=inset, page_height=row.page_height)
