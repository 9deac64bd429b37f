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
from builder.model.breaking import Breaking, Fit
from builder.model.cover import Cover, Tab
from builder.model.edition import WEB, Edition
from builder.model.imprint import Mark, Provenance
from builder.model.onpaper import OnPaper
from builder.model.placed import Placed, once
from builder.model.styles import (
    BOXES,
    LIGHTS,
    MORE_BOXES,
    MORE_STYLES,
    STYLES,
    Box,
    Margins,
    Paper,
    TextStyle,
)
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

TAB_GAP = 2.0  # millimetres between a tab and the text


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
    strip: Many[Name] | None = None
    running: Literal["all", "foot", "draft"] = "all"
    panels: Annotated[Whole, between(1, 2)] = 1
    fit: Fit = Field(default_factory=Fit)
    stretch: Annotated[Number, between(0, 2)] = 0.6
    grow: Flag = False
    tab: Tab | None = None
    cover: Cover | None = None
    print: Annotated[OnPaper | None, Field(exclude=True)] = None

    @model_validator(mode="after")
    def _alike(self, info: ValidationInfo) -> Self:
        """Editions that are like another have its changes; the other stands before them."""
        known: dict[str, Edition] = {}
        for edition in self.editions:
            other = known.get(str(edition.like))
            if edition.like is not None and other is None:
                hint = did_you_mean(edition.like, known) or "it stands above this one"
                message = f"there is no edition '{edition.like}' above '{edition.edition}'"
                raise wrong("unknown-edition", message, hint, edition.like.span)
            known[str(edition.edition)] = edition.over(other) if other else edition
        if len(known) < len(self.editions):
            return self  # two have one name, which is told
        return self.model_copy(update={"editions": tuple(known.values())})

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
        _all_of("styles", STYLES, self.styles, info, MORE_STYLES)
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

    @model_validator(mode="after")
    def _lights(self) -> Self:
        """The boxes of traffic lights are there whether the layout draws them or not."""
        if "urgent" not in self.boxes:
            return self  # which is told
        like = self.boxes[Text("urgent")]
        own = {Text(name): like.model_copy(update=look) for name, look in LIGHTS.items()}
        return self.model_copy(update={"boxes": {**own, **self.boxes}})


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
# Roles that a brand may leave out, and their colours then.
MORE_ROLES = {
    "green": "#1d6b34", "on-green": "#ffffff", "amber": "#f2b134", "on-amber": "#1a1a1a",
}  # fmt: skip


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
        more = {
            Text(role, self.span): Text(colour, self.span) for role, colour in MORE_ROLES.items()
        }
        colours: Mapping[Text, Text] = {**more, **self.colours}
        for role in (role for own in self.groups.values() for role in own):
            if role not in colours:
                hint = did_you_mean(role, colours)
                message = f"the brand '{self.brand}' has no colour '{role}'"
                raise wrong("unknown-colour", message, hint, role.span)
        return self.model_copy(update={"colours": colours})

    def of_group(self, group: str | None) -> Self:
        """The brand as handouts of a group have it; its own colours where it knows no group."""
        own = self.groups.get(group or "")
        return self.model_copy(update={"colours": {**self.colours, **(own or {})}, "groups": {}})
