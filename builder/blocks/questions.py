from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import model_validator
from pydantic.json_schema import SkipJsonSchema

from builder.blocks.listing import ATTRIBUTES
from builder.blocks.question import Question
from builder.model import (
    BankQuestion,
    Block,
    Handout,
    Merger,
    PickedGroup,
    WantedQuestions,
    block,
    with_claims_of,
)
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Flag, Many, Name, Whole, between, naming, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page


@block("questions")
class Questions(Block):
    """The questions of one stage from the question bank, group by group, to tick and write on.

    They stand in sources/questions.yaml. Without `treatment` they are those for the leaflet's
    own; those about how long people live are printed with `sensitive: true` only.

    - questions: {stage: first-visit, most: 10}
    """

    tool = True
    main = "stage"
    stands = "hanging"
    internal = frozenset({"groups"})
    stage: Annotated[Name, naming("stage")] | None = None
    treatment: Annotated[Name, naming("treatment")] | None = None
    most: Annotated[Whole, between(1, 40)] | None = None
    sensitive: Flag = False
    pick: Many[Annotated[Name, naming("question")]] | None = None
    groups: SkipJsonSchema[tuple[PickedGroup, ...]] = ()

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if self.stage is None and self.pick is None:
            raise wrong("missing-key", "say which: 'stage', or 'pick' and a list of questions")
        return self

    @property
    def wanted(self) -> WantedQuestions:
        return WantedQuestions(self.stage, self.treatment, self.most, self.sensitive, self.pick)

    def merged(self, merger: Merger) -> Self:
        return self.asking(merger.questions(self.wanted, self.span))

    def asking(self, groups: tuple[PickedGroup, ...]) -> Self:
        """The same block with these questions; what they cite, it cites."""
        made = self.model_copy(update={"groups": groups})
        claims = with_claims_of(made.questions(), self.claims)
        return made.model_copy(update={"claims": claims})

    def questions(self) -> Iterator[BankQuestion]:
        """Those it prints, in order."""
        return (question for group in self.groups for question in group.questions)

    def compose(self, page: Composer) -> Iterator[Flowable]:
        space = page.design.block_space
        for number, group in enumerate(self.groups):
            if group.heading:
                yield page.section_heading(group.heading)
            yield from page.lead(group.lead)
            listing = page.add("L", attributes=ATTRIBUTES["None"])
            for first, question in enumerate(group.questions):
                place = listing.add("LI").add("LBody")
                for made in single(question, self).compose(place):
                    made.before = space if first or number or group.heading else made.before
                    yield made

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        for group in self.groups:
            if group.heading:
                yield page.section_heading(group.heading)
            yield from page.lead(group.lead)
            yield h.ul(".questions", role="list")[
                [h.li[list(single(question, self).html(page))] for question in group.questions]
            ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        for group in self.groups:
            yield from (text for text in (group.heading, group.lead) if text)
            for question in group.questions:
                yield question.text


def single(question: BankQuestion, outer: Questions) -> Question:
    """A question of the bank as the block that prints one, where `outer` prints it."""
    return Question.model_construct(
        text=question.text, lines=question.lines, tick=True, id=Text(question.id, outer.span)
    )
