"""Web pages as leaflets: the whole body, for what a page is "mainly" about nobody can guess.

Nothing is fetched and nothing is run. What of a page cannot be printed is listed: films, forms,
what is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

import tinyhtml5

from builder.bring.brought import (
    Aside,
    Box,
    Brought,
    Cell,
    Heading,
    Paragraph,
    Picture,
    Piece,
    Point,
    Remark,
    Table,
    words_of,
)
from builder.bring.htmlkinds import (
    HEADINGS,
    INLINE,
    LISTS,
    RUNNING,
    boxed,
    embedded,
    holds_blocks,
    label,
    read,
    set_as,
    spoken,
    table_rows,
    unread,
    whole,
)
from builder.bring.stretch import Stretch, Words, plain, spaced, tidy
from builder.bring.textflow import Flow
from builder.bring.wordcount import words

EMPTY_BOX, TICKED = "\u2610", "\u2611"
LINE = "____"
UNSEEN = ("hidden", "submit", "search", "button", "image", "reset")  # kinds of fields not for words


def read_page(page: bytes | str) -> Brought:
    """The leaflet of a web page; of bytes in whatever encoding they say they are."""
    root = tinyhtml5.parse(_decoded(page), namespace_html_elements=False)
    body = root.find("body")
    assert body is not None, "HTML always has a body"
    reader = _Page()
    pieces = tuple(reader.blocks(body))
    total = [*spoken(body)]
    title = root.find("head/title")
    name = tidy([Stretch("".join(title.itertext()))]) if title is not None else ()
    if name and not any(isinstance(each, Heading) for each in pieces):
        pieces = (Heading(0, name, "title of the page"), *pieces)
        total += words(plain(name))
    return Brought(
        pieces,
        tuple(total),
        tuple(reader.running),
        tuple(reader.left),
        tuple(reader.remarks),
        root.get("lang", ""),
        tuple(reader.added),
    )


def _decoded(page: bytes | str) -> bytes | str:
    """A page as text where it is UTF-8 and says nothing else.

    A page that says nothing is Windows-1252 by the standard (HTML, 13.2.3.2), which makes "38 Â°C"
    of what most programs save.
    """
    if isinstance(page, str) or b"charset" in page[:1024].lower():
        return page
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return page


@dataclass
class _Page:
    """Reads the elements of one page, and keeps what is not among its pieces."""

    running: list[Aside] = field(default_factory=list)
    left: list[Aside] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  # lines to write on, where the page has fields
    under: str = ""
    level: int = 0
    inside: bool = False  # an article: what heads and ends it is no running line

    @property
    def place(self) -> str:
        return f"under “{self.under}”" if self.under else "at the beginning"

    # -- blocks

    def blocks(self, parent: Element) -> Iterator[Piece]:
        """The pieces of an element: its blocks, and what stands between them as paragraphs."""
        flow = Flow(parent.text)
        for kid in parent:
            if read(kid) and (kid.tag not in INLINE or holds_blocks(kid)):
                yield from self._paragraphs(flow)
                flow = Flow()
                yield from self._block(kid)
            elif read(kid):
                self._inline(kid, Stretch(""), flow)
            flow.add(Stretch(kid.tail or ""))
        yield from self._paragraphs(flow)

    def _paragraphs(self, flow: Flow) -> Iterator[Piece]:
        for line in flow.lines:
            if found := tidy(line):
                yield Paragraph(found, self.place)
        yield from flow.pieces

    def _block(self, element: Element) -> Iterator[Piece]:
        tag = str(element.tag)
        if what := unread(element):
            self._leave(what, element)
        elif tag in RUNNING and not self.inside and element.find(".//h1") is None:
            self._run(RUNNING[tag], element)
        elif tag in HEADINGS or tag == "summary":
            yield from self._heading(element)
        elif tag in LISTS:
            yield from self._points(element, 0)
        elif tag in ("dl", "dt"):
            yield from self._described(element)
        elif tag == "table":
            yield from self._table(element)
        elif tag == "figcaption":
            yield from map(_as_caption, self.blocks(element))
        else:
            yield from self._container(element)

    def _container(self, element: Element) -> Iterator[Piece]:
        outer, level = self.inside, self.level
        self.inside = outer or element.tag in ("main", "article")
        inner = tuple(self.blocks(element))
        self.inside = outer
        if boxed(element, inner):
            self.level = level
            yield Box(inner, self.place)
        else:
            yield from inner

    def _heading(self, element: Element) -> Iterator[Piece]:
        flow = self._read(element)
        if found := tidy(flow.joined()):
            # What folds has its text under it, like any heading.
            level = HEADINGS.get(str(element.tag), self.level + 1)
            self.level = HEADINGS.get(str(element.tag), self.level)
            self.under = plain(found)[:60]
            yield Heading(level, found, self.place)
        yield from flow.pieces

    def _described(self, element: Element) -> Iterator[Piece]:
        """Words and their meaning: the words stand out."""
        if element.tag == "dl":
            yield from self.blocks(element)
            return
        for piece in self.blocks(element):
            strong = isinstance(piece, Paragraph)
            yield _strong(piece) if strong and isinstance(piece, Paragraph) else piece

    # -- lists

    def _points(self, listing: Element, depth: int) -> Iterator[Piece]:
        number, kind = whole(listing.get("start"), 1), listing.get("type", "1")
        others = _like_parent(listing.text)  # what stands in a list and is no point of it
        for kid in listing:
            if kid.tag not in LISTS and kid.tag != "li":
                others.append(kid)
                continue
            yield from self.blocks(others)
            others = _like_parent(kid.tail)
            if what := unread(kid):
                self._leave(what, kid)
            elif kid.tag in LISTS:  # a list right inside of a list
                yield from self._points(kid, depth + 1)
            else:
                number = whole(kid.get("value"), number)
                mark = label(number, kind) if listing.tag == "ol" else ""
                yield from self._point(kid, depth, mark)
                number += 1
        yield from self.blocks(others)

    def _point(self, item: Element, depth: int, mark: str) -> Iterator[Piece]:
        """A point: its own words first, then the lists and all else inside of it."""
        own: list[Words] = []
        more: list[Piece] = []
        for piece in self._inside_point(item, depth):
            if isinstance(piece, Paragraph) and all(isinstance(each, Point) for each in more):
                own.append(piece.words)
            else:
                more.append(piece)
        if len(own) > 1:
            self.remarks.append(Remark("joined-lines", "the lines of a point are one", self.place))
        found = spaced(own)
        if found and plain(found).startswith(EMPTY_BOX) and not mark:
            mark = EMPTY_BOX
            found = tidy([replace(found[0], text=found[0].text[1:]), *found[1:]])
        if found:
            yield Point(found, self.place, depth, mark)
        yield from more

    def _inside_point(self, item: Element, depth: int) -> Iterator[Piece]:
        parts = _like_parent(item.text)
        for kid in item:
            if kid.tag not in LISTS:
                parts.append(kid)
                continue
            yield from self.blocks(parts)
            yield from self._points(kid, depth + 1)
            parts = _like_parent(kid.tail)
        yield from self.blocks(parts)

    # -- tables

    def _table(self, table: Element) -> Iterator[Piece]:
        head = table.find("caption")
        caption = tidy(self._read(head).joined()) if head is not None else ()
        rows = [tuple(self._cell(cell) for cell in row if cell.tag in ("td", "th"))
                for row in table_rows(table)]  # fmt: skip
        filled = tuple(row for row in rows if row)
        if filled:
            yield Table(filled, caption, self.place)
        elif caption:
            yield Paragraph(caption, self.place)

    def _cell(self, cell: Element) -> Cell:
        across = max(1, whole(cell.get("colspan"), 1))
        down = max(1, whole(cell.get("rowspan"), 1))
        return Cell(tuple(self.blocks(cell)), across, down, cell.tag == "th")

    # -- inside of lines

    def _read(self, element: Element) -> Flow:
        """All words of an element, whatever stands in it."""
        flow = Flow(element.text)
        for kid in element:
            self._inline(kid, Stretch(""), flow)
            flow.add(Stretch(kid.tail or ""))
        return flow

    def _inline(self, element: Element, like: Stretch, flow: Flow) -> None:
        tag = str(element.tag)
        if not read(element):
            return
        if what := unread(element):
            self._leave(what, element)
            flow.add(Stretch(" "))
            return
        if tag == "br":
            flow.end()
        elif tag == "img":
            flow.pieces += self._picture(element)
        elif tag == "input":
            shown = _field(element)
            self.added += [LINE] * (LINE in shown)
            flow.add(Stretch(shown))
        apart = Stretch("" if tag in INLINE else " ")
        inner = set_as(element, like)
        flow.add(apart)
        flow.add(replace(inner, text=element.text or ""))
        for kid in element:
            self._inline(kid, inner, flow)
            flow.add(replace(inner, text=kid.tail or ""))
        flow.add(apart)

    def _picture(self, element: Element) -> Iterator[Picture]:
        if min(whole(element.get(side), 99) for side in ("width", "height")) <= 1:
            return  # a dot that counts visits
        alt, source = element.get("alt"), element.get("src", "")
        if element.get("role") in ("presentation", "none") or element.get("aria-hidden") == "true":
            alt = ""
        said = None if alt is None else plain(tidy([Stretch(alt)]))
        data, name = embedded(source) if source.startswith("data:") else (None, source)
        yield Picture(name, data, said, self.place)

    # -- what has no place

    def _leave(self, what: str, element: Element) -> None:
        text = " ".join(spoken(element))
        source = element.get("title") or element.get("src") or element.get("data") or ""
        if text or source:
            told = f"{what} ({source[:200]})" if source else what
            self.left.append(Aside(told, text, self.place))

    def _run(self, what: str, element: Element) -> None:
        inner = _Page(inside=True)
        texts = [plain(each) for each in words_of(tuple(inner.blocks(element)))]
        self.running += [Aside(what, text, "") for text in texts]
        self.added += inner.added
        self.running += [replace(each, what=f"{what}, {each.what}") for each in inner.left]


def _like_parent(text: str | None) -> Element:
    """An element for kids of another, which begin with such a text."""
    made = Element("div")
    made.text = text
    return made


def _field(element: Element) -> str:
    """What a field to fill in is on paper: a box to tick, a line to write on."""
    kind = element.get("type", "text")
    if kind in ("checkbox", "radio"):
        return f"{TICKED} " if "checked" in element.attrib else f"{EMPTY_BOX} "
    return (
        " " if kind in ("hidden", "submit", "search", "button", "image", "reset") else f" {LINE} "
    )


def _as_caption(piece: Piece) -> Piece:
    return replace(piece, role="caption") if isinstance(piece, Paragraph) else piece


def _strong(piece: Paragraph) -> Paragraph:
    return replace(piece, words=tuple(replace(each, strong=True) for each in piece.words))
