"""The first page of a copy as a picture, as a reader of PDFs shows it."""

from __future__ import annotations

import io

import pypdfium2

DOTS = 80 / 72  # pixels a point


def first_page(pdf: bytes, password: str = "") -> bytes:
    """A PNG."""
    made = io.BytesIO()
    with pypdfium2.PdfDocument(pdf, password=password or None) as document:
        document[0].render(scale=DOTS).to_pil().save(made, "PNG")
    return made.getvalue()
