"""Files on the disk: written whole or not at all, and read without trust in what lies there."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from io import FileIO
from pathlib import Path

PART = ".part-"  # how the name of a file begins that is not whole yet


def write(place: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises OSError, with the file's name in it."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PART, dir=place.parent)
    except OSError as error:
        raise _naming(error, place) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(place)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _naming(error, place) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read(place: Path, most: int) -> bytes | None:
    """The bytes of a plain file of at most so many; None for whatever else lies there."""
    file = _opened(place)
    if file is None:
        return None
    with file, suppress(OSError):
        data = file.read(most + 1)
        return data if len(data) <= most else None
    return None


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
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))
    try:
        handle = os.open(place, os.O_RDONLY | sum(flags))
    except (OSError, ValueError):
        return None
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return FileIO(handle)
    os.close(handle)
    return None


def _naming(error: OSError, place: Path) -> OSError:
    reason = error.strerror or str(error)
    return OSError(error.errno or 0, f"cannot be written: {reason}", str(place))


def _umask() -> int:
    """What the user's files may be read by: a temporary file is private, the output is not."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
