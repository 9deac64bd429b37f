"""The command line, from end to end, in a real folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.outputs.entry import unpacked
from tests.conftest import ROOT, topic_of


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def files(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "dist/manifest.json").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)["files"]
    return found


def test_a_build_writes_files_and_a_manifest(folder: Path) -> None:
    result = handouts(folder, "build")
    assert (result.exit_code, result.stderr) == (0, "2 drawn, 0 up to date\n")
    web, entry = files(folder)
    pdf = (folder / "dist/case/case.standard.pdf").read_bytes()
    assert entry["path"] == "case/case.standard.pdf"
    assert entry["sha256"] == hashlib.sha256(pdf).hexdigest()
    assert entry["sources"] == [
        "builder/printers/desktop-laser.yaml",
        "handouts/brands/plain/brand.yaml",
        "handouts/case.yaml",
        "handouts/layouts/small.yaml",
        "sources/sites/hill.yaml",
        "sources/topics/case.yaml",
    ]
    computed = {"path", "sha256", "key", "sources", "pages"}
    assert {key: value for key, value in entry.items() if key not in computed} == {
        "handout": "case",
        "title": "A case",
        "edition": "standard",
        "language": "en-GB",
        "version": "1",
        "published": "2026-05-01",
        "site": "hill",
        "brand": "plain",
        "signed": "",
        "words": "",
        "card": {
            "edition": "Standard",
            "site": "Hillside",
            "message": "This is a test.",
            "audience": "You",
            "review_by": "2028-05-01",
        },
    }
    assert entry["pages"] == 2
    assert "front\ttitle\tA case\n" in unpacked(web["words"])
    page = (folder / "dist/case/case.html").read_bytes()
    assert (web["path"], web["edition"], web["pages"]) == ("case/case.html", "web", 0)
    assert web["sha256"] == hashlib.sha256(page).hexdigest()
    assert web["sources"] == entry["sources"]
    assert "case.html  web page\n" in result.stdout


def test_the_web_page_alone(folder: Path) -> None:
    assert handouts(folder, "build", "--edition", "web").stderr == "1 drawn, 0 up to date\n"
    assert [p.name for p in sorted((folder / "dist/case").iterdir())] == ["case.html"]


def test_a_second_build_draws_nothing(folder: Path) -> None:
    handouts(folder, "build")
    before = {p: p.stat().st_mtime_ns for p in (folder / "dist").rglob("[!.]*")}
    result = handouts(folder, "build")
    assert result.stderr == "0 drawn, 2 up to date\n"
    assert {p: p.stat().st_mtime_ns for p in (folder / "dist").rglob("[!.]*")} == before
    assert handouts(folder, "build", "--force").stderr == "2 drawn, 0 up to date\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "drawn"),
    [
        ("sources/topics/case.yaml", "One short", "One other", 2),
        ("sources/topics/case.yaml", "topic: case", "# a comment\ntopic: case", 0),
        ("handouts/brands/plain/brand.yaml", "#6b2d73", "#5b2d73", 2),
        ("sources/sites/hill.yaml", "555 0100", "555 0111", 2),
        ("sources/terms.yaml", "broken bone", "cracked bone", 0),
        ("handouts/layouts/small.yaml", "block_space: 6", "block_space: 7", 2),
    ],
)
def test_only_what_changed_is_drawn(
    folder: Path, path: str, old: str, new: str, drawn: int
) -> None:
    handouts(folder, "build")
    text = (folder / path).read_text("utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), "utf-8")
    assert handouts(folder, "build").stderr == f"{drawn} drawn, {2 - drawn} up to date\n"


@pytest.mark.parametrize("damage", ["changed", "gone", "manifest"])
@pytest.mark.parametrize("name", ["case.standard.pdf", "case.html"])
def test_a_damaged_output_is_made_again(folder: Path, damage: str, name: str) -> None:
    handouts(folder, "build")
    pdf = folder / "dist/case" / name
    before = pdf.read_bytes()
    if damage == "changed":
        pdf.write_bytes(before + b"\n")
    elif damage == "gone":
        pdf.unlink()
    else:
        (folder / "dist/manifest.json").write_text('{"files": [', "utf-8")
    drawn = 2 if damage == "manifest" else 1
    assert handouts(folder, "build").stderr == f"{drawn} drawn, {2 - drawn} up to date\n"
    assert pdf.read_bytes() == before


def test_a_mistake_keeps_the_last_good_file(folder: Path) -> None:
    handouts(folder, "build")
    before = (folder / "dist/case/case.standard.pdf").read_bytes()
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic_of("- paragraf: Oops.\n"), "utf-8")
    result = handouts(folder, "build")
    assert result.exit_code == 1
    assert "did you mean 'paragraph'?" in result.stderr
    assert (folder / "dist/case/case.standard.pdf").read_bytes() == before


def test_a_withdrawn_leaflet_does_not_lie_about(folder: Path) -> None:
    definition = folder / "handouts/case.yaml"
    text = definition.read_text("utf-8").replace("handout: case", "handout: other")
    (folder / "handouts/other.yaml").write_text(text, "utf-8")
    handouts(folder, "build")
    (folder / "handouts/other.yaml").unlink()
    assert "removed" in handouts(folder, "build").stdout
    left = [path.name for path in sorted((folder / "dist").glob("[!.]*"))]
    assert left == ["case", "index", "index.html", "manifest.json"]


def test_warnings_do_not_vanish_on_the_second_build(folder: Path) -> None:
    site = folder / "sources/sites/hill.yaml"
    text = site.read_text("utf-8")
    lines = [line for line in text.splitlines() if "call_24h" not in line]
    site.write_text("\n".join(lines) + "\n", "utf-8")
    first, second = handouts(folder, "build"), handouts(folder, "build")
    assert "warning[unset-fact]: 'call_24h'" in first.stderr
    assert "warning[unset-fact]: 'call_24h'" in second.stderr
    assert (first.exit_code, second.exit_code) == (0, 0)


def test_an_unset_fact_is_a_place_to_write(folder: Path) -> None:
    site = folder / "sources/sites/hill.yaml"
    site.write_text("site: hill\nname: Hillside\ncountry: Nowhere\n", "utf-8")
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic_of("- paragraph: Ring {site.call_24h} now.\n"), "utf-8")
    handouts(folder, "build")
    tree = handouts(folder, "outline", str(folder / "dist/case/case.standard.pdf")).stdout
    assert "P: Ring (not filled in yet) now.\n" in tree
    assert "555" not in tree


def test_site_and_edition_are_chosen(folder: Path) -> None:
    site = folder / "sources/sites/hill.yaml"
    text = site.read_text("utf-8").replace("site: hill", "site: dale").replace("0100", "0200")
    (folder / "sources/sites/dale.yaml").write_text(text, "utf-8")
    handouts(folder, "build", "case", "--site", "dale")
    assert [entry["site"] for entry in files(folder)] == ["dale", "dale"]
    unknown = handouts(folder, "build", "case", "--site", "hill", "--edition", "mono")
    assert unknown.exit_code == 1
    assert "no edition 'mono'" in unknown.stderr


def test_jobs_give_the_same_bytes(folder: Path) -> None:
    definition = folder / "handouts/case.yaml"
    for number in range(4):
        text = definition.read_text("utf-8").replace("handout: case", f"handout: n{number}")
        (folder / f"handouts/n{number}.yaml").write_text(text, "utf-8")
    handouts(folder, "build")
    alone = {f["path"]: f["sha256"] for f in files(folder)}
    handouts(folder, "build", "--force", "--jobs", "2")
    assert {f["path"]: f["sha256"] for f in files(folder)} == alone
    assert len(alone) == 10


def test_the_date_comes_from_the_source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handouts(folder, "build")
    assert b"(D:20260601" in _objects(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    site = folder / "sources/sites/hill.yaml"
    site.write_text(site.read_text("utf-8").replace("until: 2027", "until: 2099"), "utf-8")
    handouts(folder, "build")
    assert b"(D:20260501" in _objects(folder)


def _objects(folder: Path) -> bytes:
    import io

    import pikepdf

    plain = io.BytesIO()
    with pikepdf.open(folder / "dist/case/case.standard.pdf") as pdf:
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return plain.getvalue()


def test_check_formats(folder: Path) -> None:
    topic = folder / "sources/topics/case.yaml"
    topic.write_text(topic_of("- paragraf: Oops, 100%.\n"), "utf-8")
    (found, *_) = json.loads(handouts(folder, "check", "--format", "json").stdout)
    assert (found["file"], found["line"], found["code"]) == (
        "sources/topics/case.yaml",
        6,
        "unknown-block",
    )
    line = handouts(folder, "check", "--format", "github").stdout.splitlines()[0]
    start = "::error file=sources/topics/case.yaml,line=6,col=9,title=unknown-block::"
    assert line.startswith(start)
    assert "%0Ahint: did you mean 'paragraph'?" in line


def test_list(folder: Path) -> None:
    assert handouts(folder, "list").stdout == "case  A case  (standard, web)\n"
    (row,) = json.loads(handouts(folder, "list", "--format", "json").stdout)
    assert row["file"] == "handouts/case.yaml"


@pytest.mark.parametrize("what", ["blocks", "checks", "keys", "layouts"])
def test_show(folder: Path, what: str) -> None:
    result = handouts(folder, "show", what)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 5


def test_wrong_usage(folder: Path, tmp_path: Path) -> None:
    assert handouts(folder, "build", "--jobs", "0").exit_code == 2
    assert handouts(folder, "bild").exit_code == 2
    assert handouts(tmp_path / "nowhere", "build").exit_code == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    result = handouts(empty, "build")
    assert (result.exit_code, "has no 'sources' and 'handouts'" in result.stderr) == (2, True)


def test_an_unknown_handout_is_a_mistake(folder: Path) -> None:
    result = handouts(folder, "build", "cafe")
    assert result.exit_code == 1
    assert "did you mean 'case'?" in result.stderr


def test_the_machine_is_in_the_way(folder: Path) -> None:
    """Exit code 3 and one line that names the file; nothing half-written stays."""
    (folder / "dist").write_text("a file where a folder must be", "utf-8")
    result = handouts(folder, "build")
    assert result.exit_code == 3
    assert result.stderr.startswith("handouts: ")
    assert "dist" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a small file system")
def test_a_full_disk(folder: Path) -> None:
    """Writing fails part of the way: the old file stays, no litter, exit code 3."""
    handouts(folder, "build")
    pdf = folder / "dist/case/case.standard.pdf"
    before = pdf.read_bytes()
    limit = f"ulimit -f 8; exec {sys.executable} -m builder -C {folder} build --force"
    done = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {limit}"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "case.standard.pdf" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert pdf.read_bytes() == before
    assert [p.name for p in pdf.parent.iterdir() if p.suffix != ".html"] == [pdf.name]


# What reads, merges and draws; a build with nothing to do needs none of it.
HEAVY = {"pydantic", "yaml", "reportlab", "uharfbuzz", "icu4py", "PIL", "htpy", "coloraide"}


def test_a_build_with_nothing_to_do_loads_nothing(folder: Path) -> None:
    code = "import sys, atexit; from builder.cli import main; "
    code += "atexit.register(lambda: print(*sorted(sys.modules))); main()"
    command = [sys.executable, "-c", code, "-C", str(folder), "build"]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        for _ in range(2)
    )
    assert HEAVY - {"coloraide", "PIL"} <= {*first.stdout.split()}
    assert second.stderr == "0 drawn, 2 up to date\n"
    assert {*second.stdout.split()}.isdisjoint(HEAVY)


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` takes a second process where there is enough to do, as in our own catalogue."""
    for name in ("sources", "handouts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for topic in sorted((tmp_path / "sources/topics").rglob("*.yaml"))[:12]:
        text = topic.read_text("utf-8")
        topic.write_text(text.replace(" the ", " the miracle {term:nothing} ", 1), "utf-8")
    arguments = ["-C", str(tmp_path), "check", "--format", "json"]
    monkeypatch.setattr("builder.build.can_copy", lambda: False)
    alone = CliRunner().invoke(main, arguments)
    command = [sys.executable, "-m", "builder", *arguments]
    both = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert len(json.loads(alone.stdout)) > 10
    assert (both.returncode, both.stdout) == (alone.exit_code, alone.stdout)
