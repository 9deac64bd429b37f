"""How this project's leaflets read while nobody has signed the facts of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from builder.model import Handout
from builder.words.stretches import joined
from builder.words.words import words
from tests.conftest import ROOT, merged


def test_every_blank_reads_as_a_sentence(expect: Callable[[Path, str], None]) -> None:
    """Each text with a line for what nobody has said, once, with the leaflets that print it.

    Whoever adds one reads it here as a patient will, before anybody has filled it in.
    """
    found: dict[str, dict[str, None]] = {}
    for handout in merged(ROOT)[0]:
        for text in blanks(handout):
            found.setdefault(text, {})[handout.code] = None
    lines = (f"{text}\n    {', '.join(codes)}\n" for text, codes in sorted(found.items()))
    expect(Path(__file__).with_name("blanks.txt"), "".join(lines))


def blanks(handout: Handout) -> Iterator[str]:
    """Such texts; one that goes on from what stands before it, such as its label, has it too."""
    before = ""
    for rich in words(handout):
        text = joined([rich])
        if any(run.blank and run.text for run in rich.runs):
            yield text if text[0].isupper() else f"{before} › {text}"
        before = text
