"""What lists, steps and checklists share: a line that leads in, and items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from builder.inline import Rich
from builder.model import Block, Handout
from builder.values import Many

if TYPE_CHECKING:
    from builder.pdf.boxes import Box, Painter
    from builder.pdf.compose import Composer
    from builder.pdf.tags import Element

ATTRIBUTES = {kind: (("List", f"/ListNumbering/{kind}"),) for kind in ("Disc", "Decimal", "None")}


class Listing(Block):
    """Items one below the other, each with a mark before it."""

    main = "items"
    items: Many[Rich]
    lead: Rich | None = None

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.lead:
            yield self.lead
        yield from self.items


def disc(page: Composer) -> Painter:
    """A round bullet, drawn: the list's kind already says it to a screen reader."""
    from builder.pdf.rows import circle

    setting = page.setting("body")
    colour, radius = page.colour("primary"), setting.size * 0.19
    middle = setting.baseline - setting.regular[0].metrics["x"] * setting.size / 2000

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        canvas.paint(
            f"{colour} rg {circle(x + setting.size * 0.42, y + height - middle, radius)} f"
        )

    return paint


def tick_box(page: Composer, style: str = "body") -> Painter:
    """An empty square to tick; a reader with a pen needs it, a screen reader does not."""
    setting = page.setting(style)
    side = setting.size * 0.95
    colour = page.colour("primary")
    middle = setting.baseline - setting.regular[0].metrics["cap"] * setting.size / 2000

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        level = y + height - middle - side / 2
        canvas.paint(f"{colour} RG 1.2 w {x + 0.6:.2f} {level:.2f} {side:.2f} {side:.2f} re S")

    return paint


def bound(items: Iterable[Box]) -> Iterator[Box]:
    """The items of a list, the first two and the last two bound together.

    No list begins or ends with one item alone on a page.
    """
    boxes = list(items)
    if len(boxes) > 1:
        boxes[0].keep_with_next = boxes[-2].keep_with_next = True
    yield from boxes


def bulleted(page: Composer, items: Many[Rich], list_element: Element) -> Iterator[Box]:
    """The items as list items with round bullets."""
    indent = page.setting("body").size * 1.25
    mark = disc(page)

    def boxes() -> Iterator[Box]:
        for item in items:
            place = page.under(list_element).add("LI").add("LBody")
            yield page.item([place.text(item, role=None)], indent, mark)

    yield from bound(boxes())
