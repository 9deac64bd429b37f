"""A letter to one person, as text and as a small page: the same words in the same order.

The page fetches nothing and runs nothing; it has no colours or fonts, so the reader's own hold.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import htpy as h

from builder.deliver.copies.parcel import Attachment, Parcel
from builder.deliver.mail.correspondence import Words
from builder.notation.direction import direction
from builder.source.inline import Rich

POLICY = "default-src 'none'"
WIDTH = 76


def as_text(parcel: Parcel, words: Words) -> str:
    """Paragraphs with empty lines between them, each line within the width of a mail."""
    parts = [_wrapped(each.text) for each in (*_before(parcel, words),)]
    parts.append("\n".join(_wrapped(_line(each, words), "- ") for each in parcel.attachments))
    parts += [_wrapped(each.text) for each in _after(parcel, words)]
    return "\n\n".join(parts) + "\n"


def as_page(parcel: Parcel, words: Words) -> str:
    """The same as HTML."""
    page = h.html(lang=words.language, dir=direction(words.language))[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=POLICY),
            h.title[words.subject],
        ],
        h.body[
            _paragraphs(_before(parcel, words)),
            h.ul[(_point(each, words) for each in parcel.attachments)],
            _paragraphs(_after(parcel, words)),
        ],
    ]
    return f"{page}\n"


def _before(parcel: Parcel, words: Words) -> Iterator[Rich]:
    if parcel.draft:
        yield Rich.plain(words.draft)
    name = parcel.recipient.name
    yield Rich.plain(words.dear.replace("%name%", name) if name else words.hello)
    yield from words.before


def _after(parcel: Parcel, words: Words) -> Iterator[Rich]:
    if parcel.recipient.password:
        yield from words.locked
    yield from words.after


def _line(one: Attachment, words: Words) -> str:
    return words.leaflet.replace("%version%", one.version).replace("%title%", one.title)


def _wrapped(text: str, lead: str = "") -> str:
    """A paragraph in lines; a word that is longer than one, such as an address, stays whole."""
    return textwrap.fill(
        text, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _point(one: Attachment, words: Words) -> h.Element:
    return h.li[h.bdi[_line(one, words)]]


def _paragraphs(texts: Iterable[Rich]) -> Iterator[h.Node]:
    yield from (h.p[_runs(text)] for text in texts)


def _runs(text: Rich) -> Iterator[h.Node]:
    for run in text.runs:
        node: h.Node = h.strong[run.text] if run.strong else run.text
        if run.shift:
            node = h.sup[node] if run.shift == "raised" else h.sub[node]
        node = h.span(lang=run.language)[node] if run.language else node
        yield h.a(href=run.href)[node] if run.href.startswith(SAFE) else node


SAFE = ("https://", "mailto:", "tel:")
