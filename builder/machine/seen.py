"""Files known by size and time first and by their digest second, as git and ninja know them.

A file is the one that was seen when its device, number, size and both its
times are the same: the time at which its contents were written can be set by
anybody, the time of its last change cannot. One that changed just before it
was seen may have changed again within the same tick of the disk's clock, so
there the digest decides.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from builder.machine.disk import digest

# Nanoseconds by which a disk may write its times too coarsely; FAT has two seconds.
TICK = 2_000_000_000
FOLDER = "/"  # at the end of a name in a listing


class State(NamedTuple):
    """What the disk says of a file without opening it; the times are in nanoseconds."""

    device: int
    number: int
    size: int
    written: int
    changed: int

    @classmethod
    def of(cls, found: os.stat_result) -> State:
        times = found.st_mtime_ns, found.st_ctime_ns
        return cls(found.st_dev, found.st_ino, found.st_size, *times)


NO_STATE = State(0, 0, 0, 0, 0)


class Sight(NamedTuple):
    """A file as it was seen: `sha256` is empty for what is no plain file, or cannot be read."""

    state: State
    sha256: str


@dataclass(frozen=True)
class Seen:
    """Files by path as they were at one moment (`at`, nanoseconds since 1970)."""

    at: int = 0
    files: Mapping[str, Sight] = field(default_factory=dict)

    def knows(self, path: str, state: State | None) -> bool:
        """Whether it is surely the same file, without a look inside."""
        known = self.files.get(path)
        return (
            known is not None
            and known.state == state
            and max(state.written, state.changed) < self.at - TICK
        )

    def is_in(self, other: Seen) -> bool:
        """Whether all of it was taken from another, so that nothing had to be opened."""
        return all(other.files.get(path) is sight for path, sight in self.files.items())

    def differs(self, now: Seen) -> set[str]:
        """The paths that are now others, gone or new."""
        every = {*self.files, *now.files}
        return {path for path in every if self._what(path) != now._what(path)}

    def _what(self, path: str) -> str | State | None:
        """What is compared: the digest; of what could not be read, the state."""
        sight = self.files.get(path)
        return None if sight is None else sight.sha256 or sight.state


NOTHING_SEEN = Seen()


def look(root: str, states: Mapping[str, State], before: Seen, at: int) -> Seen:
    """The files as they are; only those that `before` does not surely know are opened."""
    files = {
        path: before.files[path] if before.knows(path, state) else _sight(root, path, state)
        for path, state in states.items()
    }
    return Seen(at, files)


def _sight(root: str, path: str, state: State) -> Sight:
    return Sight(state, "" if path.endswith(FOLDER) else digest(Path(root, path).resolve()))


def state(path: str) -> State | None:
    """The state of what a path leads to, or of the link that leads nowhere; None for nothing."""
    for ask in (os.stat, os.lstat):
        try:
            return State.of(ask(path))
        except OSError:
            continue
    return None


def listing(root: str, folders: Iterable[str]) -> dict[str, State]:
    """All that lies in these folders of `root` and below, by path from there.

    Of folders only that they are there, and whether they can be read. Hidden files
    are passed over, and what Python keeps of its sources. Links to folders are
    followed.
    """
    found: dict[str, State] = {}
    for folder in folders:
        if os.path.isdir(os.path.join(root, folder)):
            found.update(_below(root, folder, ()))
    return found


def _below(root: str, folder: str, above: tuple[str, ...]) -> Iterator[tuple[str, State]]:
    real = os.path.realpath(os.path.join(root, folder))
    if real in above:
        return
    try:
        with os.scandir(os.path.join(root, folder)) as found:
            entries = [each for each in found if not each.name.startswith((".", "__pycache__"))]
    except OSError:
        yield f"{folder}/?{FOLDER}", NO_STATE
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_dir():
            yield path + FOLDER, NO_STATE
            yield from _below(root, path, (*above, real))
        elif (own := state(os.path.join(root, path))) is not None:
            yield path, own
