"""Small forms as other programs write them, and the ways in which they fill them in."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String
from pypdf import PdfWriter

from builder.notation.fieldnames import FieldKind, FieldName, SheetId

SHEET = SheetId("CT-11", "0.1", "en-GB", "0123456789ab")
ENTRIES = ("how-long", "side-effects", "driving", "own-words")
ON, OFF = "/On", "/Off"
Edit = Callable[[Pdf], None]


def name(entry: str, kind: FieldKind, sheet: SheetId = SHEET) -> str:
    return str(FieldName(sheet, entry, kind))


def tip(entry: str, kind: FieldKind) -> str:
    return f"{'Tick' if kind == 'tick' else 'Write here'}: about {entry}?"


def form(*edits: Edit, packed: bool = False) -> bytes:
    """A blank form with a box to tick and lines for each entry, changed as it is wished."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    fields = [
        pdf.make_indirect(_field(pdf, entry, kind, 800 - 60 * n))
        for n, entry in enumerate(ENTRIES)
        for kind in ("tick", "text")
    ]
    for field in fields:
        field.P = page.obj
    page.Annots = Array(fields)
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(fields), DA=String("/F 12 Tf 0 g"), DR=Dictionary(Font=Dictionary(F=font))
    )
    for edit in edits:
        edit(pdf)
    return saved(pdf, packed=packed)


def saved(pdf: Pdf, *, packed: bool = False) -> bytes:
    made = io.BytesIO()
    mode = ObjectStreamMode.generate if packed else ObjectStreamMode.disable
    with warnings.catch_warnings(action="ignore"):  # of forms that were lost: they are meant so
        pdf.save(made, object_stream_mode=mode, compress_streams=packed, static_id=True)
    return made.getvalue()


def _field(pdf: Pdf, entry: str, kind: Any, top: int) -> Dictionary:
    """Field and box in one object, as our sheets have them."""
    own = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array([50, top - 20, 300, top]), F=4,
        T=String(name(entry, kind)), TU=String(tip(entry, kind)),
    )  # fmt: skip
    frame = _look(pdf, b"q 0 0 250 20 re S Q")
    if kind == "text":
        own.FT, own.Ff, own.DA = Name.Tx, 4096, String("/F 12 Tf 0 g")
        own.AP = Dictionary(N=frame)
    else:
        own.FT, own.AS = Name.Btn, Name.Off
        own.AP = Dictionary(N=Dictionary(On=_look(pdf, b"0 0 9 9 re B"), Off=frame))
    return own


def _look(pdf: Pdf, code: bytes) -> Any:
    made = pdf.make_stream(code)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 250, 20])
    return made


def field(pdf: Pdf, entry: str, kind: FieldKind) -> Any:
    """One of the fields of the form."""
    wanted = name(entry, kind)
    return next(each for each in pdf.Root.AcroForm.Fields if str(each.get("/T")) == wanted)


def filled(pdf: bytes, values: Mapping[str, str], *, incremental: bool = False) -> bytes:
    """The form as pypdf fills it in: written anew, or with what changed after it."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of letters that its font lacks
    if incremental:
        writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    else:
        writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def with_bytes(token: bytes) -> bytes:
    """A form in whose first lines stands a value as these bytes write it, whole and in order."""
    mark = b"(HERE)"

    def put(pdf: Pdf) -> None:
        field(pdf, ENTRIES[0], "text").V = String("HERE")

    return reordered(form(put).replace(mark, token))


def reordered(pdf: bytes) -> bytes:
    """The file with a new table of where its objects are: for bytes that were put in."""
    body = pdf[: pdf.rindex(b"xref\n0 ")]
    trailer = re.findall(rb"trailer\s*(<<.*?>>)\s*startxref", pdf, re.DOTALL)[-1]
    places = {int(at[1]): at.start() for at in re.finditer(rb"(?m)^(\d+) 0 obj", body)}
    rows = b"".join(b"%010d 00000 n \n" % places[n] for n in range(1, max(places) + 1))
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (max(places) + 1, rows)
    return body + table + b"trailer %b\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(body))
