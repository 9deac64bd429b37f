"""Which of our boxes a box is, proposed from its words: an editor looks at each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.bring.brought import Piece, words_of
from builder.bring.stretch import Words, plain

# The words that each box prints itself, as other leaflets say them.
KINDS = {
    "urgent": {"urgent"},
    "important": {"important"},
    "note": {"note"},
}
URGENT = re.compile(
    r"\b(?:999|112|911|000|urgent(?:ly)?|emergency|A&E|immediately|at once|straight away|"
    r"right away|without delay)\b",
    re.I,
)
IMPORTANT = re.compile(
    r"\b(?:important|warning|caution|do not|don['’]t|never|must not|stop)\b", re.I
)


def is_kind(words: str) -> str:
    """The kind of box that words name, and that prints them itself; "" for other words."""
    bare = words.strip(" :.!").casefold()
    return next((kind for kind, names in KINDS.items() if bare in names), "")


def box_kind(title: Words, pieces: Sequence[Piece]) -> str:
    """The kind of a box: urgent where it says to act at once, important where it forbids."""
    if named := is_kind(plain(title)):
        return named
    words = " ".join([plain(title), *(plain(each) for each in words_of(tuple(pieces)))])
    if URGENT.search(words):
        return "urgent"
    return "important" if IMPORTANT.search(words[:300]) else "note"
