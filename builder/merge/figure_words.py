"""What a text prints of a figure: people out of 100, its base, its words; never the raw count."""

from __future__ import annotations

from builder.model import Phrases, StudyFigure
from builder.model.figures import People
from builder.notation.cldr import grouped
from builder.place import Text
from builder.source.inline import Rich

PARTS = ("meaning", "number", "of", "rest")


def said(figure: StudyFigure, part: str, phrases: Phrases, language: str) -> str | None:
    """The words for a part of a figure; None if the figure has no such part."""
    match part:
        case "":
            return shown(figure.people, phrases, out_of=True)
        case "number":
            return shown(figure.people, phrases)
        case "rest" if figure.rest:
            return shown(figure.others, phrases)
        case "of" if figure.of is not None:
            return grouped(figure.of, language)
        case "meaning" if figure.meaning:
            return figure.meaning.text
    return None


def shown(people: People, phrases: Phrases, *, out_of: bool = False) -> str:
    """As "55 out of 100", in one piece; "fewer than 1 out of 100"; or the number alone."""
    words = str(people.number)
    if out_of:
        words = _filled(phrases, "people", words).replace(" ", "\u00a0")
    return _filled(phrases, f"{people.bound}_than", words) if people.bound else words


def _filled(phrases: Phrases, name: str, words: str) -> str:
    rich: Rich = phrases.phrases[Text(name)]
    return rich.text.replace("%count%", words)
