"""What a merged handout says beside its words: signs, contents, what it was made from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.model import Handout
from tests.conftest import merged, topic_of

SIGNS = """\
signs:
  - {id: fever, words: Heat, treatments: [all], urgency: now, carer_acts: true}
  - {id: rash, words: Spots, treatments: [all, swim], urgency: now}
  - {id: cramp, words: Cramp, treatments: [swim], urgency: now, carer_acts: true}
  - {id: ache, words: Ache, treatments: [dive], urgency: day}
"""


def made(folder: Path, more: str = "", contents: str = "  - topic: case\n") -> Handout:
    """The plain handout, with more keys, and other contents."""
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8").replace("  - topic: case\n", contents)
    definition.write_text(text + more, "utf-8")
    handouts, found = merged(folder)
    assert handouts, found
    return handouts[0]


@pytest.mark.parametrize(
    ("treatment", "signs", "carer"),
    [
        ("", (), ()),
        ("treatment: all\n", ("fever", "rash", "cramp", "ache"), ("fever", "cramp")),
        ("treatment: swim\n", ("fever", "rash", "cramp"), ("fever", "cramp")),
        ("treatment: dive\n", ("fever", "rash", "ache"), ("fever",)),
    ],
)
def test_signs_of_a_treatment(
    treatment: str, signs: tuple[str, ...], carer: tuple[str, ...], folder: Path
) -> None:
    """Those of every treatment, and its own; each once."""
    (folder / "sources/signs.yaml").write_text(SIGNS, "utf-8")
    handout = made(folder, treatment)
    assert (handout.signs_needed, handout.carer_signs) == (signs, carer)
    assert ("sources/signs.yaml" in handout.sources) == bool(treatment)
    assert handout.treatment == (treatment.partition(": ")[2].strip() or None)


def test_contents_as_the_definition_wants_them(folder: Path) -> None:
    sections = "".join(
        f"  - {{id: {name}, heading: On {name}, blocks: [note: Rest {name}.]}}\n" for name in "abc"
    )
    topic = f"topic: case\ntitle: Case\nlanguage: de\ntreatment: swim\nsections:\n{sections}"
    (folder / "sources/topics/case.yaml").write_text(topic, "utf-8")
    more = folder / "sources/topics/more.yaml"
    more.write_text(topic_of("- note: More.").replace("topic: case", "topic: more"), "utf-8")
    handout = made(
        folder,
        contents="  - {topic: case, title: For you, sections: [c, a], new_page: true}\n"
        "  - note: Alone\n  - topic: more\n",
    )
    shown: list[Any] = []
    for each in handout.chapters:
        title = each.title.text if each.title else None
        headings = [(str(one.id), one.heading and one.heading.text) for one in each.sections]
        shown.append((each.topic, title, each.language, each.treatment, each.new_page, headings))
    assert shown == [
        ("case", "For you", "de", "swim", True, [("c", "On c"), ("a", "On a")]),
        ("", None, None, None, False, [("block", None)]),
        ("more", "Case", None, None, False, [("case", None)]),
    ]


@pytest.mark.parametrize(
    ("review", "late"), [("2026-05-31", True), ("2026-06-01", False), ("2028-05-01", False)]
)
def test_the_day_of_review(review: str, late: bool, folder: Path) -> None:
    """On the day itself it is not past yet."""
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8")
    definition.write_text(text.replace("review_by: 2028-05-01", f"review_by: {review}"), "utf-8")
    handout = made(folder)
    assert (handout.overdue, handout.review_by) == (late, date.fromisoformat(review))


def test_what_is_known_of_a_related_leaflet(folder: Path) -> None:
    """Its checks count what the other leaflet tells of; it is made anew when that one changes."""
    topic = (
        "topic: other\ntitle: Other\nsections:\n"
        "  - {id: a, covers: [harms], blocks: [{warning-signs: {urgency: now, groups: [water]}}]}\n"
        "  - {id: b, covers: [benefits], blocks: [note: Rest.]}\n"
    )
    (folder / "sources/topics/other.yaml").write_text(topic, "utf-8")
    own = (folder / "handouts/case.yaml").read_text("utf-8")
    contents = "  - {topic: other, sections: [a]}\n  - checklist: [I rest]\n"
    other = own.replace("handout: case", "handout: other").replace("  - topic: case\n", contents)
    (folder / "handouts/other.yaml").write_text(other.replace("A case", "The other"), "utf-8")
    handout = made(folder, "related: [other]\n")
    (known,) = handout.related
    assert (known.code, known.title.text, known.path) == ("other", "The other", "other/other.html")
    assert (known.covers, known.signs, known.tool) == (("harms",), ("flood",), True)
    assert "handouts/other.yaml" in handout.sources


def told(folder: Path, code: str) -> list[tuple[str, str]]:
    return [(each.message, each.hint) for each in merged(folder)[1] if each.code == code]


def test_which_of_two_brands(folder: Path) -> None:
    brands = folder / "handouts/brands"
    text = (brands / "plain/brand.yaml").read_text("utf-8")
    (brands / "other").mkdir()
    (brands / "other/brand.yaml").write_text(text.replace("brand: plain", "brand: other"), "utf-8")
    message = "which brand? there are: other, plain"
    assert told(folder, "unknown-brand") == [(message, "write 'brand: NAME' in the definition")]


def test_phrases_that_a_language_lacks_are_named(folder: Path) -> None:
    (folder / "sources/phrases").mkdir()
    phrases = "language: nl\nphrases: {none: keine}\nfacts: {}\n"
    (folder / "sources/phrases/nl.yaml").write_text(phrases, "utf-8")
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + "language: nl\n", "utf-8")
    ((message, hint),) = told(folder, "missing-phrase")
    assert re.match(r"\d+ of the builder's phrases are not in 'nl': ([a-z_0-9]+, )+", message)
    assert hint == "'handouts new language nl' writes a file to say them in"
