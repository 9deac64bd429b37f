"""Tagged PDFs as pieces: what the structure says, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder.bring.brought import (
    Box,
    Cell,
    Heading,
    Paragraph,
    Picture,
    Piece,
    Point,
    Remark,
    Table,
)
from builder.bring.htmlkinds import whole
from builder.bring.pdf.glyphwords import Linked, usual_size
from builder.bring.pdf.noted import Noted, place
from builder.bring.pdf.pdffile import PdfFile, Spot
from builder.bring.pdf.ruled import Area
from builder.bring.pdf.tagtree import BOXES, INLINE, Tag
from builder.bring.stretch import Stretch, Words, cut, plain, spaced, tidy, unmarked
from builder.bring.word.symbols import BOXES as TICK_BOXES
from builder.bring.word.symbols import BULLETS
from builder.bring.wordcount import TYPED
from builder.see.glyphs import Glyph

HEADING = re.compile("H([1-6])?")
LISTED = {"TOC": "list of contents", "Index": "index", "Artifact": "words that are no content"}
LEAST = 2.0  # points: smaller pictures show nothing
MARGIN = 2.0  # points round a picture, for letters in it reach beyond their boxes
ROWS = {"THead", "TBody", "TFoot"}


@dataclass
class Tagged:
    """Reads the elements of a file; `at` are the glyphs of each marked content."""

    file: PdfFile
    noted: Noted
    at: dict[Spot, list[Glyph]]
    depth: int = 0  # sections inside of each other, for headings that say no level
    placed: set[Spot] = field(default_factory=set)

    def pieces(self, tags: Iterable[Tag | Spot]) -> Iterator[Piece]:
        """The pieces of some elements, in their order; what stands between blocks is a text."""
        flow: list[Linked] = []
        for tag in tags:
            if not isinstance(tag, Tag):
                flow += self._read(tag, "")
            elif tag.role in INLINE and not _holds_blocks(tag):
                flow += self._inline(tag, "")
            else:
                yield from self._paragraph(flow)
                flow = []
                yield from self._block(tag)
        yield from self._paragraph(flow)

    # -- texts

    def _read(self, spot: Spot, href: str) -> Iterator[Linked]:
        if spot not in self.placed:
            self.placed.add(spot)
            yield from ((glyph, href) for glyph in self.at.get(spot, ()))

    def _inline(self, tag: Tag, href: str) -> Iterator[Linked]:
        """The glyphs of an element and all below it."""
        href = tag.href or href
        for kid in tag.kids:
            yield from self._inline(kid, href) if isinstance(kid, Tag) else self._read(kid, href)

    def _paragraph(self, flow: Sequence[Linked]) -> Iterator[Paragraph]:
        if found := self.noted.words(flow):
            first = flow[0][0]
            yield Paragraph(found, place(first.page), size=usual_size(each for each, _ in flow))

    def _whole(self, tag: Tag) -> Words:
        """All words of an element as one text."""
        return self.noted.words([*self._inline(tag, "")])

    # -- blocks

    def _block(self, tag: Tag) -> Iterator[Piece]:
        role = tag.role
        if role == "Title" or HEADING.fullmatch(role):
            yield from self._heading(tag)
        elif role == "L":
            yield from self._points(tag, 0)
        elif role == "Table":
            yield from self._table(tag)
        elif role in ("Figure", "Formula"):
            yield from self._figure(tag)
        elif role in LISTED:
            self.noted.leave(LISTED[role], [glyph for glyph, _ in self._inline(tag, "")])
        elif role == "Caption":
            for piece in self.pieces(tag.kids):
                yield replace(piece, role="caption") if isinstance(piece, Paragraph) else piece
        elif role in BOXES:
            if inner := tuple(self.pieces(tag.kids)):
                yield Box(inner, inner[0].place)
        else:
            self.depth += role == "Sect"
            yield from self.pieces(tag.kids)
            self.depth -= role == "Sect"

    def _heading(self, tag: Tag) -> Iterator[Piece]:
        flow = [*self._inline(tag, "")]
        found = self.noted.words(flow)
        if found:
            said = HEADING.fullmatch(tag.role)
            level = 0 if said is None else int(said[1] or max(self.depth, 1))
            yield Heading(level, unmarked(found), place(flow[0][0].page))

    # -- lists

    def _points(self, listing: Tag, depth: int) -> Iterator[Piece]:
        for kid in listing.kids:
            if isinstance(kid, Tag) and kid.role == "L":
                yield from self._points(kid, depth + 1)
            elif isinstance(kid, Tag) and kid.role == "LI":
                yield from self._point(kid, depth)
            else:
                yield from self.pieces([kid])

    def _point(self, item: Tag, depth: int) -> Iterator[Piece]:
        """A point: its own words first, then the lists and all else inside of it."""
        label: Words = ()
        own: list[Paragraph] = []
        more: list[Piece] = []
        for piece in self._in_point(item, depth):
            if isinstance(piece, Paragraph) and piece.role == "caption":
                label = piece.words
            elif isinstance(piece, Paragraph) and not more:
                own.append(piece)
            else:
                more.append(piece)
        found = spaced(each.words for each in own)
        mark, found = self._marked(label, found)
        where = own[0].place if own else next((each.place for each in more), "")
        if len(own) > 1:
            self.noted.remarks.append(Remark("joined-lines", "the lines of a point are one", where))
        if found:
            yield Point(found, where, depth, mark)
        yield from more

    def _in_point(self, item: Tag, depth: int) -> Iterator[Piece]:
        run: list[Tag | Spot] = []
        for kid in item.kids:
            role = kid.role if isinstance(kid, Tag) else ""
            if role not in ("Lbl", "L", "LBody", "Div", "NonStruct"):
                run.append(kid)
                continue
            assert isinstance(kid, Tag)
            yield from self.pieces(run)
            run = []
            if role == "Lbl":
                yield Paragraph(self._whole(kid), "", "caption")
            elif role == "L":
                yield from self._points(kid, depth + 1)
            else:
                yield from self._in_point(kid, depth)
        yield from self.pieces(run)

    def _marked(self, label: Words, found: Words) -> tuple[str, Words]:
        """The sign before a point, and its words; a label that is words goes before them."""
        sign = plain(label).strip()
        if not sign and (typed := TYPED.match(plain(found))):
            sign, found = typed["mark"], cut(found, typed.end())
        elif sign and not TYPED.match(f"{sign} ") and sign not in BULLETS:
            bold = [replace(each, strong=True) for each in label]
            return "", tidy([*bold, Stretch(" "), *found])
        self.noted.signs.append(sign)
        if sign in TICK_BOXES:
            return "\u2610", found
        return "" if sign in BULLETS else sign, found

    # -- tables

    def _table(self, table: Tag) -> Iterator[Piece]:
        rows: list[tuple[Cell, ...]] = []
        caption: Words = ()
        for kid in _rows(table):
            if isinstance(kid, Tag) and kid.role == "TR":
                cells = (each for each in kid.kids if isinstance(each, Tag))
                if row := tuple(map(self._cell, cells)):
                    rows.append(row)
            elif isinstance(kid, Tag) and kid.role == "Caption" and not caption:
                caption = self._whole(kid)
            else:
                yield from self.pieces([kid])
        if rows:
            yield Table(tuple(rows), caption, _place_of(table))
        elif caption:
            yield Paragraph(caption, _place_of(table))

    def _cell(self, tag: Tag) -> Cell:
        across, down = (
            max(1, whole(str(tag.values.get(key, 1)), 1)) for key in ("/ColSpan", "/RowSpan")
        )
        return Cell(tuple(self.pieces(tag.kids)), across, down, tag.role == "TH")

    # -- pictures

    def _figure(self, tag: Tag) -> Iterator[Piece]:
        """A picture as the page shows it; words in it are in the picture, and are listed."""
        captions = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.role == "Caption"]
        shown = [kid for kid in tag.kids if kid not in captions]
        spots = [*Tag("", tuple(shown)).spots()]
        caption = spaced(map(self._whole, captions))
        inside = [glyph for kid in shown for glyph, _ in (
            self._inline(kid, "") if isinstance(kid, Tag) else self._read(kid, ""))]  # fmt: skip
        self.noted.leave("words in a picture", inside)
        if area := self._area(tag, spots):
            page, box = area
            data = self.file.picture(page, box)
            yield Picture("picture.png", data, tag.alt, place(page), caption)
        elif caption or tag.alt:
            what = f"a picture that is not there ({tag.alt})" if tag.alt else "a picture"
            self.noted.remarks.append(Remark("left-out", what, place(spots[0][0]) if spots else ""))
            if caption:
                yield Paragraph(caption, place(spots[0][0]) if spots else "")

    def _area(self, tag: Tag, spots: Sequence[Spot]) -> tuple[int, Area] | None:
        """The page and part of it that a picture takes."""
        page = spots[0][0] if spots else None
        areas = [area for spot in spots if spot[0] == page
                 for area in self.file.pages[spot[0]].painted.get(spot, ())]  # fmt: skip
        if page is None or not areas:
            return None
        lefts, bottoms, rights, tops = zip(*areas, strict=True)
        left, bottom, right, top = min(lefts), min(bottoms), max(rights), max(tops)
        if right - left <= LEAST or top - bottom <= LEAST:
            return None
        return page, (left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN)


def _holds_blocks(tag: Tag) -> bool:
    """Whether an inline element was put round blocks."""
    return any(
        isinstance(kid, Tag) and (kid.role not in INLINE or _holds_blocks(kid)) for kid in tag.kids
    )


def _rows(table: Tag) -> Iterator[Tag | Spot]:
    for kid in table.kids:
        yield from kid.kids if isinstance(kid, Tag) and kid.role in ROWS else [kid]


def _place_of(tag: Tag) -> str:
    spot = next(tag.spots(), None)
    return place(spot[0]) if spot else ""
