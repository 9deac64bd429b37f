"""PDFs that say no structure, as pieces: by where words stand and how large they are.

What comes out is what somebody sees, and a guess. Its order is told, to be signed off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from builder.bring.brought import Aside, Box, Cell, Paragraph, Picture, Piece, Remark, Table
from builder.bring.pdf.glyphwords import Linked, new_line
from builder.bring.pdf.noted import Noted, place
from builder.bring.pdf.pdffile import Paper, PdfFile
from builder.bring.pdf.printedlines import REACH, Columns, Row, Span, bands, rows_of
from builder.bring.pdf.ruled import Area, Grid, grids
from builder.bring.pdf.samepages import leadings, logos_of, running_rows, spot_of
from builder.bring.wordcount import TYPED
from builder.see.glyphs import Glyph

SMALLEST = 30.0  # points: smaller pictures are ornaments
WHOLE = 0.5  # of a page: a picture so large, and no words, is a scan
WIDER = 1.3  # times the usual distance of lines: a paragraph ends
ENDED = re.compile(r"[.!?:;)\u201d\"]$")
BULLET = "\u2022"
SHOWN = 30  # signs of a column that are told


@dataclass
class Untagged:
    """Reads the pages of a file, in the order in which people would."""

    file: PdfFile
    noted: Noted
    bullets: int = 0  # that are drawn, and are no letters of the file
    _leading: dict[float, float] = field(default_factory=dict)

    def pieces(self) -> Iterator[Piece]:
        """The pieces of all pages; a paragraph that goes on in the next column is one."""
        pages = [self._rows(page) for page in self.file.pages]
        running = running_rows(pages, self.file.pages)
        self.noted.run(
            [glyph for row in rows if id(row) in running for span in row for glyph in span.glyphs]
            for rows in pages
        )
        kept = [tuple(row for row in rows if id(row) not in running) for rows in pages]
        self._leading = leadings(kept)
        logos = logos_of(self.file.pages)
        waiting: list[_Text] = []
        for page, rows in zip(self.file.pages, kept, strict=True):
            texts = [*self._page(page, rows)]
            for each in _among(texts, [*self._pictures(page, logos)]):
                if isinstance(each, _Text) and waiting and _goes_on(waiting[-1], each):
                    waiting[-1] = _Text((*waiting[-1].lines, *each.lines))
                elif isinstance(each, _Text):
                    yield from self._written(waiting)
                    waiting = [each]
                else:
                    yield from self._written(waiting)
                    waiting = []
                    yield each
        yield from self._written(waiting)

    def _rows(self, page: Paper) -> tuple[Row, ...]:
        """What is set on a page, line by line; what is drawn round is one thing each."""
        sideways = [glyph for glyph in page.glyphs if glyph.turned]
        if sideways:
            self.noted.leave("words that stand sideways", sideways)
        free = [glyph for glyph in page.glyphs if not glyph.turned]
        held: list[Span] = []
        for grid in grids(page.level, page.upright, (page.width, page.height)):
            inside = [glyph for glyph in free if grid.holds(glyph)]
            if any(glyph.text.strip() for glyph in inside):
                free = [glyph for glyph in free if not grid.holds(glyph)]
                held.append(Span(tuple(inside), self._drawn(page, grid, inside)))
        return rows_of([*self._with_bullets(page, free)], held)

    def _with_bullets(self, page: Paper, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
        """Glyphs, with a sign for each bullet that is drawn before a line."""
        waiting = [*page.dots]
        for at, glyph in enumerate(glyphs):
            before = glyphs[at - 1] if at else None
            if glyph.text.strip() and (before is None or new_line(before, glyph) or glyph.apart):
                for dot in [each for each in waiting if _before(each, glyph)]:
                    waiting.remove(dot)
                    self.bullets += 1
                    yield replace(glyph, text=BULLET, left=dot[0], right=dot[2], index=-1)
            yield glyph

    def _drawn(self, page: Paper, grid: Grid, inside: Sequence[Glyph]) -> Table | Box:
        """A table or box that is drawn with lines."""
        places, where = grid.places(), place(page.number)
        cells: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in inside:
            own = places[grid.spot(glyph)]
            cells.setdefault((own.row, own.column), []).append(glyph)
        first = {(each.row, each.column): each for each in places.values()}
        made = {
            spot: tuple(
                self._whole(page, rows_of([*self._with_bullets(page, cells.get(spot, []))]))
            )
            for spot in sorted(first)
        }
        if len(made) == 1:
            return Box(next(iter(made.values())), where)
        rows = [[spot for spot in sorted(first) if spot[0] == row]
                for row in range(len(grid.heights) - 1)]  # fmt: skip
        return Table(
            tuple(tuple(Cell(made[spot], first[spot].across, first[spot].down) for spot in row)
                  for row in rows if row), (), where
        )  # fmt: skip

    def _whole(self, page: Paper, rows: Sequence[Row]) -> Iterator[Piece]:
        """All that stands in some rows."""
        for each in self._page(page, rows):
            if isinstance(each, _Text):
                yield from self._written([each])
            else:
                yield each

    # -- words

    def _page(self, page: Paper, rows: Sequence[Row]) -> Iterator[_Text | Table | Box]:
        firsts: list[str] = []
        for band in bands(rows):
            if not isinstance(band, Columns):
                yield from self._texts(band)
            elif band.is_table:
                yield self._table(band)
            else:
                firsts += [part[0][0].text[:SHOWN] for part in band.parts]
                for part in band.parts:
                    yield from self._page(page, part)
        if firsts:
            shown = ", then ".join(f"“{each} …”" for each in firsts)
            message = f"the order of columns is a guess, look whether it is right: {shown}"
            self.noted.remarks.append(Remark("reading-order", message, place(page.number)))

    def _texts(self, rows: Sequence[Row]) -> Iterator[_Text | Table | Box]:
        """Rows as paragraphs, and what is drawn among them."""
        width = max(row[-1].right for row in rows)
        text: list[Row] = []
        for whole in rows:
            row = tuple(span for span in whole if not span.piece)
            if held := [span.piece for span in whole if span.piece]:
                yield from [_Text(tuple(text))] * bool(text)
                yield from [_Text((row,))] * bool(row)
                yield from held
                text = []
                continue
            if text and self._ends(text, row, width):
                yield _Text(tuple(text))
                text = []
            text.append(row)
        if text:
            yield _Text(tuple(text))

    def _ends(self, text: Sequence[Row], row: Row, width: float) -> bool:
        """Whether a paragraph ends before a row."""
        last, size = text[-1], row[0].size
        usual = self._leading.get(round(size, 1), size * 1.2)
        first_word = row[0].right - row[0].left if len(row[0].glyphs) < 12 else size * 4
        return bool(
            last[0].base - row[0].base > usual * WIDER
            or abs(last[0].size - size) > 0.05 * size
            or _bold(last) != _bold(row)
            or TYPED.match(f"{row[0].text} ")
            or (TYPED.match(text[0][0].text) and row[0].left <= text[0][0].left + 1)
            or (ENDED.search(last[-1].text) and last[-1].right + first_word < width)
        )

    def _written(self, waiting: Sequence[_Text]) -> Iterator[Paragraph]:
        for text in waiting:
            found = self.noted.words(text.linked)
            if found:
                yield Paragraph(found, place(text.first.page), size=round(text.lines[0][0].size, 1))

    def _table(self, columns: Columns) -> Table:
        """Rows across; a line with nothing in the first column goes on with the row above."""
        edges = [min(row[0].left for row in part) for part in columns.parts]
        rows = sorted({id(row): row for part in columns.parts for row in part}.values(),
                      key=lambda row: -row[0].base)  # fmt: skip
        cells: list[list[list[Span]]] = []
        base = 1e9
        for row in rows:
            column = max(at for at, edge in enumerate(edges) if edge <= row[0].left + 1)
            new_line = base - row[0].base > 2
            if not cells or (new_line and self._begins(row, column, rows)):
                cells.append([[] for _ in edges])
            base = min(base, row[0].base)
            cells[-1][column] += row
        made = tuple(tuple(self._cell(spans) for spans in row) for row in cells)
        where = place(rows[0][0].glyphs[0].page)
        message = "words that stand side by side are a table: look at each of its rows"
        self.noted.remarks.append(Remark("guessed-table", message, where))
        return Table(made, (), where)

    def _begins(self, row: Row, column: int, rows: Sequence[Row]) -> bool:
        """Whether a row of a table begins: there is something in its first column."""
        first = min(each[0].left for each in rows)
        return any(
            abs(each[0].base - row[0].base) < 2 and each[0].left < first + 2 for each in rows
        )

    def _cell(self, spans: Sequence[Span]) -> Cell:
        found = self.noted.words([(glyph, "") for span in spans for glyph in span.glyphs])
        return Cell((Paragraph(found),) if found else ())

    # -- pictures

    def _pictures(self, page: Paper, logos: set[tuple[int, ...]]) -> Iterator[tuple[Area, Picture]]:
        """The pictures of a page, and where they stand."""
        for area in page.pictures:
            left, bottom, right, top = area
            whole = (right - left) * (top - bottom) > WHOLE * page.width * page.height
            if min(right - left, top - bottom) < SMALLEST or (whole and page.glyphs):
                continue
            if spot_of(area) in logos:
                continue
            if whole:
                what = "a page that is only a picture: no word in it was read"
                self.noted.left.append(Aside(what, "", place(page.number)))
            data = self.file.picture(page.number, area)
            yield area, Picture("picture.png", data, None, place(page.number))


@dataclass(frozen=True)
class _Text:
    """The lines of one paragraph."""

    lines: tuple[Row, ...]

    @property
    def first(self) -> Glyph:
        return self.lines[0][0].glyphs[0]

    @property
    def linked(self) -> list[Linked]:
        return [(glyph, "") for line in self.lines for span in line for glyph in span.glyphs]


def _before(dot: Area, glyph: Glyph) -> bool:
    """Whether a dot stands before a letter, at the height of its line."""
    height = (dot[1] + dot[3]) / 2 - glyph.base
    return 0 < glyph.left - dot[2] < glyph.size * REACH and 0 < height < glyph.size * 0.8


def _among(
    items: Sequence[_Text | Table | Box], pictures: Sequence[tuple[Area, Picture]]
) -> list[_Text | Table | Box | Picture]:
    """The items of a page, each picture after the last text that stands above its middle."""
    made: list[_Text | Table | Box | Picture] = [*items]
    for (left, bottom, right, top), picture in pictures:
        above = [
            at + 1
            for at, each in enumerate(made)
            if isinstance(each, _Text)
            and each.lines[0][0].base > (bottom + top) / 2
            and each.lines[0][0].left < right
            and each.lines[0][-1].right > left
        ]
        made.insert(max(above, default=0), picture)
    return made


def _goes_on(text: _Text, other: _Text) -> bool:
    """Whether a paragraph goes on at the head of the next column or page."""
    last, row = text.lines[-1], other.lines[0]
    moved = other.first.page != text.first.page or row[0].base > last[0].base
    return (
        moved
        and abs(last[0].size - row[0].size) < 0.1
        and _bold(last) == _bold(row)
        and not ENDED.search(last[-1].text)
        and row[0].text[:1].islower()
    )


def _bold(row: Row) -> bool:
    return all(span.bold for span in row)
