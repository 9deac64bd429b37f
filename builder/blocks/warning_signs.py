from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Self

from pydantic.json_schema import SkipJsonSchema

from builder.blocks.callout import Callout
from builder.blocks.important import Important
from builder.blocks.note import Note
from builder.blocks.urgent import Urgent
from builder.model import Asked, Block, Handout, Merger, Sign, Urgency, block, with_claims_of
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.source.values import Flag, Many, Name, naming

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

BOXES: dict[str, type[Callout]] = {
    "emergency": Urgent,
    "now": Urgent,
    "day": Important,
    "visit": Note,
}


@block("warning-signs")
class WarningSigns(Block):
    """The warning signs of the leaflet's treatment that call for one urgency, in their own words.

    They stand in sources/signs.yaml, and are typed nowhere else. `groups` picks some of them,
    `treatment` those of another treatment; `carer: true` tells what a carer sees. Where no
    sign is left, nothing is printed. `bare: true` leaves out the word for its kind, where
    another box above has said it.

    - warning-signs: now
    """

    factual = True
    main = "urgency"
    internal = frozenset({"found"})
    urgency: Urgency
    groups: Many[Annotated[Name, naming("sign-group")]] | None = None
    treatment: Annotated[Name, naming("treatment")] | None = None
    title: Rich | None = None
    text: Rich | None = None
    carer: Flag = False
    bare: Flag = False
    found: SkipJsonSchema[tuple[Sign, ...]] = ()

    @property
    def asked(self) -> Asked:
        return Asked(self.urgency, self.groups, self.treatment, self.carer)

    @property
    def signs(self) -> tuple[Text, ...]:
        return () if self.carer else tuple(sign.id for sign in self.found)

    def merged(self, merger: Merger) -> Self:
        found = merger.signs(self.asked, self.span)
        claims = with_claims_of(found, self.claims)
        return self.resolved(merger.resolve).model_copy(update={"found": found, "claims": claims})

    def box(self, handout: Handout) -> Callout:
        """The box as it is printed: what to do, and at which signs."""
        return BOXES[self.urgency].model_construct(
            title=self.title or handout.phrase(f"sign_{self.urgency}"),
            text=self.text,
            items=tuple(map(self.told, self.found)),
            bare=self.bare,
            look="emergency" if self.urgency == "emergency" else "",
        )

    def told(self, sign: Sign) -> Rich:
        """A sign as a point of the list, with how it shows on all tones of skin."""
        words = (sign.seen if self.carer else None) or sign.words
        if sign.skin is None:
            return words
        return Rich((*words.runs, Run(" ("), *sign.skin.runs, Run(")")), words.source)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        if self.found:
            yield from self.box(page.handout).compose(page)

    def html(self, page: Page) -> Iterator[Node]:
        if self.found:
            yield from self.box(page.handout).html(page)

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.found:
            yield from self.box(handout).words(handout)
