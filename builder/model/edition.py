"""What an edition of a handout sets otherwise than its layout."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, model_validator

from builder.diagnostics import did_you_mean
from builder.model.placed import Placed
from builder.model.styles import BOXES, MORE_BOXES, MORE_STYLES, STYLES, Margins, Paper
from builder.place import ByName
from builder.source.inline import Rich
from builder.source.values import Flag, Name, Number, between, wrong

# The edition every handout has beside those its definition names: the page for screens.
WEB = "web"


class StyleChange(Placed):
    """What an edition sets otherwise in a style. Lengths in points, as they are printed."""

    size: Annotated[Number, between(6, 200)] | None = None
    leading: Annotated[Number, between(6, 300)] | None = None
    weight: Literal["regular", "bold"] | None = None
    colour: Name | None = None
    on: Name | None = None
    before: Annotated[Number, between(0, 200)] | None = None
    after: Annotated[Number, between(0, 200)] | None = None


class BoxChange(Placed):
    """What an edition draws otherwise in a callout. Widths in points, as they are printed."""

    fill: Name | None = None
    text: Name | None = None
    edge: Name | None = None
    edge_width: Annotated[Number, between(0, 20)] | None = None
    bar: Name | None = None
    bar_width: Annotated[Number, between(0, 40)] | None = None
    band: Name | None = None
    label: Name | None = None
    on_icon: Name | None = None
    radius: Annotated[Number, between(0, 40)] | None = None
    inset: Annotated[Number, between(0, 60)] | None = None


class Edition(Placed):
    """Another form of the same handout, in the same words.

    `scale` multiplies every size of type and space; what is given beside it is as it is printed.
    No type is set below `smallest` (points). In one that is `fillable`, lines to write on and
    boxes to tick are fields of a form. `colours` puts one role of the brand, or `black` or `white`,
    in the place of another; one that is `grey` prints every colour as a grey of the same lightness.
    A title and table heads that stand on `paper` have rules instead of a ground, for copiers.
    One that is `like` another has all of that one's changes, but those it makes itself.
    """

    edition: Name
    title: Rich
    like: Name | None = None
    scale: Annotated[Number, between(0.5, 4)] = 1
    smallest: Annotated[Number, between(0, 72)] = 0
    single_column: Flag = False
    fillable: Flag = False
    paper: Paper | None = None
    margins: Margins | None = None
    styles: ByName[StyleChange] = Field(default_factory=ByName)
    boxes: ByName[BoxChange] = Field(default_factory=ByName)
    block_space: Annotated[Number, between(0, 60)] | None = None
    item_space: Annotated[Number, between(0, 60)] | None = None
    colours: ByName[Name] = Field(default_factory=ByName)
    grey: Flag = False

    @model_validator(mode="after")
    def _known(self, info: ValidationInfo) -> Self:
        styles, boxes = (*STYLES, *MORE_STYLES), (*BOXES, *MORE_BOXES)
        for group, names, given in (("styles", styles, self.styles), ("boxes", boxes, self.boxes)):
            for key in given:
                if key not in names:
                    hint = did_you_mean(key, names)
                    message = f"'{key}' is not one of the {group}"
                    raise wrong("unknown-key", message, hint, key.span)
        return self

    def over(self, other: Edition) -> Edition:
        """This edition with the changes of another below its own."""
        own = {name: getattr(self, name) for name in self.model_fields_set}
        groups = {
            name: {**getattr(other, name), **getattr(self, name)}
            for name in ("styles", "boxes", "colours")
        }
        return self.model_copy(update={**_changes(other), **own, **groups})


def _changes(edition: Edition) -> dict[str, object]:
    """What an edition itself says of its looks."""
    named = edition.model_fields_set - {"edition", "title", "like"}
    return {name: getattr(edition, name) for name in named}
