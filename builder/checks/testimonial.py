from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.checklist import Checklist
from builder.blocks.question import Question
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

QUOTED = re.compile(r"[“\"]([^“”\"]{25,})[”\"]")
PERSON = re.compile(r"\b(?:I|me|my|we|our|us|he|she)\b")
PAST = re.compile(
    r"\b(?:was|were|had|felt|got|went|did|thought|came|found|knew|told|gave|said|saved|\w{3,}ed)\b"
)
SIGNED = re.compile(r"[”\"]\s*[,–—-]?\s*(?:said |says )?[A-Z][a-z]+,? (?:aged )?\d{2}\b")


@advice("testimonial")
def testimonial(case: Case) -> Iterator[Diagnostic]:
    """A handout for a decision tells a person's own story.

    Row 26 of the checklist (PIF on stories; IPDAS): one story outweighs the
    numbers. A quotation in the first person and in the past is taken for one;
    questions to ask and points to tick are not.
    """
    if case.handout.purpose != "decision":
        return
    for passage in case.passages("testimonial"):
        if not passage.english or isinstance(passage.block, (Checklist, Question)):
            continue
        for match in QUOTED.finditer(passage.text):
            words = match[1]
            told = PERSON.search(words) and PAST.search(words) and not words.endswith("?")
            if told or SIGNED.match(passage.text, match.end() - 1):
                place = passage.locate(" ".join(words.split()[:3]), match.start())
                message = "a story in a person's own words"
                hint = "leave it out here: give numbers, good and bad, out of 100 people"
                yield warning(place, "testimonial", message, hint)
