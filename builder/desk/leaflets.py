"""The leaflets that lie in a folder, as the page tells of them: each once for each site.

They are read from the manifest alone, so that the page is true whatever was built, and when.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from builder.library.known import Gone
from builder.model import WEB
from builder.outputs.card import Card
from builder.outputs.entry import Entry

# What stands first among the editions; the web page stands last.
FIRST = "standard"


@dataclass(frozen=True)
class Leaflet:
    """A leaflet for one site, with its files: those of its own language first."""

    entries: tuple[Entry, ...]

    @property
    def head(self) -> Entry:
        """The file that the leaflet is shown by, and opened as."""
        return self.entries[0]

    @property
    def card(self) -> Card:
        return self.head.card

    @property
    def tongues(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Its files language by language."""
        for language, entries in groupby(self.entries, lambda entry: entry.language):
            yield language, tuple(entries)

    @property
    def place(self) -> str:
        """What the page calls it, in links: its number, after its site where files say that."""
        return self.head.path.rpartition("/")[0].replace("/", "-")

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, packed, in each language of which its web page lies here."""
        return tuple(entry.words for entry in self.entries if entry.words)


@dataclass(frozen=True)
class Withdrawn:
    """A leaflet that is no longer given out; `title` is as it was written."""

    code: str
    title: str
    language: str
    gone: Gone


def leaflets(entries: Iterable[Entry], gone: Mapping[str, Gone]) -> list[Leaflet]:
    """The leaflets there are, by number as people count, then by site; none that was withdrawn."""
    standing = sorted((each for each in entries if each.handout not in gone), key=_order)
    return [Leaflet(tuple(files)) for _, files in groupby(standing, lambda e: (e.handout, e.site))]


def _order(entry: Entry) -> tuple[object, ...]:
    """Files of a translation say their language in their names, and stand after the others."""
    translated = entry.path.count(".") > (1 if entry.edition == WEB else 2)
    rank = (entry.edition == WEB, entry.edition != FIRST, entry.edition)
    return counted(entry.handout), entry.site, translated, entry.language, rank


def counted(code: str) -> tuple[tuple[str, int], ...]:
    """The parts of a number, so that CT-9 stands before CT-10."""
    return tuple((word, int(digits or 0)) for word, digits in re.findall(r"(\D*)(\d*)", code))


def most(leaflets: Iterable[Leaflet], of: Callable[[Entry], str]) -> str:
    """What most of them have: a brand, a language; empty where there are none."""
    every = [of(leaflet.head) for leaflet in leaflets]
    return max(sorted({*every}), key=every.count, default="")
