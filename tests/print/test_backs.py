"""Backs are moved so that they lie behind their fronts on a printer that sets them off."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.deliver.printing.ticket import BOTH, Ticket, with_backs
from builder.model.printer import Offset
from builder.print.backs import moved
from builder.print.impose import imposed
from builder.print.testsheet import test_sheet as sheet_for
from builder.print.wanted import Wanted
from tests.print.papers import MM, Seen, numbered, seen, size

OFF = (1.5, -2.5)  # millimetres
WARD = "printer: ward\ntitle: Ward\npapers: [A4]\noffset: {x: 1.5, y: -2.5}\n"


def comes_out(side: list[Seen], paper: tuple[float, float], edge: str) -> list[Seen]:
    """A back as a printer sets it off: along the paper as it stands, whatever the page is."""
    right, up = OFF[0] * MM, OFF[1] * MM
    lies = paper[0] > paper[1]
    if lies:  # it was turned a quarter anticlockwise, so what is up on the paper is left on it
        right, up = -up, right
    if (edge == "short") != lies:  # head down
        right, up = -right, -up
    return [each._replace(x=each.x + right, y=each.y + up) for each in side]


@pytest.mark.parametrize("edge", ["long", "short"])
@pytest.mark.parametrize(
    ("form", "page"), [("booklet", (420, 595)), ("cards", (242, 153)), ("4-up", (298, 421))]
)
def test_backs_lie_behind_fronts(form: str, page: tuple[float, float], edge: str) -> None:
    """To 0.1 mm, on paper that stands and that lies, turned over on either edge."""
    wanted = Wanted(form=form, edge=edge)  # type: ignore[arg-type]
    plain = imposed(numbered(16, page), "case", wanted)
    found = moved(plain.pdf, Offset(x=OFF[0], y=OFF[1]), plain.paper)
    paper = size(found)
    for number, (one, other) in enumerate(zip(seen(plain.pdf), seen(found), strict=True)):
        out = comes_out(other, paper, edge) if number % 2 else other
        for before, after in zip(one, out, strict=True):
            assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=0.1 * MM)
    with pikepdf.open(io.BytesIO(found)) as document:
        for sheet in document.pages:
            media, trim = sheet.MediaBox, sheet.TrimBox
            assert media[0] <= trim[0] and media[1] <= trim[1]
            assert trim[2] <= media[2] and trim[3] <= media[3]


def test_what_is_sent_to_a_printer_is_moved() -> None:
    paper = (210 * MM, 297 * MM)
    ticket = Ticket("case", numbered(2, paper), 2, 0, 210, 297, BOTH["long"], colour=True)
    (front,), (back,) = seen(with_backs(ticket, Offset(x=OFF[0], y=OFF[1])).pdf)
    assert (back.x, back.y) == pytest.approx((front.x - 1.5 * MM, front.y + 2.5 * MM), abs=0.2)
    assert with_backs(replace(ticket, sides="one-sided"), Offset(x=1)).pdf == ticket.pdf


def test_without_an_offset_a_file_stays_as_it_is() -> None:
    plain = imposed(numbered(4), "case", Wanted(form="booklet"))
    assert moved(plain.pdf, Offset(), plain.paper) == plain.pdf


def test_the_command_moves_them_for_a_profile(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "handouts/printers").mkdir()
    (folder / "handouts/printers/ward.yaml").write_text(WARD, "utf-8")
    monkeypatch.chdir(folder)
    Path("theirs.pdf").write_bytes(numbered(2))
    for more in ([], ["--printer", "ward", "--out", "ward.pdf"]):
        done = CliRunner().invoke(main, ["impose", "theirs.pdf", "--as", "4-up", *more])
        assert done.exit_code == 0, done.output
    unknown = CliRunner().invoke(
        main, ["impose", "theirs.pdf", "--as", "4-up", "--printer", "wart"]
    )
    assert unknown.exit_code == 2 and "did you mean 'ward'?" in unknown.stderr
    for paper in ("A4", "Letter"):
        done = CliRunner().invoke(main, ["printers", "--test-sheet", "ward", "--paper", paper])
        assert done.stdout.startswith(f"test-sheet.ward.{paper}.pdf  ")
        assert Path(f"test-sheet.ward.{paper}.pdf").read_bytes().startswith(b"%PDF-")


def rows(pdf: bytes, number: int) -> tuple[int, int, list[bytes]]:
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[number].render(scale=DOTS / MM, grayscale=True).to_pil().convert("L")
    data, wide = image.tobytes(), image.width
    return wide, image.height, [data[at : at + wide] for at in range(0, len(data), wide)]


DOTS = 10  # a millimetre


def cross(pdf: bytes, number: int) -> tuple[float, float]:
    """The middle of the cross, in millimetres from the upper left: the longest lines there are."""
    wide, high, lines = rows(pdf, number)
    part = range(high // 2 - 300, high // 2 + 300)
    y = max(part, key=lambda row: lines[row].count(0))
    columns = range(wide // 2 - 300, wide // 2 + 300)
    x = max(columns, key=lambda column: sum(lines[row][column] == 0 for row in part))
    return x / DOTS, y / DOTS


def test_the_sheet_shows_what_it_says() -> None:
    """As a picture: its line is 100 mm long, its crosses stand behind each other until moved."""
    plain, off = sheet_for("ward", Offset(), "A4"), sheet_for("ward", Offset(x=3, y=-4), "A4")
    _, _, lines = rows(plain, 0)
    longest = max(max(map(len, line.split(b"\xff"))) for line in lines)
    assert longest / DOTS == pytest.approx(100, abs=0.3)
    assert cross(plain, 0) == pytest.approx(cross(plain, 1), abs=0.15)
    assert cross(off, 0) == pytest.approx(cross(plain, 0), abs=0.15)
    moved_to = tuple(a - b for a, b in zip(cross(off, 1), cross(plain, 1), strict=True))
    assert moved_to == pytest.approx((-3, -4), abs=0.15)  # pictures count from above
