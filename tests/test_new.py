"""`handouts new` makes files that build at once, whatever is there already."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main

KINDS = ("topic", "handout", "brand", "site")


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_in_an_empty_folder(kind: str, tmp_path: Path) -> None:
    made = handouts(tmp_path, "new", kind, "one")
    assert made.exit_code == 0
    assert list(contents(tmp_path)) == sorted(made.stdout.split())
    ignored = (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert {"dist/", "release/", ".part-*", "outbox/"} <= {*ignored}
    result = handouts(tmp_path, "build")
    assert (result.exit_code, "error" in result.stderr) == (0 if kind == "handout" else 2, False)
    assert bool(list(tmp_path.rglob("*.pdf"))) == (kind == "handout")


@pytest.mark.parametrize("kind", KINDS)
def test_beside_what_is_there(kind: str, folder: Path) -> None:
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + "brand: plain\nsite: hill\n", "utf-8")
    (folder / "sources/sites/hill.yaml").rename(folder / "sources/sites/renamed.yaml")
    before = contents(folder)
    assert handouts(folder, "new", kind, "one").exit_code == 0
    assert before.items() <= contents(folder).items()
    assert handouts(folder, "build").exit_code == 0


# What YAML, a file system or the number of a leaflet might take for something else.
@pytest.mark.parametrize("name", ["012", "no", "null", "true", "1-10", "2026-01-01", "a" * 31])
def test_names_that_look_like_something_else(name: str, tmp_path: Path) -> None:
    assert handouts(tmp_path, "new", "handout", name).exit_code == 0
    assert handouts(tmp_path, "build", "--edition", "standard").exit_code == 0
    assert (tmp_path / f"dist/{name}/{name}.standard.pdf").exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "é", "a b", "a-", "a\n", "\x1b[31m", "\udcff",
     "a" * 65],
)  # fmt: skip
def test_names_that_cannot_be(kind: str, name: str, tmp_path: Path) -> None:
    result = handouts(tmp_path, "new", kind, name)
    assert result.exit_code == 2
    assert result.stderr.endswith("': use small letters, digits and hyphens\n")
    assert result.stderr.replace("\n", "").isprintable()
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("kind", ["topic", "brand", "site"])
def test_only_the_number_of_a_leaflet_has_capitals(kind: str, tmp_path: Path) -> None:
    assert handouts(tmp_path, "new", kind, "A").exit_code == 2
    assert contents(tmp_path) == {}


def test_a_number_with_capitals(tmp_path: Path) -> None:
    """As those of the README: the files that are made have names in small letters."""
    assert handouts(tmp_path, "new", "handout", "BURN-01").exit_code == 0
    assert (tmp_path / "sources/topics/burn-01.yaml").exists()
    assert "\nhandout: BURN-01\n" in (tmp_path / "handouts/burn-01.yaml").read_text("utf-8")
    assert handouts(tmp_path, "build", "BURN-01").exit_code == 0
    assert (tmp_path / "dist/BURN-01/BURN-01.html").exists()
    again = handouts(tmp_path, "new", "handout", "burn-01")
    assert (again.exit_code, "'handouts/burn-01.yaml' is there already" in again.stderr) == (
        2,
        True,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_editors_find_the_schema_of_each_file(kind: str, tmp_path: Path) -> None:
    """The first line points at what `handouts schema` writes."""
    handouts(tmp_path, "new", kind, "one")
    handouts(tmp_path, "schema")
    made = sorted(tmp_path.rglob("*.yaml"))
    assert made
    for path in made:
        first = path.read_text("utf-8").partition("\n")[0]
        target = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        kinds = {"handouts": "handout", "topics": "topic", "sites": "site", "sources": "facts"}
        wanted = "brand" if path.name == "brand.yaml" else kinds[path.parent.name]
        assert target == tmp_path / f".schemas/{wanted}.json"
        assert target.exists()


def test_what_is_new_is_offered_by_editors_at_once(folder: Path) -> None:
    """Where schemas were written, `new` writes them anew."""
    assert "handouts schema" in handouts(folder, "new", "topic", "rain").stderr
    handouts(folder, "schema")
    assert handouts(folder, "new", "topic", "snow").stderr == ""
    written = json.loads((folder / ".schemas/handout.json").read_text("utf-8"))
    offered = {one["const"] for one in written["$defs"]["topic-names"]["anyOf"]}
    assert {"rain", "snow", "case"} <= offered


def test_what_git_ignores_is_the_users(tmp_path: Path, folder: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.bak\n", "utf-8")
    handouts(tmp_path, "new", "handout", "falls")
    assert (tmp_path / ".gitignore").read_text("utf-8") == "*.bak\n"
    handouts(folder, "new", "topic", "falls")  # a project that has its own ways
    assert not (folder / ".gitignore").exists()


@pytest.mark.parametrize("wrong", ["two brands", "two sites", "no such brand", "no room"])
def test_all_or_nothing(wrong: str, folder: Path) -> None:
    options: tuple[str, ...] = ()
    if wrong.startswith("two"):
        handouts(folder, "new", wrong.removeprefix("two ").removesuffix("s"), "east")
    elif wrong == "no room":
        shutil.rmtree(folder / "sources/sites")
        (folder / "sources/sites").write_text("a file where a folder should be")
    else:
        options = ("--brand", "nope")
    before = contents(folder)
    done = CliRunner().invoke(main, ["-C", str(folder), "new", "handout", "c", *options])
    assert done.exit_code in (2, 3)
    assert contents(folder) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_windows_keeps(kind: str, tmp_path: Path) -> None:
    result = handouts(tmp_path, "new", kind, "con")
    assert result.exit_code == 2
    assert result.stderr.endswith("'con' is no name for a file on Windows; take another\n")
    assert contents(tmp_path) == {}


def test_which_site_is_never_guessed(folder: Path) -> None:
    assert handouts(folder, "new", "site", "east").exit_code == 0
    asked = handouts(folder, "new", "handout", "falls")
    assert asked.exit_code == 2
    assert asked.stderr.endswith("which site? give --site: east, hill\n")
    assert handouts(folder, "new", "handout", "falls", "--site", "hill").exit_code == 0
    assert "site: hill" in (folder / "handouts/falls.yaml").read_text("utf-8")
    assert handouts(folder, "new", "handout", "rest", "--site", "west").exit_code == 2


def test_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert handouts(tmp_path / "new/clinic", "new", "handout", "falls").exit_code == 0
    assert handouts(tmp_path / "new/clinic", "build").exit_code == 0


@pytest.mark.parametrize(
    ("kind", "name"),
    [("topic", "case"), ("handout", "case"), ("brand", "plain"), ("site", "hill"),
     ("handout", "falls")],
)  # fmt: skip
def test_nothing_is_written_over(kind: str, name: str, folder: Path) -> None:
    (folder / "sources/topics/falls.yaml").write_text("topic: [not finished\n", "utf-8")
    moved = folder / "sources/topics/more"
    moved.mkdir()
    (folder / "sources/topics/case.yaml").rename(moved / "other-name.yaml")
    before = contents(folder)
    result = handouts(folder, "new", kind, name)
    assert (result.exit_code, "already" in result.stderr) == (2, True)
    assert contents(folder) == before
