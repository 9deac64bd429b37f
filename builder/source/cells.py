"""Texts with places to write in: cells of tables, which may also be empty, and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from builder.place import WORDS, Text, empty
from builder.source.inline import Rich, Run

# A line to write on, as people type it. It is as long as it was typed: in ems a sign, about as
# wide as a font draws it, at the least and most.
LINE = re.compile(r"_{3,}|…{2,}|\.{4,}")
SIGN_EMS = {"_": 0.5, "…": 1.0, ".": 0.25}
LEAST, MOST = 2.0, 12.0


def _lined(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, Text):
        return value
    rich = Rich.read(value, info, lines=True)
    return replace(rich, runs=tuple(piece for run in rich.runs for piece in pieces(run)))


def _cell(value: Any, info: ValidationInfo) -> Any:
    nothing = isinstance(value, Text) and empty(value)
    if not nothing or (value.source and "#" in value.source.line(value.span)[value.span.column :]):
        return _lined(value, info)  # what follows '#' may have been meant as its text
    return Rich((), value)


def pieces(run: Run) -> Iterator[Run]:
    """A run, with lines to write on where it has signs for them."""
    position = 0
    for match in LINE.finditer(run.text) if run.reference is None else ():
        if words := run.text[position : match.start()]:
            yield replace(run, text=words, hyphens=())
        ems = len(match.group()) * SIGN_EMS[match.group()[0]]
        yield Run("", blank=min(max(ems, LEAST), MOST))
        position = match.end()
    if position < len(run.text) or not run.text:
        yield replace(run, text=run.text[position:], hyphens=() if position else run.hyphens)


Lined = Annotated[Rich, BeforeValidator(_lined), WithJsonSchema({"type": WORDS, "minLength": 1})]
Cell = Annotated[Rich, BeforeValidator(_cell), WithJsonSchema({"type": [*WORDS, "null"]})]
