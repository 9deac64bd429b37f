"""The printer's copy of a handout lies beside the reader's, is told of, and never outlives it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.desk.test_shelf import change, listed
from tests.print.papers import book
from tests.test_two_sites import TWO_SITES

COPY = "case/case.standard.booklet-turn-short.pdf"
BOOKLET = "print: {form: booklet}\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture
def case(folder: Path) -> Path:
    """A handout of five small pages in standard print."""
    change(folder / "handouts/case.yaml", "topic: case", "notes: 60\n  - notes: 60")
    return folder


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def asked(folder: Path, how: str = BOOKLET) -> None:
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + how, "utf-8")


def copies(folder: Path) -> list[dict[str, Any]]:
    manifest = json.loads((folder / "dist/manifest.json").read_text("utf-8"))
    return list(manifest.get("printers_copies", []))


def digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def test_a_build_makes_the_copy_that_a_leaflet_asks_for(case: Path) -> None:
    asked(case)
    told = handouts(case, "build").stdout
    place, reader = case / "dist" / COPY, case / "dist/case/case.standard.pdf"
    assert f"{place}  for the printer: " in told
    (copy,) = copies(case)
    sheets = copy["sheets"]
    assert {name: copy[name] for name in ("path", "of", "made_from", "sha256")} == {
        "path": COPY, "of": "case/case.standard.pdf", "made_from": digest(reader),
        "sha256": digest(place),
    }  # fmt: skip
    assert (copy["form"], copy["paper"], copy["edge"]) == ("booklet", "A4", "short")
    assert len(book(place.read_bytes(), "short")) == 4 * sheets > 4
    assert "Booklet for the printer – Standard" in listed(case)["case"]
    assert "turned over on the short edge" in listed(case)["case"]
    before = place.stat().st_mtime_ns
    again = handouts(case, "build")
    assert (again.stdout, place.stat().st_mtime_ns) == ("", before)
    change(case / "sources/topics/case.yaml", "case", "case")  # touched, and the same
    handouts(case, "build", "--force")
    assert (copies(case), place.stat().st_mtime_ns) == ([copy], before)


def test_it_follows_the_leaflet(case: Path) -> None:
    """Made anew when the words change or somebody changed it; gone when nobody asks for it."""
    asked(case)
    handouts(case, "build")
    place, first = case / "dist" / COPY, copies(case)
    change(case / "handouts/case.yaml", "title: A case", "title: Another case")
    assert f"{place}  for the printer" in handouts(case, "build").stdout
    second = copies(case)
    assert first != second and [each["sha256"] for each in second] == [digest(place)]
    place.write_bytes(b"%PDF-1.7 by somebody")
    handouts(case, "build")
    assert copies(case) == second and digest(place) == second[0]["sha256"]
    change(case / "handouts/case.yaml", BOOKLET, "")
    told = handouts(case, "build").stdout
    assert f"{place}  removed: the leaflet it shows has changed, or asks for none" in told
    assert not place.exists() and not copies(case)
    assert "printer" not in listed(case)["case"]


def test_it_goes_with_a_leaflet_that_goes(case: Path) -> None:
    asked(case)
    shutil.copy(case / "handouts/case.yaml", case / "handouts/other.yaml")
    change(case / "handouts/other.yaml", "handout: case", "handout: other")
    handouts(case, "build")
    (case / "handouts/other.yaml").unlink()
    told = handouts(case, "build").stdout
    assert "other.standard.booklet-turn-short.pdf  removed" in told
    assert not (case / "dist/other").exists() and len(copies(case)) == 1


def test_large_print_stays_large(case: Path) -> None:
    """A4 as a booklet is made smaller: an edition with a smallest size has no such copy."""
    change(case / "handouts/case.yaml", "layout: small", "layout: leaflet")
    change(case / "handouts/case.yaml", "contents:", "editions: [standard, large-print]\ncontents:")
    asked(case)
    handouts(case, "build")
    assert [copy["of"] for copy in copies(case)] == ["case/case.standard.pdf"]
    result = handouts(case, "impose", "case", "--edition", "large-print", "--as", "booklet")
    assert result.exit_code == 1 and "its type would be smaller than the 18 points" in result.stderr


def test_what_cannot_be_folded_is_told_of_where_it_is_asked_for(case: Path) -> None:
    change(case / "handouts/case.yaml", "contents:", "contents:\n  - notes: 60\n  - notes: 60")
    asked(case, "print: {form: tri-fold}\n")
    result = handouts(case, "build")
    assert result.exit_code == 1
    line = len((case / "handouts/case.yaml").read_text("utf-8").splitlines())
    assert f"handouts/case.yaml:{line}:8: error[impose]: 'case' in the edition" in result.stderr
    assert "folded twice has 6 panels" in result.stderr
    assert (case / "dist/case/case.standard.pdf").exists() and not copies(case)


def test_one_that_was_asked_for_once_goes_when_its_leaflet_changes(case: Path) -> None:
    handouts(case, "build")
    place = case / "dist" / COPY
    result = handouts(case, "impose", "case", "--as", "booklet")
    assert result.stdout.startswith(f"{place}  ")
    assert [copy["by_hand"] for copy in copies(case)] == [True]
    assert handouts(case, "build").stdout == "" and place.exists()
    change(case / "handouts/case.yaml", "title: A case", "title: Another case")
    result = handouts(case, "impose", "case", "--as", "booklet")
    assert result.exit_code == 1 and "error[out-of-date]" in result.stderr
    assert f"{place}  removed" in handouts(case, "build").stdout
    assert not place.exists()


def test_of_files_that_are_not_as_built_no_copy_is_made(case: Path) -> None:
    assert "error[not-built]" in handouts(case, "impose", "case", "--as", "booklet").stderr
    handouts(case, "build")
    (case / "dist/case/case.standard.pdf").write_bytes(b"%PDF-1.7 theirs")
    assert "error[changed-file]" in handouts(case, "impose", "case", "--as", "booklet").stderr
    assert not (case / "dist" / COPY).exists()


def test_of_several_sites_one_is_named(tmp_path: Path) -> None:
    clinics = tmp_path / "clinics"
    shutil.copytree(TWO_SITES, clinics)
    handouts(clinics, "build", "BOTH-1", "--edition", "standard")
    result = handouts(clinics, "impose", "BOTH-1", "--as", "2-up")
    assert (
        result.exit_code == 1 and "hint: choose one with '--site': liffey, tamar" in result.stderr
    )
    result = handouts(clinics, "impose", "BOTH-1", "--as", "2-up", "--site", "tamar")
    assert result.stdout.startswith(str(clinics / "dist/tamar/BOTH-1/BOTH-1.standard.2-up-turn-"))
    (copy,) = copies(clinics)
    assert copy["of"] == "tamar/BOTH-1/BOTH-1.standard.pdf"


def test_a_copy_that_no_builder_wrote_is_not_believed(case: Path) -> None:
    """A manifest is data from outside: nothing it names elsewhere is taken out."""
    asked(case)
    handouts(case, "build")
    theirs = case / "sources/topics/theirs.pdf"
    theirs.write_bytes(b"%PDF-1.7")
    manifest = case / "dist/manifest.json"
    data = json.loads(manifest.read_text("utf-8"))
    (copy,) = data["printers_copies"]
    path = {"path": "../sources/topics/theirs.pdf", "of": "../sources/topics/theirs.pdf"}
    sha256 = digest(theirs)
    data["printers_copies"] = [{**copy, **path, "sha256": sha256}, {**copy, "sheets": "1"}, 3]
    manifest.write_text(json.dumps(data), "utf-8")
    result = handouts(case, "build")
    assert result.exit_code == 0 and theirs.exists()
    assert [each["path"] for each in copies(case)] == [COPY]


def test_an_edition_that_is_a_way_to_fold_is_told_how_to_be_asked_for(case: Path) -> None:
    change(case / "handouts/case.yaml", "contents:", "editions: [standard, booklet]\ncontents:")
    result = handouts(case, "check")
    assert "the layout 'small' has no edition 'booklet'" in result.stdout
    assert "hint: write 'print: {form: booklet}': the printer's copy" in result.stdout
