"""Where an author wrote what a fault is about: the block, by the words it is named with."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Handout
from builder.model.handout import FRONT
from builder.place import Span
from builder.words.words import texts_below

FEW = 8  # letters, which may stand in many texts


def place_of(handout: Handout, named: str) -> Span | None:
    """The place of the heading or block that has the words in quotes; None for no such.

    A few letters are found only as all there is. What runs along each page has no place: it
    stands in no one block.
    """
    words = _letters(named.partition("“")[2].partition("”")[0].removesuffix("…"))
    for text, span in _texts(handout):
        letters = _letters(text)
        if words and (words == letters or (len(words) >= FEW and words in letters)):
            return span
    return None


def _texts(handout: Handout) -> Iterator[tuple[str, Span]]:
    """The text of what stands first, of each heading and each block, with its place, in order."""
    for key in FRONT:
        for _, rich in texts_below(getattr(handout, key)):
            yield rich.text, rich.span
    for step in handout.walk():
        if step.heading is not None:
            yield step.heading.text, step.heading.span
        if step.block is not None:
            text = " ".join(rich.text for rich in step.block.words(handout))
            yield text, step.block.span


def _letters(text: str) -> str:
    """A text as it is compared: lines are broken anywhere, and bullets are no words."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
