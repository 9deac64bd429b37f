"""Copies for one person each: made from another's where they are alike, and the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.merge.personal import Values, filled
from builder.model import Handout, block
from builder.paper.render import render
from builder.paper.template import Template
from builder.pdf.replay import Unlike
from builder.words.words import texts_below
from tests.conftest import faulty, merged, topic_of
from tests.fuzz.personal import refused, with_fields
from tests.proof import faults
from tests.test_blocks import PICTURE, example

FIELDS = """\
fields:
  name: {label: Your name}
  day: {label: Your appointment, kind: date}
  nurse: {label: Your key worker, most: 30, blank: "the nurse ____"}
  ring: {label: Ring them, kind: phone, most: 20}
"""
BLOCKS = """\
- paragraph: "For {for.name}."
- paragraph: "Come to the ward on **{for.day}**. Ask for {for.nurse}, who will show you round."
- list: ["Ring {for.ring}.", "You are {for.name|____ (name)} {for.name}."]
- table:
    columns: [What, Yours]
    rows: [[Visit, "{for.day}"], [Nurse, "{for.nurse}"]]
- paragraph: {text: "Kommen Sie am {for.day} zu {for.nurse}.", language: de}
- note:
    title: Note
    language: ur
    blocks: [{paragraph: "{for.day} {for.name}"}, {paragraph: {text: "On {for.day}", language: en}}]
- write-in: {label: "Your next visit:", field: day}
- write-in: {label: "Whom you see:", field: nurse, lines: 2}
"""
ANN = {"name": "Ann Lee", "day": "2026-12-03", "nurse": "Bo Smith", "ring": "020 7946 0000"}
EVERYONE: list[dict[str, str]] = [
    ANN,
    {**ANN, "name": "Jo Hart", "day": "2026-01-30", "nurse": "Cy Ray", "ring": "+44 20 7946 0011"},
    {**ANN, "name": "Zoë Ørsted-Çelik"},
    {**ANN, "name": "Maximiliana van der Hoogenband-Wintersgill of Saint Petersburg"},
    {**ANN, "name": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren"},
    {**ANN, "name": "अनीता शर्मा", "nurse": "سارة"},
    {**ANN, "name": "فاطمة علي"},
    {**ANN, "ring": ""},
    {"name": "Ann Lee"},
    {},
    {**ANN, "nurse": "A **B** {C} <D> _E_ \\ (F) 😀"},
]


@pytest.fixture
def personal(folder: Path) -> Path:
    """A project whose handout prints what is true of one person."""
    case = folder / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8") + FIELDS, "utf-8")
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    return folder


def copies(handout: Handout, everyone: list[dict[str, str]]) -> Iterator[tuple[Values, bytes, int]]:
    """Each person's copy, with how many were drawn whole until then."""
    templates: list[Template] = []
    for values in everyone:
        made = next(filter(None, (tried(template, values) for template in templates)), None)
        if made is None:
            drawn, template = Template.of(handout, values)
            assert template
            templates.append(template)
            made = drawn.pdf
        yield values, made, len(templates)


def tried(template: Template, values: Values) -> bytes | None:
    try:
        return template.copy(values)
    except Unlike:
        return None


def test_a_copy_is_the_same_bytes_as_if_it_were_drawn_whole(personal: Path) -> None:
    handout = merged(personal)[0][0]
    for values, data, _ in copies(handout, [*EVERYONE, *EVERYONE[::-1]]):
        assert data == render(filled(handout, values)).pdf, values
    again = [*copies(handout, [*EVERYONE, *EVERYONE])]
    assert again[len(EVERYONE)][2] == again[-1][2]  # nobody is drawn whole a second time


def test_a_copy_keeps_every_promise(personal: Path) -> None:
    handout = merged(personal)[0][0]
    for values, data, _ in copies(handout, EVERYONE[:-1]):
        assert faults(filled(handout, values), data) == [], values


def test_a_leaflet_without_a_list_has_lines_to_write_on(personal: Path) -> None:
    handouts, found = merged(personal)
    assert faulty(found) == []
    for each in handouts:
        if each.edition.edition != "web":
            assert render(filled(each, {})).pdf == render(each).pdf
            assert faults(each, render(each).pdf) == []


# ---- every place there is ------------------------------------------------------------------------


@pytest.mark.share(4)
@pytest.mark.parametrize("kind", list(block))
def test_a_field_may_stand_in_every_text_of_a_block_or_is_refused(kind: str, folder: Path) -> None:
    """Nothing of one person is ever in another's copy, wherever an author writes the field."""
    topic = folder / "sources/topics/case.yaml"
    words = "- paragraph: A {term:fracture} is a broken bone.\n" if kind == "glossary" else ""
    topic.write_text(topic_of(words + example(kind)), "utf-8")
    icon = PICTURE.read_text("utf-8").replace("var(--accent)", "#000000")
    (topic.parent / "sign.svg").write_text(icon.replace("var(--on-accent)", "#ffffff"), "utf-8")
    handout = merged(folder)[0][0]
    for place in {id(rich.source): rich for _, rich in texts_below(handout.chapters)}:
        there = with_fields(handout, {place})
        if refused(there):
            continue
        people = [{"name": "Ann Lee"}, {"name": "Bo"}, {"name": "فاطمة علي"}, {"name": ""}]
        for values, data, _ in copies(there, [*people, *people]):
            assert data == render(filled(there, values)).pdf, values
