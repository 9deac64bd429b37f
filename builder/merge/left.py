"""What is left of a plan for one leaflet, once all is gone that is for others only.

It is done before any reference is looked up: what is not printed leaves no term, fact, figure,
reference or picture behind, and no entry in a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from builder.diagnostics import Sink
from builder.library.vocabulary import circumstances, in_one_edition
from builder.merge.lookup import Lookup
from builder.merge.planned import Plan, Planned, checked, conditions, planned
from builder.model import Conditional, Placed
from builder.source.forsome import Row
from builder.source.inline import Rich
from builder.source.when import Circumstances

Kind = TypeVar("Kind")


def left_in_each(
    lookup: Lookup, site: str, language: str, editions: Iterable[str]
) -> dict[str, Plan]:
    """What is left in each edition of a handout: one plan for those in which it is the same.

    None is left in any of a handout of which nobody can tell; why, was reported.
    """
    plan, editions = planned(lookup), [*editions]
    true = circumstances(lookup.library.vocabulary, lookup.definition, site, language)
    asked = [*conditions(plan)]
    if not checked(lookup, asked, true):
        return dict.fromkeys(editions, ())
    made: dict[tuple[bool, ...], Plan] = {(): plan}
    found: dict[str, Plan] = {}
    for edition in editions:
        here = in_one_edition(true, edition)
        met = tuple(when.holds(here) for when in asked)
        if met not in made:
            made[met] = left(plan, here, lookup.sink)
        found[edition] = made[met]
    bare = [edition for edition in editions if not found[edition]]
    if bare and not lookup.incomplete:
        name = lookup.definition.handout
        message = f"nothing is left of '{name}' in: {', '.join(bare)}"
        hint = "all that it names is for others only"
        lookup.missing(name.span, "nothing-left", message, hint)
    return found


def left(plan: Plan, true: Circumstances, sink: Sink) -> Plan:
    """The plan of a leaflet of which this is `true`; what nothing is left in goes, too.

    A block that cannot be without what was left out is reported.
    """
    made = (_planned(each, _Left(true, sink)) for each in plan)
    return tuple(each for each in made if each.sections)


def _planned(each: Planned, left: _Left) -> Planned:
    use = each.use is None or left.holds(each.use)
    return each._replace(sections=left.kept(each.sections) if use else ())


@dataclass(frozen=True)
class _Left:
    """Takes out of things what is not for a leaflet of which this is `true`."""

    true: Circumstances
    sink: Sink

    def holds(self, thing: Any) -> bool:
        when = thing.when if isinstance(thing, (Conditional, Rich, Row)) else None
        return when is None or bool(when.holds(self.true))

    def kept(self, things: tuple[Kind, ...]) -> tuple[Kind, ...]:
        """Those that are printed, each with what is left in it."""
        made = (self._within(each) for each in things if self.holds(each))
        return tuple(each for each in made if each is not None)

    def _within(self, thing: Any) -> Any:
        """A thing with what is left in it, and no condition; None where that is nothing."""
        if isinstance(thing, Row):
            return tuple(thing)
        if isinstance(thing, Rich):
            return replace(thing, when=None) if thing.when else thing
        return self._placed(thing) if isinstance(thing, Placed) else thing

    def _placed(self, thing: Placed) -> Placed | None:
        lists = {name: value for name, value in vars(thing).items() if isinstance(value, tuple)}
        after: dict[str, Any] = {name: self.kept(value) for name, value in lists.items()}
        changed = {name: value for name, value in after.items() if _differ(value, lists[name])}
        emptied = [name for name, value in changed.items() if not value]
        changed |= {name: None for name in emptied if thing.may_lack(name)}
        if isinstance(thing, Conditional) and thing.when is not None:
            changed["when"] = None
        made = thing.model_copy(update=changed) if changed else thing
        shorter = any(len(value) != len(lists[name]) for name, value in after.items())
        return self._whole(made) if shorter else made

    def _whole(self, thing: Placed) -> Placed | None:
        """The same, which has lost a list; None if there was nothing else in it."""
        if not _says(thing):
            return None
        if fault := thing.fault():
            message = f"without what is for others only, this cannot be: {fault}"
            hint = "put 'when' on the whole, or leave something in each part of it"
            self.sink.error(thing.span, "nothing-left", message, hint)
        return thing


def _differ(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return len(one) != len(other) or any(a is not b for a, b in zip(one, other, strict=True))


def _says(thing: Placed) -> bool:
    """Whether anything is in it but what stands above: a title, a lead, heads of columns."""
    return any(value for name, value in vars(thing).items() if name == "text" or _said(name, value))


def _said(name: str, value: Any) -> bool:
    inside = value if isinstance(value, tuple) and name != "columns" else ()
    return any(isinstance(each, (Placed, Rich, tuple)) for each in inside)
