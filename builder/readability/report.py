"""How easy a handout is to read: counts and scores of the whole, and of each section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.blocks.glossary import Glossary
from builder.model import Handout
from builder.place import Span
from builder.readability.listed import Terms
from builder.readability.scores import LIMITS, Counts, Limits, counts
from builder.words.words import Passage


@dataclass(frozen=True)
class Part:
    """A section, or the whole: its counts with every word, and with listed terms masked."""

    name: str
    span: Span
    raw: Counts
    masked: Counts
    limits: Limits

    @property
    def above(self) -> list[tuple[str, float, float]]:
        """The scores over their limit: name, score, limit."""
        scores = (
            ("SMOG grade (US), terms masked", self.masked.smog, self.limits.smog),
            ("Flesch-Kincaid grade, terms masked", self.masked.fkgl, self.limits.fkgl),
            ("SMOG grade (US)", self.raw.smog, self.limits.smog_raw),
        )
        return [each for each in scores if round(each[1], 1) > each[2]]


@dataclass(frozen=True)
class Report:
    """The scores of one handout; `terms` are the listed terms outside its glossary."""

    whole: Part
    sections: tuple[Part, ...]
    terms: tuple[str, ...]


def report(
    handout: Handout, passages: Iterable[Passage], listed: Terms, said: frozenset[str]
) -> Report:
    """The report on a handout's English texts.

    `said` are abbreviations that are said as a word. A section is what stands under one topic's
    title. A point or heading counts as a sentence; a label or a cell of a table does if it ends
    as one.
    """
    used: dict[str, None] = {}
    by_topic: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.english and passage.whole:
            by_topic.setdefault(passage.topic, []).append(passage)
    limits = LIMITS[handout.purpose]
    parts = []
    for topic, group in by_topic.items():
        raw, masked = _counted(group, listed, said, used)
        title = handout.chapters[topic - 1].title if topic else handout.title
        parts.append(
            Part((title or group[0].rich).text, (title or group[0].rich).span, raw, masked, limits)
        )
    whole = Part(
        handout.title.text,
        handout.title.span,
        _sum(p.raw for p in parts),
        _sum(p.masked for p in parts),
        limits,
    )
    return Report(whole, tuple(parts), tuple(sorted(used)))


def _counted(
    group: list[Passage], listed: Terms, said: frozenset[str], used: dict[str, None]
) -> tuple[Counts, Counts]:
    raw, masked = [], []
    for passage in group:
        if not isinstance(passage.block, Glossary):
            used.update((use.term, None) for use in listed.within(passage.text))
        raw.append(counts(passage.sentences, said))
        terms = listed.masked(passage.text, passage.sentences)
        masked.append(counts(passage.sentences, said, terms))
    return _sum(raw), _sum(masked)


def _sum(parts: Iterable[Counts]) -> Counts:
    """The counts of texts taken together."""
    each = list(parts)
    return Counts(
        sum(part.sentences for part in each),
        sum(part.words for part in each),
        max((part.longest for part in each), default=0),
        sum(part.syllables for part in each),
        sum(part.polysyllables for part in each),
    )
