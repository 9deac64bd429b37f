"""The warning signs of a handout: those of its treatment, and those that a list in it prints."""

from __future__ import annotations

from builder.diagnostics import did_you_mean
from builder.merge.lookup import Lookup
from builder.model import ALL, Asked, Sign
from builder.place import Span, Text


def signs_of(lookup: Lookup) -> list[Sign]:
    """The signs that people must be told of who have the treatment; none to no treatment."""
    treatment = lookup.definition.treatment
    if treatment is None:
        return []
    found = [sign for sign in lookup.library.signs.values() if sign.belongs(treatment)]
    for sign in found:
        lookup.used(sign)
    return found


def picked(lookup: Lookup, asked: Asked, span: Span) -> list[Sign]:
    """The signs that a list prints; what it names that no sign has is reported."""
    known = lookup.library.signs.values()
    groups = {str(sign.group) for sign in known if sign.group}
    for name in asked.groups or ():
        _named(lookup, name, groups, "group")
    if asked.treatment is not None:
        treatments = {str(one) for sign in known for one in sign.treatments}
        _named(lookup, asked.treatment, {ALL, *treatments}, "treatment")
    found = [sign for sign in known if asked.picks(sign, lookup.definition.treatment)]
    for sign in found:
        lookup.used(sign)
    if not known:
        hint = "write them in sources/signs.yaml"
        lookup.report(span, "sign", "the project has no warning signs", hint)
    return found


def _named(lookup: Lookup, name: str, known: set[str], kind: str) -> None:
    if name not in known:
        assert isinstance(name, Text)
        message, hint = f"no warning sign has the {kind} '{name}'", did_you_mean(name, known)
        lookup.report(name.span, "sign", message, hint)
