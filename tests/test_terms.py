"""The glossary has every term a leaflet uses, and every term that those need."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.words.words import words
from tests.conftest import merged, topic_of

# Each term, and what its meaning says.
CHAIN = {"a": "{term:b}", "b": "{term:c}", "c": "{term:d}", "d": "{term:e}", "e": "no more"}


@pytest.mark.parametrize(
    ("meanings", "used", "listed"),
    [
        (CHAIN, "a", "abcde"),
        (CHAIN, "d", "de"),
        (CHAIN, "e", "e"),
        ({"a": "{term:b}", "b": "{term:a}"}, "b", "ab"),
        ({"a": "{term:a}"}, "a", "a"),
        ({"a": "{term:c} {term:b}", "b": "x", "c": "{term:d}", "d": "{term:b}"}, "a", "abcd"),
    ],
)
def test_terms_within_terms(meanings: dict[str, str], used: str, listed: str, folder: Path) -> None:
    lines = (f'  - {{id: {i}, term: {i}, plain: {i}, meaning: "{m}"}}' for i, m in meanings.items())
    (folder / "sources/terms.yaml").write_text("terms:\n" + "\n".join(lines), "utf-8")
    blocks = f'- paragraph: "Read {{term:{used}}}."\n- glossary\n'
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handout = merged(folder)[0][0]
    assert [str(term.id) for term in handout.terms] == list(listed)
    assert not any(run.reference for term in handout.terms for run in term.meaning.runs)


@pytest.mark.parametrize(
    ("more", "href"), [("", ""), ("- glossary\n", "#term-fracture"), ("- note: Rest.\n", "")]
)
def test_a_term_leads_to_its_meaning_if_that_is_printed(more: str, href: str, folder: Path) -> None:
    blocks = f"- paragraph: A {{term:fracture}}, or a {{term:fracture|break}}.\n{more}"
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handout = merged(folder)[0][0]
    runs = [run for rich in words(handout) for run in rich.runs if run.term]
    assert [(run.text, run.term, run.href) for run in runs][:2] == [
        ("fracture", "fracture", href),
        ("break", "fracture", href),
    ]
