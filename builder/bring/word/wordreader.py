"""Word files as leaflets: the body in order, and every word that stands elsewhere in the file."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from builder.bring.brought import (
    Aside,
    Box,
    Brought,
    Heading,
    Paragraph,
    Piece,
    Point,
    Remark,
    Role,
    Table,
    words_of,
)
from builder.bring.stretch import Stretch, Words, plain, spaced, tidy, unmarked
from builder.bring.word.numbering import Numbering
from builder.bring.word.pending import Settle, keep_marks, must_be_settled, pending, settled
from builder.bring.word.symbols import Symbols
from builder.bring.word.wordfile import Part, WordFile
from builder.bring.word.wordpictures import WordPictures
from builder.bring.word.wordstyles import Styles, value
from builder.bring.word.wordtable import rows_of
from builder.bring.word.wordwords import Noted, WordWords, number_notes, size_of, spoken
from builder.bring.wordcount import words

# What stands in other parts of the file, by the element that holds it.
ELSEWHERE = {
    "w.hdr": "head of the page",
    "w.ftr": "foot of the page",
    "w.comments": "comment",
    "c.chartSpace": "chart",
    "dgm.dataModel": "drawing made of text (SmartArt)",
}
RUNNING = ("w.hdr", "w.ftr")
NOTES = {"w.footnotes": "w.footnote", "w.endnotes": "w.endnote"}
ROLES: dict[str, Role] = {"subtitle": "subtitle", "caption": "caption"}
SKIPPED = ("word/glossary/", "word/theme/", "word/diagrams/drawing", "docProps/", "customXml/")


def read_word(data: bytes, settle: Settle = "") -> Brought:
    """The leaflet of a .docx file. Raises Unusable, also for changes that nobody has settled."""
    file = WordFile(data)
    parts = [*_parts(file)]
    for part in parts:
        keep_marks(part.root)
    must_be_settled([] if settle else [each for part in parts for each in pending(part.root)])
    for part in parts:
        settled(part.root, settle or "accept")
    return _Reader(file, parts).brought()


def _parts(file: WordFile) -> Iterator[Part]:
    """The parts with words in them; the body first."""
    yield file.main
    for name in file.names():
        if name.endswith(".xml") and name != file.main.name and not name.startswith(SKIPPED):
            part = file.part(name)
            if part is not None and any(
                each.tag in ("w.t", "a.t", "c.v") for each in part.root.iter()
            ):
                yield part


class _Reader:
    """Reads the parts of one file."""

    def __init__(self, file: WordFile, parts: list[Part]) -> None:
        main, self.parts = file.main, parts
        self.symbols, self.noted = Symbols(), Noted()
        self.styles = Styles.of(_root(file, "styles"))
        self.numbering = Numbering(_root(file, "numbering"), self.styles, self.symbols)
        self.notes = {NOTES[p.root.tag]: p for p in parts if p.root.tag in NOTES}
        number_notes(main.root, {kind: part.root for kind, part in self.notes.items()})
        self.file, self.under, self.added = file, "", list[str]()
        self.inside = self._inside(main)

    def _inside(self, part: Part) -> WordWords:
        pictures = WordPictures(self.file, part, self.noted, self._box, lambda: self.place)
        return WordWords(
            part, self.styles, self.symbols, self.noted, pictures.of, lambda: self.place
        )

    @property
    def place(self) -> str:
        return f"under “{self.under}”" if self.under else "at the beginning"

    def brought(self) -> Brought:
        body = self.parts[0].root.find("w.body")
        assert body is not None, "it was looked for when the file was opened"
        spoken_words = [
            word
            for part in self.parts
            for text in spoken(part.root, self.styles, self.symbols)
            for word in words(text)
        ]
        self.symbols.unknown.clear()
        pieces = (*self._blocks(body), *self._cited())
        for part in self.parts[1:]:
            if part.root.tag not in NOTES:
                self._elsewhere(part)
        self._uncited()
        remarks = [Remark("unknown-sign", f"{each} is not known, and left out", "")
                   for each in dict.fromkeys(self.symbols.unknown)]  # fmt: skip
        running = [each for each in self.noted.left if each.what in map(ELSEWHERE.get, RUNNING)]
        left = [each for each in self.noted.left if each not in running]
        return Brought(
            pieces,
            tuple(spoken_words),
            tuple(running),
            tuple(left),
            (*self.noted.remarks, *remarks),
            self._language(pieces),
            tuple(self.added),
        )

    # -- blocks

    def _blocks(self, parent: Element) -> Iterator[Piece]:
        for kid in parent:
            if kid.tag == "w.p":
                yield from self._paragraph(kid)
            elif kid.tag == "w.tbl":
                rows = rows_of(kid, lambda cell: tuple(self._blocks(cell)))
                if rows:
                    yield Table(rows, (), self.place)
            elif kid.tag == "w.sdt" and _gallery(kid) == "Table of Contents":
                self._leave("list of contents", kid)
            elif kid.tag not in ("w.sectPr", "w.sdtPr", "w.sdtEndPr", "w.tcPr"):
                yield from self._blocks(kid)

    def _paragraph(self, paragraph: Element) -> Iterator[Piece]:
        numbered = self.numbering.of(paragraph)
        flow = self.inside.flow(paragraph)
        lines = [line for each in flow.lines if (line := tidy(each))]
        names = self.styles.named(paragraph)
        level = self.styles.level(paragraph)
        if not lines:
            yield from flow.pieces
            return
        if names and names[0].startswith("toc"):
            self.noted.left.append(Aside("list of contents", plain(spaced(lines)), self.place))
        elif level is not None:
            yield from self._cited()
            yield self._heading(level, spaced(lines), numbered.mark if numbered else "")
        elif numbered:
            if len(lines) > 1:
                message = "the lines of a point are one"
                self.noted.remarks.append(Remark("joined-lines", message, self.place))
            yield Point(spaced(lines), self.place, numbered.depth, numbered.mark)
        else:
            size = size_of(self.styles, paragraph)
            role = ROLES.get(names[0] if names else "", "")
            yield from (Paragraph(line, self.place, role, size) for line in lines)
        yield from flow.pieces

    def _heading(self, level: int, found: Words, mark: str) -> Heading:
        """A heading; its number, if Word counts it, is among its words."""
        if mark:
            self.added.append(mark)
            found = tidy([Stretch(f"{mark} "), *found])
        self.under = plain(found)[:60]
        return Heading(level, unmarked(found), self.place)

    def _box(self, content: Element) -> Box:
        under, inner = self.under, tuple(self._blocks(content))
        self.under = under
        return Box(inner, self.place)

    # -- what stands elsewhere

    def _cited(self) -> Iterator[Piece]:
        """The notes that were cited since the last heading; each as a paragraph of its own."""
        cited, self.noted.notes = dict.fromkeys(self.noted.notes), []
        for kind, name in cited:
            yield from self._note(kind, name)

    def _note(self, kind: str, name: str) -> Iterator[Piece]:
        part = self.notes.get(kind)
        found = [each for each in part.root.iter(kind) if each.get("w.id") == name] if part else []
        for note in found:
            note.set("placed", "1")
            assert part is not None
            outer, self.inside = self.inside, self._inside(part)
            yield from self._blocks(note)
            self.inside = outer

    def _uncited(self) -> None:
        for kind, part in self.notes.items():
            for note in part.root.iter(kind):
                if not note.get("placed"):
                    self._leave("note that nothing refers to", note)

    def _elsewhere(self, part: Part) -> None:
        what = ELSEWHERE.get(part.root.tag, "words elsewhere in the file")
        if part.root.tag.startswith("w."):
            self.under = ""
            outer, self.inside = self.inside, self._inside(part)
            for each in words_of(tuple(self._blocks(part.root))):
                self.noted.left.append(Aside(what, plain(each), ""))
            self.inside = outer
            return
        for text in spoken(part.root, self.styles, self.symbols):
            if said := " ".join(text.split()):
                self.noted.left.append(Aside(what, said, ""))

    def _leave(self, what: str, element: Element) -> None:
        for each in words_of(tuple(self._blocks_of(element))):
            self.noted.left.append(Aside(what, plain(each), self.place))

    def _blocks_of(self, element: Element) -> Iterator[Piece]:
        """The pieces of an element of any kind; no list of contents is looked for in it."""
        content = element.find("w.sdtContent")
        for piece in self._blocks(element if content is None else content):
            yield piece if not isinstance(piece, Heading) else Paragraph(piece.words, piece.place)

    def _language(self, pieces: tuple[Piece, ...]) -> str:
        """The language that most of the file is set in, by its defaults."""
        text = "".join(plain(each) for each in words_of(pieces))
        rtl = sum("\u0590" <= sign <= "\u08ff" for sign in text)
        for style in self.styles.defaults:
            key = "w.bidi" if rtl * 2 > len(text.replace(" ", "")) else "w.val"
            if found := style.get(key, ""):
                return found
        return ""


def _root(file: WordFile, kind: str) -> Element | None:
    names = file.main.leads_to(kind)
    part = file.part(names[0]) if names else None
    return part.root if part else None


def _gallery(control: Element) -> str:
    return value(control.find("w.sdtPr/w.docPartObj/w.docPartGallery"))
