from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.lists import WordList

CAPITALS = re.compile(r"(?<![\w-])[^\W\d_a-z]{2,}(?:[ \u00a0]+[^\W\d_a-z]{2,})*(?![\w-])")
BRACKETED = re.compile(r"\([^\W\d_a-z]+\)")  # an abbreviation after its words, such as (ALL)
LONG = 7  # letters; no abbreviation that we print is as long


@advice("block-capitals")
def block_capitals(case: Case) -> Iterator[Diagnostic]:
    """Words are set in block capitals, which are hard to read and shout.

    Row 55 of the checklist (RNIB Clear Print, NHS content guide). Abbreviations
    may stand; ordinary words are in `readability/en/stressed.yaml`.
    """
    stressed = case.word_list("stressed", "en")
    for passage in case.passages("block-capitals"):
        if not passage.english or not CAPITALS.search(passage.text):
            continue
        for sentence in passage.sentences:
            text = BRACKETED.sub(lambda match: "." * len(match.group()), sentence.text)
            runs = (match.group() for match in CAPITALS.finditer(text))
            found = next(
                (run for run in runs if any(_shouted(word, stressed) for word in run.split())), ""
            )
            if found:
                hint = "write it in small letters; **strong** words stand out"
                place = passage.locate(found, sentence.start)
                message = f"'{found}' is in block capitals"
                yield warning(place, "block-capitals", message, hint)


def _shouted(word: str, stressed: WordList | None) -> bool:
    """Whether a word is in capitals, and no abbreviation."""
    capitals = len(word) > 1 and word.isalpha() and word.isupper()
    return capitals and (len(word) >= LONG or (stressed is not None and word in stressed))
