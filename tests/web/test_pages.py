"""The web pages: the same words as on paper, for every handout and every block."""

from __future__ import annotations

import base64
import random
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import htpy as h
import pytest
from coloraide import Color

from builder.checks.low_contrast import pairs
from builder.model import MORE_ROLES, ROLES, WEB, Handout, block
from builder.outputs.result import Wish
from builder.pictures.tones import contrast
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.web.document import write
from builder.web.runs import inline
from builder.web.stylesheet import TURNED, quoted, style
from builder.web.themes import Palette
from tests.conftest import PLAIN, ROOT, faulty, merged, of_ours, topic_of
from tests.web import reader
from tests.web.proof import prove

GOLDEN = ROOT / "tests/golden"
PAGES = Wish(edition="web")
READ, SEE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


@cache
def handouts() -> dict[str, Handout]:
    return {handout.name: handout for handout in of_ours(WEB)}


@pytest.mark.parametrize("name", ["CT-01", "CT-07", "CT-11"])
def test_says_what_the_paper_says(name: str) -> None:
    prove(handouts()[name], write(handouts()[name]))


def page_of(folder: Path, blocks: str, told: str = "") -> bytes:
    """The page of a topic with these blocks, proved; nothing but `told` is said of them."""
    shutil.copy(GOLDEN / "round.svg", folder / "sources/topics/round.svg")
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    (handout,), found = merged(folder, PAGES)
    assert {each.code for each in faulty(found)} == {told} - {""}
    page = write(handout)
    prove(handout, page)
    return page


@pytest.mark.parametrize("name", list(block))
def test_every_block(name: str, folder: Path) -> None:
    page_of(folder, (GOLDEN / f"{name}.yaml").read_text("utf-8"))


def test_all_blocks_on_one_page(folder: Path) -> None:
    page_of(folder, "\n".join((GOLDEN / f"{name}.yaml").read_text("utf-8") for name in block))


def test_words_are_never_markup(folder: Path) -> None:
    page = page_of(
        folder, '- paragraph: "<script>alert(1)</script> & </style><b>"\n', "unused-markup"
    )
    assert b"&lt;script&gt;" in page
    assert quoted('a"\\</style>\n') == '"a\\22 \\5c \\3c \\2f style\\3e \\a "'


def test_a_drawing_is_a_picture_in_the_brands_colours(folder: Path) -> None:
    page = page_of(folder, "- figure: {image: round.svg, alt: Round, caption: Below}\n")
    (picture,) = reader.tree(page).iter("img")
    assert picture.get("alt") == "Round"
    svg = base64.b64decode(picture.get("src").partition(",")[2])
    assert picture.get("src").startswith("data:image/svg+xml;base64,")
    assert b"viewBox" in svg
    assert b"var(" not in svg


def test_other_libraries_do_not_change_a_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefixes of XML names are registered for the whole process, by whoever comes first."""
    before = write(handouts()["CT-01"])
    monkeypatch.setattr(ElementTree, "_namespace_map", {"http://www.w3.org/2000/svg": "drawing"})
    assert write(handouts()["CT-01"]) == before


def test_photographs_are_embedded(folder: Path) -> None:
    from PIL import Image

    Image.new("L", (300, 20), 90).save(folder / "sources/topics/grey.jpg")
    page = page_of(folder, "- figure: {image: grey.jpg, decorative: true}\n")
    (picture,) = reader.tree(page).iter("img")
    assert (picture.get("alt"), picture.get("style")) == ("", "width:144.00pt")
    assert picture.get("src").startswith("data:image/jpeg;base64,")


def test_another_language_is_told(folder: Path) -> None:
    blocks = "- paragraph: Guten Tag.\n  language: de\n"
    (element,) = [e for e in reader.tree(page_of(folder, blocks)).iter("div") if e.get("lang")]
    assert (element.get("lang"), element.get("dir")) == ("de", "ltr")


# -- right to left


def shown(language: str, *runs: Run) -> str:
    nodes = inline(Rich(runs, Text("")), language)
    return str(h.fragment[nodes])


def test_numbers_keep_their_order_from_right_to_left() -> None:
    runs = Run("حرارة 38.0 "), Run("°C", strong=True), Run(" الآن")
    assert shown("ar", *runs) == 'حرارة <bdi dir="ltr">38.0 <strong>°C</strong></bdi> الآن'
    assert "bdi" not in shown("en", Run("at 38.0 °C"))


def test_numbers_are_whole_and_keep_their_order_beside_other_words() -> None:
    hebrew = '<span lang="und-Hebr" dir="rtl">אב</span>'
    assert shown("en", Run("on אב 5 mg")) == f'on {hebrew} <span class="whole">5 mg</span>'
    assert shown("en", Run("on א 5 mg")) == 'on א <bdi dir="ltr">5 mg</bdi>'
    assert shown("en", Run("take 5 "), Run("000 IU", strong=True)) == (
        'take <span class="whole">5 <strong>000 IU</strong></span>'
    )
    both = '<span class="whole"><bdi dir="ltr">4</bdi>–<bdi dir="ltr">6</bdi></span>'
    assert shown("ar", Run("كل 4–6 ساعات")) == f"كل {both} ساعات"
    digits = '<bdi class="digits" dir="ltr">٠٢٠ ٧٩٤٦ ٠٠٠٠</bdi>'
    assert shown("ar", Run("٠٢٠ ٧٩٤٦ ٠٠٠٠ كل")) == f"{digits} كل"
    address = "https://example.org/a/long/address"
    assert shown("ar", Run(address)) == f'<bdi class="long" dir="ltr">{address}</bdi>'


def test_soft_hyphens_are_no_part_of_words() -> None:
    run = Run("wo\u00adman\u00adly \u00adand", strong=True).cleaned()
    assert run.text == "womanly and"
    soft = '<span class="soft"></span>'
    assert shown("en", run) == f"<strong>wo{soft}man{soft}ly {soft}and</strong>"


def test_a_link_stays_one() -> None:
    link = Run("اتصل 555 0100 الآن", href="tel:5550100")
    inside = 'اتصل <bdi dir="ltr">555 0100</bdi> الآن'
    assert shown("ar", link) == f'<a href="tel:5550100">{inside}</a>'
    across = Run("555 "), Run("0100", href="tel:5550100")
    assert shown("ar", *across) == '<bdi dir="ltr">555 <a href="tel:5550100">0100</a></bdi>'


# -- colours


def brands() -> list[Palette]:
    """The shipped brands, and others by chance in which every pair can be read on paper."""
    layout = handouts()["CT-01"].layout
    palettes = [
        Palette.of(handout.brand.colours, handout.layout)
        for root in (ROOT, PLAIN)
        for handout in merged(root, PAGES)[0]
    ]
    chance = random.Random(1)
    light = {"paper", "surface", "on-primary", "on-urgent", "urgent-surface", "important-surface"}
    light |= {"on-green", "amber"}
    while len(palettes) < 60:
        colours = {}
        for role in (*ROLES, *MORE_ROLES):
            low, high = (200, 255) if role in light else (0, 130)
            colours[role] = "#" + "".join(f"{chance.randint(low, high):02x}" for _ in range(3))
        if chance.random() < 0.2:  # a brand on dark paper
            dark = {role: f"#{255 - int(colours[role][1:3], 16):02x}2020" for role in light}
            colours = {r: dark.get(r, "#f0f0f0") for r in colours}
        if all(contrast(colours[a], colours[b]) >= READ for a, b in pairs(layout)):
            palettes.append(Palette(colours, Palette.of({}, layout).grounds))
    return palettes


def test_the_dark_theme_can_be_read() -> None:
    layout = handouts()["CT-01"].layout
    for palette in brands():
        for front, ground in pairs(layout):
            pair = palette.shown(front, ground, "dark"), palette.shown(ground, ground, "dark")
            assert contrast(*pair) >= READ, (palette, front, ground)
        if palette.has_dark:
            rules, turned = palette.rules(), palette.turned()
            for role in ("line", "primary", "urgent", "important"):
                assert contrast(rules[role], turned["paper"]) >= SEE, (palette, role)


def test_bars_are_dark_where_the_page_is() -> None:
    """Those who read in the dark get no white bars; a brand on dark paper has its own."""
    handout = handouts()["CT-03"]
    assert TURNED in style(handout)
    colours = {**handout.brand.colours, Text("paper"): Text("#101010")}
    on_dark = handout.brand.model_copy(update={"colours": colours})
    assert TURNED not in style(handout.model_copy(update={"brand": on_dark}))


def test_a_brand_on_dark_paper_has_one_theme() -> None:
    assert {palette.has_dark for palette in brands()} == {True, False}


# -- what is loaded, and when


def test_contrast_is_that_of_others() -> None:
    """WCAG's formula has rounded weights: a thousandth is no difference."""
    for red, green in ((0, 0), (10, 11), (26, 95), (118, 119), (255, 254)):
        one, other = f"#{red:02x}{green:02x}7a", f"#{green:02x}ff{red:02x}"
        theirs = Color(one).contrast(other, method="wcag21")
        assert contrast(one, other) == contrast(other, one) == pytest.approx(theirs, abs=0.001)


def test_nothing_is_loaded_until_a_page_is_written(folder: Path) -> None:
    code = (
        "import sys; from builder.cli import main\n"
        f"main(['-C', {str(folder)!r}, 'build'], standalone_mode=False)"
    )
    build = f"try:\n {code.splitlines()[1]}\nexcept SystemExit: pass\n"
    tell = "print(sorted({'coloraide', 'htpy', 'reportlab', 'segno'} & set(sys.modules)))"
    program = f"{code.splitlines()[0]}\n{build}{tell}"
    for expected in ("['coloraide', 'htpy', 'reportlab']", "[]"):
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert done.stdout.splitlines()[-1] == expected


def test_letters_are_in_the_page() -> None:
    page = write(handouts()["CT-01"]).decode()
    assert len(re.findall("@font-face", page)) == 2
    assert len(page) < 120_000


def test_a_text_may_stand_in_several_places(folder: Path) -> None:
    """A word with a soft hyphen that each day of a grid has."""
    block = '- week-grid: {rows: [{label: Sure?, circle: "co\\u00ADop\\u00ADerate no"}]}\n'
    (folder / "sources/topics/case.yaml").write_text(topic_of(block), "utf-8")
    (handout,) = merged(folder, Wish(edition="web"))[0]
    prove(handout, write(handout))
