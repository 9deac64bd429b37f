"""Words in another language within a text: what they are told to be, and what judges them."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.sign.fingerprint import fingerprint
from builder.source.inline import Run
from builder.text import bidi
from builder.text.tongues import apart, spoken
from builder.web.document import write
from builder.words.sentences import as_read
from tests.conftest import merged, topic_of
from tests.web import reader


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("Polski, Türkçe", "en", []),
        ("in العربية, or हिन्दी.", "en", ["und-Arab: العربية", "und-Deva: हिन्दी"]),
        ("the α of TNF-α", "en", []),
        ("5 µg, 38 °C", "en", []),
        ("العربية, اردو", "en", ["und-Arab: العربية, اردو"]),
        ("العربية", "ur", []),
        ("CAR-T العربية Ελλάδα", "ar", ["und-Grek: Ελλάδα"]),
        ("हिन्दी मराठी", "mr", []),
        ("日本語のカナ", "ja", []),
        ("中文", "zh-Hans", []),
        ("한국어 漢字", "ko", []),
        ("ਪੰਜਾਬੀ", "pa", []),
        ("ਪੰਜਾਬੀ", "pa-Arab", ["und-Guru: ਪੰਜਾਬੀ"]),
    ],
)
def test_words_in_another_script_are_in_no_known_language(
    text: str, language: str, marked: list[str]
) -> None:
    runs = spoken([Run(text)], language)
    assert "".join(run.text for run in runs) == text
    assert [f"{run.language}: {run.text}" for run in runs if run.language] == marked


def test_what_an_author_says_is_not_questioned() -> None:
    runs = (Run("Say "), Run("سلام", language="fa"))
    assert spoken(runs, "en") == runs


@pytest.mark.parametrize(
    ("language", "runs", "shown"),
    [
        ("en", [Run("a "), Run("אב!", language="he"), Run(" b")], "a !בא b"),
        (
            "en",
            [Run("a "), Run("אב 020 7946 0000 ג", language="he"), Run(" b")],
            "a ג 020 7946 0000 בא b",
        ),
        ("he", [Run("אב "), Run("a 5 mg, b.", language="en"), Run(" ג")], "ג a 5 mg, b. בא"),
        ("he", [Run("אב "), Run("x", blank=1), Run(" 020 7946 0000")], "020 7946 0000 x בא"),
    ],
)
def test_a_phrase_keeps_its_own_direction(language: str, runs: list[Run], shown: str) -> None:
    """As shown from left to right: a sign at its end and the parts of a number stay in place."""
    text = "".join(run.text for run in runs)
    levels = bidi.levels(text, int(language == "he"), apart(runs, language, "x"))
    assert "".join(text[index] for index in bidi.visual(levels)) == shown


def test_on_the_web_page(folder: Path) -> None:
    """Each phrase with its language; its side only where it is the other one."""
    blocks = '- paragraph: "Say {lang.fr:bonjour}, {lang.he:שלום} or नमस्ते."\n'
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    (_, page), _ = merged(folder)
    spans = [s for s in reader.tree(write(page)).iter("span") if s.get("lang")]
    assert [(s.get("lang"), s.get("dir"), s.text) for s in spans] == [
        ("fr", None, "bonjour"),
        ("he", "rtl", "שלום"),
        ("und-Deva", None, "नमस्ते"),
    ]


def test_rules_of_english_leave_them_out(folder: Path) -> None:
    blocks = '- paragraph: "You can say {lang.fr:une battle, un miracle} to us."\n'
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic_of(blocks), "utf-8")
    (paper, _), found = merged(folder)
    assert [each.code for each in found] == []
    (text,) = next(iter(paper.blocks())).words(paper)
    assert as_read(text) == "You can say 0 to us."
    before = fingerprint(paper)
    topic.write_text(topic_of(blocks.replace("lang.fr", "lang.es")), "utf-8")
    (paper, _), _ = merged(folder)
    assert fingerprint(paper) != before  # another language is another thing to hear
