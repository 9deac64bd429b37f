"""Every script we bring fonts for: small leaflets with every block, proven like our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from builder.merge.assets import FALLBACK_FONTS, Family
from builder.model import Handout, Typeface
from builder.paper.render import render
from builder.paper.setting import Paragraph, Setting
from builder.pdf.tags import Element
from builder.project import bundled
from builder.source.inline import Run
from builder.text.faces import stacks, tall
from builder.web.document import write
from tests.conftest import merged
from tests.proof import faults
from tests.web.proof import prove as prove_page

SCRIPTS = Path(__file__).parent / "scripts"
SIZE = 12.0
NAMES = ("ar", "bn", "he", "hi", "ta", "th", "ur", "zh")


@cache
def handouts() -> dict[str, Handout]:
    made, found = merged(SCRIPTS)
    assert found == []
    return {f"{handout.name}.{handout.edition.edition}": handout for handout in made}


@pytest.mark.parametrize("name", NAMES)
def test_meets_the_standards(name: str) -> None:
    handout = handouts()[f"{name}.standard"]
    assert faults(handout, render(handout).pdf) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_web_page_says_the_same(name: str) -> None:
    handout = handouts()[f"{name}.web"]
    prove_page(handout, write(handout))


@pytest.mark.parametrize("family", FALLBACK_FONTS, ids=lambda family: family.name)
def test_a_brands_own_face_has_the_room_it_has_elsewhere(family: Family, folder: Path) -> None:
    brand = folder / "handouts/brands/plain/brand.yaml"
    text = brand.read_text("utf-8").replace("font: noto-sans", f"font: {family.name}")
    brand.write_text(text, "utf-8")
    own = merged(folder)[0][0].typefaces
    assert (own[0].leading, own[0].languages) == (family.leading, family.languages)
    assert own[0].brand
    for language, words in (("ur", "مدافعتی"), ("ar", "بخار"), ("th", "ไข้")):
        if language in family.languages:
            setting = setting_of(own, "en")
            assert leading("Two tablets (5 mg).", setting) == setting.leading
            assert leading(f"Two {words} tablets.", setting) == family.leading * SIZE
            assert leading("5 mg", setting_of(own, language)) == family.leading * SIZE


def setting_of(typefaces: tuple[Typeface, ...], language: str) -> Setting:
    faces = stacks(typefaces, language)
    return Setting(SIZE, 17, *faces, language, "", "", tall=tall(typefaces, language))


def leading(words: str, setting: Setting) -> float:
    """The distance between the lines of a paragraph, in points."""
    return Paragraph((Run(words),), setting, Element("P")).leading


# The languages of one script that have a face of their own, and that the others have.
READ_IN = {
    "noto-nastaliq-urdu": ("ur", "ur-PK", "ks", "pnb", "skr"),
    "noto-sans-arabic": ("ar", "arz", "ckb", "fa", "ps", "sd", "ug", "en", "de"),
    "noto-sans-thai": ("th", "th-TH", "en"),
}
LETTERS = {"noto-nastaliq-urdu": "ب", "noto-sans-arabic": "ب", "noto-sans-thai": "ก"}


@pytest.mark.parametrize(
    ("family", "language"), [(family, one) for family, many in READ_IN.items() for one in many]
)
def test_each_language_is_read_in_its_own_face(family: str, language: str) -> None:
    typefaces = handouts()["ar.standard"].typefaces
    for stack, weight in zip(stacks(typefaces, language), ("regular", "bold"), strict=True):
        face = next(face for face in stack if ord(LETTERS[family]) in face.characters)
        assert face.data == bundled(f"fonts/{family}/{weight}.ttf").data()
        assert stack[0].data == bundled(f"fonts/noto-sans/{weight}.ttf").data()
