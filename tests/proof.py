"""What must hold for every PDF we make, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from builder.model import Handout
from builder.words.words import words
from tests.judges import audit, conformance, geometry, runs, structure

# No printer marks the outer quarter inch (18 points); a hair less allows for glyph side bearings.
SAFE = 17.0
# So much of a text is shown before and after the place where it goes wrong.
AROUND = 40


def said(handout: Handout) -> str:
    """The words of a merged handout in reading order, in single spaces.

    A soft hyphen is no part of a word (ISO 32000-1, 14.8.2.2.3).
    """
    text = " ".join(rich.text for rich in words(handout))
    return " ".join(text.replace(structure.SOFT_HYPHEN, "").split())


def faults(handout: Handout, pdf: bytes) -> list[str]:
    """What is wrong with a PDF; nothing, when it proves to be what it has to be.

    It meets both standards, is sound, says exactly what the handout says, and
    has its words apart from each other and from the edges.
    """
    expected = said(handout)
    return [f"{name}: {fault}" for name in JUDGES for fault in JUDGES[name](pdf, expected)]


def difference(found: str, expected: str) -> Iterator[str]:
    """Where one text first differs from the other, with some words before and after."""
    if found != expected:
        pairs = enumerate(zip(found, expected, strict=False))
        shorter = min(len(found), len(expected))
        same = next((place for place, (one, two) in pairs if one != two), shorter)
        around = slice(max(same - AROUND, 0), same + AROUND)
        yield f"…{found[around]}… is read, …{expected[around]}… is written"


# Each is given the file and the words that it has to say.
JUDGES: dict[str, Callable[[bytes, str], list[str]]] = {
    "ua1": lambda pdf, said: conformance.failures(pdf, "ua1"),
    "2a": lambda pdf, said: conformance.failures(pdf, "2a"),
    "audit": lambda pdf, said: audit.audit(pdf),
    "words": lambda pdf, said: list(difference(structure.words(pdf), said)),
    "outside": lambda pdf, said: [str(box) for box in geometry.outside(pdf, SAFE)],
    "overlaps": lambda pdf, said: [f"{one} {two}" for one, two in geometry.overlaps(pdf)],
    "crowded": lambda pdf, said: [f"{one} {two}" for one, two in runs.crowded(pdf)],
}
