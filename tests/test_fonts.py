"""A clinic's own font: whole and allowed, or told where it is named; and no letter is lost."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
import uharfbuzz as hb
from click.testing import CliRunner

from builder.cli import main
from builder.model import Typeface
from builder.paper.render import render
from builder.project import bundled
from builder.text.faces import stacks, tall
from builder.text.fontfile import NEEDED, SUMMED, UnusableFont, usable
from tests.conftest import ROOT, faulty, merged, topic_of
from tests.judges import structure
from tests.proof import faults

FONTS = sorted((ROOT / "builder/fonts").glob("*/*.ttf"))
DATA = (ROOT / "builder/fonts/atkinson-hyperlegible-next/regular.ttf").read_bytes()


def tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    entries = [struct.unpack_from(">4s3I", data, 12 + 16 * i) for i in range(count)]
    return {tag.decode(): data[start : start + length] for tag, _, start, length in entries}


def font(**changes: bytes | None) -> bytes:
    """The font with other tables, and none where None is given; their check sums are right."""
    names = {"OS2": "OS/2"}
    new = tables(DATA) | {names.get(tag, tag): table for tag, table in changes.items()}
    kept = {tag: table for tag, table in sorted(new.items()) if table is not None}
    place = 12 + 16 * len(kept)
    head, body = struct.pack(">4s4H", DATA[:4], len(kept), 0, 0, 0), b""
    for tag, table in kept.items():
        padded = table + bytes(-len(table) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        head += struct.pack(">4s3I", tag.encode(), total, place + len(body), len(table))
        body += padded
    return head + body


def without(*characters: str) -> bytes:
    """The font with glyphs that are blank for these characters."""
    found = tables(DATA)
    (long,) = struct.unpack_from(">h", found["head"], 50)
    count, step = len(found["loca"]) // (4 if long else 2), 1 if long else 2
    places = struct.unpack(f">{count}{'I' if long else 'H'}", found["loca"])
    face = hb.Font(hb.Face(DATA))
    blank = {face.get_nominal_glyph(ord(c)) for c in characters}
    glyphs = [
        b"" if gid in blank else found["glyf"][places[gid] * step : places[gid + 1] * step]
        for gid in range(count - 1)
    ]
    starts = [sum(map(len, glyphs[:gid])) // step for gid in range(count)]
    loca = struct.pack(f">{count}{'I' if long else 'H'}", *starts)
    return font(glyf=b"".join(glyphs), loca=loca)


def allowed(bits: int) -> bytes:
    os2 = tables(DATA)["OS/2"]
    return font(OS2=os2[:8] + struct.pack(">H", bits) + os2[10:])


@pytest.mark.parametrize("path", FONTS, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_our_own_fonts_are_usable(path: Path) -> None:
    usable(path.read_bytes())


@pytest.mark.parametrize("bits", [0, 4, 8, 0x0A])
def test_a_font_that_may_be_embedded(bits: int) -> None:
    usable(allowed(bits))


def broken() -> Iterator[tuple[str, bytes, str]]:
    found = tables(DATA)
    for tag in NEEDED:
        yield f"no {tag}", font(**{tag: None}), f"it has no table '{tag}'"
    for tag in ("loca", "hmtx", "head", "hhea", "maxp", "OS/2"):
        yield f"half of {tag}", font(**{tag: found[tag][: len(found[tag]) // 2 & ~3]}), "is damaged"
    yield "a glyph beyond the end", font(glyf=found["glyf"][:-400]), "glyph .* is cut off"
    yield "no units", font(head=found["head"][:18] + b"\0\0" + found["head"][20:]), "says nothing"
    yield "no glyphs", font(maxp=found["maxp"][:4] + b"\0\0" + found["maxp"][6:]), "do not agree"
    yield "no shaping", font(GSUB=b"\0\1\0\0" + b"\xff" * 40), "its table 'GSUB' cannot be read"
    yield "no letters", font(cmap=bytes(4)), "has no space or no letters"
    holes = found["glyf"][:5000] + bytes([255]) * 4000 + found["glyf"][9000:]
    yield "holes in glyphs", font(glyf=holes), "is damaged"
    yield "restricted", allowed(2), "may not be embedded: its maker restricts it"
    yield "as a whole", allowed(0x108), "may not be embedded in part"
    yield "as bitmaps", allowed(0x204), "may be embedded as bitmaps only"
    yield "variable", font(fvar=bytes(16)), "is a variable font"
    yield "CFF", b"OTTO" + DATA[4:], r"has outlines of PostScript \(CFF\)"
    yield "WOFF", b"wOFF" + DATA[4:], "is a font for web pages"
    yield "WOFF2", b"wOF2" + DATA[4:], "is a font for web pages"
    yield "collection", b"ttcf" + DATA[4:], "holds several fonts"
    yield "nothing", b"", "is not a TrueType font"
    yield "words", b"words", "is not a TrueType font"


BROKEN = {name: (data, message) for name, data, message in broken()}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=list(BROKEN))
def test_a_font_that_cannot_be_used(data: bytes, message: str) -> None:
    with pytest.raises(UnusableFont, match=message):
        usable(data)


def test_a_font_that_is_cut_off() -> None:
    for part in range(64):
        with pytest.raises(UnusableFont):
            usable(DATA[: len(DATA) * part // 64])


@pytest.mark.parametrize("tag", sorted(SUMMED & set(tables(DATA))))
def test_damage_anywhere_is_noticed(tag: str) -> None:
    (count,) = struct.unpack_from(">H", DATA, 4)
    entries = (struct.unpack_from(">4s3I", DATA, 12 + 16 * i) for i in range(count))
    start, length = next(entry[2:] for entry in entries if entry[0] == tag.encode())
    chance = random.Random(tag)
    for _ in range(20):
        place = start + chance.randrange(length)
        damaged = DATA[:place] + bytes([DATA[place] ^ 1 << chance.randrange(8)]) + DATA[place + 1 :]
        with pytest.raises(UnusableFont, match=f"the check sum of its table '{tag}' is wrong"):
            usable(damaged)


# -- in a handout


@pytest.fixture
def own(folder: Path) -> Path:
    """A project whose brand has a font of its own, in `font.ttf`."""
    brand = folder / "handouts/brands/plain/brand.yaml"
    files = "font_files: {regular: font.ttf, bold: font.ttf, licence: brand.yaml}"
    brand.write_text(brand.read_text("utf-8").replace("font: noto-sans", files), "utf-8")
    words = "- paragraph: Keep this leaflet for a first office visit.\n"
    (folder / "sources/topics/case.yaml").write_text(topic_of(words), "utf-8")
    return folder


def told(folder: Path, data: bytes) -> list[str]:
    (folder / "handouts/brands/plain/font.ttf").write_bytes(data)
    return [f"{d.span} {d.code}: {d.message}" for d in faulty(merged(folder)[1])]


@pytest.mark.parametrize("seed", range(2))
def test_any_font_is_used_or_refused(seed: int, own: Path) -> None:
    chance = random.Random(seed)
    assert told(own, DATA) == []
    for _ in range(6):
        tag = chance.choice(sorted(tables(DATA)))
        table = bytearray(tables(DATA)[tag])
        for _ in range(chance.randrange(1, 9)):
            table[chance.randrange(min(len(table), 400))] = chance.randrange(256)
        cut = chance.randrange(len(table)) if chance.random() < 0.3 else len(table)
        told(own, font(**{tag: bytes(table[:cut])}))


def test_a_font_may_have_a_name_in_any_letters(own: Path) -> None:
    name = tables(DATA)["name"].replace(
        "Atkinson".encode("utf-16-be"), "Ωtkinson".encode("utf-16-be")
    )
    assert name != tables(DATA)["name"]
    assert told(own, font(name=name)) == []
    assert CliRunner().invoke(main, ["-C", str(own), "build"]).exit_code == 0


def test_a_letter_that_is_blank_is_told(own: Path) -> None:
    found = told(own, without("f", "ﬁ"))
    place = "sources/topics/case.yaml:6:33"
    message = "the font leaves this character blank: f (U+0066, LATIN SMALL LETTER F)"
    assert f"{place} missing-glyph: {message}" in found


def test_a_file_of_two_families_is_one_face() -> None:
    """Each family keeps its own leading, in whatever order they come."""
    file = bundled("fonts/noto-nastaliq-urdu/regular.ttf")
    plain = Typeface(regular=file, bold=file)
    high = Typeface(regular=file, bold=file, leading=2.2, languages=("ur",))
    for family in (plain, high, plain):
        ((face,), _) = stacks((family,), "ur")
        leadings = {(each.face, each.leading) for each in tall((family,), "ur")}
        assert leadings == ({(face, 2.2)} if family is high else set())
    assert stacks((plain,), "ur") == stacks((high,), "ur")


def test_a_font_of_ours_keeps_its_leading_as_a_brands_own(folder: Path) -> None:
    brand = folder / "handouts/brands/plain/brand.yaml"
    text = brand.read_text("utf-8").replace("font: noto-sans", "font: noto-nastaliq-urdu")
    brand.write_text(text, "utf-8")
    ((handout, *_), _) = merged(folder)
    assert handout.typefaces[0].brand
    assert (handout.typefaces[0].leading, handout.typefaces[0].suits("ur")) == (2.2, True)


# -- fonts for further scripts

GUJARATI = "\u0a95\u0a96"


def of_script(letters: str) -> bytes:
    """The font with glyphs for these letters and the space only (cmap format 12)."""
    groups = sorted({0x20: 3} | {ord(c): 40 + n for n, c in enumerate(letters)})
    places = {0x20: 3} | {ord(c): 40 + n for n, c in enumerate(letters)}
    table = b"".join(struct.pack(">3I", code, code, places[code]) for code in groups)
    head = struct.pack(">2H2HI", 0, 1, 3, 10, 12)
    body = struct.pack(">2H3I", 12, 0, 16 + len(table), 0, len(groups)) + table
    return font(cmap=head + body)


def with_more_fonts(folder: Path, data: bytes, more: str = "") -> None:
    place = folder / "handouts/brands/plain"
    (place / "gu.ttf").write_bytes(data)
    (place / "OFL.txt").write_text("The licence.", "utf-8")
    brand = place / "brand.yaml"
    files = f"{{regular: gu.ttf, bold: gu.ttf, licence: OFL.txt{more}}}"
    brand.write_text(brand.read_text("utf-8") + f"more_fonts: [{files}]\n", "utf-8")
    blocks = f"- paragraph: Ask in {{lang.gu:{GUJARATI}}}.\n"
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")


@pytest.mark.parametrize("more", ["", ", languages: [gu], leading: 1.8"])
def test_a_font_for_a_script_stands_beside_the_brands_own(folder: Path, more: str) -> None:
    """Its letters are drawn with it, those of English with the brand's own as before."""
    with_more_fonts(folder, of_script(GUJARATI + "Ask"), more)
    (paper, _), found = merged(folder)
    assert faulty(found) == []
    regular, _ = stacks(paper.typefaces, "en-GB")
    assert [face.postscript_name for face in regular[:1]] == ["NotoSans-Regular"]
    drawn = {c: next(face for face in regular if ord(c) in face.characters) for c in "A\u0a95"}
    assert drawn["A"] is regular[0]
    assert drawn["\u0a95"].data == of_script(GUJARATI + "Ask")
    pdf = render(paper).pdf
    assert faults(paper, pdf) == []
    assert f"Ask in {GUJARATI}." in structure.words(pdf)


def test_letters_no_font_has_are_told_with_the_way_to_add_one(folder: Path) -> None:
    with_more_fonts(folder, of_script("x"))
    (problem, *_) = faulty(merged(folder)[1])
    assert (problem.code, "'more_fonts:'" in problem.hint) == ("missing-glyph", True)


def test_a_font_for_a_script_is_looked_at_too(folder: Path) -> None:
    with_more_fonts(folder, of_script(GUJARATI)[:-400])
    problems = [each for each in faulty(merged(folder)[1]) if each.code == "unusable-font"]
    assert [each.message.partition(" ")[0] for each in problems][:1] == ["'gu.ttf'"]
    assert problems[0].span.path == "handouts/brands/plain/brand.yaml"
