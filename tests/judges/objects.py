"""Small readers of PDF objects that never raise: a broken file is what judges are for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

# Object and generation number; (0, 0) for an object inside another one.
Key = tuple[int, int]
DIRECT: Key = (0, 0)


def entries(value: Any) -> dict[str, Any]:
    """The entries of a dictionary or stream, all at once (many times faster than one by one)."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return dict(value.items())
    return {}


def array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def several(value: Any) -> list[Any]:
    """An entry that is one thing or an array of them, as /K and /A are."""
    return array(value) if isinstance(value, pikepdf.Array) else [] if value is None else [value]


def name(value: Any) -> str:
    """A name without its slash, or the empty string."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def string(value: Any) -> str | None:
    """A text string, or None."""
    return str(value) if isinstance(value, pikepdf.String) else None


def whole(value: Any) -> int | None:
    """An integer, or None. (Python's bool is one too, PDF's is not.)"""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def key_of(value: Any) -> Key:
    """The number of an indirect object, (0, 0) for anything else."""
    return value.objgen if isinstance(value, pikepdf.Object) else DIRECT


def number(key: Key) -> str:
    """An object's number as it stands in the file."""
    return f"object {key[0]}" if key != DIRECT else "a direct object"


def number_tree(root: Any) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree in the order they stand (ISO 32000-1, 7.9.7)."""
    yield from ((int(key), value) for key, value in _leaves(root, "/Nums", 0))


def name_tree(root: Any) -> Iterator[tuple[str, Any]]:
    """The pairs of a name tree in the order they stand (ISO 32000-1, 7.9.6)."""
    yield from ((str(key), value) for key, value in _leaves(root, "/Names", 0))


def _leaves(node: Any, leaf: str, depth: int) -> Iterator[tuple[Any, Any]]:
    values = entries(node)
    flat = array(values.get(leaf))
    yield from zip(flat[::2], flat[1::2], strict=False)
    if depth < 20:
        for kid in array(values.get("/Kids")):
            yield from _leaves(kid, leaf, depth + 1)
