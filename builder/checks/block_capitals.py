from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.reading.lists import word_list

SHOUTED = re.compile(
    r"(?<![\w-])[^\W\d_a-z]{2,}(?:['’][A-Z]+)?(?:[ \u00a0]+[^\W\d_a-z]{2,})+(?![\w-])"
)
LONG = 7  # letters; no abbreviation that we print is as long


@advice("block-capitals")
def block_capitals(case: Case) -> Iterator[Diagnostic]:
    """Words are set in block capitals, which are hard to read and shout.

    Row 55 of the checklist (RNIB Clear Print, NHS content guide). Abbreviations
    may stand; ordinary words are in `reading/en/stressed.yaml`.
    """
    for passage in case.passages("block-capitals"):
        for sentence in passage.sentences if passage.english else ():
            match = SHOUTED.search(sentence.text)
            if match and any(map(_shouted, match.group().split())):
                found = match.group()
            else:
                found = next((w.text for w in sentence.words if _shouted(w.text)), "")
            if found:
                hint = "write it in small letters; **strong** words stand out"
                place = passage.locate(found, sentence.start)
                message = f"'{found}' is in block capitals"
                yield warning(place, "block-capitals", message, hint)


def _shouted(word: str) -> bool:
    """Whether a word is in capitals, and no abbreviation."""
    stressed = word_list("stressed", "en")
    capitals = len(word) > 1 and word.isalpha() and word.isupper()
    return capitals and (len(word) >= LONG or (stressed is not None and word in stressed))
