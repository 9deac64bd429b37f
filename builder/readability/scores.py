"""Readability scores. A number warns of hard text; it does not prove that a text is clear.

There are two SMOG scales: this is the US grade; the reading age in years is
about five more. Both formulas are for English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from builder.model.definition import Purpose
from builder.readability.syllables import syllables
from builder.words.sentences import Sentence, Word

SMOG = "SMOG, US grade: 1.0430 * sqrt(polysyllables * 30 / sentences) + 3.1291 (McLaughlin 1969)"
FKGL = (
    "Flesch-Kincaid grade level: 0.39 * words / sentences + 11.8 * syllables / words - 15.59 "
    "(Kincaid 1975)"
)
ENOUGH = 30  # sentences; the SMOG formula was made for no fewer


@dataclass(frozen=True)
class Limits:
    """How easy a text must be: grades with listed terms masked, words in a sentence."""

    smog: float
    fkgl: float
    smog_raw: float
    mean: float
    longest: int


# What a reader of each kind of handout can follow (rows 39 and 42 of the checklist).
LIMITS: dict[Purpose, Limits] = {
    "everyday": Limits(smog=6, fkgl=5, smog_raw=9, mean=10, longest=15),
    "treatment": Limits(smog=7, fkgl=6, smog_raw=10, mean=12, longest=20),
    "decision": Limits(smog=8, fkgl=7, smog_raw=10, mean=13, longest=20),
}


@dataclass(frozen=True)
class Counts:
    """What the formulas count in a text; polysyllables are words of three syllables or more."""

    sentences: int = 0
    words: int = 0
    longest: int = 0
    syllables: int = 0
    polysyllables: int = 0

    @property
    def mean(self) -> float:
        """Words in a sentence, on average."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def smog(self) -> float:
        return 1.0430 * sqrt(self.polysyllables * 30 / max(1, self.sentences)) + 3.1291

    @property
    def fkgl(self) -> float:
        return 0.39 * self.mean + 11.8 * self.syllables / max(1, self.words) - 15.59


def counts(
    sentences: Iterable[Sentence], said: frozenset[str], masked: frozenset[Word] = frozenset()
) -> Counts:
    """The counts of some sentences; `masked` words count as one syllable.

    Abbreviations that are `said` as a word are not spelled out.
    """
    number = words = longest = total = hard = 0
    for sentence in sentences:
        number += 1
        words += len(sentence.words)
        longest = max(longest, len(sentence.words))
        for word in sentence.words:
            count = 1 if masked and word in masked else syllables(word.text, said)
            total += count
            hard += count >= 3
    return Counts(number, words, longest, total, hard)
