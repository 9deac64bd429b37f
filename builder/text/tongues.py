"""Languages within a text: what an author says of words, and what their letters tell.

A screen reader says words in the language it is told (WCAG 2.2, 3.1.2). Words in the letters of
another script whose language nobody has named are told to be in no known language, but in that
script ('und-Arab', BCP 47, 4.1): to guess Arabic where it may be Urdu would be as wrong as English.
Latin letters are left: they are the names of medicines and of people in all languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from unicodedata import bidirectional

from builder.notation.cldr import script_in_use
from builder.notation.direction import FOREIGN, Apart, Direction, direction, isolates
from builder.source.inline import Run
from builder.text.faces import script_of

LEAST = 2  # letters: one alone is a sign, such as the alpha of TNF-α
WRITTEN_WITH = {
    "Jpan": {"Hira", "Kana", "Hani"},
    "Kore": {"Hang", "Hani"},
    "Hans": {"Hani", "Bopo"},
    "Hant": {"Hani", "Bopo"},
}


def spoken(runs: Sequence[Run], language: str) -> tuple[Run, ...]:
    """The runs of a text in a language; words in another script say that they are."""
    if not any(FOREIGN.search(run.text) for run in runs):
        return tuple(runs)
    return tuple(part for run in runs for part in _parts(run, language))


def strangers(text: str, language: str) -> list[tuple[int, int, str]]:
    """Where words stand in another script than that of the language, and in which."""
    if not FOREIGN.search(text):
        return []
    own = script_in_use(language)
    usual = {"", "Latn", own, *WRITTEN_WITH.get(own, ())}
    letters = [(place, script_of(letter)) for place, letter in enumerate(text)]
    found: list[tuple[int, int, str]] = []
    for script, group in groupby((each for each in letters if each[1]), key=lambda each: each[1]):
        places = [place for place, _ in group]
        if script not in usual and len(places) >= LEAST:
            found.append((places[0], _end(text, places[-1]), script))
    return found


def _end(text: str, last: int) -> int:
    """The end of the last letter's marks."""
    end = last + 1
    while end < len(text) and not script_of(text[end]) and text[end].isidentifier():
        end += 1
    return end


def _parts(run: Run, language: str) -> Iterator[Run]:
    position = 0
    for start, end, script in () if run.language or run.blank else strangers(run.text, language):
        if start > position:
            yield _part(run, position, start)
        yield replace(_part(run, start, end), language=f"und-{script}")
        position = end
    if position < len(run.text) or not run.text:
        yield _part(run, position, len(run.text))


def _part(run: Run, start: int, end: int) -> Run:
    hyphens = tuple(place - start for place in run.hyphens if start < place < end)
    return replace(run, text=run.text[start:end], hyphens=hyphens)


def typed(text: str, language: str) -> Run:
    """What somebody wrote where a text in that language is: it has the direction of its own.

    That is told by its first strong letter (UAX #9, P2 and P3).
    """
    strong = (sign for sign in text if bidirectional(sign) in ("L", "R", "AL"))
    first = next(strong, "")
    side = "ltr" if bidirectional(first or "a") == "L" else "rtl"
    if not first or side == direction(language):
        return Run(text)
    return Run(text, language=f"und-{script_of(first) or 'Latn'}")


def numbers(runs: Iterable[Run], language: str, blank: str = "") -> list[tuple[int, int]]:
    """Where numbers and doses stand that must keep their order, in whichever language.

    `blank` stands for a line to write on; without one, what is heard there does.
    """
    return [
        (start + left, start + right)
        for start, text, side in _by_direction(runs, language, blank)
        for left, right in isolates(text, side)
    ]


def apart(runs: Iterable[Run], language: str, blank: str) -> Iterator[Apart]:
    """What keeps its own direction in a text: phrases of the other one, and numbers in both."""
    base = direction(language)
    for start, text, side in _by_direction(runs, language, blank):
        inner = tuple(Apart(*each) for each in isolates(text, side))
        if side != base:
            yield Apart(start, start + len(text), side, inner)
        else:
            yield from (Apart(start + one.start, start + one.end) for one in inner)


def _by_direction(
    runs: Iterable[Run], language: str, blank: str
) -> Iterator[tuple[int, str, Direction]]:
    """The text in stretches of one direction: where each begins, its words, its direction."""
    start = 0
    for side, group in groupby(runs, lambda run: direction(run.language or language)):
        text = "".join((run.blank and blank) or run.text for run in group)
        if text:
            yield start, text, side
        start += len(text)
