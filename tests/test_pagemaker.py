"""How pages are filled: by what breaks cost, for the whole story, and so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.breaking import Breaking
from builder.paper.boxes import Box
from builder.paper.pagefill import filled_pages
from builder.paper.pagemaker import Rooms, TooTall, planned
from builder.paper.parting import HEADING, KEPT, LEAD, NEAR, At, Cut, between_rows, in_rows
from builder.paper.spaced import Spaced

CASES = yaml.safe_load((Path(__file__).parent / "pagemaker.yaml").read_text("utf-8"))
HEIGHT = 100.0  # of a page, in points


class Block(Spaced):
    """A block of lines, ten points high each; the letters of its name are its lines."""

    def __init__(self, name: str, *, bond: int = 0, parts: bool = False) -> None:
        super().__init__()
        self.name, self.bond, self.parts = name, bond, parts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, 10.0 * len(self.name)
        return self.width, self.height

    def cuts(self) -> Iterator[Cut]:
        count = len(self.name)
        for above in range(1, count) if self.parts else ():
            kinds = between_rows(count, above)
            yield Cut(above * 10.0, (count - above) * 10.0, kinds, (above,))

    def _parts(self, at: At) -> tuple[Block, Block]:
        (above,) = at
        return Block(self.name[:above], parts=True), Block(self.name[above:], parts=True)


class Shown(Block):
    """A figure, which can be set a fifth smaller."""

    smaller = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        super().wrap(width, height)
        self.height *= 1 - self.smaller
        return self.width, self.height

    def give(self) -> float:
        return self.height * 0.2

    def shrink(self, share: float) -> None:
        self.smaller = 0.2 * share


def block(written: Any) -> Spaced:
    """`abc` has three lines, `abc/` can be parted, `=ab` is a heading, `>ab` leads on, `.ab` is
    better near what follows, `(abc)` is a figure, `~` floats; `!` begins a page."""
    text, bond, new_page = str(written), 0, False
    floats = text.startswith("~")
    text = text.removeprefix("~")
    if text.startswith("!"):
        text, new_page = text[1:], True
    for sign, kind in (("=", HEADING), (">", LEAD), (".", NEAR)):
        if text.startswith(sign):
            text, bond = text[1:], kind
    if text.startswith("("):
        made: Block = Shown(text[1:-1], bond=bond)
    else:
        made = Block(text.rstrip("/"), bond=bond, parts=text.endswith("/"))
    made.new_page, made.floats = new_page, floats
    return made


def names(pages: Sequence[Sequence[Spaced]]) -> list[str]:
    return [" ".join(each.name for each in page) for page in pages]


@pytest.mark.parametrize("name", CASES)
def test_pages(name: str) -> None:
    case = CASES[name]
    rooms = Rooms(case.get("first", HEIGHT), HEIGHT, case.get("foot", 0.0))
    story = [block(each) for each in case["story"]]
    made = planned(story, 100.0, rooms, Breaking(**case.get("breaking", {})))
    assert names(filled_pages(made)) == case["pages"]


def test_spaces_get_wider_on_a_page_that_is_not_full() -> None:
    story = [Block("abc"), Block("de"), Block("fg"), Block("x" * 8)]
    for each in story:
        each.before = 4.0
    plan = planned(story, 100.0, Rooms(HEIGHT, HEIGHT), Breaking())
    first, last = filled_pages(plan, stretch=0.5)
    assert [each.before for each in first[1:]] == [5.0] * 2
    assert [each.before for each in last[1:]] == []


def test_wide_spaces_get_no_wider_than_others() -> None:
    story = [Block("abc"), Block("de"), Block("fg"), Block("x" * 8)]
    story[1].before, story[2].before = 14.0, 28.0
    first, _ = filled_pages(planned(story, 100.0, Rooms(150.0, 150.0), Breaking()), stretch=0.2)
    assert [each.before for each in first[1:]] == [14.0 * 1.2, 28.0 + 14.0 * 0.2]


def test_what_stands_above_the_strip_gets_smaller_for_it() -> None:
    story = [Block("abcdefghi"), Shown("klmnopqr")]
    *_, last = filled_pages(planned(story, 100.0, Rooms(HEIGHT, HEIGHT, 30.0), Breaking()))
    assert 60.0 < last[0].height <= 70.1


@pytest.mark.parametrize("before", range(24))
def test_every_line_is_there_once_wherever_the_story_begins(before: int) -> None:
    lines = "".join(chr(97 + number % 26) for number in range(60))
    story = [Block("x", parts=True) for _ in range(before)]
    story += [Block("h", bond=HEADING), Block(lines, parts=True), Block("yyy"), Block("z" * 7)]
    plan = planned(story, 100.0, Rooms(70.0, HEIGHT, 20.0), Breaking())
    pages = filled_pages(plan)
    assert plan.count == len(pages)
    said = "".join(each.name for page in pages for each in page)
    assert said == "x" * before + "h" + lines + "yyy" + "z" * 7
    for number, page in enumerate(pages):
        room = HEIGHT if number else 70.0
        last = number + 1 == len(pages)
        assert sum(each.height for each in page) <= room - (20.0 if last else 0)
        assert page[-1].name != "h"


def test_what_is_taller_than_a_page_is_named() -> None:
    tall = Block("a" * 11)
    with pytest.raises(TooTall) as told:
        planned([Block("b"), tall], 100.0, Rooms(HEIGHT, HEIGHT), Breaking())
    assert told.value.flowable is tall


@pytest.mark.parametrize("count", [1, 2, 5, 8, 9, 12])
def test_a_box_and_its_parts_are_as_high_as_its_cuts_say(count: int) -> None:
    rows = [Block("abcd", parts=True) for _ in range(count)]
    in_rows(rows)
    box = Box([Block("t", bond=HEADING), *rows])
    box.wrap(100.0, 0)
    for cut in box.cuts():
        above, below = box.parted(cut.at)
        assert (above.height, below.height) == (cut.above, cut.below)
        again = [each for each in box.cuts() if each.above < cut.above]
        for upper in again:
            first, middle = above.parted(upper.at)
            assert first.height == upper.above
            assert middle.height == cut.above + upper.below - box.height


def test_what_is_kept_is_not_parted_unless_it_is_higher_than_most_of_a_page() -> None:
    for height, cuts in ((40.0, 0), (20.0, 2)):
        box = Box([Block("a"), Block("b"), Block("c")], unbroken=True, page_height=height)
        box.wrap(100.0, 0)
        found = list(box.cuts())
        assert len(found) == cuts
        assert all(cut.kinds & KEPT for cut in found)
