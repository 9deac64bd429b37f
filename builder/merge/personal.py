"""What is true of one person only: a line to write on, until it is filled in for somebody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from builder.model import Handout, PersonalField, Placed
from builder.notation.cldr import day_in_words
from builder.notation.phone import dialled
from builder.place import Text
from builder.source.cells import pieces
from builder.source.inline import MORE, Rich, Run

# The length of a line to write on, in ems: at 12 points 34 and 51 mm.
SHORT_EMS, LONG_EMS = 8.0, 12.0
SHORT = 20  # characters

Fields = Mapping[str, PersonalField]
Values = Mapping[str, str]  # what a list says of one person, by the name of the field


def empty_field(run: Run, field: PersonalField, to_fill_in: str) -> list[Run]:
    """What stands for a field that nobody has filled in.

    Its label is heard at the line, and what is said there of all lines, `to_fill_in`.
    """
    assert run.reference is not None
    name, words = run.reference.name, run.reference.words
    if words:
        blank: tuple[Run, ...] = tuple(pieces(Run(words)))
    else:
        blank = field.blank.runs if field.blank else (Run("", blank=1.0),)
    heard = f"{field.label.text}: {to_fill_in}"
    ems = SHORT_EMS if field.most <= SHORT else LONG_EMS
    like = replace(run, field=name, reference=None)
    made = [
        replace(like, text=each.text, blank=each.blank) for each in with_room(blank, heard, ems)
    ]
    return [made[0], *(replace(each, part=MORE) for each in made[1:])]


def with_room(runs: Iterable[Run], heard: str, least: float) -> Iterator[Run]:
    """Runs whose lines to write on are long enough for a pen; the unit after one stays beside it.

    `heard` is what is heard there, `least` the least length in ems.
    """
    for run in runs:
        if run.blank:
            yield replace(run, text=heard, blank=max(run.blank, least))
        else:
            yield replace(run, text=re.sub("^ ", "\u00a0", run.text))


def fields_in(rich: Rich) -> frozenset[str]:
    """The names of the personal fields that a text prints."""
    return frozenset(run.field for run in rich.runs if run.field)


def filled(handout: Handout, values: Values) -> Handout:
    """The handout for one person; a field that is empty stays a line to write on."""
    chapters = _filled(handout.chapters, handout.fields, values, handout.language)
    return handout.with_chapters(chapters)


def _filled(value: Any, fields: Fields, values: Values, language: str) -> Any:
    """The same with its texts filled in, each in the language in which it stands."""
    if isinstance(value, Rich):
        return with_values(value, fields, values, language)
    if isinstance(value, tuple):
        made = tuple(_filled(each, fields, values, language) for each in value)
        return (
            made if any(one is not each for one, each in zip(made, value, strict=True)) else value
        )
    if not isinstance(value, Placed):
        return value
    language = str(getattr(value, "language", None) or language)
    before = {name: getattr(value, name) for name in type(value).model_fields}
    after = {name: _filled(each, fields, values, language) for name, each in before.items()}
    changed = {name: each for name, each in after.items() if each is not before[name]}
    return value.model_copy(update=changed) if changed else value


def usual(fields: Mapping[str, PersonalField]) -> dict[str, str]:
    """Values that any list might have."""
    of_kind = {"text": "someone", "date": "2026-09-30", "phone": "112"}
    return {name: of_kind[field.kind] for name, field in fields.items()}


def with_values(rich: Rich, fields: Fields, values: Values, language: str) -> Rich:
    """A text in which the fields that have a value print it.

    It may be one that prints another person's values; those must all be replaced.
    """
    if not any(run.field for run in rich.runs):
        return rich
    runs: list[Run] = []
    for _, group in groupby(_numbered(rich.runs), key=lambda pair: pair[0]):
        own = [run for _, run in group]
        name = own[0].field
        if value := values.get(name, "") if name else "":
            own = [_printed(own[0], fields[name], value, language)]
        elif name and not any(run.blank for run in own):
            raise ValueError(f"the field '{name}' would keep the value of another person")
        runs += own
    return replace(rich, runs=tuple(runs))


def _numbered(runs: Iterable[Run]) -> Iterator[tuple[int, Run]]:
    """Each run with the number of the field it stands for; 0 for a run that is not personal."""
    number = 0
    for run in runs:
        number += bool(run.field and run.part != MORE)
        yield (number if run.field else 0), run


def _printed(run: Run, field: PersonalField, value: str, language: str) -> Run:
    """A value as it is printed: a day in the words of the language, a number that is dialled."""
    like = replace(run, blank=0, text="")
    if field.kind == "date":
        return replace(like, text=day_in_words(date.fromisoformat(value), language))
    if field.kind == "phone":
        shown = value.replace(" ", "\u00a0")
        return replace(like, text=shown, href=f"tel:{dialled(value)}")
    return replace(Rich.plain(value, Text(value)).runs[0], strong=run.strong, field=run.field)
