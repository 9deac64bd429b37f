"""Files on the disk: written whole or not at all, and read without trust in what lies there.

A folder is written to by one process at a time; what was killed leaves nothing for ever.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without it builds without a lock
    fcntl = None  # type: ignore[assignment]

PART = ".part-"  # how the name of a file begins that is not whole yet
LOCK = ".lock"
# Where `handouts review` writes by default, among the outputs but under a lock of its own.
REVIEWS = "review"


def write(place: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises OSError, with the file's name in it."""
    write_together([(place, data)])


def renew(place: Path, data: bytes) -> None:
    """Writes a file, unless it says the same already. Raises OSError."""
    if read(place, len(data) + 1) != data:
        write(place, data)


def write_together(files: Sequence[tuple[Path, bytes]], *, lasting: bool = True) -> None:
    """Writes files, each whole; where one cannot be written, none is changed.

    They are renamed one after the other when all of them are on the disk, so a
    kill between two of these moments is all that can part them. Raises OSError,
    with a file's name in it.

    Where they are not to be `lasting` yet, a kill does them no harm but a loss of power
    may, until `settle` is called: many files are written so in a fraction of the time.
    """
    parts: list[tuple[Path, Path]] = []
    try:
        for place, data in files:
            parts.append((_part(place, data, lasting), place))
        for part, place in parts:
            with told_at(place):
                part.replace(place)
    except BaseException:
        for part, _ in parts:
            part.unlink(missing_ok=True)
        raise


def settle() -> None:
    """Returns when all that was written is on the disk."""
    if hasattr(os, "sync"):
        os.sync()


def _part(place: Path, data: bytes, lasting: bool) -> Path:
    """A file beside its place, on the disk, that only wants its name."""
    with told_at(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PART, dir=place.parent)
    part = Path(name)
    try:
        with told_at(place), os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
            part.chmod(0o666 & ~_umask())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


@contextmanager
def told_at(place: Path) -> Iterator[None]:
    """The machine's trouble with a file names the file, and not the one beside it."""
    try:
        yield
    except OSError as error:
        raise _naming(error, place) from None


def append(place: Path, line: bytes) -> None:
    """Adds a line to a file. Raises OSError, with the file's name in it."""
    with told_at(place), place.open("ab") as file:
        file.write(line)


@contextmanager
def alone(folder: Path, waits: Callable[[], None]) -> Iterator[None]:
    """Holds a folder for this process, and makes it; first takes out what others did not finish.

    Calls `waits` if another process holds it, and waits for its end. A lock
    ends with its process, however that ends. Where a disk or system has no
    locks there is none. Raises OSError when nothing can be written there.
    """
    made = not folder.exists()
    handle = _lock(folder, waits)
    try:
        _sweep(folder)
        yield
    finally:
        (folder / LOCK).unlink(missing_ok=True)
        os.close(handle)
        if made:
            with suppress(OSError):  # it is not empty
                folder.rmdir()


def _lock(folder: Path, waits: Callable[[], None]) -> int:
    """The handle of the lock; its file goes with the lock, perhaps while we wait for it."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | _flags("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC")
            handle = os.open(folder / LOCK, flags, 0o666)
        except OSError as error:
            raise _naming(error, folder) from None
        try:
            _wait(handle, waits)
        except BaseException:
            os.close(handle)
            raise
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)


def _wait(handle: int, waits: Callable[[], None]) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waits()
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:  # this disk has no locks
        return


def _sweep(out: Path) -> None:
    """Takes out what writers left that were killed before a file was whole."""
    for folder in folders(out):
        for each in folder.glob(f"{PART}*"):
            if each.is_file() and not each.is_symlink():
                each.unlink(missing_ok=True)


def folders(out: Path) -> Iterator[Path]:
    """The folders that this builder writes to: `out`, and two below it; not those of reviews."""
    yield out
    for folder in _below(out):
        if folder.name != REVIEWS:
            yield folder
            yield from _below(folder)


def files(out: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The plain files in these folders, by path from `out`; none behind a link."""
    for folder in folders(out):
        start = "" if folder == out else f"{folder.relative_to(out).as_posix()}/"
        for each in _entries(folder):
            if each.is_file(follow_symlinks=False):
                yield start + each.name, each


def _below(folder: Path) -> list[Path]:
    """The folders in a folder; those behind links are not in it."""
    return [folder / each.name for each in _entries(folder) if each.is_dir(follow_symlinks=False)]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in a folder; nothing in one that cannot be read."""
    try:
        with os.scandir(folder) as found:
            return [*found]
    except OSError:
        return []


def read(place: Path, most: int) -> bytes | None:
    """The bytes of a plain file of at most so many; None for whatever else lies there."""
    file = _opened(place)
    if file is None:
        return None
    with file, suppress(OSError):
        data = file.read(most + 1)
        return data if len(data) <= most else None
    return None


def begun(place: Path, most: int) -> bytes:
    """The first bytes of a file that the user named. Raises OSError, also for no plain file.

    A pipe that nobody writes to would keep us waiting for ever, so none is read.
    """
    handle = os.open(place, os.O_RDONLY | _flags("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no plain file", str(place))
        return file.read(most)


def digest(place: Path) -> str:
    """The SHA-256 of a plain file in hexadecimal digits; empty for whatever else lies there."""
    file = _opened(place)
    if file is None:
        return ""
    with file, suppress(OSError):
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _opened(place: Path) -> FileIO | None:
    """A plain file to read; no link is followed, and a pipe or device does not stop us."""
    flags = os.O_RDONLY | _flags("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
    try:
        handle = os.open(place, flags)
    except (OSError, ValueError):
        return None
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return FileIO(handle)
    os.close(handle)
    return None


def _flags(*names: str) -> int:
    """Those flags of `os.open` that this system has."""
    return sum(getattr(os, name, 0) for name in names)


def _naming(error: OSError, place: Path) -> OSError:
    reason = error.strerror or str(error)
    return OSError(error.errno or 0, f"cannot be written: {reason}", str(place))


def _umask() -> int:
    """What the user's files may be read by: a temporary file is private, the output is not."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
