"""Figures: vector drawings and photographs, tagged with what they show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from reportlab.platypus import Flowable

from builder.paper.boxes import Box
from builder.paper.compose import Composer
from builder.paper.paint import paint_drawing
from builder.paper.sheet import POINTS
from builder.paper.spaced import Spaced
from builder.pdf.tags import Element
from builder.pictures.images import DOTS, is_svg, pixels
from builder.pictures.sketch import Sketch
from builder.pictures.svg.greys import greyed
from builder.pictures.svg.svg import Drawing, drawing
from builder.project import Asset
from builder.source.inline import Rich

SMALLER = 0.2  # how much smaller a picture may be set to fill a page, as a share of its size


def figure(
    page: Composer, asset: Asset, alt: Rich | None, caption: Rich | None, width: float | None
) -> Box:
    """A picture and its caption, kept together. Without `alt` it is decoration."""
    contents: list[Flowable] = [picture_of(page, asset, alt, width * POINTS if width else None)]
    if caption:
        flow = page.text(caption, "caption")
        flow.before = page.points(4)
        contents.append(flow)
    return page.kept(contents)


def picture_of(
    page: Composer, image: Asset | Sketch, alt: Rich | None, width: float | None = None
) -> Picture:
    """A picture or a drawing made from data, `width` points wide or as wide as it is."""
    element = page.parent.add("Figure", alt=alt.text) if alt else None
    if element and isinstance(image, Asset):
        page.shared.origins.append((image, element))
    seen = shown(image, page.roles(), grey=page.handout.edition.grey)
    picture = Picture(seen, width, page.page_height, element)
    picture.rtl = page.rtl
    return picture


@dataclass(frozen=True)
class Shown:
    """A picture, `across` by `down` points by itself; `vector` is None for pixels."""

    image: Asset | Sketch
    vector: Drawing | None
    across: float
    down: float

    def code(self, canvas: Any, x: float, y: float, height: float) -> str:
        """Operators that paint it `height` points high with its lower left corner at (x, y)."""
        if self.vector:
            return paint_drawing(self.vector, x, y, height)
        assert isinstance(self.image, Asset), "what is drawn from data is a drawing"
        name = canvas.picture(self.image.sha256, *pixels(self.image.data()).embedded())
        width = height * self.across / self.down
        return f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"

    def paint(
        self, canvas: Any, element: Element | None, x: float, y: float, height: float
    ) -> None:
        """Paints it, as what `element` shows or as decoration."""
        code = self.code(canvas, x, y, height)
        if element is None:
            canvas.paint(code)
            return
        width = height * self.across / self.down
        box = f"/Placement/Block/BBox[{x:.2f} {y:.2f} {x + width:.2f} {y + height:.2f}]"
        element.attributes = (("Layout", box),)
        canvas.put_marked(f"{canvas.open(element)}\n{code}\nEMC")


def shown(image: Asset | Sketch, roles: Mapping[str, str], *, grey: bool = False) -> Shown:
    """The picture in a file, or one made from data; `roles` gives a drawing's colours.

    In `grey` those that are its own are greys, too; a photograph is left to the printer.
    """
    data = image.data()
    if is_svg(data):
        vector = drawing(data, roles)
        vector = greyed(vector) if grey else vector
        return Shown(image, vector, vector.width, vector.height)
    found = pixels(data)
    return Shown(image, None, found.width * 72 / DOTS, found.height * 72 / DOTS)


class Picture(Spaced):
    """A picture `wanted` points wide, or as wide as it is by itself; at most `highest` high.

    Photographs are by themselves 150 dots an inch.
    """

    def __init__(
        self, picture: Shown, wanted: float | None, highest: float, element: Element | None
    ) -> None:
        super().__init__()
        self.picture, self.element = picture, element
        self.shape = picture.across / picture.down
        self.rtl = False
        self.smaller, self.most = 0.0, SMALLER  # shares of its size
        self.wanted = min(wanted or picture.across, highest * self.shape)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = min(self.wanted, width) * (1 - self.smaller)
        self.height = self.width / self.shape
        self.indent = width - self.width if self.rtl else 0.0
        return width, self.height

    def give(self) -> float:
        return self.height * self.most

    def shrink(self, share: float) -> None:
        self.smaller = self.most * share

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        self.picture.paint(canvas, self.element, x + self.indent, y, self.height)


@dataclass
class Pieces:
    """A figure of several drawings: its element, and the box round those on its first page."""

    element: Element
    page: int = -1
    box: tuple[float, float, float, float] = (inf, inf, -inf, -inf)

    def add(self, page: int, left: float, low: float, right: float, high: float) -> None:
        self.page = page if self.page < 0 else self.page
        if page == self.page:
            x1, y1, x2, y2 = self.box
            self.box = min(x1, left), min(y1, low), max(x2, right), max(y2, high)
            edges = " ".join(f"{edge:.2f}" for edge in self.box)
            self.element.attributes = (("Layout", f"/Placement/Block/BBox[{edges}]"),)
