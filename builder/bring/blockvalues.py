"""Pieces of a leaflet as blocks: what a topic's file says, and what it can only say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from builder.bring.boxkind import box_kind, is_kind
from builder.bring.brought import (
    Aside,
    Box,
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
from builder.bring.markup import written
from builder.bring.pointtrees import BOX, Kind, Tree, runs, trees, with_mark
from builder.bring.stretch import Stretch, Words, plain, spaced, tidy, unmarked
from builder.bring.tablevalues import grid_of, laid_out
from builder.bring.yamltext import Value

Block = dict[str, Value]
Saved = Callable[[Picture], str]  # keeps a picture, and gives its name from the topic's file on
TO_DO = "TODO: say what this picture shows"
LONGEST = 9000  # signs of a text, below what our reader takes


@dataclass
class Blocks:
    """Makes blocks, and keeps what is told of them.

    `saved` gives the name of a picture's file, "" where it cannot be printed.
    """

    saved: Saved
    remarks: list[Remark] = field(default_factory=list)
    left: list[Aside] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  # texts that the file does not have

    def of(self, pieces: Sequence[Piece]) -> list[Block]:
        """The blocks of some pieces, in their order."""
        made: list[Block] = []
        for points, group in groupby(_captioned(pieces), lambda piece: isinstance(piece, Point)):
            if points:
                made += self._lists([piece for piece in group if isinstance(piece, Point)], made)
            else:
                for piece in group:
                    made += self._one(piece)
        return made

    def text(self, words: Words, place: str) -> str:
        """A text with its markup."""
        text, told = written(words)
        self.remarks += [Remark("plain-words", sentence, place) for sentence in told]
        return text

    def _one(self, piece: Piece) -> Iterator[Block]:
        match piece:
            case Heading():
                yield {"heading": self.text(unmarked(piece.words), piece.place)}
            case Paragraph():
                for part in _not_too_long(piece.words):
                    yield {"paragraph": self.text(part, piece.place)}
            case Table():
                yield from self._table(piece)
            case Box():
                yield from self._box(piece)
            case Picture():
                yield from self._figure(piece)

    # -- lists

    def _lists(self, points: list[Point], before: list[Block]) -> Iterator[Block]:
        """Points as lists, steps and checklists; a line before them that ends in ':' leads in."""
        for kind, group in groupby(trees(points), lambda tree: tree.kind):
            for found in runs([*group]) if kind == "steps" else [[*group]]:
                block: dict[str, Value] = {**_lead(before)}
                start = found[0].number
                if kind == "steps" and start != 1:
                    block["start"] = start
                if kind == "steps" and any(each.point.mark != f"{each.number}." for each in found):
                    self._remark("step-number", "steps are numbered 1. 2. 3.", found[0].point)
                block["items"] = self._items(kind, found)
                yield {kind: block if len(block) > 1 else block["items"]}
                before = []

    def _items(self, kind: Kind, found: Sequence[Tree]) -> list[Value]:
        """The points of a list; those of a checklist have none of their own."""
        items: list[Value] = []
        for tree in found:
            text = self._point(tree.point, typed=kind == "list")
            below = [self._point(each, typed=each.mark != BOX) for each in tree.below]
            if kind == "checklist" and below:
                self._remark("nested-points", "points inside of points are in one list", tree.point)
                items += [text, *below]
                continue
            if tree.too_deep:
                message = "points of a third list are in the second"
                self._remark("nested-points", message, tree.point)
            if any(each.mark == BOX for each in tree.below):
                message = "boxes to tick inside of a list are points"
                self._remark("nested-boxes", message, tree.point)
            items.append({"text": text, "items": below} if below else text)
        return items

    def _point(self, point: Point, *, typed: bool) -> str:
        """A point's text; a sign before it that its list does not set is typed into it."""
        if not typed or point.mark in ("", BOX):
            return self.text(point.words, point.place)
        self._remark("typed-number", "numbers of a list are typed into its points", point)
        self.added.append(point.mark)
        return self.text(with_mark(point), point.place)

    def _remark(self, code: str, message: str, point: Point) -> None:
        remark = Remark(code, message, point.place)
        if remark not in self.remarks[-1:]:
            self.remarks.append(remark)

    # -- boxes

    def _box(self, box: Box) -> Iterator[Block]:
        pieces = [*box.pieces]
        if not pieces:
            return
        title: Words = ()
        first = pieces[0]
        if len(pieces) > 1 and _heads(first):
            assert isinstance(first, Heading | Paragraph)
            title, pieces = unmarked(first.words), pieces[1:]
        kind = box_kind(title, pieces)
        self.remarks.append(Remark("box", f"a box is '{kind}' now: look whether it is", box.place))
        blocks = self.of(pieces)
        if not blocks:
            if title:
                yield {"paragraph": self.text(title, box.place)}
            return
        value: dict[str, Value] = {}
        if is_kind(plain(title)):
            what = f"the word that a box '{kind}' prints itself"
            self.left.append(Aside(what, plain(title), box.place))
        elif title:
            value["title"] = self.text(title, box.place)
        only = blocks[0] if len(blocks) == 1 else {}
        if "paragraph" in only:
            value["text"] = only["paragraph"]
        elif isinstance(only.get("list"), list):
            value["items"] = only["list"]
        else:
            value["blocks"] = blocks
        yield {kind: value["text"] if [*value] == ["text"] else value}

    # -- tables

    def _table(self, table: Table) -> Iterator[Block]:
        cells = [cell for row in table.rows for cell in row]
        if len(cells) == 1:
            if table.caption:
                yield {"paragraph": self.text(table.caption, table.place)}
            yield from self._box(Box(cells[0].pieces, table.place))
            return
        grid = None if laid_out(table) else grid_of(table)
        if grid is None:
            message = "a table is read out, cell by cell"
            self.remarks.append(Remark("no-table", message, table.place))
            inner = [piece for cell in cells for piece in cell.pieces]
            caption = [Paragraph(table.caption, table.place)] if table.caption else []
            yield from self.of([*caption, *inner])
            return
        if grid.parted:
            self.remarks.append(Remark("merged-cells", "merged cells are parted", table.place))
        if grid.guessed:
            what = "first row" if grid.columns else "first column"
            self.remarks.append(Remark("names", f"the {what} of a table is its names", table.place))
        value: dict[str, Value] = {}
        if table.caption:
            value["caption"] = self.text(table.caption, table.place)
        if grid.columns:
            value["columns"] = tuple(
                self.text(words, table.place) if words else "" for words in grid.columns
            )
        if grid.row_headers:
            value["row_headers"] = True
        value["rows"] = [tuple(self._cell(cell, table.place) for cell in row) for row in grid.rows]
        yield {"table": value}
        pictures = [each for cell in cells for each in cell.pieces if isinstance(each, Picture)]
        yield from self.of(pictures)

    def _cell(self, cell: Cell, place: str) -> Value:
        """A cell: its text, or a text with points below it, over so many columns and rows."""
        pieces = [each for each in cell.pieces if not isinstance(each, Picture)]
        points = [each for each in pieces if isinstance(each, Point)]
        before = pieces[: len(pieces) - len(points)]
        if any(isinstance(each, Point) for each in before):  # words between points: all are one
            before, points = pieces, []
        if len(before) > 1:
            self.remarks.append(Remark("joined-cell", "the lines of a cell are one", place))
        words = spaced(words_of(tuple(before)))
        text = self.text(words, place) if words else ""
        items = [self._point(each, typed=each.mark != BOX) for each in points]
        value: dict[str, Value] = {"text": text} if text or not items else {}
        value |= {"items": items} if items else {}
        value |= {"across": cell.across} if cell.across > 1 else {}
        value |= {"down": cell.down} if cell.down > 1 else {}
        return text if [*value] == ["text"] else value

    # -- pictures

    def _figure(self, picture: Picture) -> Iterator[Block]:
        name = self.saved(picture)
        if not name:
            yield from self.of([Paragraph(picture.caption, picture.place)] * bool(picture.caption))
            return
        value: dict[str, Value] = {"image": name}
        if picture.alt is None:
            value["alt"] = TO_DO
            self.added.append(TO_DO)
        elif picture.alt:
            value["alt"] = self.text(tidy([Stretch(picture.alt)]), picture.place)
            self.added.append(picture.alt)
        else:
            value["decorative"] = True
        if picture.caption:
            value["caption"] = self.text(picture.caption, picture.place)
        yield {"figure": value}


def _lead(before: list[Block]) -> Block:
    """The paragraph before a list as the line that leads in; it is taken from there."""
    last = before[-1].get("paragraph") if before else None
    if isinstance(last, str) and last.endswith(":") and len(last) < 300:
        before.pop()
        return {"lead": last}
    return {}


def _heads(piece: Piece) -> bool:
    """Whether the first piece of a box is its title: a heading, or a line that is all strong."""
    if isinstance(piece, Heading):
        return True
    return isinstance(piece, Paragraph) and (
        bool(is_kind(plain(piece.words)))
        or (all(each.strong for each in piece.words) and len(plain(piece.words)) < 100)
    )


def _captioned(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, where captions are in the table below them, or the picture above."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if isinstance(last, Picture) and not last.caption and (words := _caption(piece)):
            made[-1] = replace(last, caption=words)
        elif isinstance(piece, Table) and not piece.caption and (words := _caption(last)):
            made[-1] = replace(piece, caption=words)
        else:
            made.append(piece)
    return made


def _caption(piece: Piece | None) -> Words:
    return piece.words if isinstance(piece, Paragraph) and piece.role == "caption" else ()


def _not_too_long(words: Words) -> Iterator[Words]:
    """A text in parts that our reader takes, each ending where a word does."""
    part: list[Stretch] = []
    room = LONGEST
    for stretch in words:
        text = stretch.text
        while len(text) > room:
            cut = text.rfind(" ", 0, room) + 1 or room
            yield tidy([*part, replace(stretch, text=text[:cut])])
            part, room, text = [], LONGEST, text[cut:]
        part.append(replace(stretch, text=text))
        room -= len(text)
    if found := tidy(part):
        yield found
