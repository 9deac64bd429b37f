"""Pages of any PDF as pictures to be placed: what is seen of each, upright, and nothing else.

A page that is used again cannot have two places in a tree of tags (ISO 32000-1, 14.7), so what
ties its content to one is taken out. Links lead nowhere on paper; what a form shows is kept.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    RectangleObject,
)

from builder.hear.damaged import silence, told_as
from builder.print.slots import Box
from builder.see.matrix import upright

MOST_PAGES = 2_000
# What may hold anything: strings in brackets, comments, pictures within the content.
OPAQUE = re.compile(rb"[(%]|\bBI\b")
MARKED = re.compile(rb"(/\w+)\s*<<(?:[^<>]|<[0-9A-Fa-f\s]*>)*>>\s*BDC\b")
HIDDEN = 0b10_0010  # flags of an annotation: hidden, or not shown (ISO 32000-1, table 165)


class Unprintable(ValueError):
    """The file cannot be put on sheets; in one line, why."""


class Appearance(NamedTuple):
    """What an annotation shows: a name for it, the matrix that places it, and its form."""

    name: str
    matrix: str
    form: Any


@dataclass(frozen=True)
class Source:
    """A page: its size once it is cut, the bleed round it, and the form that shows it.

    Points, of the page as it is seen; the form has its lower left corner, cut, at the origin.
    """

    width: float
    height: float
    bleed: float
    form: IndirectObject


@dataclass(frozen=True)
class Pages:
    """The pages of a file in the one that is written, and the language that it says it is in."""

    each: tuple[Source, ...]
    language: str
    writer: PdfWriter


def read(pdf: bytes) -> Pages:
    """The pages of a file, which is read once. Raises Unprintable."""
    with reading():
        reader = PdfReader(io.BytesIO(pdf))
        if reader.is_encrypted:
            raise Unprintable("the file has a password; save a copy without one")
        if "/OCProperties" in reader.root_object:
            raise Unprintable("the file has layers, of which some may be hidden; save a flat copy")
        count = len(reader.pages)
        if not 0 < count <= MOST_PAGES:
            raise Unprintable(f"the file has {count} pages; print 1 to {MOST_PAGES} at once")
        writer = PdfWriter()
        each = tuple(source(page, writer) for page in reader.pages)
        return Pages(each, str(reader.root_object.get("/Lang", "en")), writer)


@contextmanager
def reading() -> Iterator[None]:
    """Tells in one line what is wrong with a file. Raises Unprintable."""
    with silence(), told_as(Unprintable, "the file cannot be read as a PDF"):
        yield


def source(page: PageObject, writer: PdfWriter) -> Source:
    """A page as a form in the file that is written. Raises Unprintable."""
    media = _box(page.mediabox)
    seen = _box(page.cropbox).within(media)
    trim = _box(page.trimbox).within(seen) if "/TrimBox" in page else seen
    shown = _box(page.bleedbox).within(media) if "/BleedBox" in page else trim
    if min(trim.width, trim.height) < 1:
        raise Unprintable("a page of the file has no size")
    bleed = max(0.0, min(trim.left - shown.left, trim.bottom - shown.bottom))
    unit = float(page.user_unit or 1)  # points that a unit of the page is (ISO 32000-1, 14.3.3)
    turn = int(page.rotation or 0) % 360
    if turn % 90:
        raise Unprintable(f"a page of the file is turned by {turn} degrees")
    shown_above = tuple(appearances(page))
    form = DecodedStreamObject()
    form.set_data(_content(page, shown_above))
    form.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): _numbers(shown.left, shown.bottom, shown.right, shown.top),
        NameObject("/Matrix"): _numbers(*(unit * part for part in upright(trim.sides, turn))),
        NameObject("/Resources"): _resources(page, writer, shown_above),
    })  # fmt: skip
    if group := page.get("/Group"):
        form[NameObject("/Group")] = group.clone(writer)
    width, height = (trim.height, trim.width) if turn % 180 else (trim.width, trim.height)
    width, height, bleed = unit * width, unit * height, unit * bleed
    return Source(width, height, bleed, writer._add_object(form.flate_encode()))


def _content(page: PageObject, above: Sequence[Appearance]) -> bytes:
    """What paints the page, without the marks that tie it to a tree of tags.

    What forms and stamps show is painted above it (ISO 32000-1, 12.5.5).
    """
    contents = page.get_contents()
    data = b"" if contents is None else _untagged(contents, page)
    painted = [f"q {matrix} cm /{name} Do Q".encode() for name, matrix, _ in above]
    return b"\n".join((b"q", data, b"Q", *painted))


def _untagged(contents: Any, page: PageObject) -> bytes:
    """Operations that begin marked content only say which kind it is (ISO 32000-1, 14.6).

    Where nothing in them can be taken for another, as in what we write, they are found as they
    stand: to read each operation takes ten times as long.
    """
    data = bytes(contents.get_data())
    if not OPAQUE.search(data):
        plain = MARKED.sub(rb"\1 BMC", data)
        if b"BDC" not in plain:
            return plain
    stream = ContentStream(contents, page.pdf)
    stream.operations = [
        (operands[:1], b"BMC") if operator == b"BDC" else (operands, operator)
        for operands, operator in stream.operations
    ]
    return bytes(stream.get_data())


def appearances(page: PageObject) -> Iterator[Appearance]:
    """What annotations show on paper."""
    for number, reference in enumerate(page.get("/Annots") or ()):
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject) or "/Rect" not in annotation:
            continue
        normal = annotation.get("/AP", {}).get("/N")
        shown = normal.get_object() if normal is not None else None
        if shown is not None and not hasattr(shown, "get_data"):  # one for each state
            normal = shown.get(annotation.get("/AS", "/Off"))
            shown = normal.get_object() if normal is not None else None
        flags = int(annotation.get("/F", 0))
        if shown is None or flags & HIDDEN or annotation.get("/Subtype") == "/Popup":
            continue
        yield Appearance(f"Shown{number}", _placed(annotation, shown), normal)


def _placed(annotation: Any, form: Any) -> str:
    """The matrix that fits an appearance into its annotation (ISO 32000-1, algorithm 8.1)."""
    a, b, c, d, e, f = (float(part) for part in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    box = [float(part) for part in form["/BBox"]]
    corners = [(x, y) for x in box[::2] for y in box[1::2]]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    rect = _box(RectangleObject([float(part) for part in annotation["/Rect"]]))
    wide = rect.width / ((max(across) - min(across)) or 1)
    high = rect.height / ((max(up) - min(up)) or 1)
    moved = rect.left - min(across) * wide, rect.bottom - min(up) * high
    return f"{wide:.5f} 0 0 {high:.5f} {moved[0]:.3f} {moved[1]:.3f}"


def _resources(page: PageObject, writer: PdfWriter, above: Sequence[Appearance]) -> Any:
    own: Any = page.get("/Resources", DictionaryObject())
    made: Any = DictionaryObject()
    made.update(own.get_object().clone(writer))
    if above:
        forms = DictionaryObject()
        if "/XObject" in made:
            forms.update(made["/XObject"].get_object())
        for name, _, form in above:
            forms[NameObject(f"/{name}")] = form.clone(writer)
        made[NameObject("/XObject")] = forms
    return made


def _box(rectangle: Any) -> Box:
    left, right = sorted((float(rectangle.left), float(rectangle.right)))
    bottom, top = sorted((float(rectangle.bottom), float(rectangle.top)))
    return Box.between(left, bottom, right, top)


def _numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(f"{value:.4f}") for value in values])
