"""A line to write on that ends a text goes on to the end of its room."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.paper import show
from builder.paper.render import render
from tests.conftest import merged, topic_of


def test_a_line_at_the_end_fills_its_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a cell with words, too; a line with words after it is as long as it was."""
    drawn: list[tuple[str, float, float]] = []
    under = show._Writer._under

    def noted(self: show._Writer, index: int, start: float, end: float, y: float) -> None:
        drawn.append((self.paragraph.runs[0].text, start, end))
        under(self, index, start, end, y)

    monkeypatch.setattr(show._Writer, "_under", noted)
    blocks = (
        '- key-facts: [{label: Nurse, value: "Name: ____"}, {label: Days, value: "On ____ of"}]'
    )
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    render(merged(folder)[0][0])
    ends = {text.strip(): (start, end) for text, start, end in drawn}
    assert ends["Name:"][1] - ends["Name:"][0] > 60
    assert ends["On"][1] < ends["Name:"][1] - 20
