"""Texts and rows of lists that may be for some leaflets only: `{text: …, when: …}`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

from pydantic import ValidationInfo, WithJsonSchema, WrapValidator

from builder.diagnostics import Sink, did_you_mean
from builder.place import WORDS, Fields
from builder.source.cells import Prose
from builder.source.inline import Rich
from builder.source.values import wrong
from builder.source.when import When

WHEN = "when"


class Row(tuple[Any, ...]):
    """The cells of a row that is for some leaflets only."""

    when: When

    @classmethod
    def of(cls, cells: tuple[Any, ...], when: When) -> Row:
        row = cls(cells)
        row.when = when
        return row


def is_for_some(value: Any) -> bool:
    """Whether a point or row was written with a condition."""
    return isinstance(value, Fields) and WHEN in value


def _text(value: Any, handler: Callable[[Any], Rich], info: ValidationInfo) -> Rich:
    if not is_for_some(value):
        return handler(value)
    said, when = _parted(value, "text", info)
    return replace(handler(said), when=when)


def row(value: Any, handler: Callable[[Any], tuple[Any, ...]], info: ValidationInfo) -> Any:
    """The cells of a row, which may be written with a condition."""
    if not is_for_some(value):
        return handler(value)
    cells, when = _parted(value, "cells", info)
    return Row.of(handler(cells), when)


def _parted(value: Fields, key: str, info: ValidationInfo) -> tuple[Any, When]:
    """What is for some, and for which; keys that are neither are reported."""
    sink: Sink = info.context["sink"] if info.context else Sink()
    for name in [name for name in value if name not in (key, WHEN)]:
        hint = did_you_mean(name, (key, WHEN))
        sink.error(name.span, "unknown-key", f"unknown key '{name}'", hint)
    if key not in value:
        raise wrong("missing-key", f"'{key}' is missing", span=value.span)
    return value[key], When.validate(value[WHEN])


_WORDS = {"type": WORDS, "minLength": 1}
# `authors.schema` puts what may be for some in the place of the comment.
_POINT = {"anyOf": [_WORDS, {"$comment": "point-for-some"}]}
ForSome = Annotated[Rich, WrapValidator(_text), WithJsonSchema(_POINT)]
ProseForSome = Annotated[Prose, WrapValidator(_text), WithJsonSchema(_POINT)]
