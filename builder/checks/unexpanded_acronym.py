from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.words.words import Passage

ACRONYM = re.compile(r"(?:[a-z]?[A-Z]{2,}|[A-Z][a-z]*[A-Z][A-Za-z]*)(?=s?$)")
CAPITALS = re.compile(r"[A-Z]\w*[A-Z]")
INNER = re.compile(r"(\S{1,10})\s\(([^()]+)\)")
MEANT = re.compile(r"([A-Z]\S{1,7}?)[”’]? (?:means|stands for|is short for)\b")


@advice("unexpanded-acronym")
def unexpanded_acronym(case: Case) -> Iterator[Diagnostic]:
    """An abbreviation is not written out at its first use.

    Row 44 of the checklist (NHS content guide, PEMAT 3). Listed terms have a
    check of their own; those everybody knows are in `readability/en/acronyms.yaml`.
    """
    known: set[str] = set()
    for passage in case.passages():
        if passage.block is None:
            known |= _expanded(passage)
    for passage in case.passages("unexpanded-acronym"):
        known |= _expanded(passage)
        if passage.block is None or not passage.english or not CAPITALS.search(passage.text):
            continue  # a heading comes before the text that explains it
        masked = case.listed.masked(passage.text, passage.sentences)
        words = (word for each in passage.sentences for word in each.words if word not in masked)
        for word in words:
            match = ACRONYM.match(word.text)
            if match and match.group() not in known and not _everyday(case, match.group(), passage):
                known.add(match.group())
                message = f"'{match.group()}' is not written out at its first use"
                hint = f"write the full words, then ({match.group()})"
                place = passage.locate(word.text, word.start)
                yield warning(place, "unexpanded-acronym", message, hint)


def _expanded(passage: Passage) -> set[str]:
    """The abbreviations a text writes out: "full words (FW)", "FW (full words)", "FW means"."""
    found = set(MEANT.findall(passage.text))
    for before, inner in INNER.findall(passage.text):
        found.add(before if " " in inner.strip() else inner)
    return {each.strip("“”‘’,.;:").removesuffix("s") for each in found}


def _everyday(case: Case, acronym: str, passage: Passage) -> bool:
    lists = [case.word_list(name, passage.language) for name in ("acronyms", "stressed")]
    return any(words is not None and acronym in words for words in lists)
