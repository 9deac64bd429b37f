"""How texts and boxes of a layout look, on which paper: what an edition may set otherwise."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import model_validator

from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Name, Number, between, wrong


class TextStyle(Placed):
    """How one kind of text is set. Lengths in points; `on` is the colour role it stands on."""

    size: Annotated[Number, between(6, 200)]
    leading: Annotated[Number, between(6, 300)]
    weight: Literal["regular", "bold"] = "regular"
    colour: Name = Text("text")
    on: Name = Text("paper")
    before: Annotated[Number, between(0, 200)] = 0
    after: Annotated[Number, between(0, 200)] = 0

    @model_validator(mode="after")
    def _open(self) -> Self:
        if self.leading < self.size:
            message = f"the leading {self.leading:g} is smaller than the size {self.size:g}"
            raise wrong("out-of-range", message)
        return self


class Box(Placed):
    """How a callout is drawn: its ground, edge and bar (colour roles), widths in points.

    `text` is the colour of what it says, `label` that of its title.
    """

    fill: Name = Text("surface")
    text: Name = Text("text")
    edge: Name | None = None
    edge_width: Annotated[Number, between(0, 20)] = 0
    bar: Name | None = None
    bar_width: Annotated[Number, between(0, 40)] = 0
    band: Name | None = None
    label: Name = Text("primary")
    icon: Name | None = None
    on_icon: Name = Text("paper")
    radius: Annotated[Number, between(0, 40)] = 0
    inset: Annotated[Number, between(0, 60)] = 12


class Margins(Placed):
    """Distances from the edges of the paper, in millimetres."""

    top: Annotated[Number, between(3, 100)]
    right: Annotated[Number, between(3, 100)]
    bottom: Annotated[Number, between(3, 100)]
    left: Annotated[Number, between(3, 100)]


STYLES = (
    "body", "lead", "title", "subtitle", "organisation", "heading", "subheading", "label",
    "caption", "table", "table_head", "running", "message", "strip", "strip_number", "imprint",
)  # fmt: skip
# Styles that a layout may leave out, and the one each is set in then.
MORE_STYLES = {"minor": "label"}
BOXES = ("note", "important", "urgent", "message", "contact", "do", "do-not")
# Boxes that a layout may leave out, and the one each is drawn as then.
MORE_BOXES = {"emergency": "urgent", "green": "urgent", "amber": "urgent", "red": "urgent"}
# What the colours of a traffic light change in it, so that they are those in any layout.


def light(name: str, ground: str) -> dict[str, Text]:
    """What a colour of a traffic light changes in it: a band of its own, a lamp that is lit."""
    of = {"fill": "paper", "text": "text", "icon": name, "label": f"on-{ground}"}
    on_it = dict.fromkeys(("edge", "band", "on_icon"), ground)
    return {key: Text(role) for key, role in (of | on_it).items()}


LIGHTS = {
    "green": light("green", "green"),
    "amber": light("amber", "amber"),
    "red": light("red", "urgent"),
}


Paper = Literal[
    "A3", "A4", "A4-landscape", "A5", "A6", "Letter", "Letter-landscape", "Half-Letter", "Legal",
    "card-folded", "large-card-folded",
]  # fmt: skip
