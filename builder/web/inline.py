"""Runs of text as HTML: strong words, links, lines to write on, and what keeps its own order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

import htpy as h

from builder.direction import Direction, isolates
from builder.inline import Rich, Run
from builder.uri import uri

NONE = -1


class Piece(NamedTuple):
    """A stretch of one run, with the number of the isolate and of the link it stands in."""

    text: str
    run: Run
    isolate: int
    link: int


def inline(rich: Rich, direction: Direction) -> list[h.Node]:
    """The text as nodes. From right to left, what `isolates` finds is kept from left to right.

    An isolate that is part of a link stands inside of it, so that the link stays one.
    """
    stretches = list(isolates(rich.text)) if direction == "rtl" else []
    pieces = list(_pieces(rich, stretches))
    links = {p.isolate: {q.link for q in pieces if q.isolate == p.isolate} for p in pieces}

    def outside(piece: Piece) -> int:
        return piece.isolate if len(links[piece.isolate]) > 1 else NONE

    nodes: list[h.Node] = []
    for number, group in groupby(pieces, outside):
        inner = list(_linked(group, wrap=number == NONE))
        nodes += inner if number == NONE else [h.bdi(dir="ltr")[inner]]
    return nodes


def _pieces(rich: Rich, stretches: list[tuple[int, int]]) -> Iterator[Piece]:
    """The runs, cut where a stretch begins or ends."""
    start, link, before = 0, NONE, ""
    for number, run in enumerate(rich.runs):
        if run.href != before:
            link, before = number if run.href else NONE, run.href
        end = start + len(run.text)
        edges = {e for s in stretches for e in s if start < e < end}
        cuts = [start, *sorted(edges), end]
        for left, right in pairwise(cuts):
            within = [i for i, s in enumerate(stretches) if s[0] <= left and right <= s[1]]
            isolate = within[0] if within and left < right else NONE
            yield Piece(rich.text[left:right], run, isolate, link)
        start = end


def _linked(pieces: Iterable[Piece], *, wrap: bool) -> Iterator[h.Node]:
    for number, group in groupby(pieces, lambda piece: piece.link):
        link = list(group)
        nodes = list(_isolated(link) if wrap else map(_plain, link))
        yield nodes if number == NONE else h.a(href=_address(link[0].run.href))[nodes]


def _address(href: str) -> str:
    return href if href.startswith("#") else uri(href)


def _isolated(pieces: list[Piece]) -> Iterator[h.Node]:
    for number, group in groupby(pieces, lambda piece: piece.isolate):
        nodes = [_plain(piece) for piece in group]
        yield nodes if number == NONE else h.bdi(dir="ltr")[nodes]


def _plain(piece: Piece) -> h.Node:
    if piece.run.blank:
        # The words round it say what is to be written there.
        return h.span(".blank", style=f"--ems:{piece.run.blank:g}", aria_hidden="true")
    text: h.Node = h.strong[piece.text] if piece.run.strong else piece.text
    if piece.run.edit:
        return h.ins[text] if piece.run.edit == "added" else h.del_[text]
    return text
