"""Which page stands where: on the front of a slot of a sheet, and behind it on the back.

Slots are seen from the front, from left to right and from top to bottom. So nothing here depends
on how a printer turns its paper over, and a page cannot get the back of another.
"""

from __future__ import annotations

from typing import NamedTuple

Page = int | None  # counted from 0; nothing is printed for None


class Slot(NamedTuple):
    """The page on the front of a place on a sheet, and the one behind it."""

    front: Page
    back: Page


class Sheet(NamedTuple):
    """The slots of a sheet; it lies inside of `depth` others of its signature."""

    slots: tuple[Slot, ...]
    depth: int = 0


def booklet(
    count: int, *, signature: int | None = None, last_on_back: bool = False, rtl: bool = False
) -> list[Sheet]:
    """`count` pages on sheets that are folded once and laid into each other.

    Each `signature` has so many sheets, or one has all; the last one is as thin as may be. Blanks
    stand at the end or, with `last_on_back`, before the last page, which is then the back cover.
    """
    pages: list[Page] = list(range(count))
    blanks: list[Page] = [None] * (-count % 4)
    place = count - 1 if last_on_back and count else count
    pages[place:place] = blanks
    per = 4 * (signature or len(pages) // 4 or 1)
    sheets = []
    for start in range(0, len(pages), per):
        part = pages[start : start + per]
        for depth in range(len(part) // 4):
            first, last = 2 * depth, len(part) - 1 - 2 * depth
            right = Slot(part[first], part[first + 1])
            left = Slot(part[last], part[last - 1])
            sheets.append(Sheet((right, left) if rtl else (left, right), depth))
    return sheets


def side_by_side(count: int, across: int, down: int, *, rtl: bool = False) -> list[Sheet]:
    """Pages in rows on either side, as they are read; each side holds `across` by `down`."""
    per = across * down
    sheets = []
    for start in range(0, count, 2 * per):
        front = [number if number < count else None for number in range(start, start + per)]
        back = [
            number if number < count else None for number in range(start + per, start + 2 * per)
        ]
        slots = []
        for row in range(down):
            for column in range(across):
                before, behind = row * across + column, row * across + across - 1 - column
                if rtl:
                    before, behind = behind, before
                slots.append(Slot(front[before], back[behind]))
        sheets.append(Sheet(tuple(slots)))
    return sheets


def cards(count: int, per: int, *, faces: int = 2) -> list[Sheet]:
    """Cards of `faces` pages each, `per` on a sheet; a single card fills all the slots.

    A card without a back leaves its back empty, so that those after it keep theirs.
    """
    each = [
        Slot(number, number + 1 if faces == 2 and number + 1 < count else None)
        for number in range(0, count, faces)
    ]
    if len(each) == 1:
        each *= per
    empty = Slot(None, None)
    return [
        Sheet(tuple(each[start : start + per] + [empty] * (start + per - len(each))))
        for start in range(0, len(each), per)
    ]


def tri_fold(count: int, *, rtl: bool = False) -> list[Sheet]:
    """At most six panels of a leaflet that is rolled up: 1 is its front, 5 the flap, 6 its back.

    Seen from the front the flap stands first.
    """
    pages: list[Page] = [number if number < count else None for number in range(6)]
    slots = Slot(pages[4], pages[3]), Slot(pages[5], pages[2]), Slot(pages[0], pages[1])
    return [Sheet(slots[::-1] if rtl else slots)]
