"""The mails in a file or folder that somebody exported: mbox, Maildir, or a single one.

Anybody can send mail there, so it is read with limits, and a mail too long is cut off.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from builder.machine.disk import read

LONGEST = 1 << 20  # bytes of a mail that are looked at; notices are short
MOST = 200_000  # mails
LINE = 1 << 16


def letters(place: Path) -> Iterator[bytes]:
    """Each mail, as far as it is looked at. Raises OSError for a folder that is no Maildir."""
    if place.is_dir():
        yield from _maildir(place)
        return
    with place.open("rb") as file:
        yield from _mbox(file)


def _maildir(folder: Path) -> Iterator[bytes]:
    parts = [folder / name for name in ("new", "cur") if (folder / name).is_dir()]
    if not parts:
        raise OSError(0, "this folder is no Maildir: it has neither 'new' nor 'cur'", str(folder))
    count = 0
    for part in parts:
        with os.scandir(part) as found:
            entries = sorted(entry.name for entry in found if not entry.name.startswith("."))
        for name in entries:
            if count == MOST:
                return
            data = _start(part / name)
            if data:
                count += 1
                yield data


def _start(place: Path) -> bytes:
    """The first bytes of a plain file; none of anything else."""
    try:
        found = place.lstat()
    except OSError:
        return b""
    if not stat.S_ISREG(found.st_mode):
        return b""
    if found.st_size <= LONGEST:
        return read(place, LONGEST) or b""
    with place.open("rb") as file:
        return file.read(LONGEST)


def _mbox(file: BufferedReader) -> Iterator[bytes]:
    """Mails between lines that begin with "From " after an empty one (RFC 4155)."""
    mail, size, count, empty = list[bytes](), 0, 0, True
    for line in iter(lambda: file.readline(LINE), b""):
        if empty and line.startswith(b"From "):
            if mail:
                count += 1
                yield b"".join(mail)
                if count == MOST:
                    return
            mail, size = [], 0
            continue
        empty = line in (b"\n", b"\r\n")
        if size < LONGEST:
            mail.append(line)
            size += len(line)
    if mail:
        yield b"".join(mail)
