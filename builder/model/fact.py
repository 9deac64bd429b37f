"""A fact of a site as a handout prints it: what somebody signed, or what to fill in."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from pydantic import BaseModel, ConfigDict

from builder.model.factkinds import FactKind
from builder.source.inline import Rich, Run


class Fact(BaseModel):
    """A fact as a handout knows it: its label, and its value if somebody signed it.

    `href` dials it, if it is a telephone number. `blank` is what stands in its place until
    somebody signs: words with a line to write on. `kind`, `safety`, `licence` and `said_as` are
    as its project declares them.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)
    label: Rich
    value: str | None
    href: str = ""
    blank: Rich | None = None
    kind: FactKind = "text"
    safety: bool = True
    licence: bool = False
    said_as: tuple[str, ...] = ()

    def runs(
        self, name: str, *, strong: bool = False, least: float = 0, most: float = inf
    ) -> tuple[Run, ...]:
        """How it reads: its value, or what to fill in, on lines of at least and at most so many
        ems.
        """
        if self.value is not None or self.blank is None:
            return (Run(self.value or "", strong=strong, href=self.href, fact=name),)
        return tuple(
            replace(run, blank=min(max(run.blank, least), most)) if run.blank else run
            for run in self.blank.runs
        )
