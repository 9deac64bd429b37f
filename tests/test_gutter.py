"""Running text stands in a column beside the gutter; headings, tables and boxes reach across."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.model import Handout
from builder.model.design import design
from builder.paper.compose import Composer
from builder.paper.render import render
from builder.paper.sheet import sheet_of
from builder.pdf.tags import Element
from tests.conftest import merged, topic_of
from tests.judges.geometry import text_boxes
from tests.proof import faults

GUTTER = 40
BLOCKS = """\
- paragraph: Running text stands in the column
- list: [Bulleted]
- steps: [Numbered]
- checklist: [Ticked]
- timeline: [{stage: Staged}]
- note: {title: Boxed, blocks: [paragraph: Inside]}
- table: {columns: [Tabled, Other], rows: [[one, two]]}
- notes: {heading: Noted, lines: 2}
"""


def with_gutter(folder: Path) -> Path:
    (layout,) = (folder / "handouts/layouts").glob("*.yaml")
    text = layout.read_text("utf-8")
    layout.write_text(text.replace("block_space:", f"gutter: {GUTTER}\nblock_space:"), "utf-8")
    return folder


@pytest.fixture
def made(folder: Path) -> Handout:
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    handouts, _ = merged(with_gutter(folder))
    return next(each for each in handouts if each.edition.edition == "standard")


def test_text_stands_beside_the_gutter_and_its_marks_in_it(made: Handout) -> None:
    pdf = render(made).pdf
    assert faults(made, pdf) == []
    start = sheet_of(made).left
    place = {box.text: box.left - start for page in text_boxes(pdf) for box in page}
    for word in ("Running", "Bulleted", "Numbered", "Ticked", "Staged"):
        assert place[word] == pytest.approx(GUTTER, abs=1.5), word
    assert 0 < place["1."] < GUTTER
    for word in ("Noted", "Tabled"):
        assert place[word] < 10, word
    assert 0 < place["Inside"] < GUTTER / 2


def test_a_block_knows_the_width_it_has(made: Handout) -> None:
    page = Composer.of(made, Element("Document"))
    assert page.width == sheet_of(made).width and page.gutter == GUTTER
    inside = page.within(100)
    assert (inside.width, inside.gutter) == (100, 0)
    assert inside.add("Div").nested(3).width == 100


def test_a_single_column_has_no_gutter(made: Handout) -> None:
    single = made.edition.model_copy(update={"single_column": True})
    assert design(made.layout, single).gutter == 0


def test_from_right_to_left_the_gutter_is_on_the_right(tmp_path: Path) -> None:
    scripts = shutil.copytree(Path(__file__).parent / "scripts", tmp_path / "scripts")
    for handout in merged(with_gutter(scripts))[0]:
        if handout.name in ("he", "ar") and handout.edition.edition == "standard":
            assert faults(handout, render(handout).pdf) == []
