"""The drawing of a cover stands in the band beside the title, never under it, and says nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from builder.model.handout import Handout
from builder.paper.render import render
from builder.words.words import words
from tests.conftest import faulty, merged, said_in
from tests.proof import faults

LONG = "An extraordinarilyextraordinarilylong word"


def made(folder: Path, title: str = "A case", language: str = "en") -> Handout:
    """The plain project with a drawing on its cover, on A5."""
    layout = folder / "handouts/layouts/small.yaml"
    text = layout.read_text("utf-8").replace(
        "styles:", "cover: {height: 40, picture: 24}\nstyles:", 1
    )
    layout.write_text(text, "utf-8")
    definition = folder / "handouts/case.yaml"
    said = definition.read_text("utf-8").replace("title: A case", f"title: {title}")
    said += f"picture: disc\nlanguage: {language}\nallow: [long-title]\nbecause: It is a test.\n"
    definition.write_text(said, "utf-8")
    if language != "en":
        said_in(folder, language)
    handouts, found = merged(folder)
    assert faulty(found) == []
    return handouts[0]


def drawn(handout: Handout) -> list[int]:
    """The columns (mm from the left) of the band in which something else than its ground shows."""
    data = render(handout).pdf
    assert faults(handout, data) == []
    image = pdfium.PdfDocument(data)[0].render(scale=25.4 / 72).to_pil().convert("L")
    band = image.crop((0, 0, image.width, 38))
    ground = band.getpixel((1, 1))
    columns = range(2, band.width - 2)  # within the edges of the paper
    return [
        x
        for x in columns
        if any(abs(band.getpixel((x, y)) - ground) > 20 for y in range(band.height))
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_stands_where_lines_end(folder: Path, language: str) -> None:
    found = drawn(made(folder, language=language))
    ends = (found[-1], 148 - 12) if language == "en" else (found[0], 12)
    assert abs(ends[0] - ends[1]) <= 2
    assert max(b - a for a, b in pairwise(found)) > 4  # room beside the words


def test_it_goes_where_a_title_needs_its_room(folder: Path) -> None:
    handout = made(folder, LONG)
    without = handout.model_copy(update={"cover": None})
    assert render(handout).pdf == render(without).pdf


def test_it_says_nothing(folder: Path) -> None:
    handout = made(folder)
    without = handout.model_copy(update={"cover": None})
    assert [*words(handout)] == [*words(without)]
