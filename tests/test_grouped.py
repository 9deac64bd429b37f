"""Warnings of a kind in a file are told together; mistakes, and what programs read, each."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A project as it begins: nobody has signed for a fact of its site."""
    assert handouts(tmp_path, "new", "handout", "falls").exit_code == 0
    return tmp_path


def kinds(told: str) -> list[tuple[str, str, str]]:
    """File, severity and code of what was told, in its order."""
    return re.findall(r"^(\S+?):\d+:\d+: (error|warning)\[(.+?)\]", told, re.M)


def test_each_kind_is_told_once_for_a_file(fresh: Path) -> None:
    told, each = handouts(fresh, "check"), handouts(fresh, "check", "--all")
    every = kinds(each.stdout)
    assert len(every) > len(set(every))
    assert sorted(kinds(told.stdout)) == sorted(set(every))
    more = [int(number) for number in re.findall(r"^  and (\d+) more like it", told.stdout, re.M)]
    assert sum(more) == len(every) - len(set(every))
    assert "'handouts check --all' prints each" in told.stderr
    assert "--all" not in each.stderr
    assert re.search(r"\d+ warnings", told.stderr)
    assert told.exit_code == each.exit_code == 0


def test_what_the_others_are_of_is_named(fresh: Path) -> None:
    told, each = handouts(fresh, "check").stdout, handouts(fresh, "check", "--all").stdout
    _, *others = re.findall(r"warning\[unset-fact\]: ('.+?')", each)
    assert f"more like it: {', '.join(others)}\n" in told


def test_or_else_their_lines(fresh: Path) -> None:
    topic = next((fresh / "sources/topics").rglob("*.yaml"))
    text = topic.read_text("utf-8")
    topic.write_text(
        f"{text}      - heading: 'Stop!'\n" + "      - paragraph: 'Stop!'\n" * 8, "utf-8"
    )
    told = handouts(fresh, "check").stdout
    start = text.count("\n") + 2
    shown = ", ".join(str(line) for line in range(start, start + 6))
    assert f"more like it: lines {shown} …\n" in told


def test_mistakes_come_first_and_each_is_told(fresh: Path) -> None:
    topic = next((fresh / "sources/topics").rglob("*.yaml"))
    topic.write_text(
        topic.read_text("utf-8") + "      - paragraph: '{site.nowhere} {site.nobody}'\n", "utf-8"
    )
    told = kinds(handouts(fresh, "check").stdout)
    severities = [severity for _, severity, _ in told]
    assert severities.count("error") == 2
    assert severities == sorted(severities)


def test_programs_are_told_each(fresh: Path) -> None:
    every = len(kinds(handouts(fresh, "check", "--all").stdout))
    assert len(json.loads(handouts(fresh, "check", "--format", "json").stdout)) == every
    github = handouts(fresh, "check", "--format", "github").stdout
    assert len(re.findall("^::warning ", github, re.M)) == every


def test_a_build_tells_them_together_too(fresh: Path) -> None:
    built = handouts(fresh, "build", "--edition", "web")
    checked = handouts(fresh, "check")
    assert kinds(built.stderr) == kinds(checked.stdout)
    assert "'handouts check --all' prints each" in built.stderr
