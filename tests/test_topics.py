"""A library remembers the topics used last; others are read again, and nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import builder.library.topics
from builder.cli import main
from builder.diagnostics import Sink
from builder.library.library import read_library
from builder.project import Project
from tests.conftest import ROOT, TODAY, merged


def test_forgotten_topics_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    remembered, found = merged(ROOT)
    monkeypatch.setattr(builder.library.topics, "KEPT", 1)
    assert merged(ROOT) == (remembered, found)
    assert len(remembered) > 3


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder.library.topics, "KEPT", 2)
    library = read_library(Project(ROOT, TODAY), Sink())
    assert len(library.topics) > 2
    assert {name: str(topic.topic) for name, topic in library.topics.items()} == {
        name: name for name in library.topics
    }
    assert len(library.topics._kept) == 2


def test_a_topic_that_changes_meanwhile(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file says something else when it is read again: one line, and exit code 3."""
    (folder / "sources/topics/case.yaml").replace(folder / "sources/topics/a.yaml")
    monkeypatch.setattr(builder.library.topics, "KEPT", 0)
    original = builder.library.topics.Topics.update

    def changing(self: builder.library.topics.Topics, found: object) -> None:
        original(self, found)  # type: ignore[arg-type]
        (folder / "sources/topics/a.yaml").write_text("topic: b\n", "utf-8")

    monkeypatch.setattr(builder.library.topics.Topics, "update", changing)
    result = CliRunner().invoke(main, ["-C", str(folder), "check"])
    assert result.exit_code == 3
    assert "sources/topics/a.yaml: was changed while it was being read" in result.stderr
