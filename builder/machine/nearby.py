"""What lies where something else was looked for: names that differ in what an author does not see.

Some systems take Cell.PNG for cell.png, and one form of a letter for another
(UAX #15), so that a project that works on one machine fails on the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from builder.diagnostics import did_you_mean, nearest

SOURCE = re.compile(r"\.ya?ml(?:\.txt)?$", re.I)  # as a source is called, or was meant to be
NOWHERE, LINKED = "a link that leads nowhere", "a link to a folder"


def kind_of(path: Path) -> str:
    """What a path is: a file, or what cannot be read as one."""
    if path.is_file():
        return "a file"
    if path.is_dir():
        return "a folder"
    return NOWHERE if path.is_symlink() else "neither a file nor a folder"


def strays(folder: Path) -> Iterator[tuple[Path, str]]:
    """What is called like a source in a folder or below it, and folders that nobody looks into.

    Hidden ones are passed over, as other programs leave them behind. Nothing is opened.
    """
    for path in _seen(folder):
        kind = kind_of(path)
        if kind == "a folder" and path.is_symlink():
            yield path, LINKED
            continue
        if kind == "a folder":
            yield from strays(path)
        if SOURCE.search(path.name):
            yield path, kind


def _seen(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return []


def nothing_at(root: Path, place: PurePosixPath) -> tuple[str, str]:
    """What to say of a path at which there is no file, and what is there under a name like it."""
    if (root / place).is_symlink() or (root / place).exists():
        return f"'{place}' is {kind_of(root / place)}, not a file", ""
    return f"there is no file '{place}'", _like(root, place)


def _like(root: Path, place: PurePosixPath) -> str:
    folder = root
    for part in place.parts:
        if not folder.is_dir() or not folder.resolve().is_relative_to(root.resolve()):
            return ""
        names = sorted(path.name for path in _seen(folder))
        if part in names:
            folder /= part
            continue
        same = [name for name in names if _folded(name) == _folded(part)]
        if not same:
            return did_you_mean(part, names) if nearest(part, names) else ""
        if normalize("NFC", part) == normalize("NFC", same[0]):
            return f"there is '{same[0]}' in another form of Unicode: rename it as it is typed here"
        return f"there is '{same[0]}': capitals count"
    return ""


def _folded(name: str) -> str:
    return normalize("NFC", normalize("NFC", name).casefold())
