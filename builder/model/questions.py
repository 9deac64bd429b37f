"""The question bank, each question said once: `sources/questions.yaml`, one file a language."""

from __future__ import annotations

from typing import Annotated, NamedTuple, Self

from pydantic import Field, ValidationInfo, model_validator

from builder.diagnostics import Sink, did_you_mean
from builder.model.placed import Placed, once
from builder.model.signs import ALL
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Flag, Language, Many, Name, Whole, between, naming


class BankQuestion(Placed):
    """A question that a reader may want to ask, when it comes up, and after which treatments.

    One that is `sensitive` is on no sheet that does not ask for such: nobody is told of a
    prognosis who has not chosen to. `lines` are those to write the answer on.
    """

    id: Name
    text: Rich
    stage: Name
    group: Name
    treatments: Many[Annotated[Name, naming("treatment")]] = (Text(ALL),)
    sensitive: Flag = False
    lines: Annotated[Whole, between(1, 10)] = 2
    claims: tuple[Annotated[Name, naming("claim")], ...] = ()

    def belongs(self, treatment: str) -> bool:
        """Whether somebody may ask it who has the treatment."""
        return treatment == ALL or ALL in self.treatments or treatment in self.treatments


class QuestionGroup(Placed):
    """Questions that stand under one heading, after a sentence that leads into them."""

    id: Name
    heading: Rich
    lead: Rich | None = None


class QuestionBank(Placed):
    """Every question there is in one language, in the order in which sheets print them."""

    language: Language
    groups: Many[QuestionGroup]
    questions: Many[BankQuestion]

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        once((each.id for each in self.questions), "question", info)
        once((each.id for each in self.groups), "group", info)
        known = {str(each.id) for each in self.groups}
        sink: Sink = info.context["sink"] if info.context else Sink()
        for each in self.questions:
            if each.group not in known:
                message = f"there is no group '{each.group}' of questions"
                hint = did_you_mean(each.group, known)
                sink.error(each.group.span, "unknown-group", message, hint)
        return self


class WantedQuestions(NamedTuple):
    """The questions that a sheet asks for.

    None is any stage, the treatment of the leaflet itself, and however many there are; `pick`
    are the only ones wanted, whatever else they are.
    """

    stage: Text | None = None
    treatment: Text | None = None
    most: int | None = None
    sensitive: bool = False
    pick: tuple[Text, ...] | None = None

    def picks(self, question: BankQuestion, treatment: str | None) -> bool:
        """Whether a sheet of a leaflet about that treatment (None is any) may print it."""
        if self.pick is not None:
            return question.id in self.pick
        return (
            self.stage in (None, question.stage)
            and (self.sensitive or not question.sensitive)
            and question.belongs(self.treatment or treatment or ALL)
        )


class PickedGroup(Placed):
    """The questions of one group that a sheet prints; own ones of a person have no heading."""

    heading: Rich | None
    lead: Rich | None = None
    questions: Annotated[tuple[BankQuestion, ...], Field(min_length=1)]
