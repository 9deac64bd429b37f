"""Everything that draws, as the disk knows it: whether it is what it was, without loading it.

`toolchain.py` says what draws, and for that loads and reads it all. Here its
files only have the same size and times as when it was asked last: the
builder's own, what each installed library says of itself, the interpreter, and
the native code that the process had loaded.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

import builder
from builder.machine.seen import State, listing, state

ABOUT = {".dist-info": "METADATA", ".egg-info": "PKG-INFO"}
MAPS = "/proc/self/maps"  # on Linux: the files that stand in the memory of the process


def installed(native: Iterable[str] = ()) -> dict[str, State]:
    """The files that draw, by path; `native` are those of native code."""
    folder = os.path.dirname(builder.__file__)
    own = listing(os.path.dirname(folder), [os.path.basename(folder)])
    others = (*_libraries(), sys.executable, *native)
    found = {path: known for path in others if (known := state(path)) is not None}
    return {**{os.path.join(folder, path): known for path, known in own.items()}, **found}


def _libraries() -> Iterator[str]:
    for place in sys.path:
        try:
            with os.scandir(place) as entries:
                names = [entry.path for entry in entries]
        except OSError:  # no folder, or one that Python passes over as well
            continue
        for path in names:
            if (about := ABOUT.get(os.path.splitext(path)[1])) is not None:
                yield os.path.join(path, about)


def native() -> tuple[str, ...]:
    """The files of native code that are loaded now; none where the system does not say."""
    try:
        with open(MAPS, encoding="utf-8") as maps:
            paths = {line.split(maxsplit=5)[5].strip() for line in maps if ".so" in line}
    except (OSError, IndexError):
        return ()
    return tuple(sorted(path for path in paths if os.path.isabs(path)))
