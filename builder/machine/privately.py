"""Folders and files that nobody else on the machine can look into: what is about people."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.machine.disk import PART, told_at


def private_folder(folder: Path) -> None:
    """Makes the folder, or shuts one that is there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
        folder.chmod(0o700)


def private_file(place: Path, data: bytes) -> None:
    """Writes a file that is not there yet, into a folder that is kept or lost as a whole.

    Raises OSError, also for one that is there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(place, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def private_files(files: Sequence[tuple[Path, bytes]]) -> None:
    """Writes files that are not there yet, whole; where one cannot be written, there is none.

    Raises OSError with a file's name in it, also where something lies there, whatever it is.
    """
    parts, placed = list[Path](), list[Path]()
    try:
        for place, data in files:
            parts.append(_part(place, data))
        for part, (place, _) in zip(parts, files, strict=True):
            with told_at(place):
                _put(part, place)
            placed.append(place)
    except BaseException:
        for place in placed:
            place.unlink(missing_ok=True)
        raise
    finally:
        for part in parts:
            part.unlink(missing_ok=True)


def private_again(place: Path, data: bytes) -> None:
    """Writes a file in the place of one that is there, whole or not at all. Raises OSError."""
    part = _part(place, data)
    try:
        with told_at(place):
            part.replace(place)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _part(place: Path, data: bytes) -> Path:
    """A private file beside its place, on the disk, that only wants its name."""
    with told_at(place):
        handle, name = tempfile.mkstemp(prefix=PART, dir=place.parent)  # it is private
    part = Path(name)
    try:
        with told_at(place), os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _put(part: Path, place: Path) -> None:
    """Gives a file its name, and takes it from no other. Raises OSError."""
    try:
        os.link(part, place)
    except FileExistsError:
        raise
    except OSError:  # a disk without links: the name is taken first
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            part.replace(place)
        except BaseException:
            place.unlink(missing_ok=True)
            raise


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """A folder to write into, which takes this place when all is written, and is gone if not.

    The one that lies there is kept until then. What was killed before is taken out.
    """
    private_folder(place.parent)
    for left in place.parent.glob(f"{PART}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
    part = Path(tempfile.mkdtemp(prefix=PART, dir=place.parent))
    try:
        yield part
        if place.exists():
            old = Path(tempfile.mkdtemp(prefix=PART, dir=place.parent))
            place.rename(old / place.name)
            part.rename(place)
            shutil.rmtree(old)
        else:
            part.rename(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
