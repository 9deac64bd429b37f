"""The drawings that leaflets share: by name, with their words, in two colours of the brand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.merge.merge import in_edition
from builder.model import Handout
from builder.paper.alongside import Columns
from builder.paper.compose import Composer
from builder.paper.render import render
from builder.pdf.tags import Element
from builder.pictures.svg.svg import drawing
from builder.web.document import write
from tests.conftest import ROOT, merged, said_in, topic_of
from tests.proof import faults

DRAWINGS = sorted((ROOT / "sources/pictures").glob("*.svg"))
CASE = "sources/topics/case.yaml"


def case(folder: Path, figure: str, **keys: str) -> Handout:
    (folder / CASE).write_text(topic_of(f"- figure: {figure}"), "utf-8")
    definition = folder / "handouts/case.yaml"
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    definition.write_text(definition.read_text("utf-8") + more, "utf-8")
    handouts, found = merged(folder)
    assert found == []
    return handouts[0]


def test_a_picture_brings_its_words_and_is_a_source(folder: Path) -> None:
    handout = case(folder, "{picture: disc}")
    assert 'alt="A disc on a line."' in write(in_edition(handout, "web")).decode()
    assert {"sources/pictures.yaml", "sources/pictures/disc.svg"} <= set(handout.sources)


def test_a_cover_names_a_picture(folder: Path) -> None:
    assert case(folder, "{picture: disc}").cover is None
    cover = case(folder, "{picture: disc}", picture="square").cover
    assert cover is not None
    assert cover.path == "sources/pictures/square.svg"


def test_the_same_drawing_is_told_in_other_languages(folder: Path) -> None:
    french = "language: fr\npictures:\n  - {picture: disc, file: disc.svg, alt: Un disque.}\n"
    (folder / "sources/pictures/fr.yaml").write_text(french, "utf-8")
    said_in(folder, "fr")
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + "language: fr\n", "utf-8")
    (folder / CASE).write_text(topic_of("- figure: {picture: disc}"), "utf-8")
    handouts, _ = merged(folder)
    assert [b.alt.text for b in handouts[0].blocks()] == ["Un disque."]  # type: ignore[attr-defined]
    (folder / CASE).write_text(topic_of("- figure: {picture: square}"), "utf-8")
    handouts, found = merged(folder)
    assert handouts == []
    assert [(one.code, one.hint) for one in found if one.code == "missing-alt"] == [
        ("missing-alt", "write 'alt' here, or the picture in sources/pictures/fr.yaml")
    ]


def steps(folder: Path, text: str) -> Handout:
    blocks = "- picture-steps: [{picture: disc, text: %s}, {picture: square, text: %s}]"
    (folder / CASE).write_text(topic_of(blocks % (text, text)), "utf-8")
    return merged(folder)[0][0]


@pytest.mark.parametrize(
    ("text", "below"),
    [("Short.", False), ("Donaudampfschiffahrtsgesellschaft.", True), ("word " * 400, True)],
)
def test_steps_without_room_stand_one_below_the_other(folder: Path, text: str, below: bool) -> None:
    handout = steps(folder, text)
    page = Composer.of(handout, Element("Document"))
    (made,) = next(handout.blocks()).compose(page)
    assert isinstance(made, Columns) is not below
    assert faults(handout, render(handout).pdf) == []


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_one_hand_drew_them(path: Path) -> None:
    """One canvas, one pen, two colours, no words."""
    text = path.read_text("utf-8")
    assert 'viewBox="0 0 120 120" width="80" height="80"' in text
    assert re.findall(r'stroke-\w+="(\w+)"', text) == ["3", "round", "round"]
    assert set(re.findall(r"var\(--(\w+)\)", text)) == {"ink", "tint"}
    assert "#" not in text
    assert "<text" not in text


def test_a_tint_is_of_the_ground_it_stands_on(folder: Path) -> None:
    page = Composer.of(case(folder, "{picture: disc}"), Element("Document"))
    svg = (folder / "sources/pictures/disc.svg").read_bytes()
    light, dark = (drawing(svg, roles).operators for roles in (
        page.roles(), page.roles("on-primary", "primary")
    ))  # fmt: skip
    assert light != dark
    assert "1 1 1 RG" in dark
