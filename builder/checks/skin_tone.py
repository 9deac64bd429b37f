from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import with_inner

COLOURED = re.compile(r"red|pink|flush|yellow|jaundice", re.IGNORECASE)
SKIN = r"(?:skin|rash|rashes|bruis\w+|blister\w*|cheeks|palms|soles)"
RED = r"(?:red|redness|reddened|reddish|pink|flushed)"
GAP = r"\b(?:\W+\w+){0,6}?\W+"
REDNESS = re.compile(rf"\b{RED}{GAP}{SKIN}\b|\b{SKIN}{GAP}{RED}\b", re.I)
YELLOW = re.compile(
    rf"\byellow\w* (?:of )?(?:the |your )?skin\b|\bskin{GAP}yellow\b|\bjaundice\b", re.I
)
TONES = re.compile(
    r"\b(?:brown|black|dark|darker)\b(?: or \w+)? skin|\bskin tones?\b"
    r"|\bcolou?r of (?:your|the) skin\b|\bskin colou?r\b",
    re.I,
)
EYES = re.compile(r"\beyes?\b", re.I)


@advice("skin-tone", safety=True)
def skin_tone(case: Case) -> Iterator[Diagnostic]:
    """A rash is told by red, or jaundice by yellow skin, as on white skin alone.

    Row 35 of the checklist (NHS content guide, inclusive content): the same
    block says how it looks or feels on brown and black skin. Yellow in the
    whites of the eyes shows on everybody.
    """
    outer = {
        id(inner): block for block in case.handout.outer_blocks() for inner in with_inner(block)
    }
    passages = list(case.passages())
    around: dict[int, str] = {}
    for passage in passages:
        key = id(outer.get(id(passage.block)))
        around[key] = f"{around.get(key, '')} {passage.text}"
    for passage in case.passages("skin-tone"):
        whole = around[id(outer.get(id(passage.block)))]
        if not passage.english or not COLOURED.search(passage.text) or TONES.search(whole):
            continue
        for sentence in passage.sentences:
            red = REDNESS.search(sentence.text)
            yellow = None if EYES.search(whole) else YELLOW.search(sentence.text)
            if match := red or yellow:
                hint = "say where and how it feels, and how it looks on brown and black skin"
                place = passage.locate(match.group(), sentence.start + match.start())
                message = f"'{match.group()}' shows on white skin alone"
                yield warning(place, "skin-tone", message, hint)
