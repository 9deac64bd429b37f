"""The first page of a PDF as a picture, as a reader of PDFs shows it."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2

DOTS = 80 / 72  # pixels a point
SMALL = 60  # of 100: how much of a small picture WebP keeps; words are too small to be read anyway


def first_page(pdf: bytes, password: str = "") -> bytes:
    """A PNG to read."""
    return _saved(_drawn(pdf, password, DOTS), "PNG")


def small_page(pdf: bytes, width: int) -> bytes:
    """A WebP to know the leaflet by, so many pixels wide."""
    with pypdfium2.PdfDocument(pdf) as document:
        dots = width / document[0].get_width()
    return _saved(_drawn(pdf, "", dots), "WEBP", quality=SMALL, method=2)


def _drawn(pdf: bytes, password: str, dots: float) -> Any:
    with pypdfium2.PdfDocument(pdf, password=password or None) as document:
        return document[0].render(scale=dots).to_pil()


def _saved(picture: Any, kind: str, **how: int) -> bytes:
    made = io.BytesIO()
    picture.save(made, kind, **how)
    return made.getvalue()
