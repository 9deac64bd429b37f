"""Passwords for those on a list who have none, and the file in which staff find them.

The file lies where nobody else looks, never beside the mails. The same list finds
its passwords in it again; that of another list is refused, or somebody would get a password
that another person knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from builder.deliver.copies.passwords import generated
from builder.deliver.lists.recipient import Recipient
from builder.diagnostics import Sink
from builder.machine.disk import read
from builder.machine.privately import private_again
from builder.notation.spreadsheet import escaped
from builder.place import Span

HEAD = "row,password,check"
MOST = 16 << 20  # bytes
OTHER = "this file has the passwords of another list"
HINT = "give '--new-passwords' another file"


def with_passwords(
    people: Sequence[Recipient], place: Path, sink: Sink
) -> tuple[list[Recipient], bytes]:
    """The people, all with a password, and the file for those whose password is new.

    It holds what the file at `place` held; where that is of another list, `sink` is told.
    """
    known = _known(place, sink)
    found, lines = [], [HEAD]
    for one in people:
        if one.password:
            found.append(one)
            continue
        password, check = known.get(one.row) or (generated(), "")
        if check and check != _check(one, password):
            sink.error(Span(str(place)), "other-list", OTHER, HINT)
            break
        found.append(replace(one, password=password))
        lines.append(",".join(map(escaped, (str(one.row), password, _check(one, password)))))
    return found, "\n".join([*lines, ""]).encode()


def keep(place: Path, data: bytes) -> None:
    """Writes the file, unless it says the same already."""
    if read(place, MOST) != data:
        private_again(place, data)


def _check(one: Recipient, password: str) -> str:
    """What only this password of this person has; it begins with a letter, as no number does."""
    said = f"{one.address.casefold()}\0{password}"
    return f"k{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _known(place: Path, sink: Sink) -> dict[int, tuple[str, str]]:
    """The passwords of a file by their row."""
    if not place.exists():
        return {}
    lines = (read(place, MOST) or b"").decode("ascii", "replace").splitlines()
    if not lines or lines[0] != HEAD:
        sink.error(Span(str(place)), "other-list", "this file is none of passwords", HINT)
        return {}
    return dict(_entries(lines[1:]))


def _entries(lines: Iterable[str]) -> Iterable[tuple[int, tuple[str, str]]]:
    for row, password, check in (line.split(",") for line in lines if line.count(",") == 2):
        if row.isdecimal():
            yield int(row), (password, check)
