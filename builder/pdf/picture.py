"""Figures: vector drawings and photographs, tagged with what they show."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
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
from builder.sketch import Sketch
from builder.text.spaced import Spaced


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
    data = image.data()
    vector = drawing(data, page.roles()) if is_svg(data) else None
    picture = Picture(image, vector, width, page.page_height, element)
    picture.rtl = page.rtl
    return picture


class Picture(Spaced):
    """A picture `wanted` points wide, or as wide as it is by itself; at most `highest` high.

    Photographs are by themselves 150 dots an inch.
    """

    def __init__(
        self,
        image: Asset | Sketch,
        vector: Drawing | None,
        wanted: float | None,
        highest: float,
        element: Element | None,
    ) -> None:
        super().__init__()
        self.image, self.vector, self.element = image, vector, element
        if vector:
            across, down = vector.width, vector.height
        else:
            across, down = (side * 72 / 150 for side in pixels(image.data())[:2])
        self.shape = across / down
        self.rtl = False
        self.wanted = min(wanted or across, highest * self.shape)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = min(self.wanted, width)
        self.height = self.width / self.shape
        self.indent = width - self.width if self.rtl else 0.0
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        x += self.indent
        if self.vector:
            code = paint_drawing(self.vector, x, y, self.height)
        else:
            assert isinstance(self.image, Asset), "what is drawn from data is a drawing"
            _, _, entries, data = pixels(self.image.data())
            name = canvas.picture(self.image.sha256, entries, data)
            code = f"q {self.width:.2f} 0 0 {self.height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q"
        if self.element is None:
            canvas.paint(code)
            return
        box = f"/Placement/Block/BBox[{x:.2f} {y:.2f} {x + self.width:.2f} {y + self.height:.2f}]"
        self.element.attributes = (("Layout", box),)
        canvas.put_marked(f"{canvas.open(self.element)}\n{code}\nEMC")


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


class Bar(Spaced):
    """One of the drawings that make up a figure: as wide as there is room, `height` points high."""

    def __init__(self, vector: Drawing, height: float, pieces: Pieces) -> None:
        super().__init__()
        self.vector, self.pieces = vector, pieces
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        across, down = self.width / self.vector.width, self.height / self.vector.height
        code = f"q {across:.4f} 0 0 {down:.4f} {x:.2f} {y:.2f} cm\n{self.vector.operators}\nQ"
        canvas.put_marked(f"{canvas.open(self.pieces.element)}\n{code}\nEMC")
        self.pieces.add(canvas.page.index, x, y, x + self.width, y + self.height)
