"""A limit lies where it is said to lie: what just keeps it stands, what just does not is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, merged, topic_of

CASES: list[dict[str, str]] = yaml.safe_load((ROOT / "tests/limits.yaml").read_text("utf-8"))
FILES = {
    "handout": "handouts/case.yaml",
    "layout": "handouts/layouts/small.yaml",
    "brand": "handouts/brands/plain/brand.yaml",
    "site": "sources/sites/hill.yaml",
    "topic": "sources/topics/case.yaml",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']} {case['breaks'][:30]}")
def test_a_limit(case: dict[str, str], folder: Path) -> None:
    path = folder / FILES[case.get("file", "topic")]
    before = topic_of(case["topic"]) if "topic" in case else path.read_text("utf-8")
    old = case.get("old", "WORDS")
    assert old in before
    for words, told in ((case["keeps"], False), (case["breaks"], True)):
        path.write_text(before.replace(old, words), "utf-8")
        assert (case["code"] in {d.code for d in merged(folder)[1]}) == told, words


def rules(folder: Path, space: float, block: str) -> bool:
    """Whether lines so many millimetres apart are told to be too narrow."""
    layout = folder / FILES["layout"]
    text = layout.read_text("utf-8").partition("rule_space")[0]
    layout.write_text(f"{text}rule_space: {space}\n", "utf-8")
    (folder / FILES["topic"]).write_text(topic_of(block), "utf-8")
    return "narrow-rules" in {d.code for d in merged(folder)[1]}


def test_how_far_lines_to_write_on_are_apart(folder: Path) -> None:
    assert [rules(folder, space, "- notes: 6") for space in (9, 8.9)] == [False, True]
    asked = "- write-in: My name"
    assert [rules(folder, space, asked) for space in (8, 7.9)] == [False, True]


def sentences(words: int, count: int) -> str:
    """So many paragraphs of one sentence of so many words."""
    return f"- paragraph: Ring{' one' * (words - 1)}.\n" * count


@pytest.mark.parametrize(
    ("words", "count", "told"),
    # With the title, the main message and such, of which none is longer, an average of 10 is kept.
    [(14, 40, True), (10, 40, False), (14, 2, False)],
)
def test_the_average_of_enough_sentences(words: int, count: int, told: bool, folder: Path) -> None:
    (folder / FILES["topic"]).write_text(topic_of(sentences(words, count)), "utf-8")
    assert ("long-average" in {d.code for d in merged(folder)[1]}) == told
