"""The list on the cover of a pack: each leaflet with the page on which it begins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Block, Handout, Placed
from builder.source.inline import Rich

if TYPE_CHECKING:
    from builder.paper.boxes import Box
    from builder.paper.compose import Composer


class Listed(Placed):
    """A part of a pack as its list has it: what it is called, in its language, and its place."""

    title: Rich
    place: str
    language: str = ""


class PackList(Block):
    """The parts of a pack with their pages, which are artifacts: links lead there, too."""

    entries: tuple[Listed, ...]

    def compose(self, page: Composer) -> Iterator[Box]:
        from builder.paper.contents_list import CoverList
        from builder.paper.shared import Headed

        place = page.add("TOC")
        title = place.text(page.phrase("in_this_pack"), "heading", role="Caption")
        made = CoverList.under(place, title)
        made.fill([Headed(each.title, each.place, each.language) for each in self.entries])
        yield made

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield from ()  # a list of contents says nothing new
