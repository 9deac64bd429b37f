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
from builder.model import Phrases
from builder.place import Text
from builder.source.inline import Rich

ENGLISH = "en"
PRINTED = ("phrases", "facts", "blanks")
GROUPS = (*PRINTED, "desk")
FILLED = re.compile("%[a-z]+%")
Words = dict[Text, Rich]


def phrasebook(
    shipped: Mapping[str, Phrases], own: Iterable[Phrases], sink: Sink
) -> dict[str, Phrases]:
    """The words in each language by its code; mistakes in a project's own go to `sink`."""
    book = dict(shipped)
    for each in sorted(own, key=lambda phrases: len(phrases.language)):
        _usable(each, shipped[ENGLISH], sink)
        language = str(each.language)
        below = book.get(language) or book.get(language.partition("-")[0])
        merged = {name: (_of(below, name) if below else {}) | _of(each, name) for name in GROUPS}
        book[language] = kept(each.model_copy(update=merged), shipped, sink)
    return book


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
    for group in GROUPS:
        known = _of(english, group)
        for name, words in _of(own, group).items():
            if name not in known:
                hint = did_you_mean(name, known)
                sink.error(name.span, "unknown-key", f"there is no '{name}' in '{group}'", hint)
                continue
            if group == "blanks" and not any(run.blank for run in words.runs):
                hint = f"write ____ where it belongs; in English it is '{known[name].source}'"
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
