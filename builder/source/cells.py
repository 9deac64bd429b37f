"""Texts with places to write in: cells of tables, which may also be empty, values, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema

from builder.place import WORDS, Text, empty
from builder.source.inline import Reference, Rich, Run

# A line to write on, as people type it. It is as long as it was typed: in ems a sign, about as
# wide as a font draws it, at the least and most.
LINE = re.compile(r"_{3,}|…{2,}|\.{4,}")
RULED = re.compile("_{3,}")  # in running text, where "Wait ……" is a pause
SIGN_EMS = {"_": 0.5, "…": 1.0, ".": 0.25}
LEAST, MOST = 2.0, 12.0


def _lined(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, Text):
        return value
    rich = Rich.read(value, info, lines=LINE)
    return replace(rich, runs=tuple(piece for run in rich.runs for piece in pieces(run)))


def _cell(value: Any, info: ValidationInfo) -> Any:
    nothing = isinstance(value, Text) and empty(value)
    if not nothing or (value.source and "#" in value.source.line(value.span)[value.span.column :]):
        return _lined(value, info)  # what follows '#' may have been meant as its text
    return Rich((), value)


def _prose(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, Text) or "___" not in value:
        return value
    rich = Rich.read(value, info, lines=RULED)
    # What is heard there is said in the language of the leaflet, when it is merged.
    to_come = Reference("line", "")
    runs = (piece for run in rich.runs for piece in pieces(run, RULED))
    marked = (replace(run, reference=to_come) if run.blank else run for run in runs)
    return replace(rich, runs=tuple(marked))


def pieces(run: Run, signs: re.Pattern[str] = LINE) -> Iterator[Run]:
    """A run, with lines to write on where it has signs for them."""
    position = 0
    for match in signs.finditer(run.text) if run.reference is None else ():
        if words := run.text[position : match.start()]:
            yield replace(run, text=words, hyphens=())
        ems = len(match.group()) * SIGN_EMS[match.group()[0]]
        yield Run("", blank=min(max(ems, LEAST), MOST))
        position = match.end()
    if position < len(run.text) or not run.text:
        yield replace(run, text=run.text[position:], hyphens=() if position else run.hyphens)


Lined = Annotated[Rich, BeforeValidator(_lined), WithJsonSchema({"type": WORDS, "minLength": 1})]
Prose = Annotated[Rich, BeforeValidator(_prose), WithJsonSchema({"type": WORDS, "minLength": 1})]
CELL = {"type": [*WORDS, "null"]}
Cell = Annotated[Rich, BeforeValidator(_cell), WithJsonSchema(CELL)]
