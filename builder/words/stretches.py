"""The words of a handout passage by passage: what an earlier version is compared by.

The manifest keeps them of every handout, so that a folder of outputs is enough
to tell what a later version changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builder.model import FRONT, Block, Handout
from builder.model.parttype import facts_of
from builder.source.inline import Rich
from builder.words.whole import whole
from builder.words.words import said

BETWEEN = " · "  # stands between the texts of one passage


@dataclass(frozen=True)
class Stretch:
    """Some words, and the place they stand at: `topic/section`, `front`, `term/…`, `fact/…`."""

    place: str
    kind: str
    words: str


Wording = tuple[Stretch, ...]


def wording(handout: Handout) -> Wording:
    """All passages of all editions in order; then the terms it explains and the facts it prints."""
    handout = whole(handout)
    return (
        *(each for each, _ in stretches(handout)),
        *_terms(handout),
        *_facts(handout),
    )


def stretches(handout: Handout) -> Iterator[tuple[Stretch, Block | None]]:
    """What an author wrote for the handout, each with its block; headings have none."""
    for name in FRONT:
        if (rich := getattr(handout, name)) is not None:
            yield Stretch("front", name, joined([rich])), None
    for step in handout.walk():
        place = step.chapter.topic or "contents"
        if step.section is not None and step.chapter.topic:
            place = f"{place}/{step.section.id}"
        kind = type(step.block).__name__ if step.block else "heading"
        yield Stretch(place, kind, joined(said(step, handout))), step.block


def joined(texts: Iterable[Rich]) -> str:
    """The texts as one line; what is a line to write on is shown as one."""
    words = (" ".join(_shown(rich).split()) for rich in texts)
    return BETWEEN.join(filter(None, words))


def _shown(rich: Rich) -> str:
    return "".join("____" if run.blank else run.text for run in rich.runs)


def _terms(handout: Handout) -> Iterator[Stretch]:
    for term in handout.terms:
        yield Stretch(f"term/{term.id}", "term", joined([term.term, term.plain, term.meaning]))


def _facts(handout: Handout) -> Iterator[Stretch]:
    for name in sorted(printed_facts(handout)):
        fact = handout.facts[name]
        value = Rich.plain(fact.value if fact.value is not None else "(not signed)")
        yield Stretch(f"fact/{name}", "fact", joined([fact.label, value]))


def printed_facts(handout: Handout) -> set[str]:
    """The site's facts that the handout prints, in its texts or in a part of its layout."""
    return facts_of(handout, map(str, handout.layout.parts))


def written(wording: Wording) -> str:
    """The passages as text, one a line."""
    return "".join(f"{p.place}\t{p.kind}\t{p.words}\n" for p in wording)


def read(text: str) -> Wording:
    """The passages of such a text. Raises ValueError when it is none."""
    lines = [line.split("\t") for line in text.splitlines()]
    if any(len(line) != 3 for line in lines):
        raise ValueError("a line is not a place, a kind and words")
    return tuple(Stretch(*line) for line in lines)
