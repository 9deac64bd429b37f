"""All that the page tells: the leaflets and what to choose among them, in the words it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from builder.desk.leaflets import FIRST, Leaflet, Withdrawn
from builder.model import WEB, Brand
from builder.notation.cldr import day_in_words, language_in_words
from builder.notation.direction import direction
from builder.outputs.entry import Entry
from builder.outputs.onsheets import OnSheets


class Choice(NamedTuple):
    """What the list can be narrowed by: its name, and each value with what it is called."""

    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shelf:
    """A folder's leaflets as the page tells of them, in `language` and its `words`.

    `pictures` are the addresses of first pages by the path of the file they show, `copies` its
    printer's copies; `treatments` are what these are called; `logo` is an address, or empty.
    """

    leaflets: Sequence[Leaflet]
    withdrawn: Sequence[Withdrawn]
    pictures: Mapping[str, str]
    copies: Mapping[str, Sequence[OnSheets]]
    treatments: Mapping[str, str]
    brand: Brand
    logo: str
    words: Mapping[str, str]
    language: str
    today: date

    # -- what there is

    @cached_property
    def has_sites(self) -> bool:
        return len({leaflet.head.site for leaflet in self.leaflets}) > 1

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What tells leaflets apart: not what all of them share."""
        named: dict[str, dict[str, str]] = {}
        for leaflet in self.leaflets:
            for name, value, title in self._marks(leaflet):
                named.setdefault(name, {})[value] = title
        kept = [self.kept_by(leaflet) for leaflet in self.leaflets]
        return tuple(
            Choice(name, tuple(sorted(values.items(), key=lambda one: one[1].casefold())))
            for name, values in named.items()
            if len({each.get(name) for each in kept}) > 1
        )

    def kept_by(self, leaflet: Leaflet) -> dict[str, str]:
        """By what the leaflet is kept in the list, choice by choice; several have a bar between."""
        found: dict[str, dict[str, None]] = {}
        for name, value, _ in self._marks(leaflet):
            found.setdefault(name, {})[value] = None
        return {name: "|".join(values) for name, values in found.items()}

    def _marks(self, leaflet: Leaflet) -> Iterator[tuple[str, str, str]]:
        card = leaflet.card
        if card.treatment:
            called = self.treatments.get(card.treatment, card.treatment.replace("-", " "))
            yield "treatment", card.treatment, called
        if card.audience:
            yield "audience", card.audience.replace("|", "/"), card.audience
        for entry in leaflet.entries:
            yield "language", entry.language, self.language_name(entry.language)
            yield "edition", entry.edition, self.edition(entry)
        yield "site", leaflet.head.site, card.site or leaflet.head.site

    def by_code(self, code: str) -> Leaflet | None:
        return next((each for each in self.leaflets if each.head.handout == code), None)

    @staticmethod
    def pictured(leaflet: Leaflet) -> str:
        """The path of the file whose first page is shown."""
        return pictured(leaflet).path

    # -- in words

    def say(self, name: str, **values: str) -> str:
        """One of the page's phrases, with `%name%` filled in."""
        words = self.words[name]
        for key, value in values.items():
            words = words.replace(f"%{key}%", value)
        return words

    def pages(self, count: int) -> str:
        return self.words["page"] if count == 1 else self.say("pages", count=str(count))

    def day(self, day: str) -> str:
        """A day of the manifest in words; as it stands there, where it is none."""
        try:
            return day_in_words(date.fromisoformat(day), self.language)
        except ValueError:
            return day

    def is_past(self, day: str) -> bool:
        try:
            return date.fromisoformat(day) < self.today
        except ValueError:
            return False

    def edition(self, entry: Entry) -> str:
        return self.words["web"] if entry.edition == WEB else entry.card.edition or entry.edition

    def language_name(self, language: str) -> str:
        """As the page's language calls it, and as it calls itself, for who reads only that."""
        name, own = (language_in_words(language, by) for by in (self.language, language))
        return name if name.casefold() == own.casefold() else f"{name} – {own}"

    def tongue(self, language: str) -> dict[str, str]:
        """The attributes that tell the language of a text, where it is not the page's."""
        if language == self.language:
            return {}
        return {"lang": language, "dir": direction(language)}


def pictured(leaflet: Leaflet) -> Entry:
    """The file that a leaflet is known by: standard print, or else what there is on paper."""
    paper = [entry for entry in leaflet.entries if entry.pages]
    return next((e for e in paper if e.edition == FIRST), (paper or [leaflet.head])[0])


def on_paper(leaflets: Iterable[Leaflet]) -> list[Entry]:
    """The files whose first pages are to be drawn."""
    return [entry for entry in map(pictured, leaflets) if entry.pages]
