"""Markdown as leaflets: CommonMark with tables, through the web page it stands for."""

from __future__ import annotations

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from builder.bring.brought import Aside, Brought, Unusable
from builder.bring.htmlreader import read_page
from builder.bring.wordcount import words

FRONT = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)
BOX = re.compile(r"(<li>(?:\s*<p>)?)\[([ xX])\](?= )")


def read_markdown(data: bytes) -> Brought:
    """The leaflet of a file of Markdown. Raises Unusable for what is not UTF-8."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Unusable("not-utf-8", "the file is not UTF-8 text", "save it as UTF-8") from None
    front = FRONT.match(text)
    page = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .render(text[front.end() :] if front else text)
    )
    found = read_page(BOX.sub(_box, page))
    if not front:
        return found
    lines = tuple(Aside("key of the file", line, "") for line in front[1].splitlines() if line)
    told = tuple(word for line in lines for word in words(line.words))
    return replace(found, running=(*lines, *found.running), total=(*found.total, *told))


def _box(point: re.Match[str]) -> str:
    return point[1] + ("\u2610" if point[2] == " " else "\u2611")
