"""Icons of a project: drawings in `handouts/icons/`, beside those that come with the builder."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.paper.render import render
from tests.conftest import merged, topic_of

LAYOUT = "handouts/layouts/small.yaml"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">'
    '<title>An inhaler</title><path d="M4 4h16v16h-16z" fill="var(--accent)"/>'
    '<path d="M8 8h8v8h-8z" fill="var(--on-accent)"/></svg>'
)


@pytest.fixture
def clinic(folder: Path) -> Path:
    """A project with a box that has an icon of its own."""
    (folder / "handouts/icons").mkdir()
    (folder / "handouts/icons/inhaler.svg").write_text(ICON, "utf-8")
    layout = folder / LAYOUT
    written = layout.read_text("utf-8")
    assert "icon: important" in written
    layout.write_text(written.replace("icon: important", "icon: inhaler"), "utf-8")
    topic = "- important: {title: Look, text: Shake it first.}\n"
    (folder / "sources/topics/case.yaml").write_text(topic_of(topic), "utf-8")
    return folder


def test_an_icon_of_a_project_is_drawn(clinic: Path) -> None:
    (handout, *_), found = merged(clinic)
    assert found == []
    assert dict(handout.icons)["inhaler"].path == "handouts/icons/inhaler.svg"
    assert "handouts/icons/inhaler.svg" in handout.sources
    before = render(handout).pdf
    (clinic / "handouts/icons/inhaler.svg").write_text(ICON.replace("M8 8h8", "M9 8h7"), "utf-8")
    (handout, *_), found = merged(clinic)
    assert found == []
    assert render(handout).pdf != before


def test_one_called_like_ours_stands_in_its_place(clinic: Path) -> None:
    (clinic / "handouts/icons/note.svg").write_text(ICON, "utf-8")
    (handout, *_), _ = merged(clinic)
    icons = dict(handout.icons)
    assert icons["note"].data() == icons["inhaler"].data()


def test_one_that_cannot_be_drawn_is_told_where_it_is_named(clinic: Path) -> None:
    text = ICON.replace("<path", "<text>Puff</text><path", 1)
    (clinic / "handouts/icons/inhaler.svg").write_text(text, "utf-8")
    (problem,) = {(d.code, d.span.path, d.message) for d in merged(clinic)[1]}
    assert problem[:2] == ("unusable-picture", LAYOUT)
    assert "handouts/icons/inhaler.svg, line 1" in problem[2]
