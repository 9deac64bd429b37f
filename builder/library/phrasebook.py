"""The builder's words in each language: those it comes with, and what a project changes or adds.

A language of one country (en-US) says only what it says otherwise: the rest is
the language's own (BCP 47, 4.1). What no file says is told once a file, and is
English until somebody has written it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from builder.diagnostics import Sink, did_you_mean
from builder.library.standing import kept
from builder.model import NO_FACTS, Facts, Phrases
from builder.place import Text
from builder.source.inline import Rich

ENGLISH = "en"
DECLARED = ("facts", "blanks", "strip", "imprint")  # whose words a project declares
PRINTED = ("phrases", *DECLARED)
FIXED = (*PRINTED, "desk")  # whose names are known
GROUPS = (*FIXED, "words")
FILLED = re.compile("%[a-z]+%")
Words = dict[Text, Rich]


class Phrasebook(Mapping[str, Phrases]):
    """The words in each language by its code, put together when they are first wanted.

    `along` reads what comes with the builder: few projects speak more than two of its languages.
    """

    def __init__(self, along: Mapping[str, Phrases]) -> None:
        self._along = along
        self._own: dict[str, Phrases] = {}
        self._facts = NO_FACTS
        self._made: dict[str, Phrases] = {}

    def add(self, facts: Facts, own: Iterable[Phrases], sink: Sink) -> None:
        """A project's facts, and its own words; mistakes in these go to `sink`.

        The words of facts belong to the language they are declared in.
        """
        self._facts = facts
        known = reference(self._along[ENGLISH], facts)
        for each in own:
            _usable(each, known, sink)
            language = str(each.language)
            self._own[language] = kept(each, _layered(language, self._along), sink)

    def __getitem__(self, language: str) -> Phrases:
        if language not in self._made:
            said = _layered(language, self._along, self._own) if language in self else None
            if said is None:
                raise KeyError(language)
            self._made[language] = _with_facts(said, self._facts)
        return self._made[language]

    def __contains__(self, language: object) -> bool:
        return language in self._own or language in self._along

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._along, *self._own)))

    def __len__(self) -> int:
        return len({*self._along, *self._own})


def reference(english: Phrases, facts: Facts) -> Phrases:
    """All that leaflets print: in English, and as the project declares its facts."""
    return english.model_copy(update={name: dict(facts.words[name]) for name in DECLARED})


def _layered(language: str, *sources: Mapping[str, Phrases]) -> Phrases | None:
    """What each source says in a language, over all that is said without its country."""
    base = language.partition("-")[0]
    found: Phrases | None = None
    for code in dict.fromkeys((base, language)):
        for source in sources:
            if (each := source.get(code)) is not None:
                found = _over(found, each) if found else each
    return found


def _over(below: Phrases, each: Phrases) -> Phrases:
    """Words with others below them, which say what these do not."""
    merged: dict[str, object] = {name: _of(below, name) | _of(each, name) for name in GROUPS}
    if each.reviewed is None:
        merged["reviewed"] = below.reviewed
    return each.model_copy(update=merged)


def _with_facts(each: Phrases, facts: Facts) -> Phrases:
    """Words with those of the facts: as a file of phrases says them by name or by their words."""
    at_home = each.language.partition("-")[0] == facts.language.partition("-")[0]
    update = {}
    for group in DECLARED:
        told = {name: each.words.get(rich.text) for name, rich in facts.words[group].items()}
        own = {
            name: told[name] or rich
            for name, rich in facts.words[group].items()
            if told[name] or at_home or not any(map(str.isalpha, rich.text))
        }
        update[group] = own | _of(each, group)
    return each.model_copy(update=update)


def spoken(book: Mapping[str, Phrases], language: str) -> Phrases | None:
    """The words in a language, or in the language without its country."""
    return book.get(language) or book.get(language.partition("-")[0])


def unsaid(found: Phrases, english: Phrases) -> list[str]:
    """What leaflets print, and there are no words for: phrases, facts and blanks."""
    return [
        str(name) if group == "phrases" else f"{group}.{name}"
        for group in PRINTED
        for name in sorted(_of(english, group).keys() - _of(found, group).keys())
    ]


def whole(found: Phrases, english: Phrases) -> Phrases:
    """The words with English ones for those that are missing."""
    update = {group: _of(english, group) | _of(found, group) for group in PRINTED}
    return found.model_copy(update=update)


def _of(phrases: Phrases, group: str) -> Words:
    words: Words = getattr(phrases, group)
    return words


def _usable(own: Phrases, english: Phrases, sink: Sink) -> None:
    """Reports phrases that nothing prints, and those that would not say what is put into them."""
    for group in FIXED:
        known = _of(english, group)
        for name, words in _of(own, group).items():
            if name not in known:
                hint = did_you_mean(name, known)
                sink.error(name.span, "unknown-key", f"there is no '{name}' in '{group}'", hint)
                continue
            if group == "blanks" and not any(run.blank for run in words.runs):
                hint = f"write ____ where it belongs, as in '{known[name].source}'"
                message = f"'{name}' has no line to write on"
                sink.error(words.span, "phrase-value", message, hint)
            for sign, wrong in _unlike(words.text, known[name].text):
                hint = f"in English it is '{known[name].text}'"
                span = words.source.locate(sign) if sign in words.text else words.span
                sink.error(span, "phrase-value", f"'{name}' {wrong} {sign}", hint)


def _unlike(text: str, english: str) -> Iterator[tuple[str, str]]:
    """The values that a phrase has not and English has, and those that it has and English not."""
    wanted, given = set(FILLED.findall(english)), set(FILLED.findall(text))
    yield from ((sign, "does not say") for sign in sorted(wanted - given))
    yield from ((sign, "cannot say") for sign in sorted(given - wanted))
