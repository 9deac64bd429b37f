"""What goes to a printer: pages of one size, upright, whole sheets; changed where it must be."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from builder.print.forpaper import for_paper
from builder.print.source import Unprintable
from tests.ink import pictures
from tests.print.papers import A5, numbered, seen

A4 = (595.276, 841.89)


def changed(pdf: bytes, change: Callable[[Any], object]) -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(file)
    return file.getvalue()


def inherited(document: Any) -> None:
    """All pages have their box from the tree."""
    document.Root.Pages.MediaBox = [0, 0, *A5]
    for page in document.pages:
        del page.obj["/MediaBox"]


def smaller(document: Any) -> None:
    for page in document.pages:
        page.obj.CropBox = [20, 30, 320, 430]


def test_a_file_that_is_fit_stays_as_it_is() -> None:
    pdf = numbered(4, A4)
    made = for_paper(pdf, whole_sheets=True)
    assert (made.pdf, made.pages, made.blanks, made.lies) == (pdf, 4, 0, False)
    assert (made.width, made.height) == pytest.approx((210, 297), abs=0.01)
    assert for_paper(numbered(3), whole_sheets=False).blanks == 0
    assert for_paper(numbered(2, (A4[1], A4[0])), whole_sheets=True).lies


def test_the_last_sheet_gets_its_back() -> None:
    pdf = numbered(3, A4)
    made = for_paper(pdf, whole_sheets=True)
    assert (made.pages, made.blanks) == (3, 1)
    assert [len(side) for side in seen(made.pdf)] == [1, 1, 1, 0]
    *pages, blank = pictures(made.pdf)
    assert [page.tobytes() for page in pages] == [page.tobytes() for page in pictures(pdf)]
    assert blank.getextrema() == (255, 255) and blank.size == pages[0].size


@pytest.mark.parametrize(
    "change",
    [
        inherited,
        smaller,
    ],
    ids=["box of the tree", "box within a box"],
)
def test_each_page_has_one_box_and_has_it_itself(change: Callable[[Any], object]) -> None:
    """What is seen is all that there is: queues differ in which of several boxes they print."""
    pdf = changed(numbered(2), change)
    made = for_paper(pdf, whole_sheets=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        for page in document.pages:
            assert list(page.obj.MediaBox) == list(page.obj.CropBox)
    before, after = [*pictures(pdf)], [*pictures(made.pdf)]
    assert [page.tobytes() for page in before] == [page.tobytes() for page in after]


def other_size(document: Any) -> None:
    document.pages[1].obj.MediaBox = [0, 0, *A4]


@pytest.mark.parametrize(
    ("pdf", "why"),
    [
        (changed(numbered(2), other_size), "several sizes"),
        (changed(numbered(2), lambda d: d.pages[0].rotate(90, relative=True)), "is turned"),
        (b"%PDF-1.7\nno more", "cannot be read as a PDF"),
        (numbered(2)[:400], "cannot be read as a PDF"),
    ],
    ids=["sizes", "turned", "no file", "half a file"],
)
def test_what_would_come_out_otherwise_is_refused(pdf: bytes, why: str) -> None:
    with pytest.raises(Unprintable, match=why):
        for_paper(pdf, whole_sheets=True)
