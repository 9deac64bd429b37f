"""What cuts a drawing: clip paths, and masks that are white where something is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from builder.pictures.svg.content import Cut
from builder.pictures.svg.elements import Node
from builder.pictures.svg.gradients import bounds
from builder.pictures.svg.paths import Segment, UnsupportedSvg, segments
from builder.pictures.svg.shapes import SHAPES, Matrix, apply, length, times, transform
from builder.pictures.svg.style import Own, Style

WHITE = "1 1 1"
HINT = "draw the shapes as they are seen"
Styled = Callable[[Node, Style], tuple[Style, Own]]
Find = Callable[[str], Node]


def cuts(
    node: Node, kind: str, matrix: Matrix, style: Style, styled: Styled, find: Find
) -> Iterator[Cut]:
    """What a `clipPath` or `mask` lets through, of an element whose matrix this is.

    `style` is that in which it stands itself.
    """
    if node.tag != kind:
        raise UnsupportedSvg(f"'#{node.attributes.get('id', '')}' is no '{kind}'")
    inside = "maskContentUnits" if kind == "mask" else "clipPathUnits"
    if node.attributes.get(inside, "userSpaceOnUse") != "userSpaceOnUse":
        raise UnsupportedSvg(f"'{inside}' must be userSpaceOnUse; {HINT}", node.line)
    if kind == "mask":
        if node.attributes.get("maskUnits") != "userSpaceOnUse":
            raise UnsupportedSvg(f"'maskUnits' must be userSpaceOnUse; {HINT}", node.line)
        path = SHAPES["rect"][1](_room(node, style), style.view)
        yield Cut(((list(segments(path)), matrix),))
    if "transform" in node.attributes:
        matrix = times(matrix, transform(node.attributes["transform"]))
    found = list(_shapes(node, matrix, style, styled, find, kind))
    if not found:
        raise UnsupportedSvg(f"the {kind} lets nothing through; {HINT}", node.line)
    rules = {rule for _, _, rule in found}
    if len(rules) > 1 or _overlap([(path, place) for path, place, _ in found]):
        raise UnsupportedSvg(f"the shapes of the {kind} lie over each other; join them", node.line)
    yield Cut(tuple((path, place) for path, place, _ in found), rules.pop())


def _room(node: Node, style: Style) -> dict[str, str]:
    """Where a mask works: a rectangle (CSS Masking 1, 8.1)."""
    usual = {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"}
    said = {name: node.attributes.get(name, value) for name, value in usual.items()}
    return {name: repr(length(name, value, style.view)) for name, value in said.items()}


def _shapes(
    node: Node, matrix: Matrix, style: Style, styled: Styled, find: Find, kind: str
) -> Iterator[tuple[list[Segment], Matrix, str]]:
    """The shapes in a clip path or mask, each with its matrix and rule."""
    style, own = styled(node, style)
    if own.clip or own.mask:
        raise UnsupportedSvg(f"a {kind} that is cut itself cannot be drawn; {HINT}", node.line)
    if not own.drawn:
        return
    if node.tag != kind and "transform" in node.attributes:
        matrix = times(matrix, transform(node.attributes["transform"]))
    if node.tag == "use":
        across, down = (length(n, node.attributes.get(n, "0"), style.view) for n in ("x", "y"))
        target = find(node.attributes.get("href", ""))
        if target.tag not in SHAPES:
            raise UnsupportedSvg(f"only a shape can be used in a {kind}; {HINT}", node.line)
        moved = times(matrix, (1, 0, 0, 1, across, down))
        yield from _shapes(target, moved, style, styled, find, kind)
    elif node.tag in SHAPES:
        if kind == "mask" and style.inks() != (WHITE, ""):
            raise UnsupportedSvg(f"a mask in other than white cannot be drawn; {HINT}", node.line)
        path = list(segments(SHAPES[node.tag][1](node.attributes, style.view)))
        if not style.hidden:
            yield path, matrix, style.clip_rule if kind == "clipPath" else style.rule
    elif node.tag in (kind, "g"):
        for kid in node.kids:
            yield from _shapes(kid, matrix, style, styled, find, kind)
    else:
        raise UnsupportedSvg(f"'{node.tag}' in a {kind} cannot be drawn; {HINT}", node.line)


def _overlap(found: list[tuple[list[Segment], Matrix]]) -> bool:
    """Whether the boxes round two of the paths meet: as one path they might cancel each other."""
    boxes = [
        bounds([(operator, tuple(apply(m, p) for p in points)) for operator, points in path])
        for path, m in found
    ]
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for one, other in combinations(boxes, 2)
    )
