"""The charts of a pictograph: groups of people, of a figure or made up, and all the others."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from builder.model import Merger, Placed, StudyFigure
from builder.pictures.crowd import Look
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.source.values import Many, Name, Whole, between, naming, wrong


class Group(Placed):
    """How many of the people, and what is true of them: of a figure, or as an author made it up.

    Merging fills in what a figure says: `count` is then how many are drawn.
    """

    internal: ClassVar[frozenset[str]] = frozenset({"bound"})
    figure: Annotated[Name, naming("figure")] | None = None
    count: Annotated[Whole, between(0, 100)] | None = None
    label: Rich | None = None
    bound: Literal["", "fewer", "more"] = ""
    kind: Literal["benefit", "harm", "other"] | None = None

    @model_validator(mode="after")
    def _once(self) -> Self:
        if self.figure is not None and self.kind is not None:
            hint = "take out 'kind:'; the figure has it"
            raise wrong("duplicate-key", "a group has a figure or a kind", hint, self.figure.span)
        if self.figure is not None and self.count is not None:
            hint = "take out 'count:'; the figure has it"
            raise wrong("duplicate-key", "a group has a figure or a count", hint, self.figure.span)
        if self.figure is None and self.count is None:
            hint = "write 'figure:' and its name, or 'count:' for what is made up"
            raise wrong("missing-key", "the group has no number", hint)
        if self.figure is None and self.label is None:
            raise wrong("missing-key", "'label' is missing", "say what is true of them")
        return self

    @property
    def drawn(self) -> int:
        return self.count or 0

    @property
    def words(self) -> Rich:
        assert self.label is not None, "merging gives a figure's own"
        return self.label

    def merged(self, merger: Merger) -> tuple[Self, StudyFigure | None]:
        """The group with what its figure says, and the figure."""
        if self.figure is None:
            return self.resolved(merger.resolve), None
        figure, label = merger.figure(self.figure), self.label
        if figure is None:
            nothing = label or Rich.plain("", self.figure)
            return self.model_copy(update={"count": 0, "label": nothing}), None
        label = merger.resolve(label) if label else Rich(figure.label.runs, self.figure)
        runs = tuple(replace(run, figure=str(self.figure)) for run in label.runs)
        people = figure.people
        drawn = {"": people.number, "fewer": 0, "more": 100}[people.bound]
        found: dict[str, object] = {"count": drawn, "bound": people.bound}
        found |= {"label": replace(label, runs=runs), "kind": figure.kind}
        return self.model_copy(update=found), figure


class Chart(Placed):
    """One grid of people: the groups that are marked, and what is true of the rest."""

    title: Rich | None = None
    groups: Many[Group]
    rest: Rich | None = None

    @model_validator(mode="after")
    def _of_the_rest(self) -> Self:
        if self.rest is None and not any(group.figure for group in self.groups):
            raise wrong("missing-key", "'rest' is missing", "say what is true of all others")
        return self

    @property
    def looks(self) -> tuple[Look, ...]:
        """How each group is drawn, then the rest: as its kind is drawn in every chart.

        A group that nobody says the kind of is neither benefit nor harm.
        """
        kinds = [group.kind or "other" for group in self.groups]
        marked = (Look(kind, second=kind in kinds[:n]) for n, kind in enumerate(kinds))
        return (*marked, Look("rest"))

    @property
    def others(self) -> Rich:
        assert self.rest is not None, "merging gives a figure's own, or reports that it has none"
        return self.rest

    def merged(self, merger: Merger) -> Self:
        """The chart with what its figures say. What is true of all others stands in the figure."""
        pairs = [group.merged(merger) for group in self.groups]
        title = merger.resolve(self.title) if self.title else None
        rest = merger.resolve(self.rest) if self.rest else self._rest(pairs, merger)
        figure = pairs[0][1]
        if self.rest and len(pairs) == 1 and figure and figure.rest:
            hint = f"take out 'rest:'; the figure '{figure.id}' has '{figure.rest.text}'"
            message = "what is true of the others stands in the figure"
            merger.wrong(self.rest.span, "duplicate-key", message, hint)
        groups = tuple(group for group, _ in pairs)
        return self.model_copy(update={"title": title, "groups": groups, "rest": rest})

    def _rest(self, pairs: list[tuple[Group, StudyFigure | None]], merger: Merger) -> Rich:
        """A figure's own words for all the others: of one group, for two have other others."""
        first = self.groups[0].figure or self.groups[0].words.source
        source = Text(first, first.span, first.source)  # a text of its own, in the same place
        figure = pairs[0][1]
        if len(pairs) == 1 and figure and figure.rest:
            return Rich((Run(figure.rest.text, figure=str(figure.id)),), source)
        if figure or len(pairs) > 1:
            hint = "write 'rest:', but only what is true of all of them"
            message = "what is true of the others is not said"
            merger.wrong(source.span, "missing-key", message, hint)
        return Rich.plain("", source)
