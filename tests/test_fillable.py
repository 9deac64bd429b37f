"""The edition that is filled in on screen: the same sheet, and what is typed is read back."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz as hb
from pypdf import PdfReader, PdfWriter
from pypdfium2 import PdfDocument, raw

from builder.hear.outline import outline
from builder.merge.personal import filled
from builder.model import Handout
from builder.notation.fieldnames import TICK, parsed
from builder.outputs.result import Wish
from builder.paper.entries import tooltip
from builder.paper.render import Rendered, render
from builder.paper.template import Template
from tests.conftest import ROOT, merged, topic_of
from tests.judges import structure
from tests.proof import faults
from tests.test_golden import CASES, GOLDEN

BLOCKS = """\
- write-in: My name
- write-in: {label: Your own words for what matters most to you on this very long day, id: own}
- write-in: {label: Two lines, lines: 3}
- question: {text: "What can I (safely) eat?", id: food, lines: 2}
- question: {text: Only a box, lines: 0}
- question: {text: Only lines, tick: false}
- checklist: {items: [a towel, "your **notes**"], id: things}
- write-in: {label: نام, language: ur}
- notes: 60
"""
FIELDS = "fields:\n  day: {label: Your day, kind: date}\n"
TYPED = {
    "English": "How long will it take?",
    "accents": "Zoë O’Brien – naïve façade",
    "beyond WinAnsi": "Łukasz Żak",
    "Hindi": "मेरी दवा कब शुरू होगी",
    "Arabic": "متى يبدأ العلاج",
    "emoji": "Thank you 😀",
    "lines": "one\ntwo\n\nthree",
    "long": "word " * 399 + "ends!",
}


@pytest.fixture
def sheet(folder: Path) -> Path:
    """A project whose handout comes in an edition to fill in."""
    return fillable(folder, BLOCKS)


def fillable(folder: Path, blocks: str) -> Path:
    layout, case = folder / "handouts/layouts/small.yaml", folder / "handouts/case.yaml"
    edition = "editions:\n  - {edition: screen, title: On screen, scale: 1, fillable: true}\n"
    layout.write_text(layout.read_text("utf-8").replace("editions:\n", edition, 1), "utf-8")
    text = case.read_text("utf-8").replace("editions: [", "editions: [screen, ", 1)
    case.write_text(text if "editions: [" in text else f"{text}editions: [screen, standard]\n")
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    return folder


def drawn(root: Path) -> tuple[Handout, Rendered]:
    handout = next(h for h in merged(root)[0] if h.edition.fillable)
    return handout, render(handout)


@cache
def ours() -> bytes:
    return render(merged(ROOT, Wish(names=("CT-11",), edition="fillable"))[0][0]).pdf


def names(pdf: bytes) -> list[str]:
    return [*(PdfReader(io.BytesIO(pdf)).get_fields() or {})]


def test_it_is_sound_and_says_the_same(sheet: Path) -> None:
    handout, done = drawn(sheet)
    assert faults(handout, done.pdf) == []
    paper = next(h for h in merged(sheet)[0] if h.edition.edition == "standard")
    words = structure.words(render(paper).pdf)
    how = handout.phrase("how_to_fill").text
    said = structure.words(done.pdf).replace(f"{how} ", "", 1)
    assert said == words.replace(paper.edition.title.text, "On screen")
    assert render(paper).entries == done.entries


def test_a_field_says_whose_it_is_and_what_for(sheet: Path) -> None:
    handout, done = drawn(sheet)
    assert len(handout.fingerprint) == 12
    fields = PdfReader(io.BytesIO(done.pdf)).get_fields() or {}
    made = {
        (name.entry, name.kind): fields[str(name)] for name in filter(None, map(parsed, fields))
    }
    entries = {(entry.id, entry.kind): entry for entry in done.entries}
    parts = {key for key in made if key[0].startswith("notes-1.")}
    assert parts  # sixty lines are on several pages of A5
    assert list(entries) == [key for key in made if key not in parts]
    assert [key for key in entries if key[1] == TICK] == [
        ("food", "tick"), ("question-1", "tick"), ("things-1", "tick"), ("things-2", "tick")
    ]  # fmt: skip
    for key, entry in entries.items():
        assert made[key]["/TU"] == tooltip(entry, handout)
    heard = outline(done.pdf)
    assert "P: What can I (safely) eat?" in heard
    assert "Form: Tick: What can I (safely) eat?" in heard
    assert "Form: Write here: What can I (safely) eat?" in heard


def test_a_copy_for_one_person_has_the_same_fields(sheet: Path) -> None:
    blocks = '- write-in: {label: "Your day:", field: day}\n- write-in: "On {for.day} I ask"\n'
    (sheet / "sources/topics/case.yaml").write_text(topic_of(blocks + BLOCKS), "utf-8")
    case = sheet / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8") + FIELDS, "utf-8")
    handout, empty = drawn(sheet)
    first, template = Template.of(handout, {"day": "2026-12-03"})
    assert template is not None
    other = {"day": "2026-11-03"}
    assert template.copy(other) == render(filled(handout, other)).pdf
    assert faults(filled(handout, other), template.copy(other)) == []
    assert b"December" not in template.copy(other)
    printed = next(name for name in names(empty.pdf) if "write--in--1" in name)
    assert {*names(first.pdf)} == {*names(empty.pdf)} - {printed}
    assert "December" not in str(PdfReader(io.BytesIO(first.pdf)).get_fields())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_block_says_the_same(case: Path, folder: Path) -> None:
    (folder / "sources/topics/round.svg").write_bytes((GOLDEN / "round.svg").read_bytes())
    fillable(folder, case.read_text("utf-8"))
    made = {str(h.edition.edition): h for h in merged(folder)[0]}
    screen, paper = render(made["screen"]), render(made["standard"])
    assert faults(made["screen"], screen.pdf) == []
    title = made["standard"].edition.title.text
    said = structure.words(paper.pdf).replace(title, "On screen")
    how = made["screen"].phrase("how_to_fill").text
    assert structure.words(screen.pdf).replace(f"{how} ", "", 1) == said


def test_same_bytes_in_another_process(sheet: Path) -> None:
    code = (
        "import hashlib,sys;from pathlib import Path;from tests.test_fillable import drawn;"
        "print(hashlib.sha256(drawn(Path(sys.argv[1]))[1].pdf).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, str(sheet)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "77")
    }  # fmt: skip
    assert len(found) == 1
    assert drawn(sheet)[1].pdf == drawn(sheet)[1].pdf


# -- filled in by programs


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED.keys())
def test_what_is_typed_in_a_browser_is_read_back(text: str) -> None:
    """PDFium is what Chrome and Edge fill forms with."""
    name = next(name for name in names(ours()) if (found := parsed(name)) and found.kind == "text")
    if "\n" in text:
        name = next(name for name in names(ours()) if "understood" in name)
    fields = PdfReader(io.BytesIO(typed(ours(), name, text))).get_fields() or {}
    assert lines(fields[name]["/V"]) == text
    assert [other for other, field in fields.items() if field.get("/V", "/Off") != "/Off"] == [name]


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED.keys())
def test_what_a_program_fills_in_is_read_back(text: str) -> None:
    every = names(ours())
    values = {n: "/On" if n.endswith("_tick") else text for n in every}
    writer = PdfWriter(clone_from=io.BytesIO(ours()))
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    fields = PdfReader(out).get_fields() or {}
    assert {name: lines(str(field["/V"])) for name, field in fields.items()} == values


def lines(text: str) -> str:
    """CR, CRLF and LF all end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def typed(pdf: bytes, name: str, text: str) -> bytes:
    """The file saved after a click in a field and the keys of the text."""
    document = PdfDocument(pdf)
    document.init_forms()
    form, (number, spot) = document.formenv, place(name)
    page = document[number]
    x, y = (spot[0] + spot[2]) / 2, (spot[1] + spot[3]) / 2
    raw.FORM_OnMouseMove(form.raw, page.raw, 0, x, y)
    raw.FORM_OnLButtonDown(form.raw, page.raw, 0, x, y)
    raw.FORM_OnLButtonUp(form.raw, page.raw, 0, x, y)
    for code in keys(text):
        raw.FORM_OnChar(form.raw, page.raw, code, 0)
    raw.FORM_ForceToKillFocus(form.raw)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def keys(text: str) -> Iterator[int]:
    """As a browser sends them: units of UTF-16, and a carriage return for a new line."""
    units = text.replace("\n", "\r").encode("utf-16-le")
    return (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))


def place(name: str) -> tuple[int, tuple[float, float, float, float]]:
    """The page, from 0, and the corners of a field."""
    reader = PdfReader(io.BytesIO(ours()))
    for number, page in enumerate(reader.pages):
        for annotation in page.get("/Annots", ()):
            values = annotation.get_object()
            if values.get("/T") == name:
                left, foot, right, top = map(float, values["/Rect"])
                return number, (left, foot, right, top)
    raise AssertionError(name)


# -- the font of what is typed


@pytest.mark.parametrize("brand", ["noto-sans", "atkinson-hyperlegible-next", "noto-nastaliq-urdu"])
def test_the_font_has_all_that_keyboards_have(brand: str, sheet: Path) -> None:
    """One that has no Latin letters is not typed in: Noto Sans takes its place."""
    path = sheet / "handouts/brands/plain/brand.yaml"
    path.write_text(re.sub("font: .*", f"font: {brand}", path.read_text("utf-8")), "utf-8")
    handout, done = drawn(sheet)
    assert faults(handout, done.pdf) == []
    form: Any = PdfReader(io.BytesIO(done.pdf)).root_object["/AcroForm"]
    font = form["/DR"]["/Font"]["/Field"]
    assert ("NotoSans" in font["/BaseFont"]) == (brand != "atkinson-hyperlegible-next")
    data = font["/FontDescriptor"]["/FontFile2"].get_data()
    letters = {*range(0x20, 0x7F), *map(ord, "ÀÉßçèñöøþÿ")}
    assert letters <= {*hb.Face(data).unicodes}
    assert len(font["/Widths"]) == 224
