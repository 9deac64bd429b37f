from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.syllables import syllables
from builder.words.sentences import Sentence, Word
from builder.words.words import Passage

LONG = 4  # syllables


@advice("hard-word")
def hard_word(case: Case) -> Iterator[Diagnostic]:
    """An English word of four syllables or more is no listed term and no everyday word.

    Row 43 of the checklist (NHS content guide). Names and abbreviations do not count;
    everyday words are in `readability/en/everyday.yaml`. Each is told once a handout.
    """
    told: set[str] = set()
    for passage in case.passages("hard-word"):
        if not passage.english:
            continue
        for sentence in passage.sentences:
            for word in sentence.words:
                plain = word.text.casefold().removesuffix("s")
                if plain in told or not _hard(case, word, sentence, passage):
                    continue
                if word in case.listed.masked(passage.text, passage.sentences):
                    continue
                told.add(plain)
                number = _longest(word.text, case.said)
                message = f"'{word.text}' has {number} syllables and is no listed term"
                hint = "use a shorter word, or add it to sources/terms.yaml and explain it"
                place = passage.locate(word.text, word.start)
                yield warning(place, "hard-word", message, hint)


def _hard(case: Case, word: Word, sentence: Sentence, passage: Passage) -> bool:
    text = word.text
    if not text[-1].isalpha() or any(letter.isupper() for letter in text[1:]):
        return False
    if text[0].isupper() and word is not sentence.words[0]:
        return False  # a name
    if _longest(text, case.said) < LONG:
        return False
    everyday = case.word_list("everyday", passage.language)
    return everyday is None or not any(w in everyday for w in (text, text.removesuffix("s")))


def _longest(word: str, said: frozenset[str]) -> int:
    """The syllables of the longest part of a word with hyphens."""
    return max(syllables(part, said) for part in re.split(r"[-\u2010\u2011]", word))
