"""Unicode's test for line breaks, against ICU as we call it without our own tailoring.

ICU follows a newer version of the standard than Debian's test data (Unicode
15.0). Where it breaks otherwise, one of the rules that changed since must be at
work: LB13 with LB15d (a decimal mark before a digit), LB15 to LB15b (quotes),
LB20a and LB21a (a hyphen at the start of a word, or after a Hebrew letter).
"""

from __future__ import annotations

import re

import pytest
from icu4py.breakers import LineBreaker

from builder.text.breaks import segments
from tests.unicode import rows

CHANGED = re.compile(
    r"(?:^|\s)[\u002d\u2010]\u0308?\w|[\u002d]\u0308?[#\u00a7\U00050005]"  # LB20a
    r"|[,.]\u0308?\d"  # LB15d
    r"|[\"\u00ab\u00bb]"  # LB15 to LB15b
    r"|\u05d0-\u05d0"  # LB21a
)


def cases() -> list[tuple[str, list[int]]]:
    """Each text, and after how many characters a line may break in it."""
    found = []
    for row in rows("auxiliary/LineBreakTest.txt"):
        text, breaks = "", []
        for token in row.split():
            if token == "÷":
                breaks.append(len(text))
            elif token != "×":
                text += chr(int(token, 16))
        found.append((text, breaks))
    return found


def ends(pieces: list[str]) -> list[int]:
    """After how many characters each piece ends."""
    return [sum(map(len, pieces[: number + 1])) for number in range(len(pieces))]


def test_where_lines_may_break() -> None:
    tests = cases()
    other = [text for text, breaks in tests if ends(list(LineBreaker(text, "en"))) != breaks]
    print(f"LineBreakTest.txt: {len(tests) - len(other)} of {len(tests)} cases")
    assert len(tests) > 7_000
    assert [ascii(text) for text in other if not CHANGED.search(text)] == []
    assert len(other) < 40


@pytest.mark.parametrize(
    ("text", "language", "pieces"),
    [
        ("ผู้ป่วยควรดื่มน้ำมากๆ", "th", ["ผู้", "ป่วย", "ควร", "ดื่ม", "น้ำ", "มากๆ"]),
        (
            "患者应多喝水，并休息。",
            "zh",
            ["患", "者", "应", "多", "喝", "水，", "并", "休", "息。"],
        ),
        ("يجب أن تتصل", "ar", ["يجب ", "أن ", "تتصل"]),
        ("CAR-T and/or T-cell", "en", ["CAR-T ", "and/or ", "T-cell"]),
        ("graft-versus-host", "en", ["graft-", "versus-", "host"]),
        ("3–5 days, 0800-55", "en", ["3–5 ", "days, ", "0800-55"]),
        ("well—rested", "en", ["well", "—", "rested"]),
    ],
)
def test_segments(text: str, language: str, pieces: list[str]) -> None:
    assert list(segments(text, language)) == pieces
