"""The scale of a chart of weeks: round numbers with room between them, arrows beyond its end."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from builder.blocks.weeks import Weeks
from builder.paper.render import render
from builder.pictures.time_scale import HEAD, TimeScale
from tests.conftest import faulty, merged, topic_of
from tests.proof import faults

WEEKS = """\
- weeks:
    alt: Bars.
    stretches:
      - {label: In hospital, start: 1, end: 2}
      - {label: Check-ups, start: 2, ongoing: true}
"""


def numeral(number: int, x: float, y: float) -> tuple[list[str], float]:
    """Twelve points a figure, whatever the face."""
    return [], 12.0 * len(str(number))


@pytest.mark.parametrize(
    ("first", "last", "width", "numbers"),
    [
        (1, 6, 200, [1, 2, 3, 4, 5, 6]),
        (1, 12, 240, [1, 4, 6, 8, 10, 12]),
        (1, 52, 240, [1, 10, 20, 30, 40, 50]),
        (28, 40, 240, [28, 30, 32, 34, 36, 38, 40]),
        (3, 3, 100, [3]),
    ],
)
def test_numbers_are_round_and_apart(
    first: int, last: int, width: float, numbers: list[int]
) -> None:
    scale = TimeScale(first, last, width)
    assert scale.ticked(numeral) == numbers
    places = [scale.x(number - first) for number in numbers]
    widest = numeral(last, 0, 0)[1]
    assert all(b - a > widest for a, b in itertools.pairwise(places))


@pytest.mark.parametrize("rtl", [False, True])
def test_an_arrow_points_beyond_the_scale(rtl: bool) -> None:
    scale = TimeScale(1, 12, 300, arrows=True, rtl=rtl)
    end = scale.x(12)
    assert end == pytest.approx(HEAD if rtl else 300 - HEAD)
    *_, arrow = scale.row(7, 12, 20, 10, numeral, on=True).shapes
    places = [float(x) for x in re.findall(r"[ML]([\d.]+) ", arrow)]
    assert (min if rtl else max)(places) == (0 if rtl else 300)


def test_what_goes_on_is_said_and_drawn(folder: Path) -> None:
    (folder / "sources/topics/case.yaml").write_text(topic_of(WEEKS), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    (block,) = handouts[0].blocks()
    assert isinstance(block, Weeks)
    assert [text.text.replace("\u00a0", " ") for text in block.words(handouts[0])] == [
        "In hospital · weeks 1 to 2",
        "Check-ups · from week 2 on",
    ]


def test_a_chart_that_runs_over_pages(folder: Path) -> None:
    """Its scale stands on each of them, and all is one figure."""
    rows = "".join(f"      - {{label: Visit {n}, start: {n}, text: One.}}\n" for n in range(1, 21))
    blocks = f"- weeks:\n    alt: Bars.\n    stretches:\n{rows}"
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handout = merged(folder)[0][0]
    pdf = render(handout).pdf
    assert faults(handout, pdf) == []
