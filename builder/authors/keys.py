"""What each key of the sources is for: the sentences of `keys.yaml`, by class and key."""

from __future__ import annotations

from builder.caches import remembered
from builder.diagnostics import Sink
from builder.project import bundled_text
from builder.source.tree import tree

KEYS = "authors/keys.yaml"


def keys_of(kind: type) -> dict[str, str]:
    """The sentences of a class, with those that it shares with others."""
    names = [each.__name__ for each in reversed(kind.__mro__)]
    return {key: words for name in names for key, words in group(name).items()}


def group(name: str) -> dict[str, str]:
    """The sentences under one name: a class, or a group of keys that authors do not choose."""
    return {str(key): str(words) for key, words in _read(KEYS).get(name, {}).items()}


@remembered
def _read(file: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tree(f"builder/{file}", bundled_text(file), Sink())
    return found
