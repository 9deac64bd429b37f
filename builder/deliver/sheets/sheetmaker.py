"""Sheets of questions for one person after the other, from a handout that is without errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from builder.build import checked
from builder.deliver.copies.master import Master, Refusal
from builder.deliver.copies.parcel import Attachment
from builder.deliver.sheets.choice import PICK, bank_of, chosen, picked_of, suits
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import of_one_site, which
from builder.merge.personal import Values
from builder.model import WEB, Handout, PersonalField, PickedGroup
from builder.outputs.result import Wish
from builder.place import Span
from builder.project import Project

NOTHING: Mapping[str, str] = MappingProxyType({})


class SheetMaker:
    """Makes the sheet of anybody in each of its editions; `bank` has all that can be picked."""

    def __init__(self, handouts: Sequence[Handout], bank: tuple[PickedGroup, ...]):
        self.handouts, self.bank = tuple(handouts), bank

    @property
    def fields(self) -> Mapping[str, PersonalField]:
        """What is known of a visit."""
        return self.handouts[0].fields

    def wrong(self, picked: Sequence[str], added: Sequence[str]) -> Sink:
        """What is wrong with a choice."""
        sink = suits(picked, added, self.bank)
        taken = {str(name) for b in self.handouts[0].blocks() if (name := getattr(b, "id", None))}
        for name in sorted(taken.intersection(picked)):
            message = f"'{name}' is the name of something else on this sheet"
            sink.error(PICK, "twin-entry", message, "give that another 'id'")
        return sink

    def sheets(
        self, picked: Sequence[str] = (), added: Sequence[str] = (), values: Values = NOTHING
    ) -> tuple[Attachment, ...] | Refusal:
        """The questions of these names (none: those of the sheet), own ones, and the visit.

        The choice must be one that is not `wrong`.
        """
        groups = picked_of(self.bank, picked) if picked else None
        made: list[Attachment] = []
        for handout in self.handouts:
            master = Master(chosen(handout, groups, added))
            if problem := next(master.unprintable_in(added), None):
                return problem
            copy = master.copy(values)
            if isinstance(copy, Refusal):
                return copy
            made.append(replace(copy, name=f"{copy.handout}.{copy.edition}.pdf"))
        return tuple(made)


def sheet_maker(
    project: Project, library: Library, name: str, sink: Sink, *, edition: str | None = None,
    site: str | None = None,
) -> SheetMaker | None:  # fmt: skip
    """For the handout of that name; None, and why in `sink`, where that cannot be."""
    if edition == WEB:
        hint = "leave '--edition' out, or name one that is printed or filled in"
        sink.error(Span("--edition", 0), "unknown-edition", f"'{WEB}' is a page, no sheet", hint)
        return None
    handouts = [
        each
        for each in checked(project, library, Wish((name,), edition, site), sink)
        if each.edition.edition != WEB
    ]
    if sink.failed or not handouts:
        return None
    sites = (str(each.site.site) for each in handouts)
    of_one_site(sites, "the sheet is made for several", sink)
    if sink.failed:
        return None
    first = handouts[0]
    try:
        chosen(first, None, ())
    except ValueError as problem:
        hint = "a sheet has the block 'questions' in it"
        sink.error(first.title.span, "no-questions", f"'{first.code}': {problem}", hint)
        return None
    (one, *_) = which(library, Sink(), (name,), str(first.edition.edition), site)
    return SheetMaker(handouts, bank_of(project, library, one))
