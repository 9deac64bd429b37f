"""What the files of `handouts/layouts/` and `handouts/brands/` say, as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    ValidationInfo,
    model_validator,
)

from builder.diagnostics import Sink, did_you_mean, nearest
from builder.model.cover import Cover, Tab
from builder.model.imprint import Mark, Provenance
from builder.model.placed import Placed, once
from builder.place import ByName, Text
from builder.source.inline import Rich
from builder.source.values import (
    Colour,
    Flag,
    Language,
    Many,
    Name,
    Number,
    Whole,
    between,
    wrong,
)


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
BOXES = ("note", "important", "urgent", "message", "contact", "do", "do-not")
# Boxes that a layout may leave out, and the one each is drawn as then.
MORE_BOXES = {"emergency": "urgent"}


TAB_GAP = 2.0  # millimetres between a tab and the text

# The edition every handout has beside those its definition names: the page for screens.
WEB = "web"


Paper = Literal[
    "A3", "A4", "A4-landscape", "A5", "A6", "Letter", "Letter-landscape", "Legal", "card-folded"
]  # fmt: skip


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
    """

    edition: Name
    title: Rich
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
        boxes = (*BOXES, *MORE_BOXES)
        for group, names, given in (("styles", STYLES, self.styles), ("boxes", boxes, self.boxes)):
            for key in given:
                if key not in names:
                    hint = did_you_mean(key, names)
                    message = f"'{key}' is not one of the {group}"
                    raise wrong("unknown-key", message, hint, key.span)
        return self


Price = Annotated[Number, between(0, 1_000_000)]


class Breaking(Placed):
    """What it costs to end a page in a place, and what blanks cost: the cheapest pages are made.

    A blank costs its share of the page, squared, times `blank`; the last page what it has less
    than a third full. Prices that are very high are paid only where there is no other way.
    """

    page: Price = 60
    blank: Price = 1500
    short_end: Price = 1500
    lines: Price = 60
    rows: Price = 60
    few_rows: Price = 20_000
    kept: Price = 20_000
    heading: Price = 100_000
    lead: Price = 500
    smaller: Price = 100
    floats: Price = 80


class Fit(Placed):
    """How tight a handout may be set that is to have so many pages: shares of its own spaces."""

    space: Annotated[Number, between(0.2, 1)] = 0.6
    leading: Annotated[Number, between(0.8, 1)] = 0.95


class Layout(Placed):
    """A page design as data: `handouts/layouts/*.yaml`.

    Running text stands `gutter` points from the start of the frame, and numbers, discs and boxes
    to tick hang in that room; all else reaches across. In a single column there is none.
    `running` is what runs along its pages: header and footer, the footer only, or no more than
    that it is a draft, where it is one. Paper of two `panels` is folded once; the margins are
    those of each. With `grow`, what is to be written on is higher where a page has room.
    """

    layout: Name
    title: Rich
    paper: Paper
    margins: Margins
    bleed: Annotated[Number, between(0, 10)] = 0
    styles: ByName[TextStyle]
    boxes: ByName[Box]
    editions: Many[Edition]
    rule_space: Annotated[Number, between(6, 20)] = 9
    block_space: Annotated[Number, between(0, 60)] = 10
    item_space: Annotated[Number, between(0, 60)] = 4
    contents_from: Annotated[Whole, between(1, 999)] = 6
    breaking: Breaking = Field(default_factory=Breaking)
    gutter: Annotated[Number, between(0, 150)] = 0
    parts: Many[Name]
    running: Literal["all", "foot", "draft"] = "all"
    panels: Annotated[Whole, between(1, 2)] = 1
    fit: Fit = Field(default_factory=Fit)
    stretch: Annotated[Number, between(0, 2)] = 0.6
    grow: Flag = False
    tab: Tab | None = None
    cover: Cover | None = None

    @model_validator(mode="after")
    def _beside_text(self, info: ValidationInfo) -> Self:
        """The tab has room in the margin, whichever side text begins on."""
        given = (self.margins, *(form.margins for form in self.editions if form.margins))
        narrowest = min(side for each in given for side in (each.left, each.right))
        if self.tab and self.tab.width + TAB_GAP > narrowest:
            hint = f"it needs {TAB_GAP:g} mm between it and the text"
            message = f"a tab of {self.tab.width:g} mm stands in a margin of {narrowest:g} mm"
            raise wrong("out-of-range", message, hint, self.tab.span)
        return self

    @model_validator(mode="after")
    def _complete(self, info: ValidationInfo) -> Self:
        _all_of("styles", STYLES, self.styles, info)
        _all_of("boxes", BOXES, self.boxes, info, MORE_BOXES)
        once((edition.edition for edition in self.editions), "edition", info)
        for edition in self.editions:
            if edition.edition == WEB:
                hint = "every handout has a web page; give this edition another name"
                raise wrong("duplicate-name", f"'{WEB}' is taken", hint, edition.edition.span)
        once(self.parts, "part", info)
        if "contents" not in self.parts:
            raise wrong("missing-key", "'parts' must name 'contents'", span=self.parts[0].span)
        if "at-a-glance" in self.parts[self.parts.index(Text("contents")) :]:
            late = self.parts[self.parts.index(Text("at-a-glance"))]
            raise wrong("unknown-value", "'at-a-glance' stands before 'contents'", span=late.span)
        once((place.group for place in (self.tab.groups if self.tab else ())), "group", info)
        return self


def _all_of(
    group: str,
    names: Iterable[str],
    given: Mapping[Text, Any],
    info: ValidationInfo,
    more: Iterable[str] = (),
) -> None:
    """Reports keys that a group must have and has not, and those nothing looks at.

    It may have those of `more`.
    """
    if info.context is None or not given:
        return
    sink: Sink = info.context["sink"]
    missing = [name for name in names if name not in given]
    known = (*names, *more)
    for key in [key for key in given if key not in known]:
        close = nearest(key, missing)
        missing = [name for name in missing if name != close]
        sink.error(key.span, "unknown-key", f"unknown key '{key}'", did_you_mean(key, known))
    if missing:
        message = f"missing in '{group}': {', '.join(missing)}"
        sink.error(next(iter(given)).span, "missing-key", message)


class FontFiles(Placed):
    """A clinic's own typeface: files in the brand's folder."""

    regular: Text
    bold: Text
    licence: Text


class ScriptFont(FontFiles):
    """A typeface beside the brand's own, for letters that it has not: of Chinese, Punjabi, Amharic.

    One for some languages comes first in those only; `leading` is the least distance between
    its lines, in ems, for letters that climb or hang.
    """

    languages: tuple[Language, ...] = ()
    leading: Annotated[Number, between(0, 4)] = 0


ROLES = (
    "primary", "on-primary", "text", "muted", "paper", "surface", "line", "accent",
    "urgent", "on-urgent", "urgent-surface", "important", "important-surface",
)  # fmt: skip


class Brand(Placed):
    """How an organisation looks: `handouts/brands/<brand>/brand.yaml`.

    Handouts of one of its `groups` have the colours that stand there in the place of its own.
    """

    brand: Name
    name: Rich
    colours: ByName[Colour]
    groups: ByName[ByName[Colour]] = Field(default_factory=ByName)
    font: Name | None = None
    font_files: FontFiles | None = None
    more_fonts: tuple[ScriptFont, ...] = ()
    logo: Text | None = None
    logo_alt: Rich | None = None
    footer: Rich | None = None
    address: Rich | None = None
    imprint: Provenance | None = None
    marks: tuple[Mark, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := [role for role in ROLES if role not in self.colours]:
            message = f"missing in 'colours': {', '.join(missing)}"
            raise wrong("missing-key", message, span=next(iter(self.colours), self).span)
        for role in (role for own in self.groups.values() for role in own):
            if role not in self.colours:
                hint = did_you_mean(role, self.colours)
                message = f"the brand '{self.brand}' has no colour '{role}'"
                raise wrong("unknown-colour", message, hint, role.span)
        return self

    def of_group(self, group: str | None) -> Self:
        """The brand as handouts of a group have it; its own colours where it knows no group."""
        own = self.groups.get(group or "")
        return self.model_copy(update={"colours": {**self.colours, **(own or {})}, "groups": {}})
