"""What a build writes for the library page: from real folders, by the command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.desk.stock import made_up, stock
from tests.web import reader

GONE = "withdrawn: {on: 2026-05-20, because: It was wrong., instead: case}\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture
def two(folder: Path) -> Path:
    """A project of two leaflets, `case` and `other`."""
    text = (folder / "handouts/case.yaml").read_text("utf-8")
    text = text.replace("handout: case", "handout: other").replace("A case", "Another case")
    (folder / "handouts/other.yaml").write_text(text, "utf-8")
    return folder


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def page(folder: Path, out: str = "dist") -> Any:
    return reader.tree((folder / out / "index.html").read_bytes())


def listed(folder: Path, out: str = "dist") -> dict[str, str]:
    """What the page says of each leaflet, by its place."""
    rows = (e for e in page(folder, out).iter("li") if "leaflet" in e.get("class", "").split())
    return {row.get("id"): reader.read(row) for row in rows}


def shown(folder: Path, name: str) -> list[str]:
    """The states of the leaflets, those that are not hidden."""
    spans = (e for e in page(folder).iter("span") if "state" in e.get("class", "").split())
    return [e.get("class") for e in spans if e.get("hidden") is None and name in e.get("class")]


def files(folder: Path) -> dict[str, bytes]:
    places = [folder / "dist/index.html", *(folder / "dist/index").iterdir()]
    return {place.name: place.read_bytes() for place in places}


def change(place: Path, old: str, new: str) -> None:
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new), "utf-8")


def test_a_leaflet_is_told_of(folder: Path) -> None:
    handouts(folder, "build")
    assert listed(folder) == {
        "case": "A case Draft: not yet clinically approved Out of date: this leaflet was to be "
        "reviewed by 1 May 2028 This is a test. For: You Standard, A case 2 pages "
        "Web page, A case case · Version 1 · Review by 1 May 2028"
    }
    assert shown(folder, "overdue") == []


def test_what_is_overdue_is_so_on_the_day_it_was_built(folder: Path) -> None:
    change(folder / "handouts/case.yaml", "2028-05-01", "2026-05-31")
    handouts(folder, "build")
    assert shown(folder, "overdue") == ["state overdue"]


def test_a_build_of_some_tells_of_all(two: Path) -> None:
    handouts(two, "build", "case")
    assert [*listed(two)] == ["case"]
    handouts(two, "build", "other", "--edition", "standard")
    assert [*listed(two)] == ["case", "other"]


def test_the_same_sources_give_the_same_page(two: Path, tmp_path: Path) -> None:
    handouts(two, "build")
    shutil.copytree(two, tmp_path / "again", ignore=shutil.ignore_patterns("dist"))
    handouts(tmp_path / "again", "build", "--jobs", "2")
    assert files(two) == files(tmp_path / "again")


def test_a_second_build_writes_nothing(two: Path) -> None:
    handouts(two, "build")
    before = {place: place.stat().st_mtime_ns for place in (two / "dist").rglob("[!.]*")}
    assert handouts(two, "build").stderr == "0 drawn, 4 up to date\n"
    assert {place: place.stat().st_mtime_ns for place in (two / "dist").rglob("[!.]*")} == before


@pytest.mark.parametrize("name", ["index.html", "words.js", "*.webp"])
@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_what_is_damaged_is_made_again(folder: Path, damage: str, name: str) -> None:
    handouts(folder, "build")
    before = files(folder)
    place = next((folder / "dist").rglob(name))
    data = place.read_bytes()
    if damage == "gone":
        place.unlink()
    else:
        place.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert handouts(folder, "build").stderr == "0 drawn, 2 up to date\n"
    assert files(folder) == before


def test_somebody_elses_page_is_never_written_over(folder: Path) -> None:
    page = folder / "public/index.html"
    page.parent.mkdir()
    page.write_text("<title>Our clinic</title>", "utf-8")
    done = CliRunner().invoke(main, ["-C", str(folder), "build", "--out", str(page.parent)])
    assert (done.exit_code, "an index.html that is none of ours" in done.stderr) == (2, True)
    assert [*page.parent.iterdir()] == [page]
    assert page.read_text("utf-8") == "<title>Our clinic</title>"


def test_a_picture_is_that_of_the_page(folder: Path) -> None:
    """Another page has another picture; that of the old one goes."""
    handouts(folder, "build")
    (first,) = (name for name in files(folder) if name.endswith(".webp"))
    change(folder / "handouts/case.yaml", "A case", "A longer title of the case")
    handouts(folder, "build")
    (second,) = (name for name in files(folder) if name.endswith(".webp"))
    assert first != second


def test_a_withdrawn_leaflet_goes_and_is_told_of(two: Path) -> None:
    """Whatever is built: its files go, and the page says what to give instead."""
    handouts(two, "build")
    with (two / "handouts/other.yaml").open("a", encoding="utf-8") as file:
        file.write(GONE)
    result = handouts(two, "build", "case", "--edition", "web")
    assert "other.standard.pdf  removed" in result.stdout
    assert not (two / "dist/other").exists()
    assert listed(two)["withdrawn-other"] == (
        "Another case Withdrawn Withdrawn on 20 May 2026. It was wrong. "
        "Give instead: A case (case) other"
    )
    assert "other" not in listed(two)
    assert handouts(two, "build").exit_code == 0
    asked = handouts(two, "build", "other")
    assert asked.exit_code == 1
    assert "'other' was withdrawn on 2026-05-20: It was wrong." in asked.stderr
    assert "use 'case'" in asked.stderr
    assert "other  Another case  (withdrawn on 2026-05-20)" in handouts(two, "list").stdout
    assert "other" not in handouts(two, "due", "--within", "9y").stdout


def test_what_is_to_be_withdrawn_stays_until_that_day(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is made, and listed with the day, which falls due; on the day, nothing is left of it."""
    with (two / "handouts/other.yaml").open("a", encoding="utf-8") as file:
        file.write(GONE.replace("2026-05-20", "2026-06-10"))
    with (two / "handouts/case.yaml").open("a", encoding="utf-8") as file:
        file.write("related: [other]\n")
    handouts(two, "build")
    assert (two / "dist/other").exists() and "other" in listed(two)
    assert "(standard, web; to be withdrawn on 2026-06-10)" in handouts(two, "list").stdout
    assert "2026-06-10           withdrawal  other Another case" in handouts(two, "due").stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781049600")  # 10 June 2026
    result = handouts(two, "build")
    assert "other.standard.pdf  removed" in result.stdout
    assert "error[withdrawn]" in result.stderr
    assert "withdrawn-other" in listed(two)
    handouts(two, "build", "--release")
    record = (two / "release/release.md").read_text("utf-8")
    assert "## Withdrawn\n\n- other Another case, on 2026-06-10: It was wrong. Give case" in record


def test_no_leaflet_leads_to_one_that_was_withdrawn(two: Path) -> None:
    with (two / "handouts/other.yaml").open("a", encoding="utf-8") as file:
        file.write(GONE)
    with (two / "handouts/case.yaml").open("a", encoding="utf-8") as file:
        file.write("related: [other]\n")
    assert "handouts/case.yaml:13:11: error[withdrawn]" in handouts(two, "check").stdout


def test_codes_are_told_and_not_printed(folder: Path) -> None:
    with (folder / "handouts/case.yaml").open("a", encoding="utf-8") as file:
        file.write('codes: {icd10: [C83.3], snomed: ["73211009"]}\n')
    handouts(folder, "build")
    assert listed(folder)["case"].endswith("ICD-10 C83.3 · SNOMED CT 73211009")
    assert b"C83.3" not in (folder / "dist/case/case.html").read_bytes()


def test_an_older_manifest_says_less(folder: Path) -> None:
    handouts(folder, "build")
    place = folder / "dist/manifest.json"
    entries = json.loads(place.read_text("utf-8"))["files"]
    older = [{name: v for name, v in entry.items() if name != "card"} for entry in entries]
    place.write_text(json.dumps({"files": older}), "utf-8")
    assert handouts(folder, "build", "case", "--edition", "web").exit_code == 0
    assert listed(folder)["case"].startswith(
        "A case Draft: not yet clinically approved standard, A case 2 pages"
    )


def test_hundreds_of_leaflets_are_light(folder: Path) -> None:
    """Far below a megabyte for a hundred leaflets, the words of a thousand in one, too (bytes)."""
    out = stock(folder, made_up(300))
    page, words = (out / "index.html").stat().st_size, (out / "index/words.js").stat().st_size
    assert page < 3 * 150_000
    assert words < 300 * 1_000
    pictures = [each.stat().st_size for each in (out / "index").glob("*.webp")]
    assert all(size < 12_000 for size in pictures)
