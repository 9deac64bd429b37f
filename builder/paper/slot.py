"""Texts that print what is true of one person only, and the room that is kept for it.

Copies for other people are the same pages wherever their texts answer all that layout asks as
this one did. So that they mostly do, columns are measured with room for any value of a field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from builder.model import PersonalField
from builder.notation.cldr import day_in_words
from builder.source.inline import MORE, Rich, Run
from builder.text.tongues import spoken

WORD = 14  # letters: with room for so many, a column holds most names, and a telephone number
LONG_DAY = date(2026, 9, 30)


def stand_in(rich: Rich, fields: Mapping[str, PersonalField], language: str) -> tuple[Run, ...]:
    """The text with a value of usual words in each field, as long as its place."""
    runs = (
        replace(run, text=_usual(fields[run.field], language), blank=0) if run.field else run
        for run in rich.runs
        if run.part != MORE
    )
    return spoken(tuple(runs), language)


def _usual(field: PersonalField, language: str) -> str:
    if field.kind == "date":
        return day_in_words(LONG_DAY, language)
    words, rest = divmod(field.most, WORD + 1)
    return " ".join(["n" * WORD] * words + ["n" * rest] * bool(rest))


def said(rich: Rich) -> str:
    """What a text says of one person; nothing where it is a line to write on."""
    filled = (run for run in rich.runs if run.field and not run.blank and run.part != MORE)
    return "\0".join(f"{run.field}={run.text}" for run in filled)


def joined(texts: Iterable[str]) -> str:
    """All that a copy says of one person, by which it is told from other people's copies.

    It is empty where nothing is filled in: that is the leaflet for all.
    """
    return "\0".join(filter(None, texts))
