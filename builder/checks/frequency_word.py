from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

NUMBER = re.compile(r"\d+\sout\sof|\d+ of \d")


@advice("frequency-word")
def frequency_word(case: Case) -> Iterator[Diagnostic]:
    """A word such as "common" or "rare" stands for a number.

    Row 47 of the checklist (IPDAS; NICE NG197): people take such words for far
    larger chances. A number in the same text cures it. Words in
    `readability/LANGUAGE/frequency.yaml`.
    """
    for passage in case.passages("frequency-word"):
        words = case.word_list("frequency", passage.language)
        if words is None or NUMBER.search(passage.text):
            continue
        for sentence in passage.sentences:
            for found in words.within(sentence):
                message = f"'{found.words}' has no number with it"
                place = passage.locate(found.words, found.start)
                yield warning(place, "frequency-word", message, found.say)
