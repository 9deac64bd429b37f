"""How this project's leaflets read while nobody has signed the facts of the site."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from builder.model import Handout
from builder.paper.render import render
from builder.web.document import write
from builder.words.stretches import joined
from builder.words.words import words
from tests.conftest import ROOT, catalogue, merged
from tests.proof import faults
from tests.web.proof import prove


def test_every_blank_reads_as_a_sentence(expect: Callable[[Path, str], None]) -> None:
    """Each text with a line for what nobody has said, once, with the leaflets that print it.

    Whoever adds one reads it here as a patient will, before anybody has filled it in.
    """
    found: dict[str, dict[str, None]] = {}
    for handout in catalogue()[0]:
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


def test_blanks_from_right_to_left(tmp_path: Path) -> None:
    """What is heard in place of a line keeps its place on paper and on the web page."""
    folder = tmp_path / "scripts"
    shutil.copytree(ROOT / "tests/scripts", folder)
    site = folder / "sources/sites/hill.yaml"
    site.write_text(re.sub(r"facts:\n(  .*\n)+", "", site.read_text("utf-8")), "utf-8")
    every = [each for each in merged(folder)[0] if each.language in {"ar", "ur"}]
    assert {each.edition.edition for each in every} >= {"standard", "web"}
    for handout in every:
        assert any(blanks(handout))
        if handout.edition.edition == "web":
            prove(handout, write(handout))
        else:
            assert faults(handout, render(handout).pdf) == []
