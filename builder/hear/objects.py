"""Values of a PDF as they come, which in a damaged file may be anything."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject


def value_of(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def entries(value: Any) -> dict[str, Any]:
    """The entries of a dictionary or stream, with references where they lead to more than a value.

    Empty for anything else.
    """
    found = value_of(value)
    if not isinstance(found, DictionaryObject):
        return {}
    pairs = ((key, found.raw_get(key), value_of(found.raw_get(key))) for key in found)
    return {key: raw if isinstance(end, dict | list) else end for key, raw, end in pairs}


def several(value: Any) -> list[Any]:
    """An entry that is one thing or an array of them, as /K is."""
    found = value_of(value)
    return list(found) if isinstance(found, list) else [] if found is None else [value]


def object_number(value: Any) -> int:
    """The number of an indirect object; 0 for anything else."""
    return value.idnum if isinstance(value, IndirectObject) else 0
