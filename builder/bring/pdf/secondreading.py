"""Each number is read twice: a dose that two programs read otherwise is in no leaflet of ours.

PDF says where signs stand and not what they make, so a reader may put the figures of 12.4 in
another order. PDFium reads first; pypdf, which shares nothing with it, is asked about each number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from builder.bring.brought import Unusable
from builder.bring.stretch import clean

NUMBER = re.compile(r"[0-9]+(?:[.,:/\u2044\u2013\u2212-][0-9]+)*")
NEAR = 4  # signs beside a number that show that it is the same place
SHOWN = 3  # numbers that are told


def numbers_agree(texts: Sequence[tuple[int, str]], pages: Mapping[int, str]) -> None:
    """Raises Unusable where a number of the texts is another one to the second reader.

    `texts` are those that were read, each with its page from 0; `pages` what the second reader
    has for each page.
    """
    first = Counter(each for _, text in texts for each in NUMBER.findall(_plain(text)))
    second = Counter(each for text in pages.values() for each in NUMBER.findall(_plain(text)))
    if first == second:
        return
    packed = {page: _packed(text) for page, text in pages.items()}
    others = [*(second - first)]
    wrong = [*_unlike(texts, set(first - second), packed)]
    if wrong:
        raise _told(wrong, others)


def _unlike(
    texts: Iterable[tuple[int, str]], doubtful: set[str], packed: Mapping[int, str]
) -> Iterable[tuple[int, str, str]]:
    """Numbers that do not stand where they were read: page, number, the text round it."""
    for page, text in texts:
        plain = _plain(text)
        for match in NUMBER.finditer(plain):
            if match.group() not in doubtful:
                continue
            before = _packed(plain[: match.start()])[-NEAR:]
            after = _packed(plain[match.end() :])[:NEAR]
            seen = "".join(packed.get(page + more, "") for more in (0, 1))
            number = match.group()
            if not _stands(number, before, after, seen):
                yield page, number, plain[max(0, match.start() - 30) : match.end() + 30].strip()


def _stands(number: str, before: str, after: str, seen: str) -> bool:
    """Whether a number stands in a text with what was read before it, or after it."""
    start = re.escape(before[-1:]) or "(?<![0-9])"
    end = re.escape(after[:1]) or "(?![0-9])"
    ways = [f"{re.escape(before)}{re.escape(number)}{end}"] * bool(before)
    ways += [f"{start}{re.escape(number)}{re.escape(after)}"] * bool(after)
    return any(re.search(way, seen) for way in ways or [f"{start}{re.escape(number)}{end}"])


def _told(wrong: Sequence[tuple[int, str, str]], others: Sequence[str]) -> Unusable:
    parts = []
    for page, number, text in wrong[:SHOWN]:
        likely = [each for each in others if sorted(each) == sorted(number)] or others
        said = " and ".join(likely[:SHOWN]) or "no number"
        parts.append(f"page {page + 1}: {number} in “{text}”, where another reader has {said}")
    more = f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    hint = "give the file that the PDF was made from, or save it as PDF by another program"
    return Unusable("number-in-doubt", "; ".join(parts) + more, hint)


def _plain(text: str) -> str:
    """A text with one kind of hyphen and dash, which readers take for each other."""
    return re.sub("[\u2010-\u2015\u2212]", "-", clean(text))


def _packed(text: str) -> str:
    return re.sub(r"\s+", "", _plain(text))
