"""PDFium's form engine: what Chromium fills in, draws and prints with."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from tests.viewers.fields import Field

TAB = 9


class Form:
    """A file that is being filled in."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.document.init_forms()
        assert self.document.formenv is not None
        self._form = self.document.formenv.raw
        self._pages = list(self.document)

    def click(self, field: Field) -> None:
        left, bottom, right, top = field.box
        spot = (self._form, self._pages[field.page], 0, (left + right) / 2, (bottom + top) / 2)
        raw.FORM_OnMouseMove(*spot)
        raw.FORM_OnLButtonDown(*spot)
        raw.FORM_OnLButtonUp(*spot)

    def type(self, field: Field, text: str) -> None:
        """One half of a pair of UTF-16 after the other, as Windows gives them."""
        page, data = self._pages[field.page], text.replace("\n", "\r").encode("utf-16-le")
        for at in range(0, len(data), 2):
            raw.FORM_OnChar(self._form, page, int.from_bytes(data[at : at + 2], "little"), 0)

    def saved(self) -> bytes:
        raw.FORM_ForceToKillFocus(self._form)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    def tabs(self, number: int) -> Iterator[str]:
        """The names of the fields that the Tab key goes through on a page, from its first on."""
        page = self._pages[number]
        raw.FORM_OnMouseMove(self._form, page, 0, 0, 0)
        while raw.FORM_OnKeyDown(self._form, page, TAB, 0):
            yield self._focused()

    def _focused(self) -> str:
        number, annotation = ctypes.c_int(), raw.FPDF_ANNOTATION()
        raw.FORM_GetFocusedAnnot(self._form, number, annotation)
        size = raw.FPDFAnnot_GetFormFieldName(self._form, annotation, None, 0)
        name = (ctypes.c_ushort * (size // 2))()
        raw.FPDFAnnot_GetFormFieldName(self._form, annotation, name, size)
        raw.FPDFPage_CloseAnnot(annotation)
        return bytes(name).decode("utf-16-le").rstrip("\0")


@contextmanager
def opened(pdf: bytes) -> Iterator[Form]:
    form = Form(pdf)
    try:
        yield form
    finally:
        form.document.close()


def filled(pdf: bytes, fields: Sequence[Field], answers: Mapping[str, str | bool]) -> bytes:
    """Clicks on each field that is to be answered, types or ticks, and saves."""
    with opened(pdf) as form:
        for field in fields:
            if answer := answers.get(field.name):
                form.click(field)
                if isinstance(answer, str):
                    form.type(field, answer)
        return form.saved()


def printed(pdf: bytes, page: int = 0, scale: float = 2) -> Image.Image:
    with opened(pdf) as form:
        bitmap = form.document[page].render(scale=scale, may_draw_forms=True, optimize_mode="print")
        picture: Image.Image = bitmap.to_pil().convert("L")
        return picture


def words(pdf: bytes, page: int = 0) -> str:
    """The words of a page and of the looks of its fields, which become part of the page."""
    with opened(pdf) as form:
        form.document[page].flatten()
        text = form.document[page].get_textpage().get_text_bounded()
    return " ".join(text.split())
