"""The list of what is in a leaflet, with the page of each heading.

It is composed before the headings it lists, and filled after them; its numbers are known once
the pages are. They are artifacts: whoever does not see them follows the links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.notation.direction import direction
from builder.paper.alongside import Columns
from builder.paper.boxes import Box, Painter
from builder.paper.compose import Composer
from builder.paper.flow import Flow
from builder.paper.parting import in_rows
from builder.paper.setting import Paragraph
from builder.paper.shared import Headed
from builder.source.inline import Rich

LEAST = 6  # headings: fewer stand in one column
SHORT, WIDE = 12, 10.0  # of a list on a cover: so few entries may be so many points apart
ABOVE, NEAR = 4.0, 2.0  # points above an entry, and where all must stand on one page


class ContentsList(Box):
    """Entries below a title, in two columns where there is room.

    `page` makes them, and knows the pages of their places. It stays on one page unless it
    takes most of one; `rows` of a single column can be a little nearer to each other for that.
    It stands so many spaces between blocks below what is above it (`space`).
    """

    page: Composer
    rows: Sequence[Box] = ()
    filled, whole = False, True
    style, apart, columns_from, space = "body", ABOVE, LEAST, 1.5

    @classmethod
    def under(cls, page: Composer, title: Flow) -> ContentsList:
        """A list without entries yet."""
        space = page.design.block_space * cls.space
        made = cls([title], before=space, unbroken=cls.whole, page_height=page.page_height)
        made.page = page
        title.keep_with_next = True
        return made

    def fill(self, headings: Sequence[Headed]) -> None:
        """Lists the headings."""
        self.filled = True
        entries = [self._entry(each) for each in headings]
        if self.page.single or len(entries) < self.columns_from:
            in_rows(entries)
            self.contents += entries
            self.rows = entries
            return
        half = -(-len(entries) // 2)
        gap = self.page.points(24)
        self.contents.append(
            Columns([Box(entries[:half]), Box(entries[half:])], gap, rtl=self.page.rtl)
        )

    def give(self) -> float:
        return self.page.points(self.apart - NEAR) * len(self.rows)

    def shrink(self, share: float) -> None:
        for row in self.rows:
            row.before = self.page.points(self.apart - (self.apart - NEAR) * share)
        self._wrapped = -1.0

    def leave_out(self) -> None:
        """Takes it out of the structure tree again, where a leaflet is too short for one."""
        shared, element = self.page.shared, self.page.parent
        shared.origins = [pair for pair in shared.origins if pair[1].parent is not element]
        assert element.parent, "a list of contents stands in a document"
        element.parent.kids.remove(element)

    def _entry(self, headed: Headed) -> Box:
        place, tongue = self.page.add("TOCI"), headed.language
        if tongue and direction(tongue) == direction(self.page.language):
            place.parent.language = tongue
            place, tongue = place.under(place.parent, tongue), ""
        # A title that runs the other way stands with the others, on the side of the list.
        runs = tuple(
            replace(run, href=headed.place, language=run.language or tongue)
            for run in headed.rich.runs
        )
        flow = place.text(Rich(runs, headed.rich.source), self.style, role="Reference")
        room = flow.paragraph.setting.size * 2.2
        box = Box([flow], inset=self.page.inset(end=room), once=[self._number(headed.place, flow)])
        box.before = self.page.points(self.apart)
        return box

    def _number(self, place: str, entry: Flow) -> Painter:
        """The page at the end of the entry's last line, and a line that leads to it."""
        page = self.page

        def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
            number = Rich.plain(str(page.shared.numbers[place]))
            paragraph = Paragraph(number.runs, entry.paragraph.setting, page.parent)
            flow = Flow(paragraph)
            across = flow.natural_width()
            flow.wrap(across + 1, 0)
            left = page.at(x, width, width - across, across)
            with canvas.artifact():
                flow.drawOn(canvas, left, y)

        return paint


class CoverList(ContentsList):
    """A list that has a cover to itself: larger and, if it is short, wider apart.

    It stands in a single column, and a long one goes on overleaf.
    """

    whole = False
    style, columns_from, space = "lead", 1_000, 3.0

    def fill(self, headings: Sequence[Headed]) -> None:
        self.apart = WIDE if len(headings) <= SHORT else NEAR
        super().fill(headings)


def placed(story: Iterable[Any]) -> Iterator[str]:
    """The places of headings in flowables."""
    for each in story:
        if isinstance(each, Flow):
            if each.first and each.paragraph.place:
                yield each.paragraph.place
        elif isinstance(each, Box):
            yield from placed(each.contents)


def numbered(pages: Iterable[Iterable[Any]], first: int = 1) -> Mapping[str, int]:
    """The page of each place; the first of them is `first`."""
    found: dict[str, int] = {}
    for number, flowables in enumerate(pages, first):
        for place in placed(flowables):
            found.setdefault(place, number)
    return found
