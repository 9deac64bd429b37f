"""What goes in must come out: the words of texts, to be counted on both sides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from builder.bring.stretch import LOST, clean
from builder.place import UNSEEN

# How the points of lists begin where people typed the sign themselves.
TYPED = re.compile(
    r"(?P<mark>\(?(?:[0-9]{1,3}|[A-Za-z]|[ivx]{2,4})[.)]"
    r"|[-*\u2010-\u2015\u2022\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u00b7\u2043"
    r"\u2219\u2610-\u2612\u2713-\u2718\u27a2\u27a4\u2794\u2192])(?=\s)\s*"
)


DASHES = dict.fromkeys(map(ord, "\u2013\u2212"), "-")  # raised, all of them are one sign
BOXES = re.compile("[\u2610-\u2612\u25a1]")  # they are ticks and marks, told by the kind of a list


def words(text: str) -> Iterator[str]:
    """The words of one paragraph, without boxes to tick and what is unseen."""
    text = unicodedata.normalize("NFKC", text).translate(DASHES)
    seen = UNSEEN.sub("", LOST.sub("", clean(BOXES.sub(" ", text)))).strip()
    yield from seen.split()


def count(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts."""
    return Counter(word for text in texts for word in words(text))
