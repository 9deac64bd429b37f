"""A real sheet is filled in with the keyboard and mouse of PDFium, as in Chrome, and read back."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Pdf

from builder.questions.fieldvalues import Value
from builder.questions.formfields import form_of
from tests.replies.sheets import asking, sheet

TYPED, EMOJI = "Zoë – क्या? ", "😴"
NO_INCREMENTAL, AS_CHROME = pdfium.FPDF_NO_INCREMENTAL, 0


def places(pdf: bytes) -> dict[str, tuple[float, float]]:
    """The middle of each field of the first page, by its name (points)."""
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(box.T): (float(box.Rect[0] + box.Rect[2]) / 2, float(box.Rect[1] + box.Rect[3]) / 2)
            for box in opened.pages[0].Annots
            if box.Subtype == "/Widget"
        }


class Window:
    """The first page of a file, open in a window."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.document.init_forms()
        self.form: Any = self.document.formenv.raw
        self.page = self.document[0]

    def click(self, at: tuple[float, float]) -> None:
        for act in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            act(self.form, self.page.raw, 0, *at)

    def type(self, text: str) -> None:
        data = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
        pointer = ctypes.cast(data, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FORM_ReplaceSelection(self.form, self.page.raw, pointer)

    def saved(self, flags: int) -> bytes:
        pdfium.FORM_ForceToKillFocus(self.form)
        made = io.BytesIO()
        self.document.save(made, flags=flags)
        self.page.close()
        self.document.close()
        return made.getvalue()


@pytest.mark.parametrize("flags", [AS_CHROME, NO_INCREMENTAL])
def test_what_chrome_saves_is_read(folder: Path, flags: int) -> None:
    asking(folder)
    blank = sheet(folder)
    where = places(blank)
    box, lines = (next(n for n in where if n.endswith(kind)) for kind in ("_tick", "_text"))
    window = Window(blank)
    window.click(where[lines])
    window.type(TYPED + EMOJI)
    window.click(where[box])
    found = {each.name: each.value for each in form_of(window.saved(flags)).fields}
    # PDFium keeps half of an emoji.
    assert found.pop(lines) == Value(
        "done", f"{TYPED}\uf634", note="it holds signs that nobody can read: U+F634"
    )
    assert found.pop(box) == Value("done")
    assert {each.state for each in found.values()} == {"blank"}
