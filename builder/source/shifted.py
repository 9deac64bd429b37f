"""Words above and below the line: `10^6^`, `H~2~O`, `HbA~1c~`.

Figures and signs become those that Unicode has for it (⁶, ₂), so that a title, a bookmark, a mail
or a voice never makes 106 of 10⁶. All else is set smaller, above or below: `T~max~`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Shift = Literal["", "raised", "lowered"]

# After a letter or figure (or before one: ^18^F), with no space within: "~5" and "5 ~ 6" stay.
SHIFTED = re.compile(
    r"(?:(?<=[\w)])|(?<![^\s(])(?=\^[^\s^~{}]+\^\w))\^(?P<raised>[^\s^~{}]{1,24})\^"
    r"|(?<=[\w)])~(?P<lowered>[^\s^~{}]{1,24})~(?!~)"
)
SIGNS = "0123456789+-\u2212\u2013=()"
RAISED = str.maketrans(SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
LOWERED = str.maketrans(SIGNS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
PLAIN = frozenset(SIGNS)


def levels(text: str) -> Iterator[tuple[str, Shift]]:
    """The words of a text as they are set: on the line, above it or below it."""
    line, position = "", 0
    for match in SHIFTED.finditer(text):
        line += text[position : match.start()]
        position = match.end()
        raised, words = match["raised"], match["raised"] or match["lowered"]
        if PLAIN.issuperset(words):
            line += words.translate(RAISED if raised else LOWERED)
            continue
        if line:
            yield line, ""
        yield words, "raised" if raised else "lowered"
        line = ""
    if line := line + text[position:]:
        yield line, ""
