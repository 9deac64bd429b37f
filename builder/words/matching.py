"""Words as they may be typed, found in texts as they are printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from builder.notation.addresses import TARGET
from builder.place import UNSEEN, Span
from builder.source.inline import Rich

# Signs that are typed in one way and printed in another.
TYPED = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, or the name of a term, fact or figure.

    `words` are as they are compared; `kind` is empty where only a name was given.
    """

    words: str
    kind: str
    name: str

    @classmethod
    def of(cls, typed: str) -> Wanted:
        """`a fall`, `term:cast`, `site.night`, `figure:alive`, `for.ward`; in braces or not."""
        pattern = r"\{?\s*(?:(term|site|brand|figure|for)[:.])?\s*([\w-]+)(?(1)(?:\.\w+)?)\s*\}?"
        named = re.fullmatch(pattern, typed.strip())
        kind, name = (named[1] or "", named[2].casefold()) if named else ("", "")
        return cls(_folded(typed)[0].strip(), kind, name)

    def where(self, rich: Rich) -> tuple[int, int] | None:
        """Where a text first says it, in characters from its start."""
        position = 0
        for run in rich.runs:
            uses = {("term", run.term.casefold()), ("site", run.fact.casefold())}
            uses |= {("figure", run.figure.casefold()), ("for", run.field.casefold())}
            if to_site := TARGET.fullmatch(run.href):
                uses.add(("site", to_site[2].casefold()))
            if run.reference:
                uses.add((run.reference.kind, run.reference.name.casefold()))
            if any(name and name == self.name and self.kind in ("", kind) for kind, name in uses):
                return position, position + len(run.text)
            position += len(run.text)
        text, places = _folded(rich.text)
        at = text.find(self.words) if self.words else -1
        return (places[at], places[at + len(self.words) - 1] + 1) if at >= 0 else None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each character of it the one it stands for."""
    out: list[str] = []
    places: list[int] = []
    for number, printed in enumerate(text):
        sign = " " if printed.isspace() else TYPED.get(printed, UNSEEN.sub("", printed))
        if sign == " " and out and out[-1] == " ":
            continue
        for one in unicodedata.normalize("NFD", unicodedata.normalize("NFD", sign).casefold()):
            out.append(one)
            places.append(number)
    return "".join(out), places


def place_of(rich: Rich, start: int, end: int) -> Span:
    """Where the characters stand in the file: those printed for a reference, where it stands."""
    position = 0
    for run in rich.runs:
        if position + len(run.text) > start:
            named = run.reference.name if run.reference else ""
            name = run.term or run.fact or run.figure or run.field or named
            if name:
                pattern = rf"\{{\s*\w+[:.]\s*{re.escape(name)}\b[^{{}}]*\}}"
                written = re.search(pattern, rich.source)
                return rich.source.locate(written[0] if written else "")
            return rich.source.locate(run.text[start - position : end - position])
        position += len(run.text)
    return rich.span
