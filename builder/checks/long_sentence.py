from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.scores import LIMITS


@advice("long-sentence")
def long_sentence(case: Case) -> Iterator[Diagnostic]:
    """An English sentence has more words than its reader can follow.

    Row 39 of the checklist (NHS content guide: up to 20 words): 15 in everyday
    handouts, 20 in those about a treatment or a decision.
    """
    most = LIMITS[case.handout.purpose].longest
    for passage in case.passages("long-sentence"):
        for sentence in passage.sentences if passage.english else ():
            if len(sentence.words) > most:
                end = sentence.words[2]
                start = passage.text[sentence.words[0].start : end.start + len(end.text)]
                place = passage.locate(start, sentence.words[0].start)
                message = f"a sentence of {len(sentence.words)} words; at most {most} here"
                hint = "make two sentences of it, or a list"
                yield warning(place, "long-sentence", message, hint)
