"""A page for whoever sends: who would get what, and that nothing was sent.

It is about people, and lies in a folder that nobody else can look into.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import htpy as h

from builder.deliver.copies.parcel import Attachment, Parcel

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
STYLE = (
    "body{font:1em/1.4 sans-serif;margin:2em;max-width:70em;color:#111;background:#fff}"
    ".nothing{font-size:1.4em;font-weight:bold;border:4px solid #8a1c00;color:#8a1c00;"
    "padding:.4em .6em;margin:.5em 0}"
    "table{border-collapse:collapse}td,th{border:1px solid #767676;padding:.3em .6em;"
    "text-align:start;vertical-align:top}thead th{background:#eee}"
    "dl{display:grid;grid-template-columns:max-content auto;gap:.2em 1em}"
    "dt{font-weight:bold}dd{margin:0}h2{margin:1.4em 0 .5em}"
    "img{border:1px solid #767676;width:12cm;max-width:100%;height:auto}"
)
NOTHING = "Nothing was sent. These mails lie here to be looked at."


@dataclass(frozen=True, repr=False)
class Shown:
    """A mail as the page tells of it; `had` says what the person had before, if anything."""

    row: int
    file: str
    address: str
    locked: bool
    items: tuple[tuple[str, str, str, str, int], ...]  # handout, version, edition, language, pages
    had: str = ""


def shown(parcel: Parcel, file: str, had: str = "") -> Shown:
    one = parcel.recipient
    items = tuple(map(_item, parcel.attachments))
    return Shown(one.row, file, one.address, bool(one.password), items, had)


def _item(one: Attachment) -> tuple[str, str, str, str, int]:
    return one.handout, one.version, one.edition, one.language, one.pages


def proof(
    mails: Sequence[Shown], picture: bytes, lines: Mapping[str, str], *, draft: bool
) -> bytes:
    """The page, with a picture of the first page of the first mail's first copy.

    `lines` are what all mails have in their headers, and how they leave.
    """
    page = h.html(lang="en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=POLICY),
            h.title["Nothing was sent"],
            h.style[STYLE],
        ],
        h.body[
            h.h1["Mails to look at"],
            h.p(".nothing", role="status")[NOTHING],
            h.p(".nothing")["Among the leaflets are drafts that nobody has approved."]
            if draft
            else None,
            h.p[f"{len(mails)} mail{'s' * (len(mails) != 1)}, one to each person."],
            h.dl[((h.dt[name], h.dd[said]) for name, said in lines.items() if said)],
            h.h2["Who gets what"],
            _everybody(mails),
            _counts(mails),
            h.h2["The first page of the first copy"],
            h.img(
                src=f"data:image/png;base64,{b64encode(picture).decode()}",
                alt="The page as it is printed; the mail's file has all of it",
            ),
        ],
    ]
    return f"{page}\n".encode()


def _counts(mails: Sequence[Shown]) -> Iterator[h.Node]:
    """How many copies there are of each kind."""
    kinds = Counter(item[:4] for mail in mails for item in mail.items)
    yield h.h2["How many"]
    yield h.table[
        h.thead[_row(h.th(scope="col"), ("Handout", "Version", "Edition", "Language", "Copies"))],
        h.tbody[(_row(h.td, (*kind, str(count))) for kind, count in sorted(kinds.items()))],
    ]


def _everybody(mails: Sequence[Shown]) -> h.Element:
    heads = ("Row", "Address", "Leaflets", "Password", "Had before", "Mail")
    return h.table[
        h.thead[_row(h.th(scope="col"), heads)],
        h.tbody[(_mail(mail) for mail in mails)],
    ]


def _mail(mail: Shown) -> h.Element:
    said = [
        h.div[f"{handout} version {version}, {edition}, {language}, pages: {pages}"]
        for handout, version, edition, language, pages in mail.items
    ]
    return h.tr[
        h.td[mail.row], h.td[mail.address], h.td[said], h.td["yes" if mail.locked else "no"],
        h.td[mail.had], h.td[h.a(href=mail.file)[mail.file]],
    ]  # fmt: skip


def _row(cell: h.Element, texts: Sequence[str]) -> h.Element:
    return h.tr[(cell[text] for text in texts)]
