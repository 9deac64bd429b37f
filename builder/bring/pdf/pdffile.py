"""A PDF as it was printed: its glyphs page by page, its structure, its pages as pictures.

PDFium reads the letters, pypdf the structure: two programs that know nothing of each other, so
that one can be held against the other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdfium2 import raw

from builder.bring.brought import Unusable
from builder.bring.pdf.ruled import Area, Rule, rules_of, struck
from builder.bring.word.symbols import Symbols
from builder.hear.damaged import silence, told_as
from builder.hear.objects import entries, several, value_of
from builder.see import handles
from builder.see.glyphs import Glyph, glyphs

MOST_PAGES = 200
DOTS = 200 / 72  # pixels a point, in which a picture is kept
SIGNS = {"symbol": "Symbol", "wingdings2": "Wingdings 2", "wingdings3": "Wingdings 3",
         "wingdings": "Wingdings", "webdings": "Webdings"}  # fmt: skip
LIGATURES = {
    0xFB00 + at: text for at, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))
}
NOTES = {"/FreeText": "words that were put on the page", "/Text": "a note that was stuck on",
         "/Widget": "what a field holds", "/Stamp": "a stamp"}  # fmt: skip
MOST_RULES = 2000  # lines of a page that are looked at

Spot = tuple[int, int, bool]  # page, number of marked content, whether it stands in a form


class _Broken(ValueError):
    """What is wrong with a file, in one line."""


@dataclass(frozen=True)
class Paper:
    """A page from 0: its size in points, its glyphs, and what is painted by marked content.

    `pictures` are the areas of all images on it, `level` and `upright` the lines that are drawn,
    `dots` what is drawn as small as a bullet.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    painted: dict[Spot, list[Area]]
    pictures: tuple[Area, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    dots: tuple[Area, ...]


@dataclass
class PdfFile:
    """A file that is open. Raises Unusable for one that cannot be read."""

    data: bytes
    pages: tuple[Paper, ...] = ()
    symbols: Symbols = field(default_factory=Symbols)

    def __post_init__(self) -> None:
        with self.reading("the file"):
            self.reader = PdfReader(io.BytesIO(self.data))
            locked = self.reader.is_encrypted and not self.reader.decrypt("")
        if locked:
            raise _locked()
        with self.reading("the file"):
            self.document = pypdfium2.PdfDocument(self.data)
            most = min(len(self.document), MOST_PAGES + 1)
            numbered = ((self.document[number], number) for number in range(most))
            self.pages = tuple(self._paper(page, number) for page, number in numbered)
        if len(self.pages) > MOST_PAGES:
            message = f"the file has more than {MOST_PAGES} pages"
            raise Unusable("too-large", message, "part it into leaflets first")
        self._must_have_words()

    @contextmanager
    def reading(self, what: str) -> Iterator[None]:
        """Tells in one line where something cannot be read, as Unusable."""
        try:
            with silence(), told_as(_Broken, f"{what} cannot be read"):
                yield
        except _Broken as problem:
            if "password" in str(problem):  # PDFium's word for a file that only pypdf opens
                raise _locked() from None
            hint = "open it in another program and save it as a new PDF"
            raise Unusable("damaged", str(problem), hint) from None

    def picture(self, page: int, area: Area) -> bytes:
        """What a page shows in an area, as a PNG."""
        left, bottom, right, top = area
        paper = self.pages[page]
        crop = (
            max(left, 0),
            max(bottom, 0),
            max(paper.width - right, 0),
            max(paper.height - top, 0),
        )
        made = io.BytesIO()
        self.document[page].render(scale=DOTS, crop=crop).to_pil().save(made, "PNG")
        return made.getvalue()

    def second_texts(self) -> dict[int, str]:
        """The words of each page as the other reader has them. Raises Unusable."""
        with self.reading("the second reading"):
            return {page.number: str(self.reader.pages[page.number].extract_text())
                    for page in self.pages}  # fmt: skip

    def notes(self) -> Iterator[tuple[int, str, str]]:
        """Words that lie on a page and are none of it: the page, what they are, the words."""
        for number, page in enumerate(self.reader.pages):
            for each in several(page.get("/Annots")):
                values = entries(each)
                kind = NOTES.get(str(values.get("/Subtype")), "")
                key = "/V" if values.get("/Subtype") == "/Widget" else "/Contents"
                words = value_of(values.get(key))
                if kind and isinstance(words, str) and not words.startswith("/"):
                    yield number, kind, words

    def _paper(self, page: Any, number: int) -> Paper:
        painted: dict[Spot, list[Area]] = {}
        pictures: list[Area] = []
        dots: list[Area] = []
        level: list[Rule] = []
        upright: list[Rule] = []
        for each, nested in _objects(page.raw):
            mcid, area, kind = handles.mcid(each), handles.bounds(each), handles.kind(each)
            if mcid is not None:
                painted.setdefault((number, mcid, nested), []).append(area)
            if kind == handles.IMAGE and not nested:
                pictures.append(area)
            elif kind == handles.PATH and not nested:
                points = raw.FPDFPath_CountSegments(each)
                across, stand = rules_of(area, handles.stroke(each), points)
                level, upright = level + across, upright + stand
                dots += [area] * _is_dot(area)
        width, height = page.get_size()
        level = sorted(level[:MOST_RULES], key=lambda rule: rule.at)
        letters = [*map(self._meant, glyphs(page, number))]
        for at in struck(letters, level):
            letters[at] = replace(letters[at], struck=True)
        return Paper(
            number, width, height, tuple(letters), painted,
            tuple(pictures), tuple(level), tuple(upright[:MOST_RULES]), tuple(dots),
        )  # fmt: skip

    def _meant(self, glyph: Glyph) -> Glyph:
        """A glyph with the letter it stands for: fonts of signs have theirs at private places."""
        code = ord(glyph.text)
        name = glyph.setting.font.lower().replace(" ", "").replace("-", "")
        font = next((SIGNS[each] for each in SIGNS if name.startswith(each)), "")
        private = 0xE000 <= code <= 0xF8FF
        text = LIGATURES.get(code, glyph.text)
        if private or (font not in ("", "Symbol") and code < 0x100 and glyph.text.strip()):
            text = self.symbols.sign(code, font) or text
        return glyph if text == glyph.text else replace(glyph, text=text)

    def _must_have_words(self) -> None:
        letters = sum(bool(glyph.text.strip()) for page in self.pages for glyph in page.glyphs)
        if not letters:
            what = "only pictures" if any(page.pictures for page in self.pages) else "no words"
            hint = "it was scanned: give the file that was printed, or have the words typed"
            raise Unusable("no-words", f"there are {what} in the file", hint)
        for glyph in (glyph for page in self.pages for glyph in page.glyphs):
            if _unreadable(glyph):
                shown = "".join(each.text for each in self.pages[glyph.page].glyphs
                                if abs(each.index - glyph.index) <= 10)  # fmt: skip
                message = f"page {glyph.page + 1}: nobody can tell which letter a sign of the font "
                message += (
                    f"{glyph.setting.font or 'of the text'} is, in “{' '.join(shown.split())}”"
                )
                hint = (
                    "give the file that the PDF was made from, or save it as PDF by another program"
                )
                raise Unusable("unknown-letter", message, hint)


def _locked() -> Unusable:
    hint = "take the password off: print it to a new PDF, if you may"
    return Unusable("encrypted", "the file is locked with a password", hint)


def _unreadable(glyph: Glyph) -> bool:
    private = any(
        "\ue000" <= sign <= "\uf8ff" or sign in "\ufffd\ufffe\uffff" for sign in glyph.text
    )
    return (glyph.lost and bool(glyph.text.strip())) or private


def _is_dot(area: Area) -> bool:
    """Whether it is as large as a bullet, and as wide as it is high."""
    wide, high = area[2] - area[0], area[3] - area[1]
    return 1.5 < wide < 8 and abs(wide - high) < 1


def _objects(page: Any) -> Iterator[tuple[Any, bool]]:
    """All that is painted on a page, and whether it stands in a form."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        each = raw.FPDFPage_GetObject(page, index)
        yield each, False
        if handles.kind(each) == handles.FORM:
            for inner in range(raw.FPDFFormObj_CountObjects(each)):
                yield raw.FPDFFormObj_GetObject(each, inner), True
