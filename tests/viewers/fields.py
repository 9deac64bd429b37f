"""The fields of a file, as pypdf finds them on its pages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ByteStringObject

MULTILINE = 1 << 12


@dataclass(frozen=True)
class Field:
    """A field, or a link (`name` is empty), which the Tab key reaches as well.

    `page` is its number from 0, `box` its left, bottom, right and top in points.
    """

    name: str
    kind: str
    page: int
    box: tuple[float, float, float, float]
    place: tuple[float, float]
    value: Any
    flags: int

    @property
    def multiline(self) -> bool:
        return bool(self.flags & MULTILINE)


def stops(pdf: bytes) -> list[Field]:
    """All that the Tab key reaches, in the order of the file."""
    reader = PdfReader(io.BytesIO(pdf))
    return [
        _field(number, page.mediabox, annotation.get_object())
        for number, page in enumerate(reader.pages)
        for annotation in page.get("/Annots", [])
    ]


def read(pdf: bytes) -> list[Field]:
    return [stop for stop in stops(pdf) if stop.name]


def values(pdf: bytes) -> dict[str, Any]:
    """What was answered: a text, with line ends as we write them, or the state of a tick box."""
    return {field.name: field.value for field in read(pdf)}


def _field(number: int, page: Any, values: Any) -> Field:
    left, bottom, right, top = (float(side) for side in values["/Rect"])
    across = (left + right) / 2 / float(page.width)
    down = 1 - (bottom + top) / 2 / float(page.height)
    kind = values.get("/FT", "")
    value = values.get("/V", "" if kind == "/Tx" else "/Off")
    if not isinstance(value, ByteStringObject):
        value = str(value).replace("\r\n", "\n").replace("\r", "\n")
    box = (left, bottom, right, top)
    flags = int(values.get("/Ff", 0))
    return Field(values.get("/T", ""), kind, number, box, (across, down), value, flags)
