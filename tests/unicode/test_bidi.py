"""Unicode's tests for the bidirectional algorithm: a share at each turn, every case in all."""

from __future__ import annotations

import random
import unicodedata

import pytest

from builder.notation.direction import Apart
from builder.text.bidi import category, levels, resolved, visual
from builder.text.bidi.explicit import REMOVED, base_level
from builder.text.bidi.resolve import CANONICAL, closing_of
from tests.share import Share
from tests.unicode import rows

PARAGRAPHS = {
    1: None,
    2: 0,
    4: 1,
}  # the bits of BidiTest.txt: automatic, left to right, right to left


EACH = 12  # one of so many cases of classes is tried here, and all by `make proofs`


def line_levels(classes: list[str], base: int, text: str = "") -> list[int | None]:
    """The levels of a paragraph set on one line (L1), None for what X9 removes."""
    found: list[int | None] = list(resolved(classes, base, text))
    index = len(classes) - 1
    while index >= 0 and classes[index] in ("WS", "FSI", "LRI", "RLI", "PDI", *REMOVED):
        found[index] = base
        index -= 1
    return [None if k in REMOVED else v for k, v in zip(classes, found, strict=True)]


def order(found: list[int | None]) -> list[int]:
    kept = [index for index, level in enumerate(found) if level is not None]
    return [kept[i] for i in visual(bytes(level for level in found if level is not None))]


def test_classes(some: Share) -> None:
    expected: list[int | None] = []
    expected_order: list[int] = []
    count, failures = 0, []
    for number, row in enumerate(rows("BidiTest.txt")):
        if row.startswith("@Levels:"):
            expected = [None if v == "x" else int(v) for v in row.partition(":")[2].split()]
        elif row.startswith("@Reorder:"):
            expected_order = [int(v) for v in row.partition(":")[2].split()]
        elif not row.startswith("@") and some.tries(number, EACH):
            names, _, bits = row.partition(";")
            classes = names.split()
            for bit, base in PARAGRAPHS.items():
                if int(bits, 16) & bit:
                    count += 1
                    found = line_levels(classes, base_level(classes) if base is None else base)
                    if found != expected or order(found) != expected_order:
                        failures.append((row, base, found, expected))
    print(f"BidiTest.txt: {count - len(failures)} of {count} cases")
    assert count * (1 if some.whole else EACH) > 700_000
    assert failures[:5] == []


def test_characters() -> None:
    count, failures = 0, []
    for row in rows("BidiCharacterTest.txt"):
        codes, wanted, paragraph, numbers, places = row.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        classes = [category(c) for c in text]
        base = base_level(classes) if wanted == "2" else int(wanted)
        expected = [None if v == "x" else int(v) for v in numbers.split()]
        found = line_levels(classes, base, text)
        count += 1
        wanted_order = [int(v) for v in places.split()]
        if (base, found, order(found)) != (int(paragraph), expected, wanted_order):
            failures.append((row, found))
    print(f"BidiCharacterTest.txt: {count - len(failures)} of {count} cases")
    assert count > 90_000
    assert failures[:5] == []


def test_brackets() -> None:
    """What Python knows of pairs of brackets is what BidiBrackets.txt says."""
    pairs = {}
    for row in rows("BidiBrackets.txt"):
        code, other, kind = (part.strip() for part in row.split(";"))
        if kind == "o":
            closing = chr(int(other, 16))
            pairs[chr(int(code, 16))] = CANONICAL.get(closing, closing)
    every = (chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Ps")
    assert {opening: c for opening in every if (c := closing_of(opening))} == pairs


@pytest.mark.parametrize(
    ("text", "isolates", "shown"),
    [
        ("אב +91 99 גד", [(3, 9)], "דג +91 99 בא"),
        ("אב 91 99 גד", [], "דג 99 91 בא"),
        (
            "אב (CAR-T) גד",
            [],
            "דג )CAR-T( בא",
        ),
    ],
)
def test_isolates_keep_their_order(text: str, isolates: list[tuple[int, int]], shown: str) -> None:
    found = levels(text, 1, [Apart(*each) for each in isolates])
    assert "".join(text[i] for i in visual(found)) == shown


def test_plain_texts_take_the_short_way_to_the_same_levels() -> None:
    chance = random.Random(9)
    for _ in range(4000):
        letters = chance.choice(["אב 12.-+", "عب 12.,-", "عא ١٢ 3.،-", "ab 1-2.", "عَ 1א,"])
        text = "".join(chance.choices(letters, k=chance.randint(1, 12)))
        for base in (0, 1, 2):
            whole = bytes(resolved([category(c) for c in text], base, text))
            assert levels(text, base) == whole, ascii(text)
