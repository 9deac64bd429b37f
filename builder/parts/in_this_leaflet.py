from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Handout
from builder.model.parttype import Part, part
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@part("in-this-leaflet")
class InThisLeaflet(Part):
    """The headings with their pages, where a leaflet has `contents_from` pages or more.

    It says nothing that the headings do not say. A web page has its own list.
    """

    @staticmethod
    def compose(page: Composer) -> Iterator[Flowable]:
        from builder.paper.contents_list import ContentsList

        place = page.add("TOC")
        title = place.text(page.phrase("in_this_leaflet"), "label", role="Caption")
        yield ContentsList.under(place, title)

    @staticmethod
    def html(page: Page) -> Iterator[Node]:
        yield from ()

    @staticmethod
    def words(handout: Handout) -> Iterator[Rich]:
        yield from ()
