from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Self

from builder.model import Block, Handout, Merger, block
from builder.model import Contact as SiteContact
from builder.notation.uri import shown
from builder.place import Text
from builder.source.inline import Rich, Run, linked
from builder.source.values import naming

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("contact")
class Contact(Block):
    """How to reach somebody: a contact of the site, and the day it was checked.

    - contact: office
    """

    main = "contact"
    internal = frozenset({"found"})
    contact: Annotated[Text, naming("contact")]
    found: SiteContact | None = None

    def merged(self, merger: Merger) -> Self:
        found = merger.contact(self.contact)
        if found is not None:
            found = found.resolved(merger.resolve)
        return self.model_copy(update={"found": found})

    def lines(self, handout: Handout) -> Iterator[Rich]:
        """The lines under the name."""
        found = self.found
        assert found is not None, "a handout with an unknown contact is not built"
        if found.phone:
            yield linked(handout.phrase("phone").text, found.phone, "tel")
        for each in found.phones:
            yield linked(each.label.text, each.phone, "tel")
        if found.email:
            yield linked(handout.phrase("email").text, found.email, "mailto")
        if found.address:
            label = handout.phrase("address").text
            yield Rich((Run(f"{label} "), *found.address.runs), found.address.source)
        if found.map:
            label = handout.phrase("map").text
            where = Run(shown(found.map), href=found.map)
            yield Rich((Run(f"{label} "), where), found.map)
        if found.hours:
            yield found.hours
        if found.note:
            yield found.note
        yield handout.phrase("checked", day=handout.day(found.checked))

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.panel import panel

        assert self.found is not None
        look = page.look("contact")
        place = page.add("Sect")
        title = place.text(self.found.name, "label", colour=str(look.label))
        lines = [place.text(line) for line in self.lines(page.handout)]
        yield panel(page, "contact", title, lines)

    def html(self, page: Page) -> Iterator[Node]:
        assert self.found is not None
        lines = [page.paragraph(line) for line in self.lines(page.handout)]
        yield page.box("contact", self.found.name, lines, role="group")

    def words(self, handout: Handout) -> Iterator[Rich]:
        assert self.found is not None
        yield self.found.name
        yield from self.lines(handout)
