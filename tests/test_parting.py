"""What is parted is as high as its cuts promised, and its parts stand where it stood."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest

from builder.model import WEB, Handout
from builder.paper.boxes import Box, Rules
from builder.paper.compose import Composer
from builder.paper.grid import Grid, GridLook
from builder.paper.parting import HEADING
from builder.paper.spaced import Spaced
from builder.paper.story import whole_story
from builder.paper.time_chart import Look, TimeChart
from builder.pdf.tags import Element
from tests.conftest import of_ours
from tests.fuzz.projects import Draft
from tests.fuzz.search import each
from tests.fuzz.trial import Workshop
from tests.share import Share

NEAR = 0.5  # points
MOST = 6  # cuts that are tried of each flowable


def unlike(item: Spaced) -> Iterator[str]:
    """The cuts of an item, as it was wrapped, that say other heights than its parts have."""
    cuts, earlier = [*item.cuts()], None
    for cut in cuts[:: len(cuts) // MOST + 1]:
        above, below = item.parted(cut.at)
        found = [("above", cut.above, above.height), ("below", cut.below, below.height)]
        if earlier:
            upper, middle = above.parted(earlier.at)
            found.append(("first", earlier.above, upper.height))
            found.append(("between", cut.above + earlier.below - item.height, middle.height))
        for name, promised, real in found:
            if abs(promised - real) > NEAR:
                yield f"{type(item).__name__} {cut.at} {name}: {promised:.1f}, is {real:.1f}"
        earlier = cut


def unlike_in(handout: Handout) -> list[str]:
    page = Composer.of(handout, Element("Document"))
    told = []
    for item in whole_story(page)[0]:
        item.wrap(page.width, 0)
        told += [f"{handout.name} {item.span}: {each}" for each in unlike(item)]
    return told


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_parts_of_our_leaflets_are_as_high_as_was_planned(edition: str, some: Share) -> None:
    tried = some(of_ours(edition), 5, lambda handout: handout.name)
    assert [told for handout in tried for told in unlike_in(handout)] == []


def test_parts_of_made_up_leaflets_are_as_high_as_was_planned(tmp_path: Path, some: Share) -> None:
    workshop, told = Workshop(tmp_path), list[str]()

    def look(draft: Draft) -> None:
        for handout in workshop.merged(draft)[0]:
            if handout.edition.edition != WEB:
                told.extend(unlike_in(handout))

    each(5, 4 if some.whole else 1, workshop.languages(), look)
    assert told == []


def test_parts_stand_where_the_whole_stood() -> None:
    rules = Rules(6, 20.0, "0 0 0")
    rules.before, rules.after, rules.bond, rules.new_page = 7.0, 9.0, HEADING, True
    rules.wrap(100.0, 0)
    above, below = rules.parted((3,))
    assert (above.before, above.after, above.bond, above.new_page) == (7.0, 0.0, 0, True)
    assert (below.before, below.after, below.bond, below.new_page) == (0.0, 9.0, HEADING, False)


def test_lines_to_write_on_keep_their_distance_in_a_box_that_is_parted() -> None:
    rules = Rules(6, 20.0, "0 0 0")
    rules.before = 15.0
    box = Box([Rules(1, 20.0, "0 0 0"), rules])
    box.wrap(100.0, 0)
    assert len([*box.cuts()]) == 4
    assert [*unlike(box)] == []


def test_parts_of_a_box_that_is_higher_than_what_it_holds_are_not() -> None:
    box = Box([Rules(3, 20.0, "0 0 0"), Rules(2, 20.0, "0 0 0")], least=300.0)
    box.wrap(100.0, 0)
    assert len([*box.cuts()]) == 1
    assert [*unlike(box)] == []


def test_parts_of_a_row_are_no_higher_than_was_planned() -> None:
    """Its cells are cut at different heights; what was cut once is cut again above, or nowhere."""
    heights = [(40, 10.0), (11, 35.0), (5, 10.0), (9, 30.0)]
    cells = [Box([Rules(count, space, "0 0 0")]) for count, space in heights]
    shares = (1.0,) * len(cells)
    grid = Grid(None, [cells], GridLook(shares, (0.0,) * len(cells), "", ""), page_height=50.0)
    grid.wrap(400.0, 0)
    for upper, lower in combinations(grid.cuts(), 2):
        above, below = grid.parted(lower.at)
        first, middle = above.parted(upper.at)
        assert [first.height, above.height] == [upper.above, lower.above]
        assert middle.height <= lower.above + upper.below - grid.height
        assert below.height <= lower.below
        for number, (count, _) in enumerate(heights):
            assert sum(_lines(part, number) for part in (first, middle, below)) == count


def _lines(part: Any, column: int) -> int:
    """How many lines to write on a column of a table has."""
    (row,) = part.rows
    return sum(each.count for each in row[column].contents)


def test_a_chart_that_is_parted_keeps_its_bars_where_they_are() -> None:
    """The longest word of all its rows says whether they stand beside the words."""
    rows = [Box([Word(30.0)]) for _ in range(5)] + [Box([Word(80.0)])]
    look = Look(axis=10.0, leading=12.0, rule="", page_height=20.0, beside=True, rtl=False)
    chart = TimeChart(rows, cast(Any, None), look, cast(Any, None))
    chart.wrap(100.0, 0)
    assert not chart.beside
    assert len([*chart.cuts()]) == 5
    assert [*unlike(chart)] == []


class Word(Spaced):
    """A word, so many points wide."""

    def __init__(self, long: float) -> None:
        super().__init__()
        self.long = long

    def longest_word(self) -> float:
        return self.long

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, 12.0
        return self.width, self.height
