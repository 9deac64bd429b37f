"""What PDFium tells of one object on a page, through its C interface."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

from pypdfium2 import raw

from builder.see.matrix import Matrix

TEXT, PATH, IMAGE = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE
SHADING, FORM = raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM
CLEAR = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


def kind(painted: Any) -> int:
    return int(raw.FPDFPageObj_GetType(painted))


def bounds(painted: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top, in the space in which the object stands."""
    box = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(painted, *box)
    left, bottom, right, top = (side.value for side in box)
    return left, bottom, right, top


def mcid(painted: Any) -> int | None:
    """The number of its marked content; None for an artifact."""
    number = int(raw.FPDFPageObj_GetMarkedContentID(painted))
    return number if number >= 0 else None


def matrix(painted: Any) -> Matrix:
    told = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(painted, told)
    return Matrix(told.a, told.b, told.c, told.d, told.e, told.f)


def text_set(painted: Any, words: Any) -> tuple[str, float, float]:
    """The words of a text object, their size and their base line, as they come out on the page."""
    size, placed = ctypes.c_float(), matrix(painted)
    raw.FPDFTextObj_GetFontSize(painted, size)
    length = raw.FPDFTextObj_GetText(painted, words, None, 0)
    text = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFTextObj_GetText(painted, words, text, length)
    return wide(text), size.value * placed.scale, placed.f


def running(painted: Any) -> bool:
    """Whether it is a header or footer: no other artifact has a subtype (ISO 32000-1, table 330).

    PDFium tells which keys a mark has, but not the value of one that is a name.
    """
    for index in range(raw.FPDFPageObj_CountMarks(painted)):
        mark = raw.FPDFPageObj_GetMark(painted, index)
        for key in range(raw.FPDFPageObjMark_CountParams(mark)):
            if in_wide(raw.FPDFPageObjMark_GetParamKey, mark, key) == "Subtype":
                return True
    return False


def in_wide(told: Callable[..., Any], mark: Any, index: int) -> str:
    """A name of a mark."""
    name, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    told(mark, index, name, ctypes.sizeof(name), length)
    return wide(name)


def wide(letters: ctypes.Array[ctypes.c_ushort]) -> str:
    """What PDFium wrote into an array of UTF-16, up to its end."""
    return bytes(letters).decode("utf-16-le", "replace").partition("\0")[0]


def font(painted: Any) -> tuple[str, bool]:
    """The name of the font of a text object, and whether it is in the file."""
    found = raw.FPDFTextObj_GetFont(painted)
    length = raw.FPDFFont_GetBaseFontName(found, None, 0)
    name = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(found, name, length)
    return name.value.decode("utf-8", "replace"), raw.FPDFFont_GetIsEmbedded(found) == 1


def fill(painted: Any) -> tuple[int, int, int, int]:
    """Red, green, blue and how opaque, 0 to 255."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(painted, *parts):
        return 0, 0, 0, 255
    red, green, blue, opaque = (part.value for part in parts)
    return red, green, blue, opaque


def stroke(painted: Any) -> float:
    """How wide the line of a path is, in the space in which it stands; 0 where it has none."""
    mode, stroked, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(painted, mode, stroked)
    raw.FPDFPageObj_GetStrokeWidth(painted, width)
    return width.value if stroked.value else 0.0


def pixels(painted: Any) -> tuple[int, int]:
    """The size of a picture in pixels."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(painted, width, height)
    return width.value, height.value
