"""Personal copies as files: one of each handout for each person, and a list of what lies there.

A file is named by its handout and the row of the list. What an earlier list left in the folder
is taken out first: nobody's copy lies among those of others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.deliver.copies.master import Refusal
from builder.deliver.copies.press import Press, press
from builder.deliver.lists.recipient import Recipient
from builder.diagnostics import Sink
from builder.library.work import Work, ready
from builder.machine.chunks import chunked
from builder.machine.crew import Crew
from builder.machine.disk import read, settle, write, write_together
from builder.project import MAX_MANIFEST, Project

INDEX = "copies.json"
OURS = re.compile(r"[A-Za-z0-9-]+\.[0-9]{4,}\.pdf")
SIZE = 50  # people a task


@dataclass(frozen=True)
class Copied:
    """One file that was written: `row` of the list, its name, and what it is."""

    row: int
    file: str
    handout: str
    version: str
    edition: str
    language: str
    pages: int
    sha256: str


Outcome = tuple[int, tuple[Copied, ...] | Refusal]  # of the person of that row


class Copier(Work[tuple[Recipient, ...], tuple[Outcome, ...]]):
    """Writes the copies of some people at a time; to do so again does no harm."""

    def __init__(
        self,
        project: Project,
        names: Sequence[str],
        site: str | None,
        out: Path,
        own: Press | None = None,
    ) -> None:
        super().__init__(project)
        self.names, self.site, self.out = tuple(names), site, out
        if own is not None:
            self.press = own

    def made_of(self) -> tuple[Any, ...]:
        return self.names, self.site, self.out.resolve()

    @cached_property
    def press(self) -> Press:
        found = press(self.project, self.library, self.names, self.site, Sink())
        if found is None:
            raise OSError(0, "the sources were changed while copies of them were made")
        return found

    def made(self, given: tuple[Recipient, ...]) -> tuple[Outcome, ...]:
        return tuple((each.row, self._copied(each)) for each in given)

    def _copied(self, recipient: Recipient) -> tuple[Copied, ...] | Refusal:
        made = self.press.copies(recipient)
        if isinstance(made, Refusal):
            return made
        found = []
        for one in made:
            name = name_of(one.handout, recipient.row)
            write_together([(self.out / name, one.data)], lasting=False)
            what = (one.handout, one.version, one.edition, one.language, one.pages, one.sha256)
            found.append(Copied(recipient.row, name, *what))
        return tuple(found)


def name_of(handout: str, row: int) -> str:
    """The name of a copy, which says nothing of the person: CT-03.0002.pdf."""
    return f"{handout}.{row:04}.pdf"


def copies(
    work: Copier,
    people: Sequence[Recipient],
    crew: Crew = Crew(),  # noqa: B008
    told: Callable[[str], object] = lambda line: None,
) -> Iterator[Outcome]:
    """Writes everybody's copies, and yields each person's as it is there.

    The folder is for this process alone. The list of what lies in it is written when
    all is on the disk; what is begun and not finished is known by its names.
    """
    codes = [one.code for one in work.press.handouts]
    _clear(work.out)
    _note(work.out, (json.dumps({"file": name_of(c, p.row)}) for p in people for c in codes))
    done: list[str] = []
    crew = ready(crew, work.project, len(codes) * len(people))
    for outcome in chunked(work, people, crew, size=SIZE, named=_row, told=told):
        if not isinstance(outcome[1], Refusal):
            done += (json.dumps(vars(each)) for each in outcome[1])
        yield outcome
    settle()
    _note(work.out, done)


def _row(recipient: Recipient) -> str:
    return f"row {recipient.row}"


def _note(out: Path, entries: Iterable[str]) -> None:
    lines = ",\n ".join(entries)
    write(out / INDEX, f'{{"copies": [\n {lines}\n]}}\n'.encode())


def _clear(out: Path) -> None:
    """Takes out the copies that the list of the folder tells of."""
    try:
        listed = json.loads(read(out / INDEX, MAX_MANIFEST) or b"{}").get("copies", [])
    except (ValueError, AttributeError):
        listed = []
    for each in listed:
        name = each.get("file") if isinstance(each, dict) else None
        if isinstance(name, str) and OURS.fullmatch(name):
            (out / name).unlink(missing_ok=True)
