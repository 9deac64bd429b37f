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
from builder.model import Facts, Phrases
from builder.place import Text
from builder.source.inline import Rich

ENGLISH = "en"
DECLARED = ("facts", "blanks", "strip", "imprint")  # whose words a project declares
PRINTED = ("phrases", *DECLARED)
FIXED = (*PRINTED, "desk")  # whose names are known
GROUPS = (*FIXED, "words")
FILLED = re.compile("%[a-z]+%")
Words = dict[Text, Rich]


def phrasebook(
    shipped: Mapping[str, Phrases], facts: Facts, own: Iterable[Phrases], sink: Sink
) -> dict[str, Phrases]:
    """The words in each language by its code; mistakes in a project's own go to `sink`.

    The words of its facts belong to the language they are declared in.
    """
    book: dict[str, Phrases] = {}
    for each in sorted(shipped.values(), key=lambda phrases: len(phrases.language)):
        book[str(each.language)] = _over(book, each)
    known, along = reference(shipped[ENGLISH], facts), dict(book)
    for each in sorted(own, key=lambda phrases: len(phrases.language)):
        _usable(each, known, sink)
        book[str(each.language)] = kept(_over(book, each), along, sink)
    return {name: _with_facts(each, facts) for name, each in book.items()}


def reference(english: Phrases, facts: Facts) -> Phrases:
    """All that leaflets print: in English, and as the project declares its facts."""
    return english.model_copy(update={name: dict(facts.words[name]) for name in DECLARED})


def _over(book: Mapping[str, Phrases], each: Phrases) -> Phrases:
    """Words with those of the same language below them, or of the language without its country."""
    language = str(each.language)
    below = book.get(language) or book.get(language.partition("-")[0])
    if below is None:
        return each
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
