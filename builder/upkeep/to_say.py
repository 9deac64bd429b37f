"""What a handout needs and nobody has said yet: facts of the site, who publishes it, approvals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.model import Handout
from builder.place import Span
from builder.words.stretches import printed_facts

IMPRINTS = {"imprint", "short-imprint", "sheet-imprint"}


@dataclass
class Unsaid:
    """Each thing to say and the place to write it, once, whichever handouts need it."""

    owners: dict[tuple[str, Span], set[str]] = field(default_factory=dict)

    def note(self, handout: Handout) -> None:
        for what in _of(handout):
            self.owners.setdefault(what, set()).add(handout.owner.text if handout.owner else "")

    def __iter__(self) -> Iterator[tuple[tuple[str, Span], str]]:
        """Each with the role that answers for it: who keeps all those handouts, if it is one."""
        for what, owners in self.owners.items():
            yield what, next(iter(owners)) if len(owners) == 1 else ""


def _of(handout: Handout) -> Iterator[tuple[str, Span]]:
    site, brand = handout.site, handout.brand
    for name in sorted(printed_facts(handout)):
        if handout.facts[name].value is None:
            yield f"{site.site}: {name}, {handout.facts[name].label.text}", site.span
    if not IMPRINTS.isdisjoint(map(str, handout.layout.parts)):
        if brand.address is None:
            yield f"{brand.brand}: address", brand.span
        for name in handout.provenance.unsaid:
            yield f"{brand.brand}: imprint, {name}", handout.provenance.span
    if not handout.approvals and handout.void is None:
        yield f"{handout.code}: approval for {site.site}", handout.title.span
