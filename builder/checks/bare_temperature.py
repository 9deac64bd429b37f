from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

# A number as a body has it, in Celsius or Fahrenheit, with no unit and nothing that is counted.
NEXT = r"(?:or|and|at|for|to|you|ring|call|in|means|is)\b"
BARE = re.compile(
    r"(?<![\w.,/-])(?:3[5-9]|4[0-2]|9[5-9]|10[0-7])(?:\.\d)?"
    rf"(?![\w,/-]|\.\d|[\s\u00a0]*(?:°|degrees|C\b|F\b|(?!{NEXT})[a-z]))"
)
CELSIUS_OR = re.compile(
    r"\d[\s\u00a0]*(?:°(?![\s\u00a0]*[CF])|degrees(?! (?:Celsius|Fahrenheit|C\b|F\b)))"
)


@advice("bare-temperature", safety=True)
def bare_temperature(case: Case) -> Iterator[Diagnostic]:
    """A temperature has no unit: 38 is a hot body in Celsius and a dead one in Fahrenheit.

    Rows 32 and 38 of the checklist: what people act on is complete. A threshold
    is a fact of the site of the kind 'temperature', which prints with its unit.
    """
    known = [name for name, fact in case.handout.facts.items() if fact.kind == "temperature"]
    facts = "".join(f"; a threshold of the site is {{site.{name}}}" for name in known[:1])
    about = case.word_list("temperatures", "en")
    for passage in case.passages("bare-temperature"):
        if not passage.english or about is None or not about.has(passage.text):
            continue
        for sentence in passage.sentences:
            found = [BARE.search(sentence.text) if about.has(sentence.text) else None]
            found.append(CELSIUS_OR.search(sentence.text))
            for match in filter(None, found):
                place = passage.locate(match.group(), sentence.start + match.start())
                message = f"'{match.group()}' is a temperature without its unit"
                hint = f"write '°C' or '°F'{facts}"
                yield warning(place, "bare-temperature", message, hint)
