"""Sheets are folded and cut on paper that is simulated: every page once, in order, upright."""

from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from builder.cli import main
from builder.paper.render import render
from builder.print.impose import Imposed, imposed
from builder.print.source import Unprintable
from builder.print.wanted import Wanted
from tests.conftest import PLAIN, merged
from tests.print.papers import A5, MM, behind, book, numbered, seen, size

CARD = (242.4, 153.1)


def made(pdf: bytes, form: str, **more: object) -> Imposed:
    return imposed(pdf, "case", Wanted(form=form, **more))  # type: ignore[arg-type]


@pytest.mark.share(3)
@pytest.mark.parametrize("edge", ["short", "long"])
@pytest.mark.parametrize("signature", [None, 1, 2, 4])
@pytest.mark.parametrize("rtl", [False, True])
def test_a_folded_booklet_is_read_in_order(edge: str, signature: int | None, rtl: bool) -> None:
    """From 1 to 64 pages, bound on either side, turned over on either edge; blanks at the end."""
    for count in (*range(1, 18), 29, 32, 33, 63, 64):
        sheets = made(numbered(count), "booklet", edge=edge, signature=signature, rtl=rtl)
        read = book(sheets.pdf, edge, signature=signature or 0, rtl=rtl)
        assert read == [*range(1, count + 1), *[0] * (-count % 4)], count
        assert (sheets.sheets, sheets.blanks, sheets.scale) == (-(-count // 4), -count % 4, 1.0)


def test_a_file_in_arabic_is_bound_on_the_right() -> None:
    """As its language is read, where nobody says; blanks are at the end all the same."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(numbered(29))) as document:
        document.Root.Lang = pikepdf.String("ar")
        document.save(file)
    sheets = made(file.getvalue(), "booklet").pdf
    assert book(sheets, "short", rtl=True) == [*range(1, 30), 0, 0, 0]
    assert book(made(file.getvalue(), "booklet", rtl=False).pdf, "short")[:29] == [*range(1, 30)]


def test_the_last_page_may_be_the_back_cover() -> None:
    sheets = made(numbered(10), "booklet", last_on_back=True)
    assert book(sheets.pdf, "short") == [*range(1, 10), 0, 0, 10]
    assert book(made(numbered(1), "booklet", last_on_back=True).pdf, "short") == [0, 0, 0, 1]


def test_pages_of_full_size_keep_it() -> None:
    """A5 on A4 is not made smaller by the hair that two A5 are wider; A4 on A4 is, and is told."""
    sheets = made(numbered(4), "booklet")
    assert size(sheets.pdf) == pytest.approx((841.89, 595.276), abs=0.01)
    assert sheets.scale == 1.0
    assert made(numbered(4, (595.276, 841.89)), "booklet").scale == pytest.approx(0.707, abs=0.001)
    assert made(numbered(2, (100, 100)), "2-up").scale == 1.0


def test_inner_sheets_creep_towards_the_fold() -> None:
    sheets = seen(made(numbered(16), "booklet", creep=0.2).pdf)
    plain = seen(made(numbered(16), "booklet").pdf)
    for number, (side, other) in enumerate(zip(sheets, plain, strict=True)):
        for one, two in zip(side, other, strict=True):
            inwards = one.x - two.x if two.x < 421 else two.x - one.x
            assert inwards == pytest.approx(number // 2 * 0.2 * MM, abs=0.01)
    with pytest.raises(Unprintable, match="use --signature 4 or less"):
        made(numbered(64), "booklet", creep=1.0)


@pytest.mark.parametrize("edge", ["short", "long"])
@pytest.mark.parametrize(("form", "per"), [("2-up", 2), ("4-up", 4)])
def test_several_on_a_side_are_read_in_rows(form: str, per: int, edge: str) -> None:
    for count in range(1, 12):
        pdf = made(numbered(count), form, edge=edge).pdf
        paper, sides = size(pdf), seen(pdf)
        backs = [behind(side, paper, edge) for side in sides[1::2]]
        assert all(each.upright for side in (*sides[::2], *backs) for each in side)
        # Each back is read as it lies once the sheet is turned over sideways.
        turned = [[each._replace(x=paper[0] - each.x) for each in side] for side in backs]
        read = []
        for side in (side for pair in zip(sides[::2], turned, strict=True) for side in pair):
            rows = sorted(side, key=lambda each: (-round(each.y), each.x))
            assert len(rows) <= per
            read += [each.page for each in rows]
        assert read == list(range(1, count + 1))


@pytest.mark.parametrize("edge", ["short", "long"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_each_card_has_its_own_back(edge: str, paper: str) -> None:
    """Front and back share a middle within 0.1 mm, also on a last sheet that is not full."""
    for cards in (1, 2, 7, 8, 13):
        sheets = made(numbered(2 * cards, CARD), "cards", edge=edge, paper=paper)
        sides, whole = seen(sheets.pdf), size(sheets.pdf)
        found = []
        for front, back in zip(sides[::2], sides[1::2], strict=True):
            under = behind(back, whole, edge)
            for one in front:
                own = [
                    o for o in under if abs(o.x - one.x) < 0.1 * MM and abs(o.y - one.y) < 0.1 * MM
                ]
                assert [(o.page, o.upright) for o in own] == [(one.page + 1, True)]
                found.append(one.page)
        assert sorted(set(found)) == list(range(1, 2 * cards, 2))
        assert sheets.scale == 1.0


def test_cards_without_a_back_do_not_shift_those_after_them() -> None:
    sides = seen(made(numbered(3, CARD), "cards").pdf)
    assert [each.page for each in sides[0]] == [1, 3]
    assert [each.page for each in sides[1]] == [2]
    fronts = seen(made(numbered(3, CARD), "cards", faces=1).pdf)
    assert [[each.page for each in side] for side in fronts] == [[1, 2, 3], []]


def test_cut_marks_stand_in_the_waste_and_meet_through_the_paper() -> None:
    """On the front and the back in the same places, outside of all cards."""
    sheets = made(numbered(2, CARD), "cards")
    with pikepdf.open(io.BytesIO(sheets.pdf)) as document:
        left, bottom, right, top = (float(v) for v in document.pages[0].TrimBox)
    with pypdfium2.PdfDocument(sheets.pdf) as document:
        front, back = (page.render(scale=2).to_pil().convert("L") for page in document)
    height = front.height / 2
    inside = (left * 2 + 1, (height - top) * 2 + 1, right * 2 - 1, (height - bottom) * 2 - 1)
    for image in (front, back):
        image.paste(255, tuple(map(int, inside)))
    assert front.getbbox() and ImageChops.invert(front).getbbox()
    mirrored = back.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    edges = [ImageChops.invert(each).getbbox() for each in (front, mirrored)]
    assert edges[0] and edges[1]
    assert max(abs(a - b) for a, b in zip(*edges, strict=True)) <= 1


def test_a_leaflet_that_is_folded_twice() -> None:
    """The flap is 3 mm narrower than the other two panels, on the outside and on the inside."""
    pdf = made(numbered(6, (90 * MM, 200 * MM)), "tri-fold").pdf
    outside, inside = (sorted(side, key=lambda each: each.x) for side in seen(pdf))
    assert [each.page for each in outside] == [5, 6, 1]
    assert [each.page for each in inside] == [2, 3, 4]
    middles = [97 / 2, 97 + 50, 197 + 50]
    assert [each.x / MM for each in outside] == pytest.approx(middles, abs=0.2)
    assert [297 - each.x / MM for each in inside[::-1]] == pytest.approx(middles, abs=0.2)
    with pytest.raises(Unprintable, match="6 panels"):
        made(numbered(7), "tri-fold")


# -- what is on a page


def rendered(pdf: bytes, scale: float = 1.0) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]


def changed(**keys: object) -> bytes:
    """A page with a corner marked, and these keys."""

    def corner(canvas: object) -> None:
        canvas.rect(60, 60, 80, 30, fill=1)  # type: ignore[attr-defined]

    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(numbered(1, A5, corner))) as document:
        for key, value in keys.items():
            document.pages[0][f"/{key}"] = value
        document.save(file, deterministic_id=True)
    return file.getvalue()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [None, [50, 50, 350, 450]])
def test_a_page_looks_as_it_is_seen(turn: int, box: list[int] | None) -> None:
    """Turned by its file, or seen through a window of it that is not at the origin."""
    keys: dict[str, object] = {"Rotate": turn}
    if box:
        keys["CropBox"] = box
    pdf = changed(**keys)
    (own,) = rendered(pdf)
    card = rendered(made(pdf, "cards", paper="A3", faces=1).pdf)[0]
    with pikepdf.open(io.BytesIO(made(pdf, "cards", paper="A3", faces=1).pdf)) as document:
        left, _, _, top = (float(v) for v in document.pages[0].TrimBox)
    x, y = round(left), round(card.height - top)
    there = card.crop((x, y, x + own.width, y + own.height))
    strays = ImageChops.difference(own, there).convert("L").point(lambda v: 255 * (v > 200))
    assert sum(strays.histogram()[200:]) < 60  # of edges that fall between two pixels


def test_a_page_in_larger_units_has_its_size() -> None:
    """Of 2 points each, half as many make the same page (ISO 32000-1, 14.3.3)."""
    with pikepdf.open(io.BytesIO(numbered(1, (210, 298)))) as document:
        document.pages[0].UserUnit = 2
        file = io.BytesIO()
        document.save(file)
    sheets = made(file.getvalue(), "booklet")
    plain = made(numbered(1, (420, 596)), "booklet")
    assert sheets.scale == plain.scale
    (one,), (other,) = seen(sheets.pdf)[0], seen(plain.pdf)[0]
    assert (one.x, one.y) == pytest.approx((other.x, other.y), abs=5)


def test_the_printers_copy_is_for_paper_alone() -> None:
    """No tags nor stray marks of any, no links; boxes inside each other; printed at full size."""
    handout = merged(PLAIN)[0][0]
    sheets = made(render(handout).pdf, "booklet").pdf
    with pikepdf.open(io.BytesIO(sheets)) as document:
        assert "/StructTreeRoot" not in document.Root
        assert "/MarkInfo" not in document.Root
        preferences = document.Root.ViewerPreferences
        told = [str(value) for value in (preferences.PrintScaling, preferences.Duplex)]
        assert told == ["/None", "/DuplexFlipShortEdge"]
        assert "printer's copy" in str(document.docinfo.Title)
        for page in document.pages:
            assert "/Annots" not in page
            boxes = [
                [float(v) for v in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")
            ]
            for outer, inner in pairwise(boxes):
                assert outer[0] <= inner[0] and outer[1] <= inner[1]
                assert outer[2] >= inner[2] and outer[3] >= inner[3]
            for form in page.Resources.XObject.values():
                assert b"MCID" not in form.read_bytes()
    assert made(render(handout).pdf, "booklet").pdf == sheets


def test_what_a_form_shows_is_printed() -> None:
    """A box that is ticked is, on paper; a hidden one is not."""
    appearance = b"0 g 0 0 20 20 re f"
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(numbered(1))) as document:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        form = document.make_stream(appearance)
        form.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form,
                     "/BBox": [0, 0, 20, 20]})  # fmt: skip

        def widget(left: float, flags: int) -> pikepdf.Object:
            return document.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, F=flags,
                Rect=[left, 100, left + 20, 120], AP=pikepdf.Dictionary(N=form),
            ))  # fmt: skip

        document.pages[0].Annots = pikepdf.Array([widget(50, 4), widget(150, 2)])
        document.Root.AcroForm.Fields = document.pages[0].Annots
        document.save(file)
    (side, _) = rendered(made(file.getvalue(), "2-up").pdf)
    dark = side.convert("L").point(lambda v: 255 * (v < 100)).getbbox()
    shown = side.crop((0, side.height - 130, side.width // 2, side.height - 90)).convert("L")
    assert dark
    assert 300 < sum(shown.histogram()[:100]) < 500


def test_annotations_that_are_none_are_passed_over() -> None:
    pdf = changed(Annots=[None, pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp), 7])
    assert made(pdf, "booklet").pages == 1


# -- what cannot be printed


def broken() -> dict[str, tuple[bytes, str]]:
    good = numbered(2)
    locked, layered = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
        document.Root.OCProperties = pikepdf.Dictionary()
        document.save(layered)
    return {
        "empty": (b"", "cannot be read as a PDF"),
        "text": (b"Ring us.", "cannot be read as a PDF"),
        "cut short": (good[:300], "cannot be read as a PDF"),
        "locked": (locked.getvalue(), "has a password"),
        "layers": (layered.getvalue(), "has layers"),
        "no size": (changed(CropBox=[5, 5, 5, 5]), "no size"),
    }


@pytest.mark.parametrize("name", broken())
def test_what_cannot_be_put_on_sheets_is_told_in_a_line(name: str, tmp_path: Path) -> None:
    data, message = broken()[name]
    place, out = tmp_path / "theirs.pdf", tmp_path / "out.pdf"
    place.write_bytes(data)
    arguments = ["-C", str(PLAIN), "impose", str(place), "--as", "booklet", "--out", str(out)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{place}: error[impose]: ")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not out.exists()


def test_the_command_says_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("theirs.pdf").write_bytes(numbered(6, (595.276, 841.89)))
    result = CliRunner().invoke(main, ["-C", str(PLAIN), "impose", "theirs.pdf", "--as", "booklet"])
    assert result.stdout == (
        "theirs.booklet-turn-short.pdf  6 pages on 2 sheets of A4, at 71% of their size,"
        " 2 left blank; turn over on the short edge\n"
    )
    assert book(Path("theirs.booklet-turn-short.pdf").read_bytes(), "short") == [
        1,
        2,
        3,
        4,
        5,
        6,
        0,
        0,
    ]
    missing = CliRunner().invoke(main, ["-C", str(PLAIN), "impose", "none", "--as", "booklet"])
    assert missing.exit_code == 1
    assert "error[unknown-handout]: there is no handout 'none'" in missing.stderr
