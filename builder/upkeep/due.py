"""What must be looked at again, when, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import which
from builder.notation.days import later
from builder.place import Span
from builder.project import Project
from builder.sign.handouts import handouts
from builder.upkeep.to_say import Unsaid
from builder.words.whole import whole

# Months after which a source that somebody read is read again, and a telephone number is tried
# again. Leaflets themselves name their day (NHS standard for creating health content: at most
# three years).
SOURCE_MONTHS = 24
CONTACT_MONTHS = 12


@dataclass(frozen=True)
class Due:
    """One thing to look at again.

    `due` is the last day on which it still holds; None where nobody has set one. `owner` is the
    role that answers for it; empty where nobody is named. What is `void` holds no longer.
    """

    due: date | None
    kind: str
    what: str
    owner: str
    span: Span
    void: bool = False

    def overdue(self, today: date) -> bool:
        return self.void or (self.due is not None and self.due < today)


def due(project: Project, library: Library, last: date | None = None) -> list[Due]:
    """Everything with a day up to `last` (None is all), the earliest first, then what has none."""
    dated = (
        each(library)
        for each in (_handouts, _snippets, _facts, _contacts, _references, _figures, _marks)
    )
    found = (
        each
        for each in chain(_merged(project, library), *dated)
        if each.due is None or last is None or each.due <= last
    )
    return sorted(found, key=lambda row: (row.due or date.max, row.kind, row.span))


def by_owner(rows: Iterable[Due]) -> dict[str, list[Due]]:
    """The rows of each owner; who must look first stands first, nobody last."""
    owners: dict[str, list[Due]] = {}
    for row in rows:
        owners.setdefault(row.owner, []).append(row)
    nobody = owners.pop("", [])
    return {**owners, "": nobody} if nobody else owners


def _merged(project: Project, library: Library) -> Iterator[Due]:
    """What only merged handouts tell: approvals that hold no longer, what nobody has said yet."""
    unsaid = Unsaid()
    for merged in handouts(project, library, which(library, Sink())):
        handout = merged.handout
        if handout is not None:
            unsaid.note(whole(handout))
        if handout is not None and (void := handout.void):
            what = f"{handout.code}: {void.name} approved other words on {void.date}"
            what += f" (site {void.site})" if library.many_sites else ""
            yield Due(project.today, "approval", what, str(void.role), void.span, void=True)
    for (what, span), owner in unsaid:
        yield Due(None, "to-say", what, owner, span)


def _handouts(library: Library) -> Iterator[Due]:
    for each in library.definitions.values():
        if str(each.handout) in library.gone:
            continue
        owner, what = each.owner.text if each.owner else "", f"{each.handout} {each.title.text}"
        yield Due(each.review_by, "handout", what, owner, each.span)
        if each.withdrawn is not None:
            yield Due(each.withdrawn.on, "withdrawal", what, owner, each.withdrawn.span)


def _snippets(library: Library) -> Iterator[Due]:
    for name, each in library.snippets.items():
        if each.review_by is not None:
            owner = each.owner.text if each.owner else ""
            yield Due(each.review_by, "snippet", name, owner, each.span)


def _facts(library: Library) -> Iterator[Due]:
    for site in library.sites.values():
        for name, fact in site.facts.items():
            last = fact.until or (later(fact.checked, CONTACT_MONTHS) if fact.checked else None)
            if last is not None:
                who = str(fact.signed_by or "")
                yield Due(last, "fact", f"{site.site}: {name}", who, fact.span)


def _contacts(library: Library) -> Iterator[Due]:
    for site in library.sites.values():
        for each in site.contacts:
            last = later(each.checked, CONTACT_MONTHS)
            yield Due(last, "contact", f"{site.site}: {each.name.text}", "", each.span)


def _references(library: Library) -> Iterator[Due]:
    """The sources that a claim or figure rests on; one that none in use names is not read again."""
    used = [claim.sources for claim in library.claims.values() if claim.use != "drop"]
    claims = Counter(str(source) for sources in used for source in sources)
    figures = Counter(str(figure.source) for figure in library.figures.values())
    for name, each in library.references.items():
        told = [_counted(claims[name], "claim"), _counted(figures[name], "figure")]
        if any(told):
            what = f"{name}, for {' and '.join(filter(None, told))}"
            yield Due(later(each.checked, SOURCE_MONTHS), "source", what, "", each.span)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}" if count else ""


def _figures(library: Library) -> Iterator[Due]:
    """A number is read again beside its source, as the source is."""
    for name, each in library.figures.items():
        what = f"{name}, from {each.source}"
        yield Due(later(each.checked, SOURCE_MONTHS), "figure", what, "", each.span)


def _marks(library: Library) -> Iterator[Due]:
    for brand in library.brands.values():
        for mark in brand.marks:
            yield Due(mark.until, "mark", f"{brand.brand}: {mark.alt.text}", "", mark.span)


def until(today: date, count: int, unit: str) -> date:
    """The day so many days (d), weeks (w), months (m) or years (y) on, or the last there is."""
    if unit in "my":
        return later(today, count * (12 if unit == "y" else 1))
    days = count * (7 if unit == "w" else 1)
    return today + timedelta(days) if days < (date.max - today).days else date.max
