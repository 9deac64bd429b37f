"""What the sites give, beside what the project declares: each fact known, of its kind, signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.diagnostics import Sink, did_you_mean
from builder.model import DeclaredFact, FactLine, Facts, Site, SiteFact
from builder.model.factkinds import KINDS
from builder.place import Text

NONE_DECLARED = "declare it in sources/facts.yaml; 'handouts new facts' writes one to begin with"


def declared(facts: Facts, sink: Sink) -> None:
    """Reports lines that say a fact that is not declared."""
    lines: Iterable[FactLine] = (*facts.strip, *facts.imprint)
    for line in lines:
        if line.fact not in facts.by_name:
            unknown(line.fact, facts, sink)


def given(facts: Facts, sites: Iterable[Site], sink: Sink) -> None:
    """Reports facts of sites that are not declared, not of their kind, or not signed."""
    for site in sites:
        for name, fact in site.facts.items():
            one = facts.by_name.get(str(name))
            if one is None:
                unknown(name, facts, sink)
            else:
                _usable(name, one, fact, sink)
        for contact in site.contacts:
            if contact.id in {*facts.by_name, "name"}:
                message = f"a contact cannot be called '{contact.id}': a fact has that name"
                sink.error(contact.id.span, "duplicate-name", message)


def unknown(name: Text, facts: Facts, sink: Sink) -> None:
    """Reports a fact that the project does not declare."""
    message = f"'{name}' is not one of the facts a site gives"
    hint = did_you_mean(name, facts.by_name) or NONE_DECLARED
    sink.error(name.span, "unknown-fact", message, hint)


def _usable(name: Text, declared: DeclaredFact, fact: SiteFact, sink: Sink) -> None:
    if mistake := KINDS[declared.kind].wrong(fact.value):
        sink.error(fact.value.span, "bad-fact", *mistake)
    if declared.safety and (missing := [*_unsigned(fact)]):
        message = f"'{name}' is about safety, and has no {' and no '.join(missing)}"
        hint = "a role signs it, on a day, until a day: nothing is printed on nobody's word"
        sink.error(name.span, "unsigned-fact", message, hint)


def _unsigned(fact: SiteFact) -> Iterator[str]:
    for key in ("signed_by", "signed", "until"):
        if getattr(fact, key) is None:
            yield f"'{key}'"
