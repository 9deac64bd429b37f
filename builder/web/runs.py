"""Runs of text as HTML: strong words, links, lines to write on, and what keeps its own order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from typing import NamedTuple

import htpy as h

from builder.notation.direction import direction
from builder.notation.quantities import wholes
from builder.notation.uri import uri
from builder.source.inline import Rich, Run
from builder.text.tongues import numbers, spoken

NONE = -1
LONGEST = 24  # letters that fit on a line of the narrowest screen; what is longer may break
ARABIC = re.compile("[\u0660-\u066c]")  # such digits go from right to left even in a `bdi`
Span = tuple[int, int]
Layer = tuple[Callable[["Piece"], int], Callable[[Sequence["Piece"], list[h.Node]], h.Node]]


class Piece(NamedTuple):
    """A stretch of one run, with the numbers of the link, tongue, whole and isolate it is in.

    `hyphens` are the places in it where a line may break with one.
    """

    text: str
    hyphens: list[int]
    run: Run
    link: int
    tongue: int
    whole: int
    isolate: int


def inline(rich: Rich, language: str) -> list[h.Node]:
    """The text as nodes: numbers keep their order (`numbers`), and are not torn (`wholes`).

    What is part of a link stands inside of it, so that the link stays one; so does what is in
    another language, which says so and begins on its own side (WCAG 2.2, 3.1.2).
    """
    runs, text = spoken(rich.runs, language), rich.text
    apart = numbers(runs, language)
    kept = [span for span in (_covering(each, apart) for each in wholes(text)) if span not in apart]
    pieces = list(_pieces(runs, kept, apart))
    wide, across = _crossing(pieces, "whole"), _crossing(pieces, "isolate")
    layers: tuple[Layer, ...] = (
        (lambda p: p.whole if p.whole in wide else NONE, _kept),
        (lambda p: p.isolate if p.isolate in across else NONE, _apart),
        (lambda p: p.link, _linked),
        (lambda p: p.tongue, partial(_said_in, language)),
        (lambda p: p.whole if p.whole not in wide else NONE, _kept),
        (lambda p: p.isolate if p.isolate not in across else NONE, _apart),
    )
    return list(_nested(pieces, layers))


def _covering(span: Span, apart: Sequence[Span]) -> Span:
    """The stretch with all of each isolate of which it has a part."""
    parts = [one for one in apart if one[0] < span[1] and span[0] < one[1]]
    return min(span[0], *(p[0] for p in parts), span[0]), max(span[1], *(p[1] for p in parts), 0)


def _pieces(runs: Sequence[Run], kept: Sequence[Span], apart: Sequence[Span]) -> Iterator[Piece]:
    """The runs, cut where a stretch begins or ends."""
    text = "".join(run.text for run in runs)
    start, link, tongue = 0, NONE, NONE
    for number, run in enumerate(runs):
        before = runs[number - 1] if number else Run("")
        if run.href != before.href:
            link = number if run.href else NONE
        if run.language != before.language:
            tongue = number if run.language else NONE
        end = start + len(run.text)
        edges = {e for span in (*kept, *apart) for e in span if start < e < end}
        for left, right in pairwise([start, *sorted(edges), end]):
            place = left, right
            soft = [h - left + start for h in run.hyphens if left < h + start <= right]
            inside = _within(place, kept), _within(place, apart)
            yield Piece(text[left:right], soft, run, link, tongue, *inside)
        start = end


def _within(place: Span, spans: Sequence[Span]) -> int:
    """The number of the stretch a piece stands in."""
    start, end = place
    within = (i for i, span in enumerate(spans) if span[0] <= start < end <= span[1])
    return next(within, NONE)


def _crossing(pieces: Sequence[Piece], kind: str) -> set[int]:
    """The numbers of the stretches that go over the edge of a link, or of a language."""
    found: dict[int, set[tuple[int, int]]] = {}
    for piece in pieces:
        found.setdefault(getattr(piece, kind), set()).add((piece.link, piece.tongue))
    return {number for number, links in found.items() if len(links) > 1}


def _nested(pieces: Sequence[Piece], layers: Sequence[Layer]) -> Iterator[h.Node]:
    if not layers:
        yield from map(_plain, pieces)
        return
    (number_of, wrapped), *inner = layers
    for number, group in groupby(pieces, number_of):
        parts = list(group)
        nodes = list(_nested(parts, inner))
        yield from nodes if number == NONE else [wrapped(parts, nodes)]


def _said_in(language: str, pieces: Sequence[Piece], nodes: list[h.Node]) -> h.Node:
    tongue = pieces[0].run.language
    if tongue == language:
        return h.fragment[nodes]
    side = direction(tongue)
    return h.span(lang=tongue, dir=side if side != direction(language) else None)[nodes]


def _kept(pieces: Sequence[Piece], nodes: list[h.Node]) -> h.Node:
    return h.fragment[nodes] if _long(pieces) else h.span(".whole")[nodes]


def _apart(pieces: Sequence[Piece], nodes: list[h.Node]) -> h.Node:
    """An isolate; the style sheet keeps it on one line as well, if it is not too long for one."""
    digits = any(ARABIC.search(piece.text) for piece in pieces)
    names = {"digits": digits, "long": _long(pieces)}
    return h.bdi({"class": names} if any(names.values()) else {}, dir="ltr")[nodes]


def _long(pieces: Sequence[Piece]) -> bool:
    return sum(len(piece.text) for piece in pieces) > LONGEST


def _linked(pieces: Sequence[Piece], nodes: list[h.Node]) -> h.Node:
    href = pieces[0].run.href
    return h.a(href=href if href.startswith("#") else uri(href))[nodes]


def _plain(piece: Piece) -> h.Node:
    if piece.run.blank:
        # Without words of its own, those round it say what is to be written there.
        style = f"--ems:{piece.run.blank:g}"
        if not piece.text:
            return h.span(".blank", style=style, aria_hidden="true")
        return h.span(".blank", style=style)[h.span(".heard")[piece.text]]
    words: h.Node = _hyphenated(piece) if piece.hyphens else piece.text
    text: h.Node = h.strong[words] if piece.run.strong else words
    if piece.run.shift:
        text = h.sup[text] if piece.run.shift == "raised" else h.sub[text]
    if piece.run.edit:
        return h.ins[text] if piece.run.edit == "added" else h.del_[text]
    return text


def _hyphenated(piece: Piece) -> h.Node:
    """The words with soft hyphens that are no part of them: the style sheet puts them there.

    So no search, no copy and no voice meets them.
    """
    places = [0, *piece.hyphens, len(piece.text)]
    parts = (piece.text[start:end] for start, end in pairwise(places))
    # A list, for the words of one text may stand in several places of a page.
    return h.fragment[next(parts), [(h.span(".soft"), part) for part in parts]]
