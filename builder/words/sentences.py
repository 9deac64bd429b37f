"""Texts in sentences and words, as those who read them would count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.caches import remembered
from builder.place import UNSEEN
from builder.source.inline import Rich
from builder.text.breaks import sentences as pieces

# A number with its decimals (5.30pm), "e.g.", or letters with hyphens and apostrophes inside.
WORD = re.compile(r"\d+(?:[.,]\d+)*[a-z]*|(?:[a-z]\.){2,}|[^\W_]+(?:[-\u2010\u2011'’][^\W_]+)*")
ADDRESS = re.compile(r"[^\W\d_]{2}\.[^\W\d_]{2}|[^\s]@[^\s]")
# A full stop after one of these ends no sentence.
SHORT = re.compile(r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|Prof|St|vs|approx|No|p|e\.g|i\.e|etc)\.\s*$")


@dataclass(frozen=True)
class Word:
    """A word, and the character of the text at which it starts."""

    text: str
    start: int


@dataclass(frozen=True)
class Sentence:
    """A sentence, the character of the text at which it starts, and its words."""

    text: str
    start: int
    words: tuple[Word, ...]


def as_read(rich: Rich) -> str:
    """The words a reader reads, without signs that are not seen in them.

    A line to write on is read as a 0. So are words in another language, which are
    judged by no rule of this one.
    """
    if not any(run.blank or run.language for run in rich.runs):
        return rich.text if rich.text.isascii() else UNSEEN.sub("", rich.text)
    words = ("0" if run.blank or run.language else run.text for run in rich.runs)
    return UNSEEN.sub("", "".join(words))


@remembered
def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text, by UAX #29; where it has none, the whole is one."""
    found = []
    for piece, start in _joined(text, language):
        words = tuple(Word(m.group(), start + m.start()) for m in WORD.finditer(_bare(piece)))
        if words:
            found.append(Sentence(piece.strip(), start, words))
    return tuple(found)


def _bare(piece: str) -> str:
    """The text with spaces in place of web and e-mail addresses."""
    if not ADDRESS.search(piece):
        return piece
    parts = re.split(r"(\s+)", piece)
    return "".join(" " * len(part) if ADDRESS.search(part) else part for part in parts)


def _joined(text: str, language: str) -> Iterator[tuple[str, int]]:
    """The pieces of a text; one that ends in an abbreviation goes on in the next."""
    held, start = "", 0
    for piece in pieces(text, language):
        held += piece
        if not SHORT.search(held[-12:]):
            yield held, start
            start += len(held)
            held = ""
    if held:
        yield held, start
