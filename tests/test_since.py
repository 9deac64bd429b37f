"""What the last build found is told again only while nothing it depends on has changed.

Each kind of input is changed under the same size and the same time stamp. What a build says and
leaves then is what a build of the same project into an empty folder says and leaves.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

import builder.machine.seen
from builder.build import build
from builder.cli import main
from builder.outputs.names import FOUND
from builder.outputs.result import Wish
from builder.outputs.since import unchanged
from builder.project import Project
from tests.conftest import ROOT, TODAY
from tests.signed import RECORD, project

# File -> what stands there, and what takes its place: as long, and neither void nor the same.
CHANGES = {
    "topic": ("sources/topics/case.yaml", "Swim.", "Swam."),
    "topic with a mistake": ("sources/topics/case.yaml", "paragraph:", "paragraff:"),
    "topic by another name": ("sources/topics/more.yaml", "topic: more", "topic: mare"),
    "definition": ("handouts/case.yaml", "Of every key", "On every key"),
    "snippet": ("sources/snippets/pool.yaml", "is closed", "is opened"),
    "term": ("sources/terms.yaml", "a broken bone", "a brakin bone"),
    "fact": ("sources/sites/hill.yaml", "38.0", "38.5"),
    "contact": ("sources/sites/hill.yaml", "555 0199", "555 0198"),
    "layout": ("handouts/layouts/small.yaml", "top: 15", "top: 19"),
    "brand": ("handouts/brands/plain/brand.yaml", "#6b2d73", "#5b2d73"),
    "phrase": ("sources/phrases/en.yaml", "Version", "Varsion"),
    "signs": ("sources/signs.yaml", "id: cold", "id: mold"),
    "evidence": ("sources/evidence/claims.yaml", "use: keep", "use: drop"),
    "approval": (RECORD, "Ada", "Eva"),
    "picture": ("sources/topics/round.svg", 'r="', 'R="'),
    "logo": ("handouts/brands/plain/round.svg", 'r="', 'R="'),
    "title of a related leaflet": ("handouts/other.yaml", "title: A", "title: O"),
    "picture's colour": ("sources/topics/round.svg", "#226688", "#226689"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with every key, built twice: the second time nothing was done."""
    folder = project(tmp_path_factory.mktemp("since") / "project")
    said = handouts(folder)
    assert handouts(folder) == (said[0], said[1].replace(*summaries(said[1])))
    return folder


def handouts(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code, and what is said of problems and in the end."""
    done = CliRunner().invoke(
        main, ["-C", str(folder), "build", *arguments], catch_exceptions=False
    )
    return done.exit_code, done.stderr


def summaries(said: str) -> tuple[str, str]:
    drawn = re.search(r"(\d+) drawn, (\d+) up to date", said)
    assert drawn
    return drawn[0], f"0 drawn, {int(drawn[1]) + int(drawn[2])} up to date"


def files(out: Path) -> dict[str, str]:
    found = (path for path in sorted(out.rglob("[!.]*")) if path.is_file())
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def put(place: Path, text: str) -> None:
    """Writes another text of the same size under the same time."""
    before, data = place.stat(), text.encode()
    assert before.st_size == len(data) and place.read_bytes() != data
    place.write_bytes(data)
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


def is_cold(folder: Path, said: tuple[int, str]) -> None:
    """Whether an empty folder would be told and given the same."""
    fresh = folder / "fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    code, told = handouts(folder, "--out", str(fresh))
    told = told.replace(str(fresh), str(folder / "dist"))
    assert (said[0], said[1].rsplit("\n", 2)[0]) == (code, told.rsplit("\n", 2)[0])
    assert files(folder / "dist") == files(fresh)


def copied(built: Path, target: Path) -> Path:
    """A copy with the times of the original: what was found there is known by digest alone."""
    shutil.copytree(built, target / "project", symlinks=True)
    return target / "project"


def test_a_copy_has_nothing_to_do(built: Path, tmp_path: Path) -> None:
    said = handouts(copied(built, tmp_path))
    assert said[1].splitlines()[-1].startswith("0 drawn")


@pytest.mark.share(5)
@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_is_seen(
    built: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So soon after a build the digest tells; every other kind is left to its times alone."""
    if [*CHANGES].index(kind) % 2:
        monkeypatch.setattr(builder.machine.seen, "TICK", 0)
    folder = copied(built, tmp_path)
    before, left = handouts(folder), files(folder / "dist")
    path, old, new = CHANGES[kind]
    text = (folder / path).read_text("utf-8")
    assert old in text
    put(folder / path, text.replace(old, new, 1))
    said = handouts(folder)
    assert (said, files(folder / "dist")) != (before, left)
    if said[0] == 0:
        is_cold(folder, said)
    put(folder / path, text)
    handouts(folder)
    assert files(folder / "dist") == left


def stray(folder: Path) -> None:
    (folder / "dist/old").mkdir()
    (folder / "dist/old/old.html").write_text("old", "utf-8")


def other_output(folder: Path) -> None:
    place = next((folder / "dist").rglob("*.html"))
    put(place, place.read_text("utf-8").replace("e", "a", 1))


def other_manifest(folder: Path) -> None:
    place = folder / "dist/manifest.json"
    text = place.read_text("utf-8")
    at = text.index('"sha256": "') + 11
    put(place, f"{text[:at]}{'0' if text[at] != '0' else '1'}{text[at + 1 :]}")


def font(folder: Path) -> None:
    brand = folder / "handouts/brands/plain/brand.yaml"
    text = brand.read_text("utf-8")
    for weight in ("regular", "bold"):
        file = ROOT / f"builder/fonts/noto-sans/{weight}.ttf"
        (brand.parent / f"{weight}.ttf").write_bytes(file.read_bytes())
    files = "{regular: regular.ttf, bold: bold.ttf}"
    brand.write_text(text.replace("font: noto-sans", f"font: {files}"), "utf-8")
    handouts(folder)
    place = brand.parent / "bold.ttf"
    before, data = place.stat(), bytearray(place.read_bytes())
    data[-1] ^= 1  # of a glyph's outline, or of what stands between tables
    place.write_bytes(data)
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


COMINGS: dict[str, Callable[[Path], object]] = {
    "an output is another": other_output,
    "an output is gone": lambda folder: next((folder / "dist").rglob("*.pdf")).unlink(),
    "the manifest is another": other_manifest,
    "the manifest is gone": lambda folder: (folder / "dist/manifest.json").unlink(),
    "a file of nobody": stray,
    "a file that is not whole": lambda folder: (folder / "dist/.part-x").write_bytes(b""),
    "a topic is gone": lambda folder: (folder / "sources/topics/more.yaml").unlink(),
    "a topic has moved": lambda folder: (folder / "sources/topics/more.yaml").rename(
        folder / "sources/topics/mare.yaml"
    ),
    "a source comes": lambda folder: (folder / "sources/topics/new.yaml").write_text("topic: 1\n"),
    "a source of no kind comes": lambda folder: (folder / "sources/new.yaml").write_text("a: 1\n"),
    "a folder is called as a source": lambda folder: (folder / "sources/topics/n.yaml").mkdir(),
    "a definition is gone": lambda folder: (folder / "handouts/other.yaml").unlink(),
    "a font is another": font,
}


@pytest.mark.share(5)
@pytest.mark.parametrize("what", COMINGS)
def test_what_comes_and_goes_is_seen(built: Path, tmp_path: Path, what: str) -> None:
    folder = copied(built, tmp_path)
    handouts(folder)
    COMINGS[what](folder)
    code, said = handouts(folder)
    assert not said.startswith("0 drawn") or "part-x" in str([*(folder / "dist").iterdir()])
    if "nobody" in what:
        assert "old.html  is of no handout there is" in said
        shutil.rmtree(folder / "dist/old")
        assert "old.html" not in handouts(folder)[1]
    elif code == 0:
        is_cold(folder, (code, said))
    assert not (folder / "dist/.part-x").exists()


def test_another_day_is_seen(built: Path, tmp_path: Path) -> None:
    """Until the day of review nothing is another; after it every page says so."""
    folder = copied(built, tmp_path)
    out, wish = folder / "out", Wish()
    first = build(Project(folder, TODAY), wish, out)
    assert unchanged(Project(folder, TODAY), out) is not None
    assert unchanged(Project(folder, TODAY + timedelta(1)), out) is None
    assert len(build(Project(folder, TODAY + timedelta(1)), wish, out).fresh) == len(first.drawn)
    late = Project(folder, date(2030, 1, 1))
    assert unchanged(late, out) is None
    assert "overdue" in {each.code for each in build(late, wish, out).diagnostics}


def test_another_moment_of_the_sources_is_seen(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied(built, tmp_path)
    handouts(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    assert not handouts(folder)[1].splitlines()[-1].startswith("0 drawn")


ABOUT = "Metadata-Version: 2.1\nName: segno\nVersion: 1.6.6\n"


@pytest.mark.share(2)
@pytest.mark.parametrize("what", ["a library", "the builder"])
def test_what_draws_is_seen(folder: Path, tmp_path: Path, what: str) -> None:
    """A process of its own finds a library, and a builder, of another version before the others."""
    here = tmp_path / "here"
    about, phrases = here / "segno-1.6.6.dist-info/METADATA", here / "builder/phrases/en.yaml"
    about.parent.mkdir(parents=True)
    about.write_text(ABOUT, "utf-8")
    shutil.copytree(ROOT / "builder", here / "builder", ignore=shutil.ignore_patterns("__py*"))
    command = [sys.executable, "-m", "builder", "-C", str(folder), "build"]
    path = {**os.environ, "PYTHONPATH": str(here)}

    def said() -> str:
        done = subprocess.run(command, capture_output=True, env=path, cwd=tmp_path, check=True)
        return done.stderr.decode()

    assert said() == "2 drawn, 0 up to date\n"
    assert said() == "0 drawn, 2 up to date\n"
    place, old, new = (
        (about, "1.6.6", "1.6.7") if what == "a library" else (phrases, "Page", "Puge")
    )
    put(place, place.read_text("utf-8").replace(old, new, 1))
    assert said() == "2 drawn, 0 up to date\n"


@pytest.mark.share(4)
@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\n\n", b"0" * 64 + b"\n{}\n{}\n"], ids=["empty", "json", "lines", "lie"]
)
def test_a_damaged_record_is_as_good_as_none(built: Path, tmp_path: Path, data: bytes) -> None:
    folder = copied(built, tmp_path)
    (folder / "dist" / FOUND).write_bytes(data)
    said = handouts(folder)
    assert said[1].splitlines()[-1].startswith("0 drawn")
    is_cold(folder, said)
