"""Whether a text explains a term where it uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.glossary import Glossary
from builder.model import Handout, Term
from builder.readability.listed import Terms, Use
from builder.words.words import Passage

# What stands after a term that is explained, and what before it.
AFTER = re.compile(
    r"[”’]?(?:\s*\(|\s*[:–]|, (?:a|an|the|when|where|which|your|our)\b|\s(?:means?|mean)\b"
    r"|\s(?:is|are) (?:an?|the|when|where|what|how|called|made|cells|medicines|kinds?|white|one)\b)"
)
BEFORE = re.compile(
    r"(?:\bcalled|\bcall (?:it|this|them|these)|\bknown as|\bname (?:for (?:it|this|them) )?is|\bor"
    r"|\bterm(?: for (?:it|this|them))? is|\bthat is)\s[“‘]?(?:a |an |the )?$"
)
KEPT = 4  # letters; shorter words ("a", "of", "that") say nothing about a term
ENOUGH = 0.6  # of the words that make up the plain name


def has_glossary(handout: Handout) -> bool:
    return any(isinstance(block, Glossary) for block in handout.blocks())


def marked(passage: Passage) -> set[str]:
    """The terms an author put in braces, as `{term:spirometry}`."""
    return {run.term for run in passage.rich.runs if run.term}


def explains(use: Use, passage: Passage, around: str, term: Term) -> bool:
    """Whether a use comes with an explanation: brackets, "which is a", or the plain words.

    `around` is the text of the whole block.
    """
    before, after = passage.text[: use.start], passage.text[use.end :]
    in_brackets = before.rfind("(") > before.rfind(")")
    if in_brackets or AFTER.match(after) or BEFORE.search(before) or _defined(use, passage):
        return True
    plain = {word for word in re.findall(r"\w+", term.plain.text.casefold()) if len(word) >= KEPT}
    said = {word[:KEPT] for word in re.findall(r"\w+", around.casefold())}
    return bool(plain) and sum(word[:KEPT] in said for word in plain) >= ENOUGH * len(plain)


def _defined(use: Use, passage: Passage) -> bool:
    """Whether a text begins with the term in strong letters, and goes on to say what it is."""
    first = passage.rich.runs[0]
    return first.strong and use.end <= len(first.text) < len(passage.text)


def first_uses(passages: list[Passage], listed: Terms) -> Iterator[tuple[Use, Passage]]:
    """The first use of each term in the running text; titles and the glossary do not count.

    What the title or the line below it names is known from there on. Words that
    are only quoted are not used.
    """
    seen: set[str] = set()
    for passage in passages:
        if not passage.english or isinstance(passage.block, Glossary):
            continue
        uses = list(listed.within(passage.text))
        if passage.block is None:
            if passage.key in ("title", "subtitle"):
                seen.update(use.term for use in uses)
            continue
        for use in uses:
            quoted = "“" in passage.text[: use.start] and "”" in passage.text[use.end :]
            if use.term not in seen and not quoted:
                seen.add(use.term)
                yield use, passage
