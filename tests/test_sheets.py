"""The sheets that are no leaflets: what hangs on a fridge, what is carried in a wallet."""

from __future__ import annotations

import io
from functools import cache

import pytest
from pypdf import PdfReader

from builder.model import Handout
from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import ROOT, merged
from tests.judges import geometry, structure


@cache
def made(name: str, edition: str = "standard") -> tuple[Handout, bytes]:
    """A handout of the catalogue, and its PDF."""
    handout = merged(ROOT, Wish(names=(name,), edition=edition))[0][0]
    return handout, render(handout).pdf


def on_page(pdf: bytes, number: int) -> str:
    return " ".join(box.text for box in geometry.text_boxes(pdf)[number - 1])


# -- CT-07, the fridge sheet


def test_the_front_of_the_fridge_sheet_has_every_sign() -> None:
    handout, pdf = made("CT-07")
    front = on_page(pdf, 1)
    boxes = [block for block in handout.blocks() if block.signs]
    assert sum(len(block.signs) for block in boxes) > 20
    for block in boxes:
        assert all(rich.runs[0].text in front for rich in block.words(handout)), block.span
    assert len(geometry.text_boxes(pdf)) == 2


def test_the_number_stands_first_and_is_the_largest() -> None:
    _, pdf = made("CT-07")
    front = geometry.text_boxes(pdf)[0]
    call = next(box for box in front if box.text == "Call")
    assert call.size == pytest.approx(28, abs=0.1) == max(box.size for box in front)
    masthead = 841.89 - call.top
    assert masthead < 30 * 72 / 25.4  # below a masthead of 22 mm and the frame
    assert structure.words(pdf).count("Urgent") == 1


def test_large_print_has_every_sign_on_two_sides() -> None:
    handout, pdf = made("CT-07", "large-print")
    sides = on_page(pdf, 1) + on_page(pdf, 2)
    for block in (block for block in handout.blocks() if block.signs):
        assert all(rich.runs[0].text in sides for rich in block.words(handout)), block.span


# -- the card


def test_the_card_folds_to_the_size_of_a_bank_card() -> None:
    _, pdf = made("CT-07-card")
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 2
    for page in pages:
        across, down = (float(side) * 25.4 / 72 for side in page.trimbox[2:])
        assert (across, down) == pytest.approx((171, 54), abs=0.1)
    for boxes in geometry.text_boxes(pdf):
        middle = float(pages[0].trimbox.width) / 2
        assert all(box.right < middle - 8 or box.left > middle + 8 for box in boxes)


def test_one_face_of_the_card_has_name_treatment_and_number() -> None:
    handout, pdf = made("CT-07-card")
    first, middle = geometry.text_boxes(pdf)[0], 171 / 2 * 72 / 25.4
    front = " ".join(box.text for box in first if box.left > middle)
    number = handout.strip_lines[0].says.text
    assert all(words in front for words in (number, "Name", "CAR-T, DLI or TIL"))
    call = next(box for box in first if box.text == "Call")
    assert call.size == pytest.approx(16, abs=0.1)
    assert structure.words(pdf).count(number) == 1
    sides = structure.artifact_words(pdf)
    assert all("Draft" in side for side in sides)
    assert not any("Page" in side for side in sides)


# -- CT-08, the diaries


def test_the_strip_is_whole_on_the_first_and_last_page_and_short_between() -> None:
    handout, pdf = made("CT-08")
    call, fever, emergency = (line.says.text for line in handout.strip_lines)
    count = len(geometry.text_boxes(pdf))
    for number in range(1, count + 1):
        page = on_page(pdf, number)
        assert call in page and fever in page
        assert (emergency in page) == (number in (1, count))


def test_a_page_of_the_diary_is_full() -> None:
    """Its rows grow to the strip at the foot of the page."""
    handout, pdf = made("CT-08")
    assert handout.layout.grow
    page = next(
        page
        for page in geometry.text_boxes(pdf)
        if {"8", "14"} <= {box.text for box in page}
        and any(box.text == "Medicines" for box in page)
    )
    strip = max(box.top for box in page if box.text == "Call")
    lowest = min(box.bottom for box in page if box.bottom > strip)
    assert lowest - strip < 30


def test_single_lines_to_write_on_are_higher_where_a_page_has_room() -> None:
    _, pdf = made("CT-08")
    page = next(
        {box.text: box.bottom for box in page}
        for page in geometry.text_boxes(pdf)
        if {"year", "month"} <= {box.text for box in page}
    )
    assert page["year"] - page["month"] > 10 * 72 / 25.4  # on others they are 9 mm apart


# -- CT-12, the words


def test_the_letters_stand_in_the_margin_for_the_eye_only() -> None:
    handout, pdf = made("CT-12")
    initials = list(dict.fromkeys(term.term.text[0].upper() for term in handout.terms))
    edge = handout.layout.margins.left * 72 / 25.4 + handout.layout.gutter
    boxes = [box for page in geometry.text_boxes(pdf) for box in page if box.right < edge]
    seen = [box.text for box in boxes if len(box.text) == 1]
    assert seen == initials
    assert sorted(initials) == initials
    artifacts = " ".join(structure.artifact_words(pdf)).split()
    assert set(initials) <= set(artifacts)
