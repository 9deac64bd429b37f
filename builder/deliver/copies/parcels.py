"""What everybody on a list gets: their copies, encrypted for those who have a password."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from builder.deliver.copies.master import Refusal
from builder.deliver.copies.parcel import Attachment, Parcel
from builder.deliver.copies.press import Press, press
from builder.deliver.lists.recipient import Recipient
from builder.diagnostics import Sink
from builder.library.work import Work, ready
from builder.machine.chunks import chunked
from builder.machine.crew import Crew
from builder.project import Project

SIZE = 10  # people a task: their copies come back with it
Packed = tuple[int, Parcel | Refusal]  # of the person of that row


class Packer(Work[tuple[Recipient, ...], tuple[Packed, ...]]):
    """Makes the parcels of some people at a time; without `locks` nothing is encrypted."""

    def __init__(
        self,
        project: Project,
        names: Sequence[str],
        site: str | None,
        locks: bool,
        own: Press | None = None,
    ) -> None:
        super().__init__(project)
        self.names, self.site, self.locks = tuple(names), site, locks
        if own is not None:
            self.press = own

    def made_of(self) -> tuple[Any, ...]:
        return self.names, self.site, self.locks

    @cached_property
    def press(self) -> Press:
        found = press(self.project, self.library, self.names, self.site, Sink())
        if found is None:
            raise OSError(0, "the sources were changed while mails were made of them")
        return found

    def made(self, given: tuple[Recipient, ...]) -> tuple[Packed, ...]:
        return tuple((each.row, self._packed(each)) for each in given)

    def _packed(self, recipient: Recipient) -> Parcel | Refusal:
        copies = self.press.copies(recipient)
        if isinstance(copies, Refusal):
            return copies
        if self.locks and recipient.password:
            copies = tuple(_locked(one, recipient.password) for one in copies)
        return Parcel(recipient, copies, draft=bool(self.press.drafts))


def parcels(
    work: Packer, people: Sequence[Recipient], crew: Crew, told: Callable[[str], object]
) -> Iterator[Packed]:
    """Everybody's parcel, in the order of the list, or why there is none."""
    crew = ready(crew, work.project, len(people) * len(work.press.handouts))
    return chunked(work, people, crew, size=SIZE, named=lambda one: f"row {one.row}", told=told)


def _locked(one: Attachment, password: str) -> Attachment:
    from builder.deliver.copies.protect import protected  # loads two more readers of PDFs

    data = protected(one.data, password)
    return replace(one, data=data, sha256=hashlib.sha256(data).hexdigest())
