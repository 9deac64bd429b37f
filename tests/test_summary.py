"""What somebody wrote on a sheet, on one page for the clinician."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from builder.hear.outline import outline
from builder.model import Handout
from builder.outputs.result import Wish
from builder.questions.asprinted import undrawn
from builder.questions.clinicalsummary import Summary, drawn
from builder.questions.reply import Answer, Reply
from tests.conftest import ROOT, merged
from tests.proof import faults

TOP = Answer("top-1", "Question 1", None, "Will I be home in May?", "typed")
LATER = Answer("top-2", "Question 2", None, "Second", "typed")
TICKED = Answer("benefit", "What good?", "yes", "I have lymphoma", "typed")
BARE = Answer("process", "What will happen?", "yes", None, "blank")
TYPED = Answer("cost", "What will it cost?", "blank", "I have no money", "typed")
BLANK = Answer("candidate", "Is it right for me?", "blank", None, "blank")
BOX = Answer("record", "May I record?", "yes")
LINE = Answer("matters", "What matters", None, "My dog\r\n\n at home".replace("\r", ""), "typed")
UNCLEAR = Answer("licensed", "Is it licensed?", "unclear", None, "blank", ("the box: both",))
MISSING = Answer("compare", "How does it compare?", "missing", None, "missing", ("not there",))
EVERY = (BOX, TICKED, TOP, BARE, TYPED, LATER, BLANK, LINE, UNCLEAR, MISSING)


SCRIPTS = ROOT / "tests/scripts"


@cache
def sheet(name: str = "CT-11") -> Handout:
    folder = ROOT if name == "CT-11" else SCRIPTS
    return merged(folder, Wish(names=(name,), edition="standard"))[0][0]


def reply(*answers: Answer) -> Reply:
    return Reply("a.pdf", "CT-11", "0.1", "en-GB", "0123456789ab", False, answers)


def said(*answers: Answer, name: str = "CT-11") -> str:
    return outline(drawn(sheet(name), reply(*answers)).pdf)


def test_the_top_three_come_first_then_what_was_ticked() -> None:
    words = said(*EVERY)
    order = [
        "What I want to ask", "Name and hospital number", "Will I be home in May?", "Second",
        "My dog / at home", "What good?", "I have lymphoma", "What will happen?",
        "What will it cost?", "I have no money", "I also wrote", "May I record?",
        "Please ask me again",
        "Is it licensed? (not clear)", "How does it compare? (not in the file)",
    ]  # fmt: skip
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert "Is it right for me?" not in words  # it is blank, which is no answer


def test_it_is_one_page_that_meets_the_standards() -> None:
    handout = Summary(sheet(), reply(*EVERY)).handout()
    done = drawn(sheet(), reply(*EVERY))
    assert done.pages == 1
    assert faults(handout, done.pdf) == []


@pytest.mark.share(3)
@pytest.mark.parametrize("letters", [400, 2000, 4500])
def test_nothing_of_a_long_text_is_lost(letters: int) -> None:
    words = " ".join(f"w{number}" for number in range(letters // 5))
    long = [Answer(each.id, each.question, "yes", f"{each.id} {words}", "typed") for each in EVERY]
    done = drawn(sheet(), reply(TOP, *long))
    assert done.pages > 1
    first = PdfReader(io.BytesIO(done.pdf)).pages[0].extract_text()
    assert "Will I be home in May?" in first
    whole = outline(done.pdf)
    for each in long:
        assert f"{each.id} {words}" in whole


UNDRAWN = {  # what was typed, and how it is shown on an English sheet
    "a \U0001f600 b": "a [grinning face] b",
    "\u4f60\u597d\uff0c \u4e16\u754c! I take 5 \u7247 now":
        "[signs that cannot be printed here: 6. Look at the file]! I take 5 […] now",
    "\u1230\u120b\u121d \u1290\u12cd\u1362\n\u1230":
        "[signs that cannot be printed here: 7. Look at the file]",
    "x \x07": "x [signs that cannot be printed here: 1. Look at the file]",
    "f" + "e\u0327" + 5000 * "\u0301" + "g":
        "f\u0229\u0301\u0301\u0301\u0301g "
        "[signs that cannot be printed here: 4996. Look at the file]",
    "\u202eabc\u2066": "abc",
}  # fmt: skip


@pytest.mark.parametrize("text", UNDRAWN)
def test_signs_that_cannot_be_printed_are_one_phrase(text: str) -> None:
    one = Answer("benefit", "What good?", "yes", text, "typed")
    assert f"{UNDRAWN[text]}\n" in said(one)
    assert bool(undrawn(sheet(), reply(one))) == ("[" in UNDRAWN[text])


@pytest.mark.parametrize("name", ["CT-11", "ar"])
def test_a_text_in_letters_that_no_font_has_takes_little_room(name: str) -> None:
    answers = [Answer(f"q-{n}", "?", "yes", 400 * "\u4e2d\U0001f600 ", "typed") for n in range(9)]
    done = drawn(sheet(name), reply(*answers))
    assert done.pages == 1
    (told,) = undrawn(sheet(name), reply(*answers))
    assert ("7200" in told.message, "'more_fonts:'" in told.hint) == (True, True)


@pytest.mark.parametrize(("name", "text", "language"), [
    ("CT-11", "\u0645\u0631\u062d\u0628\u0627 (abc)", "und-Arab"),
    ("CT-11", "5: \u05e9\u05dc\u05d5\u05dd (abc)", "und-Hebr"),
    ("CT-11", "Hello \u0645\u0631\u062d\u0628\u0627", ""),
    ("ar", "English question (x)?", "und-Latn"),
    ("ar", "\u0645\u0631\u062d\u0628\u0627 (abc)", ""),
    ("ar", "(5)", ""),
])  # fmt: skip
def test_words_of_a_person_have_the_direction_of_their_first_letter(
    name: str, text: str, language: str
) -> None:
    answers = reply(
        Answer("q", "?", "yes", text, "typed"), Answer("own-1", text, "yes", None, "blank")
    )
    page = Summary(sheet(name), answers).handout()
    runs = [run for block in page.blocks() for rich in block.words(page) for run in rich.runs]
    found = [run.language for run in runs if run.text == text]
    assert found == [language, language]
    assert text[:5] in outline(drawn(sheet(name), answers).pdf)


@pytest.mark.parametrize("answers", [(), (BLANK,), (TOP,), (BOX,), (UNCLEAR,)])
def test_a_reply_with_little_in_it(answers: tuple[Answer, ...]) -> None:
    done = drawn(sheet(), reply(*answers))
    assert done.pages == 1
    assert "What I want to ask" in outline(done.pdf)


def test_a_sheet_that_is_all_filled_in_is_one_page() -> None:
    said = "Yes, I want to know all of it."
    every = [Answer(f"q-{n}", f"What of thing {n}?", "yes", said, "typed") for n in range(20)]
    assert drawn(sheet(), reply(TOP, LATER, *every)).pages == 1


@pytest.mark.parametrize("name", ["ar", "ur"])
@pytest.mark.parametrize("state", ["unclear", "missing"])
def test_what_must_be_asked_again_is_in_the_language_of_the_sheet(name: str, state: Any) -> None:
    lost = Answer("duration", "سؤال", state, None, state, ("the box is not in the file",))
    words = said(lost, name=name)
    again = words.rpartition("LBody: ")[2]
    assert "سؤال (" in again
    assert not re.search("[A-Za-z]", again)
