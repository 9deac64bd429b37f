"""What readability is counted from, by data; and the report, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from builder.cli import main
from builder.model.definition import Purpose
from builder.place import Span, Text
from builder.project import bundled_text
from builder.readability.listed import Terms
from builder.readability.lists import Phrases
from builder.readability.report import Part
from builder.readability.scores import LIMITS, Counts, Limits
from builder.readability.syllables import syllables
from builder.source.inline import Rich, Run
from builder.words.sentences import as_read, sentences
from tests.conftest import topic_of
from tests.dictionary import counted

DATA: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "readability.yaml").read_text("utf-8")
)
WORDS = [(word, number) for number, words in DATA["syllables"].items() for word in words]


@pytest.mark.parametrize(("word", "number"), WORDS)
def test_syllables(word: str, number: int) -> None:
    assert syllables(word, frozenset(DATA["said"])) == number


def test_syllables_are_counted_from_the_dictionary() -> None:
    """An apostrophe is sorted before the letters, unlike in the file itself."""
    lines = ["cat K AE1 T", "alices AE1 L IH0 S IH0 Z", "alice's AE1 L AH0 S AH0 Z",
             "aaa T R IH2 P AH0 L EY1 # abbrev", "cat(2) K AE1 T AH0", "hmm HH M"]  # fmt: skip
    assert [*counted(lines)] == ["aaa 3\n", "alice's 3\n", "alices 3\n", "cat 1\n", "hmm 0\n"]


def test_the_dictionary_is_in_the_order_in_which_it_is_searched() -> None:
    lines = bundled_text("readability/cmudict/syllables.txt").decode("ascii").splitlines()
    words = [line.partition(" ")[0] for line in lines]
    assert words == sorted({*words})
    assert len(words) == 126_052


@pytest.mark.parametrize("case", DATA["sentences"], ids=lambda case: case["text"])
def test_sentences(case: dict[str, Any]) -> None:
    rich = Rich.validate(Text(case["text"]))
    assert [len(each.words) for each in sentences(rich.text, "en-GB")] == case["words"]


@pytest.mark.parametrize("case", DATA["starts"], ids=lambda case: case["text"])
def test_where_sentences_and_words_start(case: dict[str, Any]) -> None:
    found = sentences(case["text"], "en-GB")
    words = {each.start: " | ".join(word.text for word in each.words) for each in found}
    assert words == case["sentences"]
    for each in found:
        places = [(each.text, each.start), *((word.text, word.start) for word in each.words)]
        assert all(case["text"].startswith(*place) for place in places)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("side effect", "no SIDE-EFFECT here", "SIDE-EFFECT"),
        ("side effect", "no side-effects here", None),  # whole words only
        ("don't ask", "Please don’t  ask", "don’t  ask"),
        ("ask", "tasks; ask-me, ask’s", "ask"),
        ("sink till", "ſinK tİll tıll", "ſinK tİll"),
        ("£", "2 £", "£"),  # has no word at all
    ],
)
def test_phrases_are_found_as_whole_words(phrase: str, text: str, found: str | None) -> None:
    match = Phrases([phrase, "another"]).search(text)
    assert (match and match.group()) == found


def test_a_line_to_write_on_is_read_as_a_number() -> None:
    """Whatever is heard there."""
    runs = (Run("I weigh\u00a0"), Run("(to fill in)", blank=4), Run("\u00a0kg"))
    assert as_read(Rich(runs, Text(""))) == "I weigh\u00a00\u00a0kg"


@pytest.mark.parametrize("case", DATA["scores"], ids=lambda case: str(case["counts"]))
def test_scores(case: dict[str, Any]) -> None:
    number, words, total, hard = case["counts"]
    counts = Counts(number, words, 0, total, hard)
    assert counts.smog == pytest.approx(case["smog"], abs=1e-4)
    assert counts.fkgl == pytest.approx(case["fkgl"], abs=1e-4)


@pytest.mark.parametrize("case", DATA["terms"], ids=lambda case: case["term"])
def test_forms_of_terms(case: dict[str, Any]) -> None:
    listed = Terms([("it", case["term"])])
    assert [use.words for use in listed.within(case["text"])] == case["found"]


def test_everyday_handouts_must_be_the_easiest() -> None:
    easy, middle, hard = (LIMITS[purpose] for purpose in ("everyday", "treatment", "decision"))
    assert (easy.smog, easy.fkgl, easy.mean) < (middle.smog, middle.fkgl, middle.mean)
    assert (middle.smog, middle.fkgl, middle.mean) < (hard.smog, hard.fkgl, hard.mean)


@pytest.fixture
def told(folder: Path) -> Path:
    """A project whose one topic has two sentences, a list, a table and a text in German."""
    blocks = """\
- paragraph: You may have a {term:fracture}. Ring us.
- list: {lead: "You may feel:", items: [cold, very thirsty]}
- table: {columns: [A long label, B], rows: [[cell, A cell is short.]]}
- paragraph: {text: Das Krankenhaus liegt hinter dem Bahnhof., language: de}
- do-and-do-not: {do: [walk], do_not: [run]}"""
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    return folder


def reported(folder: Path, *more: str) -> str:
    result = CliRunner().invoke(main, ["-C", str(folder), "check", "--report", *more])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_report_counts_sentences_points_and_headings(told: Path) -> None:
    whole = json.loads(reported(told, "--format", "json"))["handouts"][0]
    case = whole["sections"][1]
    # Title; 2 sentences; lead and 2 points; the cell that is a sentence; do and do not.
    assert (case["title"], case["sentences"], case["words"], case["longest"]) == ("Case", 9, 20, 5)
    assert whole["terms"] == ["fracture"]
    assert whole["sentences"] == 13
    assert whole["smog"]["raw"] >= whole["smog"]["masked"]
    assert whole["limits"]["longest"] == 15


def test_report_names_its_formulas(told: Path) -> None:
    formulas = json.loads(reported(told, "--format", "json"))["formulas"]
    assert "McLaughlin 1969" in formulas["smog"] and "US grade" in formulas["smog"]
    assert "Kincaid 1975" in formulas["fkgl"]
    text = reported(told)
    assert "McLaughlin 1969" in text and "the whole handout" in text and "fracture" in text


def test_report_leaves_out_handouts_with_errors(told: Path) -> None:
    (told / "sources/topics/case.yaml").write_text(topic_of("- paragraph: 語"), "utf-8")
    result = CliRunner().invoke(main, ["-C", str(told), "check", "--report"])
    assert result.exit_code == 1
    assert "missing-glyph" in result.stderr and "the whole handout" not in result.stdout


def test_a_score_at_its_limit_is_not_above_it() -> None:
    """Scores are compared as they are printed, with one decimal."""
    counts = Counts(30, 300, 20, 450, 25)  # SMOG 8.3441, Flesch-Kincaid 6.01
    for smog, fkgl, above in ((8.3, 6.0, 0), (8.2, 6.0, 2), (8.3, 5.9, 1)):
        limits = Limits(smog=smog, fkgl=fkgl, smog_raw=smog, mean=10, longest=15)
        assert len(Part("", Span(""), counts, counts, limits).above) == above


@pytest.mark.parametrize("purpose", LIMITS)
def test_what_is_asked_of_a_purpose(purpose: Purpose) -> None:
    asked = LIMITS[purpose]
    assert [asked.smog, asked.fkgl, asked.smog_raw, asked.mean, asked.longest] == DATA["limits"][
        purpose
    ]
