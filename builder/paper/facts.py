"""A few facts side by side, each under its label; one below the other in a single column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from builder.model import Block
from builder.paper.alongside import Columns
from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.spaced import Spaced
from builder.source.inline import Rich

GAP = 14.0  # points between two columns


def fact_columns(
    page: Composer, block: Block, facts: Sequence[tuple[Rich, Rich]]
) -> Iterator[Spaced]:
    """Rows of facts as labels and values of one list, made from `block`."""
    if block.language and block.language != page.language:
        page = page.add("Div", language=str(block.language))
        page = page.under(page.parent, str(block.language))
    listing = page.add("L", attributes=(("List", "/ListNumbering/None"),))
    page.shared.origins.append((block, listing.parent))
    made = [_fact(listing, label, value) for label, value in facts]
    across = 1 if page.single else 2 if len(made) in (2, 4) else 3
    for first in range(0, len(made), across):
        row = made[first : first + across]
        yield from _row(page, row) if len(row) > 1 else row


def _fact(listing: Composer, label: Rich, value: Rich) -> Box:
    """The label, small and strong, and the value below it."""
    entry = listing.add("LI")
    name = entry.text(label, "caption", role="Lbl", strong=True, colour="primary")
    name.before = name.after = 0.0
    name.keep_with_next = True
    words = entry.add("LBody").text(value, role=None)
    box = Box([name, words], unbroken=True, page_height=listing.page_height)
    box.before = listing.points(10 if listing.single else 4)
    return box


def _row(page: Composer, boxes: list[Box]) -> Iterator[Columns]:
    """Facts side by side, with a line between them."""
    gap, line = page.points(GAP), page.colour("line")
    columns = Columns(boxes, gap, rtl=page.rtl)
    columns.before = page.points(4)

    def beside(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        if not columns.stacked:
            level = page.at(x, width, -gap / 2, 0)
            canvas.paint(f"{line} RG 0.8 w {level:.2f} {y:.2f} m {level:.2f} {y + height:.2f} l S")

    for box in boxes[1:]:
        box.ground = (beside,)
    yield columns
