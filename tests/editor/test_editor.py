"""What an editor offers and tells where an author stands, by a language server nobody of us wrote.

A place is where `‸` stands in a text.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from builder.authors.scaffold import schema_line
from builder.cli import main
from tests.conftest import PLAIN
from tests.editor.server import Server

HERE = Path(__file__).parent
PLACES = yaml.safe_load((HERE / "places.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the schemas that are written for it."""
    folder = tmp_path_factory.mktemp("editor") / "project"
    shutil.copytree(PLAIN, folder)
    done = CliRunner().invoke(main, ["-C", str(folder), "schema"], catch_exceptions=False)
    assert done.exit_code == 0
    return folder


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as started:
        yield started


def opened(project: Path, place: dict[str, Any]) -> tuple[Path, str, int, int]:
    """The file of a place, its text with the line that names its schema, line and column."""
    path = str(place["file"])
    text = schema_line(path, place["kind"]) + str(place["text"])
    before, _, after = text.partition("‸")
    return project / path, before + after, before.count("\n"), len(before.rpartition("\n")[2])


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place["place"]))
def test_an_editor_knows_what_belongs_there(
    server: Server, project: Path, place: dict[str, Any]
) -> None:
    file, text, line, column = opened(project, place)
    if "says" in place:
        assert place["says"] in server.hover(file, text, line, column)
        return
    found = {str(each["label"]): each for each in server.completion(file, text, line, column)}
    assert {*place["offers"]} <= {*found}
    for label in place.get("not", ()):
        assert label not in found
    for label, words in place.get("told", {}).items():
        assert words in json.dumps(found[label].get("documentation", ""))


def test_an_editor_underlines_what_is_wrong_and_nothing_else(server: Server, project: Path) -> None:
    path = "sources/topics/case.yaml"
    good = schema_line(path, "topic") + (PLAIN / path).read_text("utf-8")
    assert server.problems(project / path, good) == []
    wrong = good.replace("paragraph:", "paragraf:")
    assert server.problems(project / path, wrong) != []
