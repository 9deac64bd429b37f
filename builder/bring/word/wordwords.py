"""The words of a Word paragraph: every element below it, whatever was put round the runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from builder.bring.brought import Aside, Piece, Remark
from builder.bring.stretch import Stretch, plain, tidy
from builder.bring.textflow import Flow
from builder.bring.word.symbols import Symbols
from builder.bring.word.wordfile import Part
from builder.bring.word.wordstyles import Styles, is_on, value

GAPS = {"w.tab": " ", "w.ptab": " ", "w.noBreakHyphen": "\u2011", "w.cr": "\n"}
# What is no word of a run: its properties, codes of fields, what was taken out.
SILENT = {"w.rPr", "w.pPr", "w.instrText", "w.delInstrText", "w.delText", "w.sdtPr", "w.sdtEndPr"}
DRAWN = {"w.drawing", "w.pict", "w.object"}
LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.I)
TICKED = {"1", "true", "on"}
# An element that cites a note, and the element that is one.
NOTES = {"w.footnoteReference": "w.footnote", "w.endnoteReference": "w.endnote"}


@dataclass
class Noted:
    """What is told of a file beside its pieces."""

    left: list[Aside] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # cited, and not placed yet


@dataclass
class WordWords:
    """Reads the inside of paragraphs of one part; `drawn` reads pictures and text boxes."""

    part: Part
    styles: Styles
    symbols: Symbols
    noted: Noted
    drawn: Callable[[Element], Iterator[Piece]]
    place: Callable[[], str]
    _fields: list[str] = field(default_factory=list)  # the codes of open fields

    def flow(self, paragraph: Element) -> Flow:
        flow = Flow()
        self._inside(paragraph, paragraph, "", flow)
        return flow

    def _inside(self, parent: Element, paragraph: Element, href: str, flow: Flow) -> None:
        for kid in parent:
            if kid.tag == "w.r":
                self._run(kid, paragraph, href, flow)
            elif kid.tag == "w.hyperlink":
                target = self.part.targets.get(kid.get("r.id", ""), "")
                self._inside(kid, paragraph, target or href, flow)
            elif kid.tag == "w.sdt":
                self._control(kid, paragraph, href, flow)
            elif kid.tag == "m.t":
                flow.add(Stretch(kid.text or "", href=href))
            elif kid.tag not in SILENT:
                self._inside(kid, paragraph, href, flow)

    def _control(self, control: Element, paragraph: Element, href: str, flow: Flow) -> None:
        """A content control: a box to tick, or whatever words were put into it."""
        box = control.find("w.sdtPr/w14.checkbox")
        if box is None:
            self._inside(control, paragraph, href, flow)
            return
        state = box.find("w14.checked")
        ticked = state is not None and state.get("w14.val") in TICKED
        flow.add(Stretch("\u2611" if ticked else "\u2610"))

    def _run(self, run: Element, paragraph: Element, href: str, flow: Flow) -> None:
        like = self._set(run, paragraph, href)
        what = taken_out(run, paragraph, self.styles)
        into = Flow() if what else flow
        for kid in run:
            self._one(kid, run, paragraph, like, into)
        if into is not flow:
            flow.add(Stretch(" "))
            if words := plain(tidy(into.joined())):
                self.noted.left.append(Aside(what, words, self.place()))

    def _one(
        self, kid: Element, run: Element, paragraph: Element, like: Stretch, flow: Flow
    ) -> None:
        tag = kid.tag
        if tag == "w.t":
            font = font_of(self.styles, run, paragraph)
            shift = replace(like, shift="raised") if kid.get("note") else like
            flow.add(replace(shift, text=self.symbols.text(kid.text or "", font)))
            if kind := kid.get("note"):
                self.noted.notes.append((kind, kid.get("w.id", "")))
        elif tag == "w.sym":
            sign = symbol(self.symbols, kid)
            flow.add(replace(like, text=sign))
        elif tag == "w.br" and kid.get("w.type", "textWrapping") == "textWrapping":
            flow.end()
        elif tag == "w.br":
            flow.add(Stretch(" "))
        elif tag in GAPS:
            flow.add(replace(like, text=GAPS[tag]))
        elif tag == "w.fldChar":
            self._field(kid, flow)
        elif tag == "w.instrText" and self._fields:
            self._fields[-1] += kid.text or ""
        elif tag in DRAWN:
            flow.pieces += self.drawn(kid)

    def _field(self, char: Element, flow: Flow) -> None:
        """A field: a link, or a box to tick; the words it shows are runs like others."""
        kind = char.get("w.fldCharType")
        if kind == "begin":
            self._fields.append("")
            box = char.find("w.ffData/w.checkBox")
            if box is not None:
                state = box.find("w.checked")
                ticked = is_on(state if state is not None else box.find("w.default"))
                flow.add(Stretch("\u2611" if ticked else "\u2610"))
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _set(self, run: Element, paragraph: Element, href: str) -> Stretch:
        codes = [found[1] for code in self._fields if (found := LINK.match(code))]
        raised = value(self.styles.run_property("w.vertAlign", run, paragraph))
        has = self.styles.has
        return Stretch(
            "",
            strong=has("w.b", run, paragraph),
            italic=has("w.i", run, paragraph),
            href=codes[-1] if codes else href,
            shift={"superscript": "raised", "subscript": "lowered"}.get(raised, ""),  # type: ignore[arg-type]
        )


def font_of(styles: Styles, run: Element, paragraph: Element) -> str:
    found = styles.run_property("w.rFonts", run, paragraph)
    return "" if found is None else found.get("w.ascii", "") or found.get("w.hAnsi", "")


def symbol(symbols: Symbols, element: Element) -> str:
    """A sign that names its font and code (17.3.3.30)."""
    code = element.get("w.char", "")
    return symbols.sign(int(code, 16), element.get("w.font", "")) if re.fullmatch(
        "[0-9A-Fa-f]{1,6}", code) else ""  # fmt: skip


def size_of(styles: Styles, paragraph: Element) -> float:
    """The largest letters of a paragraph, in points; 0 where nobody says."""
    runs = [each for each in paragraph.iter("w.r") if each.find("w.t") is not None]
    sizes = [value(styles.run_property("w.sz", run, paragraph)) for run in runs]
    return max((int(size) / 2 for size in sizes if size.isdigit()), default=0.0)


def spoken(root: Element, styles: Styles, symbols: Symbols) -> Iterator[str]:
    """The text of every paragraph of a part, by a walk of its own: what is to be accounted for."""
    for paragraph in root.iter():
        if paragraph.tag in ("w.p", "a.p"):
            yield "".join(_said(paragraph, paragraph, styles, symbols))
        elif paragraph.tag == "c.v":
            yield paragraph.text or ""


def _said(parent: Element, paragraph: Element, styles: Styles, symbols: Symbols) -> Iterator[str]:
    for kid in parent:
        if kid.tag == "w.t":
            yield symbols.text(kid.text or "", font_of(styles, parent, paragraph))
        elif kid.tag in ("a.t", "m.t"):
            yield kid.text or ""
        elif kid.tag == "w.sym":
            yield symbol(symbols, kid)
        elif kid.tag in ("w.br", "a.br"):
            yield " "
        elif kid.tag in GAPS:
            yield GAPS[kid.tag]
        elif kid.tag not in SILENT and kid.tag not in ("w.p", "a.p", "w.txbxContent"):
            apart = " " * (kid.tag == "w.r" and taken_out(kid, paragraph, styles) != "")
            yield apart
            yield from _said(kid, paragraph, styles, symbols)
            yield apart


def taken_out(run: Element, paragraph: Element, styles: Styles) -> str:
    """What a run is that nobody is meant to read; "" for all others."""
    if styles.has("w.vanish", run, paragraph):
        return "hidden words"
    struck = any(styles.has(tag, run, paragraph) for tag in ("w.strike", "w.dstrike"))
    return "words that were struck out" if struck else ""


def number_notes(main: Element, notes: dict[str, Element]) -> dict[tuple[str, str], int]:
    """Gives footnotes and endnotes their numbers, as words where they are cited and in themselves.

    `notes` are the parts that hold them, by the name of an element of theirs.
    """
    numbers: dict[tuple[str, str], int] = {}
    for element in main.iter():
        if kind := NOTES.get(str(element.tag)):
            key = (kind, element.get("w.id", ""))
            number = numbers.setdefault(key, len(numbers) + 1)
            element.tag, element.text = "w.t", str(number)
            element.set("note", kind)
    for kind, root in notes.items():
        for note in root.iter(kind):
            number = numbers.get((kind, note.get("w.id", "")), 0)
            for mark in note.iter(f"{kind}Ref"):
                mark.tag, mark.text = "w.t", str(number) if number else ""
    return numbers
