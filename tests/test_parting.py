"""What is parted is as high as its cuts promised, and its parts stand where it stood."""

from __future__ import annotations

from collections.abc import Iterator

from builder.paper.boxes import Box, Rules
from builder.paper.parting import HEADING
from builder.paper.spaced import Spaced

NEAR = 0.5  # points


def unlike(item: Spaced) -> Iterator[str]:
    """The cuts of an item, as it was wrapped, that say other heights than its parts have."""
    height, earlier = item.height, None
    for cut in item.cuts():
        above, below = item.parted(cut.at)
        found = [("above", cut.above, above.height), ("below", cut.below, below.height)]
        if earlier:
            upper, middle = above.parted(earlier.at)
            found.append(("first", earlier.above, upper.height))
            found.append(("between", cut.above + earlier.below - height, middle.height))
        for name, promised, real in found:
            if abs(promised - real) > NEAR:
                yield f"{type(item).__name__} {cut.at} {name}: {promised:.1f}, is {real:.1f}"
        earlier = cut


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
