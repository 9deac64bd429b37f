"""Snippets: said once, seen through everywhere, in no list of their own.

The project in `variants/` has two sites; two leaflets use the snippet `ring`, which uses another.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.diagnostics import Severity
from builder.model import WEB, Handout
from builder.paper.render import render
from builder.words.words import words
from tests.conftest import PLAIN, merged
from tests.proof import faults

VARIANTS = Path(__file__).parent / "variants"
RING = "sources/snippets/ring.yaml"
BRING = "sources/snippets/bring.yaml"
SWIM = "sources/topics/swim.yaml"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    target = tmp_path / "clinic"
    shutil.copytree(PLAIN, target)
    shutil.copytree(VARIANTS, target, dirs_exist_ok=True)
    (target / "handouts/case.yaml").unlink()
    return target


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert text.count(old) == 1
    (folder / path).write_text(text.replace(old, new), "utf-8")


def told(result: Result) -> list[str]:
    """The places and codes of the errors that are told."""
    lines = [line for line in result.stdout.splitlines() if " error[" in line]
    return [line.partition("]")[0].replace(": error[", " ") for line in lines]


def words_of(handout: Handout) -> str:
    return " ".join(rich.text for rich in words(handout)).replace("\xa0", " ")


def test_it_prints_with_the_facts_of_the_leaflet_that_uses_it(clinic: Path) -> None:
    found, problems = merged(clinic)
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    said = {f"{each.folder}{each.code}": words_of(each) for each in found}
    assert "Ring Hillside on 555 0199 about a fracture." in said["hill/SWIM"]
    assert "Ring Valley House on 555 0399 about a fracture." in said["vale/DIVE"]
    assert all("a towel" in each and "A bone that is broken" in each for each in said.values())
    for handout in found:
        if handout.edition.edition != WEB:
            assert faults(handout, render(handout).pdf) == []


def test_nothing_is_built_of_it_alone(clinic: Path) -> None:
    assert handouts(clinic, "build").exit_code == 0
    made = {path.name for path in (clinic / "dist").rglob("*") if path.suffix in (".pdf", ".html")}
    assert made == {
        "SWIM.standard.pdf",
        "SWIM.html",
        "DIVE.standard.pdf",
        "DIVE.html",
        "index.html",
    }
    assert not {"ring", "bring"} & {
        line.split()[0] for line in handouts(clinic, "list").stdout.split("\n") if line
    }


def test_find_and_impact_see_through_it(clinic: Path) -> None:
    found = json.loads(handouts(clinic, "find", "a towel", "--format", "json").stdout)
    assert [(each["file"], each["kind"], each["handouts"]) for each in found] == [
        (BRING, "snippet", ["DIVE", "SWIM"])
    ]
    for what in (BRING, RING, "claim:good", "sources/snippets/round.svg"):
        told = json.loads(handouts(clinic, "impact", what, "--format", "json").stdout)["reached"]
        assert {each["handout"] for each in told} == {"DIVE", "SWIM"}, what


def test_what_nobody_uses_is_found_too(clinic: Path) -> None:
    (clinic / "sources/snippets/alone.yaml").write_text(
        "snippet: alone\nblocks: [paragraph: Nobody says so.]\n", "utf-8"
    )
    assert "sources/snippets/alone.yaml:2:" in handouts(clinic, "find", "nobody says").stdout


def test_it_is_due_by_itself(clinic: Path) -> None:
    told = handouts(clinic, "due", "--within", "2m").stdout
    assert "2026-07-01           snippet   ring  (sources/snippets/ring.yaml:1:1)" in told
    assert told.startswith("duty doctor")


def test_its_words_are_among_those_approved(clinic: Path) -> None:
    approve = ("approve", "SWIM", "--site", "hill", "--role", "nurse", "--name", "Ada", "--yes")
    assert handouts(clinic, *approve).exit_code == 0
    assert "void-approval" not in handouts(clinic, "check").stdout
    edit(clinic, BRING, "a towel", "two towels")
    assert "void-approval" in handouts(clinic, "check").stdout


def test_a_change_of_it_is_built_and_its_way_back_is_what_it_was(clinic: Path) -> None:
    def built() -> dict[str, bytes]:
        assert handouts(clinic, "build").exit_code == 0
        return {str(path): path.read_bytes() for path in (clinic / "dist").rglob("*.pdf")}

    first = built()
    edit(clinic, BRING, "a towel", "two towels")
    assert all(first[path] != now for path, now in built().items())
    edit(clinic, BRING, "two towels", "a towel")
    assert built() == first


MISTAKES = {
    "unknown": (SWIM, "snippet: ring", "snippet: rung", [f"{SWIM}:7:18 unknown-snippet"]),
    "unknown in another": (
        RING, "snippet: bring", "snippet: brung", [f"{RING}:7:14 unknown-snippet"]),
    "itself": (BRING, "- checklist", "- snippet: bring\n  - checklist",
               [f"{BRING}:3:14 circular-snippet"]),
    "in a circle": (BRING, "- checklist", "- snippet: ring\n  - checklist",
                    [f"{BRING}:3:14 circular-snippet"]),
    "a mistake in it is told once": (BRING, "round.svg", "oval.svg",
                                     [f"{BRING}:4:21 unknown-image"]),
    "a mistake in a key of it": (BRING, "items:", "itmes:", [f"{BRING}:3:33 unknown-key"]),
    "an unknown fact": (RING, "site.office", "site.ofice", [f"{RING}:5:36 unknown-fact"]),
    "twice in one leaflet": (
        SWIM, "- paragraph: Swim slowly.", "- snippet: bring", []),
    "claims at its use": (
        SWIM, "snippet: ring", "snippet: ring\n        claims: [good]",
        [f"{SWIM}:8:18 unknown-key"]),
    "side by side": (
        SWIM, "snippet: ring", "side-by-side: [snippet: ring, write-in: Name]",
        [f"{SWIM}:7:24 wrong-kind"]),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_once_where_it_is(clinic: Path, case: str) -> None:
    path, old, new, expected = MISTAKES[case]
    edit(clinic, path, old, new)
    result = handouts(clinic, "check")
    assert told(result) == expected, result.stdout
    assert result.exit_code == bool(expected)
