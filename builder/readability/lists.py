"""Lists of words that checks look for: `readability/LANGUAGE/LIST.yaml`, one file a list.

A project has words of its own beside them, in `sources/words/LANGUAGE/LIST.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from builder.caches import remembered
from builder.diagnostics import Sink
from builder.model import WordEntry, WordListFile
from builder.project import bundled_names, bundled_text
from builder.source.read import read
from builder.words.sentences import Sentence

DENIAL = re.compile(r"\b(?:no|not|never|cannot|nor|neither|none|nobody|without|\w+n['’]t)\b", re.I)


@dataclass(frozen=True)
class Found:
    """Words of a list that stand in a text, the character they start at, and the better words."""

    words: str
    start: int
    say: str


class Phrases:
    """Phrases that are looked for as whole words.

    Few texts have a word of any of them, so the pattern is made for the first that has.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(map(_plain, phrases))
        self._longest = {max(_parts(each), key=len) for each in self._phrases}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _pattern(self._phrases)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return iter(()) if self._longest.isdisjoint(_parts(text)) else self._pattern.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)


@dataclass(frozen=True)
class WordList:
    """The entries of one list, to be found together."""

    phrases: Phrases
    lets: Phrases
    entries: dict[str, tuple[WordEntry, Phrases | None]]

    def within(self, sentence: Sentence) -> Iterator[Found]:
        """The listed words of a sentence that may not stand in it."""
        if self.lets.search(sentence.text):
            return
        for match in self.phrases.finditer(sentence.text):
            entry, unless = self.entries[_plain(match.group())]
            allowed = unless is not None and unless.search(sentence.text)
            if not allowed and not (entry.denied and _unclaimed(sentence.text, match)):
                yield Found(match.group(), sentence.start + match.start(), str(entry.say or ""))

    @cached_property
    def plain(self) -> frozenset[str]:
        """The listed words, in small letters."""
        return frozenset(self.entries)

    def has(self, text: str) -> bool:
        """Whether a listed word stands anywhere in a text."""
        return self.phrases.search(text) is not None

    def __contains__(self, word: str) -> bool:
        return _plain(word) in self.entries


def _unclaimed(sentence: str, match: re.Match[str]) -> bool:
    """Whether a sentence denies, asks or quotes the words that match in it."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    quoted = "“" in before and "”" in after
    return bool(quoted or after.rstrip("”").endswith("?") or DENIAL.search(f"{before} … {after}"))


@remembered
def word_list(name: str, language: str, own: WordListFile | None = None) -> WordList | None:
    """The list of that name in a language, with a project's `own`; None where nobody has one."""
    lists = [each for each in (_shipped(name, language), own) if each is not None]
    if not lists:
        return None
    entries = {}
    for entry in (entry for each in lists for entry in each.entries):
        unless = Phrases(entry.unless) if entry.unless else None
        entries.update({_plain(words): (entry, unless) for words in entry.find})
    lets = Phrases(words for each in lists for words in each.unless or ())
    return WordList(Phrases(entries), lets, entries)


def _shipped(name: str, language: str) -> WordListFile | None:
    path = f"readability/{main_language(language)}/{name}.yaml"
    if path not in bundled_names(f"readability/*/{name}.yaml"):
        return None
    sink = Sink()
    listed = read(f"builder/{path}", bundled_text(path), WordListFile, sink)
    if listed is None:
        raise ValueError(f"a list of the builder's own is broken: {sink.sorted()[0]}")
    return listed


def main_language(language: str) -> str:
    """The language without its country or script: lists are for all of it."""
    return language.partition("-")[0]


def _plain(words: str) -> str:
    """Words as they are compared: small letters, plain apostrophes, hyphens and spaces."""
    return re.sub(r"[\s\u2010\u2011-]+", " ", words.replace("’", "'")).casefold()


@remembered
def _parts(text: str) -> frozenset[str]:
    """The words of a text, cut at every sign, in letters without case; "" is in every text."""
    same = text.casefold().replace("\u0131", "i").replace("i\u0307", "i")
    return frozenset(("", *re.findall(r"\w+", same)))


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    words = (
        re.escape(each).replace(r"\ ", r"[\s\u2010\u2011-]+").replace("'", "['’]")
        for each in ordered
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-]*\w)", re.IGNORECASE)
