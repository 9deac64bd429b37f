"""A number of people that leaflets may print, as data: `figures` in `sources/evidence/*.yaml`.

A number that is typed twice is two numbers, and one without its base, its people
and its time is none (GRADE guidance on evidence tables; IPDAS). So it stands here
once, with all of them, and texts name it: `{figure:ID}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import model_validator

from builder.model.placed import Placed
from builder.place import Text
from builder.source.inline import Rich
from builder.source.values import Day, Name, Number, Whole, between, naming, wrong

OUT_OF = 100  # people: one base for every leaflet (IPDAS)
HALF = Fraction(1, 2)
ROUNDED = 0.6  # points by which a printed percentage may differ from its count
NOT_STATED = "not stated"
Read = Literal["label", "full", "abstract", "excerpt", "summary"]
Counted = Annotated[Whole, between(0, 999_999)]
Base = Annotated[Whole, between(1, 999_999)]
Percent = Annotated[Number, between(0, 100)]


class People(NamedTuple):
    """Whole people of 100, a half rounded up; `bound` where that would say nobody or everybody."""

    number: int
    bound: Literal["", "fewer", "more"] = ""

    @classmethod
    def of(cls, share: Fraction, *, up: bool = True) -> People:
        number = floor(share + HALF) if up else ceil(share - HALF)
        if number == 0 < share:
            return cls(1, "fewer")
        return cls(OUT_OF - 1, "more") if share < OUT_OF == number else cls(number)


class StudyFigure(Placed):
    """How many of how many people, who they were, when it was, and where it is written.

    `label`, `meaning` and `rest` are words for readers; all else is for those who check.
    """

    id: Name
    kind: Literal["benefit", "harm", "other"]
    label: Rich
    count: Counted | None = None
    percent: Percent | None = None
    of: Base | None = None
    who: Text
    when: Text
    product: Text | None = None
    treatment: Name | None = None
    study: Name | None = None
    definition: Text | None = None
    meaning: Rich | None = None
    rest: Rich | None = None
    source: Annotated[Name, naming("reference")]
    grade: Literal["A", "B", "C"]
    read: Read
    checked: Day
    note: Text | None = None

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if self.of is None and (self.count is not None or self.note is None):
            hint = "write 'of:'; only a percentage without one that was read may leave it out, "
            raise wrong("missing-key", "a figure needs 'of'", hint + "with a 'note'")
        if self.count is None or self.of is None:
            if self.percent is None:
                hint = "write 'count:', or 'percent:' where no more was published"
                raise wrong("missing-key", "a figure needs 'count' or 'percent'", hint)
        elif self.count > self.of:
            message = f"{self.count} people are more than the {self.of} who were counted"
            raise wrong("out-of-range", message, "look at 'count' and 'of'")
        elif self.percent is not None and abs(self.percent - float(self.share)) > ROUNDED:
            message = (
                f"{self.count} of {self.of} is {float(self.share):.1f} %, not {self.percent:g}"
            )
            raise wrong("out-of-range", message, "look at 'count', 'of' and 'percent'")
        return self

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.when == NOT_STATED and self.note is None:
            hint = "say in 'note:' what was looked for, and where"
            raise wrong("missing-key", "a figure without a time needs a 'note'", hint)
        for rich in self.words():
            if any(run.reference for run in rich.runs):
                hint = "write {…} in the text that prints the figure"
                raise wrong("reference", "the words of a figure are plain", hint, rich.span)
        return self

    def words(self) -> Iterator[Rich]:
        """Its words for readers."""
        yield from (rich for rich in (self.label, self.meaning, self.rest) if rich is not None)

    @property
    def share(self) -> Fraction:
        """How many of 100 people, exactly."""
        if self.count is None or self.of is None:
            return Fraction(str(self.percent))
        return Fraction(self.count * OUT_OF, self.of)

    @property
    def people(self) -> People:
        """As it is printed, out of 100."""
        return People.of(self.share)

    @property
    def others(self) -> People:
        """All the others, as they are printed, so that both are 100."""
        return People.of(OUT_OF - self.share, up=False)
