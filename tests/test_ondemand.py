"""A library remembers the topics used last; others are read again, and nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import builder.library.ondemand
import builder.library.reading
from builder.cli import main
from builder.diagnostics import Sink
from builder.library.ondemand import OnDemand
from builder.library.reading import read_library
from builder.model import Topic
from builder.project import Project
from tests.conftest import ROOT, TODAY, catalogue, merged


def test_forgotten_topics_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    remembered, found = catalogue()
    monkeypatch.setattr(builder.library.reading, "TOPICS_KEPT", 1)
    assert merged(ROOT) == (remembered, found)
    assert len(remembered) > 3


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder.library.reading, "TOPICS_KEPT", 2)
    library = read_library(Project(ROOT, TODAY), Sink())
    assert len(library.topics) > 2
    assert {name: str(topic.topic) for name, topic in library.topics.items()} == {
        name: name for name in library.topics
    }
    assert len(library.topics._kept) == 2


def test_a_topic_that_changes_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says something else when it is read again: one line, and exit code 3."""
    (folder / "sources/topics/case.yaml").replace(folder / "sources/topics/a.yaml")
    monkeypatch.setattr(builder.library.reading, "TOPICS_KEPT", 0)
    original = builder.library.ondemand.OnDemand.add

    def changing(self: OnDemand[Topic], name: str, path: str, thing: Topic | None = None) -> None:
        original(self, name, path, thing)
        if path.endswith("a.yaml"):
            (folder / path).write_text("topic: b\n", "utf-8")

    monkeypatch.setattr(builder.library.ondemand.OnDemand, "add", changing)
    result = CliRunner().invoke(main, ["-C", str(folder), "check"])
    assert result.exit_code == 3
    assert "sources/topics/a.yaml: was changed while it was being read" in result.stderr
