"""`handouts pack`: what is typed, what is written, and what is refused without a trace."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from click.testing import CliRunner, Result

from builder.cli import main
from tests.judges.structure import read
from tests.test_packs import LEAFLET

CASES = yaml.safe_load((Path(__file__).parent / "packs.yaml").read_text("utf-8"))
WHO = ("--role", "nurse", "--name", "Ada", "--date", "2026-05-30", "--yes")
DRAFT = "Draft: not yet clinically approved"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture
def ward(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two leaflets, a card, and a pack; who types stands in its folder."""
    more = LEAFLET.format(code="two") + "  - topic: case\n  - glossary\n  - notes: 3\n"
    (folder / "handouts/two.yaml").write_text(more, "utf-8")
    case = folder / "handouts/case.yaml"
    both = "editions: [standard, large-print]\n"
    case.write_text(case.read_text("utf-8") + both, "utf-8")
    card = LEAFLET.format(code="card").replace("small", "leaflet") + "  - topic: case\n"
    (folder / "handouts/card.yaml").write_text(card, "utf-8")
    (folder / "handouts/packs").mkdir()
    text = "pack: home\ntitle: Going home\nsubtitle: To **{site.name}**\ncontents: [two, case]\n"
    (folder / "handouts/packs/home.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    return folder


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["pack", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


def said(place: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(place)]


def test_packs_are_listed_and_a_change_tells_which_it_reaches(ward: Path) -> None:
    listed = CliRunner().invoke(main, ["list"]).stdout
    assert "pack home  Going home  (two, case)" in listed.splitlines()
    reached = CliRunner().invoke(main, ["impact", "handouts/two.yaml"]).stdout
    assert reached.splitlines()[-1] == "pack home  Going home"
    reached = CliRunner().invoke(main, ["impact", "handouts/card.yaml"]).stdout
    assert "pack" not in reached


def test_a_pack_is_made_by_its_name(ward: Path) -> None:
    """In its order, with its title and its facts; named after it, where the user is."""
    done = run("home")
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.fullmatch(
        r"home\.standard\.pdf  \d+ pages, \d left blank: two on page 3, case on page \d\n",
        done.stdout,
    )
    cover, *_ = said(ward / "home.standard.pdf")
    assert re.search(r"Going home\s+To Hill.*In this pack.*Leaflet two.*A case.*Notes", cover, re.S)
    for name in ("home.yaml", "handouts/packs/home.yaml", "HOME"):
        assert run(name, "--out", "again.pdf").exit_code == 0
    assert (ward / "again.pdf").read_bytes() == (ward / "home.standard.pdf").read_bytes()


def test_leaflets_are_packed_as_they_are_typed(ward: Path) -> None:
    done = run("handouts/case.yaml", "TWO", "--title", "For *you*", "--edition", "large-print")
    assert done.exit_code == 0
    place = ward / "pack.large-print.pdf"
    cover, *_ = said(place)
    assert "For *you*" in cover
    assert cover.index("A case") < cover.index("Leaflet two")
    with pikepdf.open(place) as pdf:
        assert str(pdf.docinfo["/Title"]) == "For *you*"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["pack"])
def test_what_cannot_be_is_refused(case: dict[str, Any], ward: Path) -> None:
    """With a sentence, and nothing is written."""
    for path, text in case.get("files", {}).items():
        (ward / path).parent.mkdir(parents=True, exist_ok=True)
        (ward / path).write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in ward.rglob("*") if path.is_file()}
    done = run(*case["pack"].split())
    assert (done.exit_code, done.stdout) == (case["exit"], "")
    assert case["says"] in done.stderr
    assert {path: path.read_bytes() for path in ward.rglob("*") if path.is_file()} == before


def test_a_pack_takes_the_place_of_one_of_ours_only(ward: Path) -> None:
    assert run("home", "--out", "mine.pdf").exit_code == 0
    assert run("case", "--out", "mine.pdf").exit_code == 0
    strange = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(strange)
    (ward / "mine.pdf").write_bytes(strange.getvalue())
    done = run("home", "--out", "mine.pdf")
    assert done.exit_code == 2
    assert "'mine.pdf' is there" in done.stderr
    assert (ward / "mine.pdf").read_bytes() == strange.getvalue()


def test_a_draft_is_printed_as_one_and_released_never(ward: Path) -> None:
    """Its approval is of its words as a leaflet, from which a pack takes nothing."""
    assert run("home").exit_code == 0
    assert all(DRAFT in text for text in said(ward / "home.standard.pdf"))
    approved = ["approve", "two", *WHO]
    assert CliRunner().invoke(main, approved).exit_code == 0
    assert run("home").exit_code == 0
    first, *pages = said(ward / "home.standard.pdf")
    assert DRAFT in first  # the cover: one of its leaflets is a draft
    assert not any(DRAFT in text for text in pages if "two · Version" in text)
    done = run("home", "--release", "--out", "release.pdf")
    assert done.exit_code == 1
    assert "error[not-approved]: 'case' is not approved" in done.stderr
    assert not (ward / "release.pdf").exists()
    approved[1] = "case"
    assert CliRunner().invoke(main, approved).exit_code == 0
    assert run("home").exit_code == 0
    assert not any(DRAFT in text for text in said(ward / "home.standard.pdf"))


def test_words_that_two_brands_explain_otherwise_are_told(ward: Path) -> None:
    """Once at the end there is one meaning: whose would it be?"""
    brands = ward / "handouts/brands"
    shutil.copytree(brands / "plain", brands / "other")
    text = (brands / "other/brand.yaml").read_text("utf-8")
    text = re.sub("(?m)^name: .*", "name: Another", text.replace("brand: plain", "brand: other"))
    (brands / "other/brand.yaml").write_text(text, "utf-8")
    terms = ward / "sources/terms.yaml"
    named = terms.read_text("utf-8").replace("that is broken", "that {brand.name} calls broken")
    terms.write_text(named, "utf-8")
    for code, brand in (("two", "other"), ("three", "plain")):
        text = LEAFLET.format(code=code) + "  - paragraph: A {term:fracture}.\n  - glossary\n"
        (ward / f"handouts/{code}.yaml").write_text(f"{text}brand: {brand}\n", "utf-8")
    done = run("two", "three")
    assert done.exit_code == 1
    assert "error[unlike-terms]: two and three explain 'fracture' in other words" in done.stderr


def test_a_new_pack_is_of_a_leaflet_there_is(ward: Path) -> None:
    assert CliRunner().invoke(main, ["new", "pack", "winter"]).exit_code == 0
    assert run("winter").exit_code == 0
    again = CliRunner().invoke(main, ["new", "pack", "winter"])
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_a_new_pack_needs_leaflets(tmp_path: Path) -> None:
    made = CliRunner().invoke(main, ["-C", str(tmp_path), "new", "pack", "winter"])
    assert made.exit_code == 2
    assert "a pack is of leaflets, and there are none" in made.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_machine_in_the_way_leaves_one_line(ward: Path) -> None:
    (ward / "file").write_text("in the way", "utf-8")
    done = run("home", "--out", "file/home.pdf")
    assert done.exit_code == 3
    assert done.stderr.count("\n") == 1


def test_a_screen_reader_is_told_of_the_whole(ward: Path) -> None:
    assert run("home").exit_code == 0
    told = CliRunner().invoke(main, ["outline", "home.standard.pdf"])
    assert told.exit_code == 0
    assert told.stdout.count("Part") == 4  # the cover, two leaflets, notes
    (root,) = read((ward / "home.standard.pdf").read_bytes()).nodes
    assert [node.text for part in root.nodes for node in part.all() if node.role == "H1"] == [
        "Going home", "Leaflet two", "A case", "Notes",
    ]  # fmt: skip
