"""Personal fields in the texts of a made-up leaflet: copies are as if each were drawn whole."""

from __future__ import annotations

from itertools import count

from builder.checks.check import Case, check
from builder.checks.misplaced_field import in_lines
from builder.diagnostics import Diagnostic
from builder.merge.personal import Fields, empty_field, filled
from builder.model import Handout, PersonalField
from builder.paper.render import render
from builder.paper.template import Template
from builder.pdf.replay import Unlike
from builder.source.inline import Reference, Rich, Run
from builder.words.words import texts_below
from tests.conftest import TODAY

FIELDS: Fields = {
    "name": PersonalField(label=Rich.plain("Your name")),
    "day": PersonalField(label=Rich.plain("Your day"), kind="date"),
}
PEOPLE = [
    {"name": "Ann Lee", "day": "2026-05-03"},
    {"name": "Bo Øst-Çelik", "day": "2026-10-21"},
    {"name": "سارة 12 mg", "day": "2026-05-09"},
]
EACH = 3  # every so many texts have a field


def with_fields(handout: Handout, places: set[int]) -> Handout:
    """The handout with fields at the end of some texts, told by the `id` of their source."""
    heard, numbers = handout.phrases["to_fill_in"].text, count()

    def put(rich: Rich) -> Rich:
        if id(rich.source) not in places:
            return rich
        name = [*FIELDS][next(numbers) % len(FIELDS)]
        wanted = Run("", reference=Reference("for", name))
        return Rich((*rich.runs, Run(" "), *empty_field(wanted, FIELDS[name], heard)), rich.source)

    chapters = tuple(chapter.resolved(put) for chapter in handout.chapters)
    return handout.model_copy(update={"chapters": chapters, "fields": dict(FIELDS)})


def refused(handout: Handout) -> list[Diagnostic]:
    return list(check["misplaced-field"](Case(handout, {}, TODAY)))


def unlike_copies(handout: Handout) -> list[str]:
    """What of the copies is not as if they were drawn whole."""
    texts = dict.fromkeys(id(rich.source) for _, rich in texts_below(handout.chapters))
    every = {*[*texts][::EACH]}
    places = every & {id(rich.source) for rich in in_lines(with_fields(handout, every))}
    there = with_fields(handout, places)
    if not places or refused(there):
        return []
    _, template = Template.of(there, PEOPLE[0])
    wrong = []
    for values in PEOPLE[1:] if template else ():
        assert template
        try:
            made = template.copy(values)
        except Unlike:
            continue
        if made != render(filled(there, values)).pdf:
            wrong.append(f"a copy is not as if it were drawn whole: {values}")
    return wrong
