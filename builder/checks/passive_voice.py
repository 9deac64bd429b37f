from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.lists import WordList

BE = r"(?:am|is|are|was|were|been|being|be)"
DUTY = r"(?:should|must|ought to|needs? to|ha(?:s|ve) to)(?: not| never| always| only| also)? be"
ADVERB = r"(?: \w+ly| not| first| then| also)?"
AGENT = r" by (?:the|your|our|an?|us|me|another|doctors|nurses|staff|someone|somebody)\b"
PASSIVE = re.compile(rf"\b(?:{DUTY}{ADVERB} (\w+)|{BE}{ADVERB} (\w+)(?: \w+){{0,2}}{AGENT})", re.I)


@advice("passive-voice")
def passive_voice(case: Case) -> Iterator[Diagnostic]:
    """A passive hides who must act ("tablets should be taken"), or has its actor at the end.

    Row 45 of the checklist (PEMAT 5, NHS content guide). A passive in which it
    does not matter who acts ("the sample is frozen") may stand. Irregular
    participles and states are in `readability/en/`.
    """
    irregular, states = case.word_list("participles", "en"), case.word_list("states", "en")
    assert irregular and states
    for passage in case.passages("passive-voice"):
        for sentence in passage.sentences if passage.english else ():
            for match in PASSIVE.finditer(sentence.text):
                if _participle(match[1] or match[2], irregular, states):
                    hint = "say who does it: 'take the tablets', 'we check you'"
                    place = passage.locate(match.group(), sentence.start + match.start())
                    message = f"'{match.group()}' is passive"
                    yield warning(place, "passive-voice", message, hint)


def _participle(word: str, irregular: WordList, states: WordList) -> bool:
    return (word.endswith("ed") or word in irregular) and word not in states
