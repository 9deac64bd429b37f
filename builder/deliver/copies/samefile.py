"""A digest of all that a PDF holds, however it is numbered, compressed and encrypted."""

from __future__ import annotations

import hashlib
from typing import Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NumberObject,
    StreamObject,
)

# How a stream is stored, and who leads back to whom, is not what it says.
STORED = {"/Length", "/Filter", "/DecodeParms"}


def all_of(root: DictionaryObject, without: frozenset[str]) -> str:
    """The digest of what is reached from a catalog, but for some of its entries.

    Every object counts once, by its place in a walk from the catalog; that of two files with
    the same objects is the same.
    """
    said = hashlib.sha256()
    met: dict[int, int] = {}
    todo: list[Any] = []
    _push(todo, root, without)
    while todo:
        value = todo.pop()
        if isinstance(value, IndirectObject):
            known = value.idnum in met
            said.update(b"#%d " % met.setdefault(value.idnum, len(met)))
            if known:
                continue
            value = value.get_object()
        if isinstance(value, StreamObject):
            said.update(hashlib.sha256(value.get_data()).digest())
            _push(todo, value, STORED)
        elif isinstance(value, DictionaryObject):
            _push(todo, value, ())
        elif isinstance(value, ArrayObject):
            todo += ["]", *reversed(value), "["]
        else:
            said.update(_token(value))
    return said.hexdigest()


def _push(todo: list[Any], value: DictionaryObject, without: Any) -> None:
    """The entries of a dictionary, in the order of their names."""
    todo.append(">")
    for key in sorted(value, reverse=True):
        if key not in without:
            todo += [value.raw_get(key), key]
    todo.append("<")


def _token(value: Any) -> bytes:
    if isinstance(value, FloatObject | NumberObject):
        return b"%r " % float(value)
    if isinstance(value, ByteStringObject):
        return b"(%b)" % bytes(value)
    return f"{type(value).__name__}({value})".encode()
