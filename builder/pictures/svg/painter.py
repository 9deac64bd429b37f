"""The way through a drawing: each shape with its matrix and style, and every fault on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from builder.pictures.svg.colours import Palette, colour
from builder.pictures.svg.content import Content, Cut
from builder.pictures.svg.css import Declaration, cascade, rules
from builder.pictures.svg.cuts import cuts
from builder.pictures.svg.elements import Node
from builder.pictures.svg.gradients import GRADIENTS, bounds, gradient
from builder.pictures.svg.paths import Segment, TooMuch, UnsupportedSvg, quoted, segments
from builder.pictures.svg.shapes import (
    SHAPES,
    Matrix,
    View,
    fitted,
    length,
    numbers,
    page,
    times,
    transform,
)
from builder.pictures.svg.style import Own, Server, Style, inherit

MAX_DRAWN = 20_000  # elements; those that are used again count again
VIEW = ("x", "y", "width", "height", "viewBox", "preserveAspectRatio")
OWN: dict[str, tuple[str, ...]] = {
    "svg": (*VIEW, "content"),  # where draw.io keeps what it drew from
    "symbol": (*VIEW, "refX", "refY"),
    "g": ("transform",),
    "switch": ("transform",),
    "use": ("x", "y", "width", "height", "href", "transform"),
    **{tag: (*names, "transform") for tag, (names, _) in SHAPES.items()},
    "clipPath": ("clipPathUnits", "transform"),
    "mask": ("x", "y", "width", "height", "maskUnits", "maskContentUnits"),
}
# What is only there to be referred to (SVG 2, 5.1): alone, it draws nothing.
REFERRED = {"defs", "symbol", "clipPath", "mask", "linearGradient", "radialGradient", "pattern"}
REFERRED |= {"marker", "filter", "style", "view"}
# Attributes that say nothing about shapes.
SAYS_NOTHING = re.compile(
    r"id|class|style|lang|role|tabindex|focusable|version|baseProfile|pathLength"
    r"|requiredFeatures|contentScriptType|contentStyleType|zoomAndPan|(data|aria)-[\w-]+"
)
PATHS = "turn it into paths"
REFUSED = {
    **dict.fromkeys(("text", "tspan", "textPath"), PATHS),
    "foreignObject": "draw it with shapes; words, turn into paths",
    "image": "draw it with shapes, or use a PNG or JPEG file as the picture",
    "a": "put what is in it into a 'g'",
}


class Painter:
    """Draws the elements of one file into `content`, and notes what cannot be."""

    def __init__(self, root: Node, palette: Palette, faults: list[UnsupportedSvg]) -> None:
        self.content = Content()
        self.root, self.faults = root, faults
        every = list(root.all())
        self._ids = {n.attributes["id"]: n for n in reversed(every) if "id" in n.attributes}
        self._rules = rules([node for node in every if node.tag == "style"], faults)
        self._palette = palette
        self._drawn = 0
        self._used: list[Node] = []

    def picture(self) -> View:
        """Draws all; the width and height of the picture, in points."""
        size, view, matrix = (1.0, 1.0), (1.0, 1.0), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        with self._noted(self.root):
            size, view, matrix = page(self.root.attributes)
        style, own = self._styled(self.root, Style(self._palette, view))
        if own.drawn:
            with self._noted(self.root), self._cut(own, matrix, style, self.root):
                self._kids(self.root, matrix, style)
        return size

    # -- elements

    def _kids(self, node: Node, matrix: Matrix, style: Style) -> None:
        for kid in node.kids:
            self._draw(kid, matrix, style)

    def _draw(self, node: Node, matrix: Matrix, style: Style) -> None:
        self._drawn += 1
        if self._drawn > MAX_DRAWN:
            raise TooMuch(f"more than {MAX_DRAWN} elements are drawn; simplify the picture")
        if node.tag in REFERRED:
            return
        if node.tag not in OWN:
            hint = REFUSED.get(node.tag, "delete it, or draw it with paths")
            name = quoted(node.tag.rpartition(" ")[2])
            self._fault(f"{name} cannot be drawn; {hint}", node.line)
            return
        style, own = self._styled(node, style)
        if not own.drawn:
            return
        with self._noted(node):
            if "transform" in node.attributes and node.tag != "svg":
                matrix = times(matrix, transform(node.attributes["transform"]))
            if own.clip or own.mask:
                with self._cut(own, matrix, style, node):
                    self._drawing(node.tag)(node, matrix, style, own)
            else:
                self._drawing(node.tag)(node, matrix, style, own)
        if node.tag in SHAPES:
            for kid in node.kids:
                where = f"'{kid.tag}' inside of '{node.tag}' is not drawn"
                self._fault(f"{where}; move it out or delete it", kid.line)

    def _drawing(self, tag: str) -> Callable[[Node, Matrix, Style, Own], None]:
        named = {"g": self._group, "svg": self._nested, "use": self._use, "switch": self._switch}
        return named.get(tag, self._shape)

    def _group(self, node: Node, matrix: Matrix, style: Style, own: Own) -> None:
        self._kids(node, matrix, style)

    def _switch(self, node: Node, matrix: Matrix, style: Style, own: Own) -> None:
        """The first that asks for nothing this has not (SVG 2, 5.7.2)."""
        able = [kid for kid in node.kids if "requiredExtensions" not in kid.attributes]
        if able and "systemLanguage" in able[0].attributes:
            raise UnsupportedSvg("it depends on the reader's language; draw one", able[0].line)
        for kid in able[:1]:
            self._draw(kid, matrix, style)

    def _use(self, node: Node, matrix: Matrix, style: Style, own: Own) -> None:
        """What is drawn elsewhere, once more (SVG 2, 5.5)."""
        target = self._find(node.attributes.get("href", ""))
        if target in self._used or len(self._used) > 16:
            raise UnsupportedSvg("this is used within itself; put its shapes here")
        across, down = (length(n, node.attributes.get(n, "0"), style.view) for n in ("x", "y"))
        matrix = times(matrix, (1, 0, 0, 1, across, down))
        self._used.append(target)
        try:
            if target.tag in ("symbol", "svg"):
                style, own = self._styled(target, style)
                sides = {n: v for n in ("width", "height") if (v := node.attributes.get(n))}
                with self._noted(target):
                    self._view(target, {**target.attributes, **sides}, matrix, style, own)
            elif target.tag in REFERRED:
                raise UnsupportedSvg(f"'{target.tag}' cannot be used; put its shapes here")
            else:
                self._draw(target, matrix, style)
        finally:
            self._used.pop()

    def _nested(self, node: Node, matrix: Matrix, style: Style, own: Own) -> None:
        self._view(node, node.attributes, matrix, style, own)

    def _view(
        self, node: Node, said: dict[str, str], matrix: Matrix, style: Style, own: Own
    ) -> None:
        """A picture inside the picture, in a room of its own (SVG 2, 8.2)."""
        x, y = (length(n, said.get(n, "0"), style.view) for n in ("x", "y"))
        matrix = times(matrix, (1, 0, 0, 1, x, y))
        sides = [said.get(name, "100%").replace("auto", "100%") for name in ("width", "height")]
        wide, high = length("width", sides[0], style.view), length("height", sides[1], style.view)
        view, inside = (wide, high), matrix
        if box := numbers(said.get("viewBox", "")):
            if len(box) != 4 or not min(box[2:]) > 0:
                raise UnsupportedSvg("'viewBox' must be four numbers: left, top, width and height")
            inside = times(matrix, fitted(box, view, said.get("preserveAspectRatio", "")))
            view = (box[2], box[3])
        seen = own.overflow in ("visible", "auto")
        room = list(segments(f"M0 0h{wide!r}v{high!r}h{-wide!r}z"))
        with self._inside([] if seen else [Cut(((room, matrix),))]):
            self._kids(node, inside, replace(style, view=view))

    # -- shapes

    def _shape(self, node: Node, matrix: Matrix, style: Style, own: Own) -> None:
        path = segments(SHAPES[node.tag][1](node.attributes, style.view))
        fill, stroke = style.inks()
        if style.hidden:
            return
        if isinstance(stroke, Server):
            style = replace(style, stroke=self._otherwise(stroke, "a line has one flat colour"))
        if isinstance(fill, Server):
            style = self._filled(path, matrix, style, fill)
        self.content.paint(path, matrix, style)

    def _filled(self, path: Sequence[Segment], matrix: Matrix, style: Style, fill: Server) -> Style:
        """Paints a shape with its gradient; the style in which its edge is to be painted."""
        node = self._ids.get(fill.id)
        if node is None or node.tag not in GRADIENTS:
            return replace(style, fill=self._otherwise(fill, "use one flat colour"))
        box = bounds(path)
        palette = self._inherited(node, style).palette
        made = gradient(node, self._ids.get, self._said, style.view, palette, box)
        with self._inside([Cut(((path, matrix),), style.rule)]):
            for band, ink in made.bands(box):
                self.content.band(band, times(matrix, made.matrix), ink)
        return replace(style, fill="")

    def _otherwise(self, server: Server, hint: str) -> str:
        """The colour to use where what should paint cannot."""
        if server.id not in self._ids:
            if server.otherwise:
                return colour(server.otherwise, self._palette)
            raise UnsupportedSvg(f"there is no {quoted('#' + server.id)} to paint with; {hint}")
        tag = self._ids[server.id].tag
        raise UnsupportedSvg(f"{quoted(tag)} cannot be painted with here; {hint}")

    # -- styles and cuts

    def _styled(self, node: Node, style: Style) -> tuple[Style, Own]:
        """The style of an element inside of one with `style`, and what is said of it alone."""
        said = {
            name: Declaration(name, value, node.line)
            for name, value in node.attributes.items()
            if name not in OWN.get(node.tag, ()) and not SAYS_NOTHING.fullmatch(name)
        }
        if self._rules or "style" in node.attributes:
            with self._noted(node):
                said |= cascade(node, self._rules)
        return inherit(style, said.values(), self.faults)

    def _inherited(self, node: Node, user: Style) -> Style:
        """What an element that is referred to inherits: from where it stands, not from its user."""
        above: list[Node] = []
        while node.parent is not None:
            node = node.parent
            above.append(node)
        style = Style(self._palette, user.view)
        for outer in reversed(above):
            style, _ = self._styled(outer, style)
        return style

    def _said(self, stop: Node) -> dict[str, str]:
        """The properties of a stop of a gradient."""
        said = {**stop.attributes}
        said |= {d.name: d.value for d in cascade(stop, self._rules).values()}
        return said

    @contextmanager
    def _cut(self, own: Own, matrix: Matrix, style: Style, node: Node) -> Iterator[None]:
        found: list[Cut] = []
        for kind, name in (("clipPath", own.clip), ("mask", own.mask)):
            if name:
                with self._noted(node):
                    by = self._find(f"#{name}")
                    given = self._inherited(by, style)
                    found += cuts(by, kind, matrix, given, self._styled, self._find)
        with self._inside(found):
            yield

    @contextmanager
    def _inside(self, found: list[Cut]) -> Iterator[None]:
        for cut in found:
            self.content.clip(cut)
        try:
            yield
        finally:
            for _ in found:
                self.content.unclip()

    def _find(self, link: str) -> Node:
        node = self._ids.get(link[1:]) if link.startswith("#") else None
        if node is None:
            raise UnsupportedSvg(f"there is no {quoted(link)} in the picture; delete the reference")
        return node

    # -- faults

    def _fault(self, message: str, line: int) -> None:
        self.faults.append(UnsupportedSvg(message, line))

    @contextmanager
    def _noted(self, node: Node) -> Iterator[None]:
        """Notes what cannot be drawn, and goes on behind it."""
        try:
            yield
        except TooMuch as fault:
            fault.line = fault.line or node.line
            raise
        except UnsupportedSvg as fault:
            self._fault(str(fault), fault.line or node.line)
