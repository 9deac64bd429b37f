"""Pages that are painted for it: what a printer spoils is found, and named; and our own."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from click.testing import CliRunner
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from builder.cli import main
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model.pagecount import PageCount
from builder.outputs.result import Wish
from builder.pages.look import preflown
from builder.preflight.preflight import preflight
from builder.preflight.rule import Asked, rule
from builder.preflight.written import place_of
from builder.project import Project
from tests.conftest import ROOT, TODAY, merged
from tests.share import Share

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "pages.yaml").read_text("utf-8"))
A4 = (595.28, 841.89)
FACE = "Atkinson"
PRINTERS = read_library(Project(ROOT, TODAY), Sink()).printers
LINES = 20  # of words in the middle of a page, so that it is not nearly empty


def drawn(case: dict[str, Any]) -> bytes:
    """The PDF of a case."""
    fonts = ROOT / "builder/fonts/atkinson-hyperlegible-next"
    pdfmetrics.registerFont(TTFont(FACE, str(fonts / "regular.ttf")))
    made = io.BytesIO()
    size = tuple(case.get("size", A4))
    canvas = Canvas(made, pagesize=size, initialFontName=FACE)
    for _ in range(case.get("pages_before", 0)):
        _filled(canvas)
        canvas.showPage()
    if case["paint"] and "bare" not in case:
        _filled(canvas)
    if "form" in case:
        canvas.beginForm("inner")
    canvas.scale(case.get("scale", 1), case.get("scale", 1))
    for what, *given in case["paint"]:
        _paint(canvas, what, given)
    if "form" in case:
        canvas.endForm()
        canvas.doForm("inner")
    canvas.setPageRotation(case.get("rotate", 0))
    canvas.showPage()
    canvas.save()
    return _stamped(_cropped(made.getvalue(), case.get("crop")), case.get("stamp"))


def _filled(canvas: Canvas) -> None:
    canvas.setFont(FACE, 12)
    for line in range(LINES):
        canvas.drawString(300, 380 - line * 14, "as many words")


def _paint(canvas: Canvas, what: str, given: list[Any]) -> None:
    if what == "text":
        x, y, size, words, *font = given
        canvas.setFont(font[0] if font else FACE, size)
        canvas.drawString(x, y, words)
    elif what == "rect":
        canvas.rect(*given, stroke=0, fill=1)
    elif what == "line":
        *ends, width = given
        canvas.setLineWidth(width)
        canvas.line(*ends)
    elif what == "colour":
        canvas.setFillColorRGB(*given)
    elif what == "image":
        x, y, width, height, *dots = given
        picture = Image.new("RGB", tuple(dots), (200, 220, 210))
        canvas.drawInlineImage(picture, x, y, width, height)
    elif what == "field":
        x, y, width, height = given
        canvas.acroForm.textfield(
            x=x, y=y, width=width, height=height, borderWidth=2, forceBorder=True, fontSize=12
        )


def _cropped(pdf: bytes, crop: list[float] | None) -> bytes:
    if crop is None:
        return pdf
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.pages[-1].MediaBox = pikepdf.Array([0, 0, crop[2] + 20, crop[3] + 20])
        document.pages[-1].CropBox = pikepdf.Array(crop)
        document.save(made)
    return made.getvalue()


def _stamped(pdf: bytes, box: list[float] | None) -> bytes:
    """With a black stamp: an annotation, which is no part of what the page paints."""
    if box is None:
        return pdf
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        wide, high = box[2] - box[0], box[3] - box[1]
        shown = document.make_stream(f"0 g 0 0 {wide} {high} re f".encode())
        shown.Type, shown.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        shown.BBox = pikepdf.Array([0, 0, wide, high])
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=pikepdf.Array(box), F=4,
            AP=pikepdf.Dictionary(N=shown),
        )  # fmt: skip
        document.pages[-1].Annots = pikepdf.Array([document.make_indirect(stamp)])
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["case"]))
def test_what_a_printer_spoils_is_found(case: dict[str, Any]) -> None:
    printer = PRINTERS[case.get("printer", "desktop-laser")]
    asked = Asked(
        printer,
        ours=case.get("ours", False),
        grey=case.get("grey", False),
        pages=PageCount.of(case["pages"]) if "pages" in case else None,
        form=case.get("form"),
    )
    found = [f"{each.code}: {each.message}" for each in preflight(drawn(case), asked)]
    assert [*dict.fromkeys(found)] == case.get("found", [])


def test_each_rule_has_a_case() -> None:
    codes = {line.partition(":")[0] for case in CASES for line in case.get("found", [])}
    assert {*rule} <= codes


def test_our_own_leaflets_come_out_of_a_desktop_laser(some: Share) -> None:
    """Every edition of a handout, from its finished file."""
    sink = Sink()
    project = Project.at(ROOT)
    library = read_library(project, sink)
    names = some([str(definition) for definition in library.definitions], 6)
    files = [*preflown(project, library, Wish(tuple(names)), sink, "desktop-laser")]
    assert {each.path.split(".")[-2] for each in files} >= {"standard", "large-print", "mono"}
    assert [(each.path, fault) for each in files for fault in each.faults] == []


# -- the command


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    """A file with words at the edge of its second page."""
    file = tmp_path / "spoiled.pdf"
    file.write_bytes(drawn({"pages_before": 1, "paint": [["text", 6, 700, 12, "Words"]]}))
    return file


def test_a_file_is_looked_at_and_its_pages_drawn(spoiled: Path, tmp_path: Path) -> None:
    done = run("preflight", str(spoiled), "--picture", str(tmp_path / "pictures"))
    assert done.exit_code == 1
    assert f"{spoiled}: error[unprintable]: page 2: “Words” stands too near" in done.stdout
    (picture,) = (tmp_path / "pictures").iterdir()
    assert picture.name == "spoiled.page-2.png"
    with Image.open(picture) as page:
        frame = page.convert("RGB").getpixel((5, round((A4[1] - 705) * 110 / 72)))
    assert frame == (190, 0, 60)


def test_faults_for_machines(spoiled: Path) -> None:
    done = run("preflight", str(spoiled), "--format", "json")
    (fault,) = json.loads(done.stdout)
    assert (fault["code"], fault["severity"]) == ("unprintable", "error")


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>"])
def test_what_is_no_pdf_is_one_line(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "odd.pdf"
    file.write_bytes(data)
    done = run("preflight", str(file))
    assert done.exit_code == 1
    assert done.stdout == f"{file}: error[preflight]: the file cannot be read as a PDF\n"


def test_a_file_with_a_password_is_one_line(spoiled: Path) -> None:
    with pikepdf.open(spoiled, allow_overwriting_input=True) as document:
        document.save(spoiled, encryption=pikepdf.Encryption(owner="a", user="b"))
    done = run("preflight", str(spoiled))
    assert (done.exit_code, "has a password; save a copy without one" in done.stdout) == (1, True)


def test_an_unknown_printer_is_wrong_usage(spoiled: Path) -> None:
    done = run("preflight", str(spoiled), "--printer", "desktop-lasr")
    assert (done.exit_code, "did you mean 'desktop-laser'?" in done.stderr) == (2, True)


def test_a_project_has_printers_of_its_own(folder: Path) -> None:
    """The site names it; what it spoils stops the build, and names the block."""
    (folder / "handouts/printers").mkdir()
    profile = "printer: ward\ntitle: The printer of the ward\npapers: [A4, A5, A6]\nbinding: 40\n"
    (folder / "handouts/printers/ward.yaml").write_text(profile, "utf-8")
    site = next((folder / "sources/sites").iterdir())
    site.write_text(site.read_text("utf-8") + "preflight: ward\n", "utf-8")
    done = run("-C", str(folder), "build")
    assert done.exit_code == 1
    assert "error[binding]: page 1 in the edition 'standard'" in done.stderr
    assert not [*folder.rglob("*.pdf")]


def test_a_site_that_names_no_printer_there_is(folder: Path) -> None:
    site = next((folder / "sources/sites").iterdir())
    site.write_text(site.read_text("utf-8") + "preflight: wrad\n", "utf-8")
    done = run("-C", str(folder), "check")
    assert (done.exit_code, "error[unknown-printer]" in done.stdout) == (1, True)


def test_a_leaflet_is_held_to_what_is_made_of_it(folder: Path) -> None:
    """Its definition says that it is folded twice, and it has more pages than panels."""
    topic = next((folder / "sources/topics").iterdir())
    written = topic.read_text("utf-8")
    words = "".join(f"      - paragraph: One in week {week}.\n" for week in range(200))
    topic.write_text(f"{written}{words}", "utf-8")
    definition = folder / "handouts/case.yaml"
    definition.write_text(definition.read_text("utf-8") + "print: {form: tri-fold}\n", "utf-8")
    done = run("-C", str(folder), "preflight", "case", "--edition", "standard")
    assert (done.exit_code, "and a tri-fold has 6 panels" in done.stdout) == (1, True)


def test_a_fault_is_told_where_it_was_written(folder: Path) -> None:
    """Of a paragraph, a title, and of what runs along each page, which nobody wrote there."""
    topic = next((folder / "sources/topics").iterdir())
    line = "      - paragraph: Nobody can read this through the window of an envelope.\n"
    topic.write_text(topic.read_text("utf-8") + line, "utf-8")
    handout, *_ = merged(folder)[0]
    assert place_of(handout, "the heading “A case”") == handout.title.span
    place = place_of(handout, "“Nobody can read\nthis through the window of…”")
    assert place is not None
    number = len(topic.read_text("utf-8").splitlines())
    assert (place.path, place.line) == ("sources/topics/case.yaml", number)
    for named in ("a picture", "“A”", "“case · Version 1”", "“”"):
        assert place_of(handout, named) is None
