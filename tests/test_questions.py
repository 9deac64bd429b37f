"""The question bank, and the sheets that print from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.blocks.questions import Questions
from builder.hear.outline import outline
from builder.merge.merge import in_edition
from builder.model import Handout
from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import ROOT, merged, topic_of
from tests.test_handouts import handouts

SHEETS = ("CT-11", "CT-11-2", "CT-11-3")
MOST_SIDES = 2


def asked(folder: Path, block: str, more: dict[str, str] | None = None) -> list[str]:
    """The names of the questions that a sheet prints, in order."""
    (folder / "sources/topics/case.yaml").write_text(topic_of(block), "utf-8")
    for path, text in (more or {}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    made, found = merged(folder)
    assert [str(each) for each in found if each.code.startswith("unknown")] == []
    return [name for one in made[:1] for name in _names(one)]


def _names(handout: Handout) -> list[str]:
    return [
        str(question.id)
        for block in handout.blocks()
        if isinstance(block, Questions)
        for group in block.groups
        for question in group.questions
    ]


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("- questions: first-visit", ["how-long", "eat", "walk"]),
        ("- questions: {stage: first-visit, treatment: leg}", ["how-long", "eat", "walk"]),
        ("- questions: {stage: first-visit, most: 2}", ["how-long", "eat"]),
        ("- questions: {stage: first-visit, sensitive: true, most: 1}", ["how-long", "worst"]),
        ("- questions: {stage: second-visit}", ["home"]),
        ("- questions: {pick: [home, worst, eat]}", ["eat", "worst", "home"]),
    ],
)
def test_a_sheet_prints_what_it_asks_for(block: str, names: list[str], folder: Path) -> None:
    assert asked(folder, block) == names


def test_questions_for_another_treatment_are_left_out(folder: Path) -> None:
    place = folder / "handouts/case.yaml"
    text = place.read_text("utf-8")
    for treatment, names in (("arm", ["how-long", "eat"]), ("leg", ["how-long", "eat", "walk"])):
        place.write_text(f"{text}treatment: {treatment}\n", "utf-8")
        assert asked(folder, "- questions: first-visit") == names


def test_a_sheet_prints_the_questions_of_its_own_language(folder: Path) -> None:
    bank = (folder / "sources/questions.yaml").read_text("utf-8")
    german = bank.replace("en-GB", "de").replace("How long will it take?", "Wie lange dauert es?")
    asked(
        folder, "- questions: {stage: first-visit, most: 1}", {"sources/questions/de.yaml": german}
    )
    assert "How long will it take?" in outline(render(merged(folder)[0][0]).pdf)
    (folder / "sources/questions.yaml").unlink()
    found = [str(each) for each in merged(folder)[1] if each.code == "unknown-question"]
    assert len(found) == 1
    assert "no questions in the language 'en" in found[0]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_one_leaf_of_paper(name: str) -> None:
    """What people take along is short: at most ten questions on two sides (Brown 2001)."""
    handout = handouts()[f"{name}.standard"]
    for edition in ("standard", "fillable"):
        assert render(in_edition(handout, edition)).pages <= MOST_SIDES
    assert 5 <= len(_names(handout)) <= 10


def test_nobody_is_told_of_a_prognosis_unasked() -> None:
    """What is sensitive is on no sheet of ours; it is there to be picked for one person."""
    made = merged(ROOT, Wish(names=SHEETS, edition="standard"))[0]
    printed = {name for handout in made for name in _names(handout)}
    assert "how-long-live" not in printed
    assert len(printed) == 29


def test_a_bank_of_the_country_comes_first(folder: Path) -> None:
    bank = (folder / "sources/questions.yaml").read_text("utf-8")
    american = bank.replace("en-GB", "en-US").replace("How long will it take?", "How long, ma'am?")
    case = folder / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8") + "language: en-US\n", "utf-8")
    asked(folder, "- questions: first-visit", {"sources/questions/us.yaml": american})
    assert "How long, ma'am?" in outline(render(merged(folder)[0][0]).pdf)


def test_two_banks_of_one_language_are_told(folder: Path) -> None:
    bank = (folder / "sources/questions.yaml").read_text("utf-8")
    (folder / "sources/questions").mkdir()
    (folder / "sources/questions/de.yaml").write_text(bank, "utf-8")
    assert [each.code for each in merged(folder)[1] if each.code[:4] == "dupl"] == [
        "duplicate-name"
    ]
