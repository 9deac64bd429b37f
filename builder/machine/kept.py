"""Work that holds much, and is given to other processes with every task.

What is sent is a key, and how to make it anew. A copy of this process has it
already; any other makes it once, when the first task comes, and keeps it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Self
from weakref import ref

from builder.caches import remembered


class Kept:
    """A base for such work; `anew` says how another process makes it."""

    def __init__(self) -> None:
        self._key = secrets.token_hex(8)
        _place(self._key).own = ref(self)

    def anew(self) -> tuple[Callable[..., Self], tuple[Any, ...]]:
        """What makes the same work in another process, and what that is given: no more."""
        raise NotImplementedError

    def __reduce__(self) -> tuple[Callable[..., Kept], tuple[Any, ...]]:
        return _again, (self._key, *self.anew())


class _Place:
    """Where work is that has a key: `own` is this process's, `made` that of another one."""

    own: Callable[[], Kept | None] = staticmethod(lambda: None)
    made: Kept | None = None


@remembered
def _place(key: str) -> _Place:
    return _Place()


def _again(key: str, make: Callable[..., Kept], given: tuple[Any, ...]) -> Kept:
    place = _place(key)
    found = place.own() or place.made
    if found is None:
        found = place.made = make(*given)
        found._key = key
    return found
