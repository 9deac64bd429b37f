"""What is ringed with a pen: at least 8 by 8 mm, and 3 mm apart."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from builder.paper.render import render
from builder.paper.targets import APART, SIDE, Targets
from builder.place import Text
from builder.source.apart import apart
from builder.source.inline import Rich, Run
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults

BLOCKS = """\
- week-grid:
    rows: [{label: Well?, circle: yes no}, {label: Morning, circle: °C}]
- scale: [To be at home, To feel well]
"""


@pytest.mark.parametrize("rtl", [False, True])
def test_targets_are_large_and_apart(
    rtl: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[float, float, float, float]] = []
    draw = Targets.drawOn

    def noted(self: Targets, canvas: object, x: float, y: float, _sW: float = 0) -> None:
        self.rtl = rtl
        places = list(self._placed())
        boxes = [(start, drop, start + wide, drop + self.side) for _, start, drop, wide in places]
        assert max(box[2] for box in boxes) <= self.width + 0.02
        if self.middle:
            assert boxes[0][0] == pytest.approx(self.width - boxes[-1][2])
        for one, two in combinations(boxes, 2):
            across = max(one[0], two[0]) - min(one[2], two[2])
            down = max(one[1], two[1]) - min(one[3], two[3])
            assert max(across, down) >= APART - 0.02
        seen.extend(boxes)
        draw(self, canvas, x, y)

    monkeypatch.setattr(Targets, "drawOn", noted)
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    assert faults(handouts[0], render(handouts[0]).pdf) == []
    assert len(seen) == 7 * 2 + 2 * 11
    assert all(right - left >= SIDE and low - high >= SIDE for left, high, right, low in seen)


def test_words_are_taken_apart_with_their_markup() -> None:
    runs = (Run("yes "), Run("n", strong=True), Run("o not"))
    made = [word.text for word in apart(Rich(runs, Text("")))]
    assert made == ["yes", "no", "not"]


def test_a_line_to_write_on_is_no_word() -> None:
    rich = Rich((Run("yes "), Run("", blank=4.0)), Text(""))
    assert apart(rich) == [rich]
