"""Every handout of this project, in every edition, as a reader gets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from builder.diagnostics import Severity
from builder.model import WEB, Handout
from builder.outputs.result import Wish
from builder.paper.render import Rendered, render
from tests import ink
from tests.conftest import ROOT, catalogue, merged
from tests.judges import geometry, structure
from tests.proof import faults
from tests.share import Share

DRAFT = "Draft: not yet clinically approved"


@cache
def handouts() -> dict[str, Handout]:
    made, found = catalogue()
    assert [d for d in found if d.severity is Severity.ERROR] == []
    return {f"{h.name}.{h.edition.edition}": h for h in made if h.edition.edition != WEB}


@cache
def drawn(name: str) -> Rendered:
    return render(handouts()[name])


def pdf(name: str) -> bytes:
    return drawn(name).pdf


LENGTHS = Path(__file__).parent / "lengths.yaml"
CODES = [
    "CT-01", "CT-02", "CT-03", "CT-04", "CT-05", "CT-06", "CT-07", "CT-08", "CT-08-dli", "CT-09",
    "CT-10", "CT-11", "CT-11-2", "CT-11-3", "CT-12",
]  # fmt: skip
CARD = "CT-07-card.standard"  # two sides, and no large print: it would not fit a pocket
FILLABLE = ("CT-11", "CT-11-2", "CT-11-3")
NAMES = [
    *(f"{code}.{edition}" for code in CODES for edition in ("standard", "large-print", "mono")),
    *(f"{code}.fillable" for code in FILLABLE),
    CARD,
]


def test_all_are_here() -> None:
    assert sorted(handouts()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_meets_the_standards(name: str) -> None:
    assert faults(handouts()[name], pdf(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_it_is_a_draft(name: str) -> None:
    pages = structure.artifact_words(pdf(name))
    assert len(pages) > 1
    assert all(DRAFT in page for page in pages)


@pytest.mark.parametrize("name", NAMES)
def test_type_is_never_small(name: str) -> None:
    """12 points at least, 18 in large print (RNIB Clear Print, UKAAF); a card has no room."""
    least = 18 if name.endswith("large-print") else 8 if name == CARD else 12
    assert min(geometry.font_sizes(pdf(name))) >= least


@pytest.mark.parametrize("code", CODES)
def test_large_print_says_the_same(code: str) -> None:
    standard = structure.words(pdf(f"{code}.standard"))
    large = structure.words(pdf(f"{code}.large-print"))
    assert large.replace("Large print, 18 point", "Standard, 14 point") == standard


@pytest.mark.share(4)
@pytest.mark.parametrize("code", CODES)
def test_black_and_white_says_the_same_in_grey(code: str) -> None:
    """For printers and copiers without colour: little toner, and no large dark area."""
    standard, mono = (pdf(f"{code}.{edition}") for edition in ("standard", "mono"))
    said = structure.words(mono).replace("Black and white, 14 point", "Standard, 14 point")
    assert said == structure.words(standard)
    assert all(len(set(colour)) == 1 for page in ink.colours(mono) for colour in page)
    for page in ink.pictures(mono):
        assert ink.dark(page) < 0.15  # a page full of text has 0.08, the fridge sheet 0.13
        assert not ink.solid(page, 10)
    assert ink.solid(next(ink.pictures(standard)), 10), "in colour a title has its ground"


@pytest.mark.parametrize("code", FILLABLE)
def test_what_is_filled_in_on_screen_is_the_same_sheet(code: str) -> None:
    paper, screen = f"{code}.standard", f"{code}.fillable"
    how = handouts()[screen].phrase("how_to_fill").text
    words = structure.words(pdf(paper)).replace(
        "Standard, 14 point", "To fill in on screen, 14 point"
    )
    assert structure.words(pdf(screen)).replace(f"{how} ", "", 1) == words
    assert drawn(paper).pages == drawn(screen).pages
    assert drawn(paper).entries == drawn(screen).entries != ()


def test_lengths(expect: Callable[[Path, str], None]) -> None:
    """A leaflet that grows by a page should be noticed."""
    expect(LENGTHS, "".join(f"{name}: {drawn(name).pages}\n" for name in sorted(NAMES)))


def test_same_bytes_anywhere(tmp_path: Path, some: Share) -> None:
    """Another process, hash seed, time zone and locale, and two jobs: the same files."""
    names = some([*CODES, CARD.partition(".")[0]], 6)
    digests = []
    for number, (seed, zone, locale, jobs) in enumerate(
        [("1", "Asia/Kolkata", "C", "1"), ("77", "America/Lima", "C.UTF-8", "2")]
    ):
        out = tmp_path / str(number)
        command = [sys.executable, "-m", "builder", "-C", str(ROOT), "build", "--out", str(out)]
        subprocess.run(
            [*command, *names, "--jobs", jobs],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            check=True,
            capture_output=True,
            cwd=ROOT,
        )
        files = json.loads((out / "manifest.json").read_text("utf-8"))["files"]
        digests.append({item["path"]: item["sha256"] for item in files})
    files_of = [name for name in NAMES if name.partition(".")[0] in names]
    assert len(digests[0]) == len(files_of) + len(names)  # and each has its web page
    assert digests[0] == digests[1]


def test_claims_are_cited() -> None:
    """Every block that states something about treatment rests on a claim that may be used."""
    made, _ = merged(ROOT, Wish(names=("CT-01", "CT-07"), edition="standard"))
    telling = {"Paragraph", "List", "Steps", "Table", "Timeline", "KeyFacts", "Urgent", "Important"}
    uncited = {
        str(block.span)
        for handout in made
        for block in handout.blocks()
        if type(block).__name__ in telling and not block.claims
    }
    assert uncited == set()
