"""Files that are sound and conform, and are read wrongly or cannot be seen."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from .surgery import (
    Letter,
    Nothing,
    Op,
    artifacts,
    begins,
    content,
    element,
    elements,
    end,
    kids,
    letters,
    mutation,
    replace,
    row_of,
    tagged,
)

# -- order


@mutation()
def elements_swapped(pdf: Pdf) -> None:
    """Everything is whole; only the order is wrong."""
    for parent in elements(pdf):
        held = [kid for kid in kids(parent) if isinstance(kid, Dictionary) and "/S" in kid]
        if len(held) > 1 and parent.S in ("/Document", "/Sect") and held[0].S != held[1].S:
            parent.K[0], parent.K[1] = parent.K[1], parent.K[0]
            return
    raise Nothing("two elements")


@mutation()
def items_swapped(pdf: Pdf) -> None:
    listing = element(pdf, "L")
    if len(kids(listing)) < 2:
        raise Nothing("two items")
    listing.K[0], listing.K[1] = listing.K[1], listing.K[0]


@mutation()
def mcids_swapped(pdf: Pdf) -> None:
    with content(pdf) as ops:
        first, second, *_ = tagged(ops)
        ops[first].operands, ops[second].operands = ops[second].operands, ops[first].operands


@mutation()
def cells_swapped(pdf: Pdf) -> None:
    row = element(pdf, "TR", 1)
    row.K[0], row.K[1] = row.K[1], row.K[0]


# -- words that nobody hears, or hears too often


@mutation()
def words_as_artifact(pdf: Pdf) -> None:
    """Real text as an artifact, with the structure made to fit."""
    with content(pdf) as ops:
        start = next((n for n in tagged(ops) if alone(pdf, ops[n])), None)
        if start is None:
            raise Nothing("an element with one piece of content")
        mcid = ops[start].mcid
        assert mcid is not None
        ops[start] = begins("Artifact")
    gone = row_of(pdf, 0)[mcid]
    row_of(pdf, 0)[mcid] = None
    parent = gone.P
    parent.K = Array([kid for kid in kids(parent) if not same(kid, gone)])


def alone(pdf: Pdf, op: Op) -> bool:
    """Whether an element has this content and nothing else, and stands in a group."""
    owner = row_of(pdf, 0)[op.mcid]
    return len(kids(owner)) == 1 and owner.S in ("/P", "/H1") and len(kids(owner.P)) > 1


def same(one: Any, two: Any) -> bool:
    return isinstance(one, Dictionary) and one.objgen == two.objgen


@mutation()
def artifact_as_words(pdf: Pdf) -> None:
    with content(pdf) as ops:
        if not artifacts(ops):
            raise Nothing("an artifact with words")
        _tag(pdf, 0, ops, artifacts(ops)[0], elements(pdf)[0], "P")


@mutation()
def repeated_header_tagged(pdf: Pdf) -> None:
    """The header row of a table, drawn again on the next page, as cells of their own."""
    table = element(pdf, "Table")
    for page in range(1, len(pdf.pages)):
        with content(pdf, page) as ops:
            tables = [n for n in tagged(ops) if ops[n].operands[0] in ("/TD", "/TH")]
            heads = [n for n in artifacts(ops) if tables and n < tables[0]]
            if heads:
                _tag(pdf, page, ops, heads[-1], table, "TR")
                return
    raise Nothing("a table over two pages")


def _tag(pdf: Pdf, page: int, ops: list[Op], start: int, parent: Any, role: str) -> None:
    """Makes an artifact the content of a new element; nothing is loose or missing then."""
    row = row_of(pdf, page)
    ops[start] = begins(role, len(row))
    made = Dictionary(S=Name(f"/{role}"), P=parent, Pg=pdf.pages[page].obj, K=len(row))
    added = pdf.make_indirect(made)
    row.append(added)
    parent.K.append(added)


# -- spaces and letters


def heard(letter: Letter) -> bool:
    return letter.mcid is not None and not letter.muted


@mutation()
def space_lost_between_words(pdf: Pdf) -> None:
    with content(pdf) as ops:
        shown = letters(pdf, ops)
        for before, letter, after in zip(shown, shown[1:], shown[2:], strict=False):
            inside = before.op == letter.op == after.op
            if letter.text == " " and heard(letter) and inside and before.part == letter.part:
                replace(ops, letter, b"")
                return
        raise Nothing("a space between words")


@mutation()
def space_lost_between_lines(pdf: Pdf) -> None:
    for page in range(len(pdf.pages)):
        with content(pdf, page) as ops:
            shown = letters(pdf, ops, page)
            for letter, after in itertools.pairwise(shown):
                moved = any(op.name in ("Tm", "Td") for op in ops[letter.op : after.op])
                goes_on = letter.mcid == after.mcid and moved
                if letter.text == " " and heard(letter) and goes_on:
                    replace(ops, letter, b"")
                    return
    raise Nothing("a space at the end of a line")


@mutation()
def space_within_a_word(pdf: Pdf) -> None:
    with content(pdf) as ops:
        shown = [letter for letter in letters(pdf, ops) if heard(letter)]
        space = next((letter for letter in shown if letter.text == " "), None)
        word = next((one for one, two in itertools.pairwise(shown)
                     if one.op == two.op and " " not in one.text + two.text
                     and space and space.font == one.font), None)  # fmt: skip
        if space is None or word is None:
            raise Nothing("a word")
        replace(ops, word, word.code.to_bytes(2, "big") + space.code.to_bytes(2, "big"))


@mutation()
def letters_swapped(pdf: Pdf) -> None:
    with content(pdf) as ops:
        shown = letters(pdf, ops)
        for one, two in itertools.pairwise(shown):
            if heard(one) and (one.op, one.part) == (two.op, two.part) and one.text != two.text:
                replace(ops, one, two.code.to_bytes(2, "big"))
                replace(ops, two, one.code.to_bytes(2, "big"))
                return
        raise Nothing("two letters")


@mutation()
def letter_shown_as_another(pdf: Pdf) -> None:
    """The map from glyphs to text says x for a letter."""
    with content(pdf) as ops:
        letter = next(one for one in letters(pdf, ops) if heard(one) and one.text not in " x")
    stream = pdf.pages[0].resources.Font[letter.font].ToUnicode
    pair = b"1 beginbfchar <%04X> <0078> endbfchar\nendcmap" % letter.code
    stream.write(stream.read_bytes().replace(b"endcmap", pair))


@mutation()
def actual_text_wrong(pdf: Pdf) -> None:
    with content(pdf) as ops:
        _given(ops)[0].operands[1].ActualText = String("क")


@mutation()
def actual_text_lost(pdf: Pdf) -> None:
    """Where a word's text is given, its glyphs alone do not say it."""
    with content(pdf) as ops:
        for op in _given(ops):
            op.operands[1] = Dictionary()


@mutation()
def reversed_text_not_marked(pdf: Pdf) -> None:
    with content(pdf) as ops:
        read = Counter(letter.op for letter in letters(pdf, ops) if heard(letter))
        marks = [n for n, op in enumerate(ops) if op.operands[:1] == [Name.ReversedChars]]
        if not any(read[n] > 1 for start in marks for n in range(start, end(ops, start))):
            raise Nothing("a reversed string of several letters")
        for start in marks:
            ops[start] = begins("Span")


def _given(ops: list[Op]) -> list[Op]:
    given = [op for op in ops if op.name == "BDC" and "/ActualText" in op.operands[1]]
    if not given:
        raise Nothing("ActualText")
    return given


@mutation()
def element_says_something_else(pdf: Pdf) -> None:
    element(pdf, "P").ActualText = String("Nothing of importance")


# -- places


@mutation()
def words_over_words(pdf: Pdf) -> None:
    with content(pdf) as ops:
        first, *others = _places(pdf, ops)
        other = next(n for n in others if ops[n].operands[5] != ops[first].operands[5])
        ops[other].operands = list(ops[first].operands)


@mutation()
def words_off_the_page(pdf: Pdf) -> None:
    with content(pdf) as ops:
        matrix = ops[_places(pdf, ops)[0]].operands
        matrix[4] = float(matrix[4]) - 2000


@mutation()
def words_at_the_edge(pdf: Pdf) -> None:
    with content(pdf) as ops:
        matrix = ops[_places(pdf, ops)[-1]].operands
        matrix[4] = 2


@mutation()
def words_drawn_twice(pdf: Pdf) -> None:
    with content(pdf) as ops:
        start = tagged(ops)[-1]
        until = end(ops, start)
        inside = next(n for n in range(start, until) if ops[n].name in ("TJ", "Tj"))
        place = max(n for n in range(inside) if ops[n].name == "Tm")
        again = Op(ops[inside].name, ops[inside].operands)
        if any(op.name in ("TJ", "Tj") for op in ops[place:inside]):
            raise Nothing("words at a place of their own")
        mute = Op("BDC", [Name.Span, Dictionary(ActualText=String(""))])
        ops[inside + 1 : inside + 1] = [mute, Op("Tm", list(ops[place].operands)), again,
                                        Op("EMC", [])]  # fmt: skip


def _places(pdf: Pdf, ops: list[Op]) -> list[int]:
    """The text matrices after which tagged words are shown, those of lines apart."""
    used = {letter.op for letter in letters(pdf, ops) if letter.mcid is not None}
    found: dict[int, None] = {}
    last = None
    for index, op in enumerate(ops):
        last = index if op.name == "Tm" else last
        if index in used and last is not None:
            found.setdefault(last)
    if len(found) < 2:
        raise Nothing("two places")
    return list(found)
