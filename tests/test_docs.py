"""What the documents say is there, and what is there is in the documents."""

from __future__ import annotations

import inspect
import re
import subprocess
import tomllib
from itertools import chain
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from builder.checks.check import check
from builder.cli import main
from builder.model import block
from builder.model.parttype import part
from builder.registry import Registry
from tests.conftest import ROOT

# The folders and files that the top level may hold, beside documents and dotfiles.
TOP = {"handouts", "sources", "builder", "tests", "Makefile", "pyproject.toml"}
README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"handouts {command}" in README
    assert main.commands[command].help


def test_the_readme_opens_with_the_two_commands() -> None:
    assert README.index("make handouts") < README.index("make test") < README.index("![")


def test_pictures_and_links_lead_somewhere() -> None:
    for name in sorted(path.name for path in ROOT.glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
            shown = target.startswith(("https://", "tel:", "mailto:"))
            assert shown or (ROOT / target).exists(), target


def test_the_top_level_holds_what_it_may() -> None:
    """Of what git keeps: `dist/` and what is installed are nobody's to read."""
    kept = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    top = {path.partition("/")[0] for path in kept if path and not path.startswith(".")}
    assert {name for name in top if not name.endswith(".md")} == TOP


@pytest.mark.parametrize("table", [block, check, part], ids=["block", "check", "part"])
def test_everything_registered_has_a_sentence(table: Registry[Any]) -> None:
    for name in table:
        doc = inspect.getdoc(table[name])
        assert doc, name
        assert doc.split("\n")[0].endswith("."), name


def dependencies() -> set[str]:
    """The packages that pyproject.toml asks for, with or without extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = chain.from_iterable(project["optional-dependencies"].values())
    asked = [*project["dependencies"], *extras]
    return {re.split(r"[\[><=]", name)[0] for name in asked}


def test_each_dependency_has_its_line_and_reason() -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", ARCHITECTURE, re.M)
    assert dependencies() <= {name for row in rows for name in row.split(", ")}


def test_everything_is_pinned() -> None:
    lines = (ROOT / ".constraints.txt").read_text("utf-8").lower().splitlines()
    pinned = {line.partition("==")[0] for line in lines}
    assert {name.lower() for name in dependencies()} <= pinned


def test_the_change_log_speaks_of_this_version() -> None:
    from builder import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "missing-glyph (error)",
        "claim-without-source (warning)",
        "long-sentence (warning; 'allow' and 'because' let it stand)",
        "unsafe-dose (warning; no release is made with it)",
    ],
)
def test_checks_say_how_bad_it_is(line: str) -> None:
    result = CliRunner().invoke(main, ["show", "checks"])
    assert line in result.output.splitlines()


def test_each_room_and_its_tests_are_there() -> None:
    """What `make mutants` is told in data, which nothing else reads."""
    rooms = yaml.safe_load((ROOT / "tests/mutants/rooms.yaml").read_text("utf-8"))
    for room, tests in rooms.items():
        assert (ROOT / "builder" / room).exists(), room
        assert all((ROOT / test.partition("::")[0]).is_file() for test in tests), room
