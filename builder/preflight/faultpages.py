"""Pages with their faults marked, as pictures for people."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from PIL import Image, ImageDraw

from builder.preflight.preflight import opened, pages
from builder.preflight.rule import Asked, Fault, Seen
from builder.preflight.zones import window, zones
from builder.see.painted import Area

DOTS = 110 / 72  # in a point
FAULT, SPOILED = (190, 0, 60), (190, 0, 60, 40)  # a colour that no page needs for itself
ROUND, WIDE = 3.0, 2  # points round what is marked; dots of its frame


@dataclass(frozen=True)
class Marked:
    """A page (from 1) as a PNG. What the printer spoils is tinted, what is wrong is framed."""

    page: int
    png: bytes


def marked(pdf: bytes, faults: Iterable[Fault], asked: Asked) -> list[Marked]:
    """The pages that have faults, and no others. Raises Unreadable."""
    by_page = {page: [*each] for page, each in groupby(sorted(faults), lambda one: one.page)}
    with opened(pdf) as document:
        return [
            Marked(seen.number, _picture(seen, by_page[seen.number], asked))
            for seen in pages(document)
            if seen.number in by_page
        ]


def _picture(seen: Seen, faults: Iterable[Fault], asked: Asked) -> bytes:
    page = seen.page.render(scale=DOTS).to_pil().convert("RGB")
    draw = ImageDraw.Draw(page, "RGBA")
    for area in _spoiled(seen, asked):
        draw.rectangle(_dots(area, page), fill=SPOILED)
    for fault in faults:
        if fault.area is not None:
            draw.rectangle(_dots(fault.area, page, ROUND), outline=FAULT, width=WIDE)
    made = io.BytesIO()
    page.save(made, "PNG", optimize=True)
    return made.getvalue()


def _spoiled(seen: Seen, asked: Asked) -> Iterator[Area]:
    yield from (zone.area for zone in zones(seen, asked))
    if shown := window(seen, asked):
        yield shown[0]


def _dots(area: Area, page: Image.Image, more: float = 0.0) -> tuple[float, float, float, float]:
    """A box of the picture, from its upper left corner, with so many points round it."""
    left, right = (area.left - more) * DOTS, (area.right + more) * DOTS
    upper, lower = page.height - (area.top + more) * DOTS, page.height - (area.bottom - more) * DOTS
    return left, min(upper, lower), max(left, right), max(upper, lower)
