"""What a change would reach, held against what it does reach: pages are compared as pictures."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.test_two_sites import TWO_SITES

EPOCH = "1780272000"  # 1 June 2026
LINE = "".join(f"      - paragraph: Line {number} of many.\n" for number in range(40))
SECTION = """\
  - id: more
    heading: Much later
    blocks:
      - figure: {image: mark.svg, alt: A mark.}
      - paragraph: At {site.name} a {term:ward} has beds.
        claims: [beds]
      - paragraph: Alpha.
        claims: [more-beds]
      - paragraph: Of them, {figure:stay} stay.
      - warning-signs: now
      - questions: {stage: now, most: 1}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    '<rect width="20" height="20" fill="#000000"/></svg>'
)
EVIDENCE = """\
references:
  - {id: book, name: A book, trust: A, checked: 2026-05-31}
claims:
  - {id: beds, claim: Wards have beds., use: keep, sources: [book]}
  - {id: more-beds, claim: More., use: keep, repeats: beds}
  - {id: unused, claim: None., use: keep}
figures:
  - {id: stay, kind: other, label: stay, count: 31, of: 100, who: all, when: a year,
     source: book, grade: A, read: full, checked: 2026-05-31}
"""
SIGNS = "signs: [{id: heat, words: Heat, treatments: [all], urgency: now}]\n"
QUESTIONS = """\
language: en-GB
groups: [{id: first, heading: First}]
questions:
  - {id: far, text: "How far is it?", stage: now, group: first}
  - {id: long, text: "How long is it?", stage: now, group: first}
"""
EDITIONS = ["standard", "large-print", "web"]
TERM = "  - {id: ward, term: ward, plain: a room, meaning: A room with beds.}\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def clinics(tmp_path: Path) -> Path:
    return clinics_in(tmp_path / "clinics")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bytes]]:
    """How every page looks while nothing is changed."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return pages(clinics_in(tmp_path_factory.mktemp("before") / "clinics"))


def clinics_in(target: Path) -> Path:
    """Two sites, with a topic that runs over pages: a picture, a term and claims at its end."""
    shutil.copytree(TWO_SITES, target)
    money = target / "sources/topics/money.yaml"
    money.write_text(money.read_text("utf-8") + LINE + SECTION, "utf-8")
    (target / "sources/topics/mark.svg").write_text(SVG, "utf-8")
    (target / "sources/evidence").mkdir()
    (target / "sources/evidence/claims.yaml").write_text(EVIDENCE, "utf-8")
    (target / "sources/signs.yaml").write_text(SIGNS, "utf-8")
    (target / "sources/questions.yaml").write_text(QUESTIONS, "utf-8")
    terms = target / "sources/terms.yaml"
    terms.write_text(terms.read_text("utf-8") + TERM, "utf-8")
    return target


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def reach(folder: Path, target: str, *more: str) -> dict[str, tuple[int, ...]]:
    """The pages of each output that `target` would reach; none of a web page."""
    result = handouts(folder, "impact", target, "--format", "json", *more)
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, Any]] = json.loads(result.stdout)["reached"]
    return {f"{r['site']}/{r['handout']}.{r['edition']}": tuple(r["pages"]) for r in rows}


def pages(folder: Path) -> dict[str, list[bytes]]:
    """Each leaflet as pictures of its pages; a web page as what it holds."""
    handouts(folder, "build")
    found: dict[str, list[bytes]] = {}
    for path in sorted((folder / "dist").glob("*/*/*")):
        site = path.parent.parent.name
        if path.suffix == ".html":
            found[f"{site}/{path.stem}.web"] = [path.read_bytes()]
        elif path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
                bitmaps = [page.render(scale=1.5) for page in pdf]
                found[f"{site}/{path.stem}"] = [bytes(bitmap.buffer) for bitmap in bitmaps]
    return found


def changed(before: dict[str, list[bytes]], after: dict[str, list[bytes]]) -> dict[str, Any]:
    """The pages that look otherwise than before."""
    found: dict[str, Any] = {}
    for name, old in before.items():
        new = after[name]
        assert len(old) == len(new), name
        differing = tuple(n for n, (a, b) in enumerate(zip(old, new, strict=True), 1) if a != b)
        if differing:
            found[name] = () if name.endswith(".web") else differing
    return found


# What is changed -> the file, what stands there, and what takes its place without moving
# anything: the same letters in another order, another digit.
CHANGES = {
    "site.call_24h": ("sources/sites/tamar.yaml", "0155", "0156"),
    "site.fever_c": ("sources/sites/tamar.yaml", '"37.8"', '"37.6"'),
    "site.feedback": ("sources/sites/tamar.yaml", "blue door", "blue odor"),
    "site.name": ("sources/sites/tamar.yaml", "name: Tamar", "name: Tarma"),
    "site.ward": ("sources/sites/tamar.yaml", "0188", "0189"),
    "site.office": ("sources/sites/tamar.yaml", "Cooperage", "Cooperaeg"),
    "site.inpatient_days": ("sources/sites/tamar.yaml", '"16"', '"15"'),
    "term:fever": ("sources/terms.yaml", "a fever is", "a fevre is"),
    "term:ward": ("sources/terms.yaml", "term: ward", "term: wrad"),
    "sign:heat": ("sources/signs.yaml", "words: Heat", "words: Haet"),
    "question:far": ("sources/questions.yaml", "How far", "How raf"),
    "figure:stay": ("sources/evidence/claims.yaml", "count: 31", "count: 13"),
    "sources/topics/home.yaml": ("sources/topics/home.yaml", "In the ward", "In the wrad"),
    "sources/topics/mark.svg": ("sources/topics/mark.svg", "#000000", "#777777"),
    "handouts/home.yaml": ("handouts/home.yaml", "title: Going", "title: Giong"),
    "handouts/brands/plain/brand.yaml": (
        "handouts/brands/plain/brand.yaml", 'line: "#a08aa3"', 'line: "#a08aa4"'
    ),
}  # fmt: skip
# More is reached than one such change shows: every text of the file counts.
WHOLE_FILES = {"sources/topics/home.yaml", "handouts/home.yaml", "term:ward", "term:fever"}


@pytest.mark.share(3)
@pytest.mark.parametrize("target", CHANGES)
def test_what_is_told_is_what_happens(
    clinics: Path, before: dict[str, list[bytes]], target: str
) -> None:
    path, old, new = CHANGES[target]
    site = ("--site", "tamar") if target.startswith("site.") else ()
    told = reach(clinics, target, *site)
    text = (clinics / path).read_text("utf-8")
    assert text.count(old) == 1
    (clinics / path).write_text(text.replace(old, new), "utf-8")
    seen = changed(before, pages(clinics))
    assert seen
    if target in WHOLE_FILES:
        assert seen.keys() <= told.keys()
        assert all(set(seen[name]) <= set(told[name]) for name in seen)
    else:
        assert seen == told


MONEY = ["BOTH-1.standard", "BOTH-1.web", "MONEY-1.standard", "MONEY-1.web"]


@pytest.mark.parametrize(
    ("target", "outputs"),
    [
        ("claim:beds", MONEY),
        ("claim:more-beds", MONEY),
        ("claim:unused", []),
        ("sources/evidence/claims.yaml", MONEY),
        ("term:ward", MONEY),
        ("sources/topics/mark.svg", MONEY),
        ("site.ward", MONEY),
        # a leaflet names the one it goes with
        ("handouts/money.yaml", [*MONEY[2:], *(f"HOME-1.{e}" for e in EDITIONS)]),
        ("handouts/both.yaml", MONEY[:2]),
    ],
)
def test_what_is_reached(clinics: Path, target: str, outputs: list[str]) -> None:
    for site in ("liffey", "tamar"):
        wanted = {f"{site}/{output}" for output in outputs}
        assert set(reach(clinics, target, "--site", site)) == wanted
    assert len(reach(clinics, target)) == 2 * len(outputs)


def test_an_approval_is_on_every_page(clinics: Path) -> None:
    who = ("--role", "ward doctor", "--name", "Ada", "--date", "2026-05-30", "--yes")
    assert handouts(clinics, "approve", "MONEY-1", "--site", "tamar", *who).exit_code == 0
    found = reach(clinics, "handouts/approvals/MONEY-1.yaml", "--site", "tamar")
    assert set(found) == {"tamar/MONEY-1.standard", "tamar/MONEY-1.web"}
    pages = found["tamar/MONEY-1.standard"]
    assert pages == tuple(range(1, len(pages) + 1))
    assert len(pages) > 2


def test_a_claim_is_where_it_is_cited(clinics: Path) -> None:
    """At the end of a topic that runs over the pages; one that repeats another goes with it."""
    found = reach(clinics, "claim:beds", "--site", "tamar")
    (page,) = found["tamar/MONEY-1.standard"]
    assert page > 2
    assert reach(clinics, "claim:more-beds", "--site", "tamar") == found


def test_as_text(clinics: Path) -> None:
    result = handouts(clinics, "impact", "site.food_safety_days", "--site", "liffey")
    assert re.sub("page [0-9] of [0-9]", "page N of M", result.stdout) == (
        "BOTH-1  All of it\n"
        "  liffey        en-IE   standard      page N of M\n"
        "  liffey        en-IE   web           web page\n"
        "HOME-1  Going home from Liffey General\n"
        "  liffey        en-IE   standard      page N of M\n"
        "  liffey        en-IE   large-print   page N of M\n"
        "  liffey        en-IE   web           web page\n"
    )
    assert result.stderr == "2 leaflets, 5 files, 3 pages\n"
    assert not (clinics / "dist").exists()


@pytest.mark.parametrize("start", ["", "./", "sources/../", "absolute"])
def test_a_path_as_it_is_typed(
    clinics: Path, start: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    start = f"{clinics}/" if start == "absolute" else start
    assert len(reach(clinics, f"{start}sources/topics/mark.svg")) == 8
    assert len(reach(clinics, "clinics/sources/topics/mark.svg")) == 8


@pytest.mark.parametrize(
    ("target", "near"),
    [
        ("sources/topics/hom.yaml", "sources/topics/home.yaml"),
        ("site.fever", "site.fever_c"),
        ("fever_c", "site.fever_c"),
        ("claim:bed", "claim:beds"),
        ("term:", "term:"),
        ("../outside.txt", ""),
        ("sources", ""),
        ("", ""),
        ("\x00", ""),
        ("x" * 5000, ""),
    ],
)
def test_there_is_no_such_thing(clinics: Path, target: str, near: str) -> None:
    (clinics.parent / "outside.txt").write_text("", "utf-8")
    result = handouts(clinics, "impact", target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "to change" in result.stderr
    assert (f"did you mean '{near}" in result.stderr) == bool(near)


def test_a_leaflet_with_mistakes_is_named(clinics: Path) -> None:
    definition = clinics / "handouts/both.yaml"
    definition.write_text(definition.read_text("utf-8").replace("leaflet", "leaf"), "utf-8")
    result = handouts(clinics, "impact", "site.ward")
    assert result.exit_code == 1
    assert "BOTH-1  not looked at: it has mistakes" in result.stdout
    assert "MONEY-1  Money and trials" in result.stdout


def test_an_unknown_site(clinics: Path) -> None:
    result = handouts(clinics, "impact", "site.ward", "--site", "tama")
    assert (result.exit_code, "did you mean 'tamar'?" in result.stderr) == (2, True)
