"""What blocks and parts compose with: styles, colours, text, boxes, icons.

A `Composer` stands at one place of the structure tree. It makes flowables and
the elements they speak for; it looks nothing up outside of the handout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.platypus import Flowable

from builder.model import Block, Handout, TextStyle
from builder.model import Box as BoxLook
from builder.model.design import Design, design, palette, tighter
from builder.notation.direction import direction
from builder.paper.boxes import Box, Inset, Painter
from builder.paper.flow import Flow
from builder.paper.paint import operands
from builder.paper.parting import LEAD, NEAR, in_rows
from builder.paper.pen import apart, open_ended
from builder.paper.setting import Paragraph, Setting, Slot
from builder.paper.shared import LISTED, Shared
from builder.paper.sheet import Sheet, sheet_of
from builder.paper.spaced import Spaced
from builder.pdf.tags import Element
from builder.pictures.images import roles
from builder.pictures.svg.svg import Drawing, drawing
from builder.source.inline import Rich
from builder.text.faces import stacks, tall
from builder.text.tongues import spoken

HEADINGS = ("heading", "subheading", "minor")  # the styles of levels 2, 3, and 4 and below


@dataclass(frozen=True)
class Composer:
    """Makes flowables below `parent`, an element, in `language`.

    `level` is the level of the next heading; `ink` the colour role of all text, where it is not
    that of its style; `inner` the width of the box or the column it stands in, in points, 0 for
    the whole frame.
    """

    shared: Shared
    parent: Element
    language: str
    sheet: Sheet
    level: int = 2
    ink: str | None = None
    inner: float = 0.0

    @classmethod
    def of(cls, handout: Handout, parent: Element, tight: float = 0.0) -> Composer:
        """The composer of a handout, set tighter by a share of what its layout allows."""
        made = design(handout.layout, handout.edition)
        colours = palette(handout.brand.colours, handout.edition)
        shared = Shared(
            handout,
            tighter(made, handout.layout.fit, tight) if tight else made,
            handout.edition.scale,
            colours,
            {role: operands(colour) for role, colour in colours.items()},
        )
        sheet = sheet_of(handout)
        return cls(shared, parent, handout.language, sheet)

    @property
    def page_height(self) -> float:
        """How high a box may be to be kept whole, in points: most of an empty page.

        What is higher is split: moving it on would leave a page nearly empty.
        """
        return self.sheet.height * 0.72

    @property
    def width(self) -> float:
        """The room for what is composed here, in points."""
        return self.inner or self.sheet.width

    @property
    def gutter(self) -> float:
        """How far running text stands from the start of the frame, in points; in a box 0."""
        return 0.0 if self.inner else self.design.gutter

    @property
    def handout(self) -> Handout:
        return self.shared.handout

    def under(self, element: Element, language: str | None = None) -> Composer:
        """The same composer at another place of the tree."""
        # As `replace` would, which takes three times as long: it is done for every element.
        more = (self.sheet, self.level, self.ink, self.inner)
        return Composer(self.shared, element, language or self.language, *more)

    def nested(self, level: int) -> Composer:
        """The same composer where the next heading is of that level."""
        return replace(self, level=level)

    def inked(self, role: str) -> Composer:
        """The same composer on a ground where text has the colour `role`."""
        return replace(self, ink=None if role == "text" else role)

    def within(self, width: float) -> Composer:
        """The same composer in a box or a column of that width, in points."""
        return replace(self, inner=width)

    def add(self, role: str, **more: Any) -> Composer:
        """A composer below a new element."""
        return self.under(self.parent.add(role, **more))

    # -- which side text begins on

    @property
    def rtl(self) -> bool:
        """Whether text here begins on the right."""
        return direction(self.language) == "rtl"

    def inset(self, top: float = 0, end: float = 0, bottom: float = 0, start: float = 0) -> Inset:
        """Space inside a box, in points; `start` is the side where text begins."""
        return Inset(top, start, bottom, end) if self.rtl else Inset(top, end, bottom, start)

    def at(self, x: float, width: float, offset: float, size: float) -> float:
        """The left edge of a thing `size` wide, `offset` from the start of a box at `x`."""
        return x + width - offset - size if self.rtl else x + offset

    # -- measures and colours

    @property
    def design(self) -> Design:
        """The layout as this edition prints it."""
        return self.shared.design

    @property
    def single(self) -> bool:
        """Whether all stands in a single column: figures across the page, their legend below."""
        return self.shared.design.single_column

    @property
    def floor(self) -> float:
        """The size below which no type is set, in points; labels of figures, too."""
        return self.shared.design.smallest

    def points(self, length: float) -> float:
        """A length of a block's own, scaled for the edition."""
        return length * self.shared.scale

    def colour(self, role: str) -> str:
        return self.shared.colours[role]

    def style(self, name: str) -> TextStyle:
        return self.design.styles[name]

    def ground(self, style: str) -> str:
        """The colour of what text of a style stands on."""
        return self.colour(str(self.style(style).on))

    def on_paper(self, style: str) -> bool:
        """Whether text of a style has no ground, so that rules have to tell its place."""
        return self.style(style).on == "paper"

    def setting(self, name: str, *, strong: bool = False, colour: str | None = None) -> Setting:
        """The style `name` as numbers, in this composer's language."""
        colour = colour or self.ink
        key = (f"{name} {colour}", self.language, strong)
        made = self.shared.settings.get(key)
        if made is None:
            style = self.style(name)
            regular, bold = stacks(self.handout.typefaces, self.language)
            made = self.shared.settings[key] = Setting(
                size=style.size,
                leading=style.leading,
                regular=bold if strong or style.weight == "bold" else regular,
                bold=bold,
                language=self.language,
                colour=self.colour(colour or style.colour),
                link_colour=self.colour(colour or "primary"),
                before=style.before,
                after=style.after,
                tall=tall(self.handout.typefaces, self.language),
                typefaces=self.handout.typefaces,
            )
        return made

    # -- text

    def text(
        self,
        rich: Rich,
        style: str = "body",
        *,
        role: str | None = "P",
        strong: bool = False,
        colour: str | None = None,
    ) -> Flow:
        """A flow of `rich`; its element is a new `role` below the parent, or the parent (None)."""
        element = self.parent.add(role) if role else self.parent
        self.shared.origins.append((rich, element))
        setting = self.setting(style, strong=strong, colour=colour)
        slot = self._slot(rich)
        typed = (run.blank and run.text and not (run.fact or run.field) for run in rich.runs)
        if style == "body" and any(typed):
            setting = apart(setting)
        runs = rich.runs if slot else open_ended(rich.runs)
        return Flow(Paragraph(spoken(runs, self.language), setting, element, slot=slot))

    def _slot(self, rich: Rich) -> Slot | None:
        """The slot of a text that prints what is true of one person; None for all others."""
        if not any(run.field for run in rich.runs):
            return None
        self.shared.slots.append(Slot(rich, self.language, self.handout.fields))
        return self.shared.slots[-1]

    def heading(self, rich: Rich, level: int, style: str, **more: Any) -> Flow:
        """A heading of the outline: bound to what follows it."""
        flow = self.text(rich, style, role=f"H{level}", **more)
        flow.paragraph.bookmark = (level - 1, rich.text)
        if flow.paragraph.slot is not None:
            flow.paragraph.slot.in_outline = True
        flow.keep_with_next = True
        if level == LISTED:
            flow.paragraph.place = self.shared.listed(rich)
        return flow

    def section_heading(self, rich: Rich) -> Flow:
        """The heading of a block that opens a section of its own, at the level it stands on."""
        return self.heading(rich, self.level, HEADINGS[min(max(self.level - 2, 0), 2)])

    def lead(self, rich: Rich | None) -> Iterator[Flow]:
        """The line that leads into a list, kept with it."""
        if rich is not None:
            flow = self.text(rich)
            flow.after = self.design.item_space
            flow.keep_with_next = True
            yield flow

    def caption(self, rich: Rich | None, role: str = "P") -> Iterator[Flow]:
        """The line that says what a table or a figure shows, kept with it."""
        if rich is not None:
            flow = self.text(rich, "caption", role=role, strong=True)
            flow.keep_with_next = True
            yield flow

    def phrase(self, name: str, **values: str) -> Rich:
        return self.handout.phrase(name, **values)

    # -- boxes

    def item(self, contents: Sequence[Flowable], indent: float, *painters: Painter) -> Box:
        """A list item: contents set in by `indent` points, with a mark before them."""
        box = Box(
            contents, inset=self.inset(start=indent), once=painters, page_height=self.page_height
        )
        box.before, box.hang = self.design.item_space, indent
        return box

    def kept(self, contents: Sequence[Flowable], **more: Any) -> Box:
        """Flowables that stay together on a page."""
        return Box(contents, unbroken=True, page_height=self.page_height, **more)

    def look(self, name: str) -> BoxLook:
        return self.design.boxes[name]

    def roles(self, ink: str = "primary", ground: str = "paper") -> dict[str, str]:
        """The colours that drawings can name, on a ground of this role."""
        return roles(self.shared.palette, ink, ground)

    def icon(self, name: str, accent: str, on_accent: str) -> Drawing:
        """One of the bundled icons in two colour roles."""
        key = (name, accent, on_accent)
        if key not in self.shared.icons:
            colours = self.shared.palette
            roles = {"accent": colours[accent], "on-accent": colours[on_accent]}
            data = dict(self.handout.icons)[name].data()
            self.shared.icons[key] = drawing(data, roles)
        return self.shared.icons[key]

    # -- blocks

    def blocks(
        self, blocks: Iterable[Block], *, headed: bool = False, floats: bool = False
    ) -> list[Flowable]:
        """The flowables of blocks one below the other, with the layout's space between them.

        The space below a heading is the heading's own: the first of blocks that are `headed`
        adds none, nor does what follows a block that is one. Figures may change places with text
        where it `floats`.
        """
        story: list[Flowable] = []
        space = 0.0 if headed else self.design.block_space
        closed = False
        for block in blocks:
            place = self
            if block.language and block.language != self.language:
                place = self.add("Div", language=str(block.language))
                place = place.under(place.parent, str(block.language))
            before = len(place.parent.kids)
            pieces = list(self._standing(block, place))
            if pieces:
                pieces[0].before = max(pieces[0].before, space)
            for flowable in pieces:
                flowable.span, flowable.floats = block.span, floats and block.shows
                flowable.kept = block.span if block.keep else None
            for flowable in pieces[:1] if block.opens_page else ():
                flowable.new_page = True
            in_rows([each for each in pieces if not each.keep_with_next])
            if story and (block.shows or story[-1].leads()):
                story[-1].bond |= LEAD
            if story and block.ends and not closed:
                story[-1].bond |= NEAR
            story += pieces
            closed = block.ends
            space = 0.0 if block.heads else self.design.block_space
            made = place.parent.kids[before:]
            self.shared.origins += [(block, element) for element in made]
        return story

    def _standing(self, block: Block, place: Composer) -> Iterator[Flowable]:
        """The flowables of a block where it stands: across the frame, or beside the gutter.

        A heading hangs at the start of the frame, whatever block it opens.
        """
        gutter = self.gutter
        if not gutter or block.stands == "across":
            yield from block.compose(place)
            return
        for flowable in block.compose(place.within(self.width - gutter)):
            if isinstance(flowable, Flow) and flowable.paragraph.bookmark:
                yield flowable
            else:
                hang = flowable.hang if block.stands == "hanging" else 0.0
                yield self.set_in(flowable, max(gutter - hang, 0.0))

    def set_in(self, flowable: Spaced, by: float) -> Box:
        """A flowable that stands `by` points further from the side where text begins."""
        box = Box([flowable], inset=self.inset(start=by), page_height=self.page_height)
        box.before, box.after = flowable.before, flowable.after
        box.bond, box.new_page = flowable.bond, flowable.new_page
        return box
