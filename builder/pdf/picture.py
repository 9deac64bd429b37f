"""Figures: vector drawings and photographs, tagged with what they show."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from builder.inline import Rich
from builder.pdf.boxes import Box
from builder.pdf.compose import Composer, paint_drawing
from builder.pdf.images import is_svg, pixels
from builder.pdf.sheet import POINTS
from builder.pdf.svg import Drawing, drawing
from builder.pdf.tags import Element
from builder.project import Asset
from builder.text.spaced import Spaced


def figure(
    page: Composer, asset: Asset, alt: Rich | None, caption: Rich | None, width: float | None
) -> Box:
    """A picture and its caption, kept together. Without `alt` it is decoration."""
    element = page.parent.add("Figure", alt=alt.text) if alt else None
    wanted = min(width * POINTS if width else page.width, page.width)
    roles = page.roles()
    contents: list[Flowable] = [Picture(asset, wanted, page.page_height, element, roles)]
    if caption:
        flow = page.text(caption, "caption")
        flow.before = page.points(4)
        contents.append(flow)
    return page.kept(contents)


class Picture(Spaced):
    """A picture `wanted` points wide, smaller if it would be higher than `highest` points."""

    def __init__(
        self,
        asset: Asset,
        wanted: float,
        highest: float,
        element: Element | None,
        roles: dict[str, str],
    ) -> None:
        super().__init__()
        self.asset, self.wanted, self.highest, self.element = asset, wanted, highest, element
        self.vector: Drawing | None = drawing(asset.data(), roles) if is_svg(asset.data()) else None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self.vector:
            shape = self.vector.width / self.vector.height
        else:
            across, down, *_ = pixels(self.asset.data())
            shape = across / down
        self.width = min(self.wanted, width, self.highest * shape)
        self.height = self.width / shape
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        if self.vector:
            code = paint_drawing(self.vector, x, y, self.height)
        else:
            _, _, entries, data = pixels(self.asset.data())
            name = canvas.picture(self.asset.sha256, entries, data)
            code = f"q {self.width:.2f} 0 0 {self.height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"
        if self.element is None:
            canvas.paint(code)
            return
        box = f"/Placement/Block/BBox[{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}]"
        self.element.attributes = (("Layout", box),)
        canvas.put_marked(f"{canvas.open(self.element)}\n{code}\nEMC")
