"""The fingerprint of a handout's words: what is approved, and nothing else.

It covers every word and number that a patient reads or hears, in all editions:
texts, facts of the site, the builder's phrases, alternative texts, pictures,
data of figures, the imprint with version and dates, what stands at the head and
foot of pages. It is made from the elements that are drawn (`composed`), so that
no word can be printed that is not in it. It leaves out how the page looks
(layout, colours, fonts, logo), how much room there is to write, and what a block
rests on. So one approval serves all editions, and survives a new look.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.composed import composed, told
from builder.inline import Rich
from builder.model import Block, Handout, Placed
from builder.project import Asset

# What no patient reads: evidence and checks, names of files and places, room on the page.
SILENT = {
    "allow", "because", "claims", "covers", "id", "image", "lines", "new_page", "signs", "width",
    "widths",
}  # fmt: skip


def fingerprint(handout: Handout) -> str:
    """64 hexadecimal digits that change with any word of the handout.

    It is that of the handout when nobody has approved it and its day of review is
    past, so that what every page says then is among its words, and nothing in it
    depends on the day.
    """
    past = handout.review_by is not None
    plain = handout.model_copy(update={"approvals": (), "void": None, "overdue": past})
    said = [handout.code, handout.language, str(handout.site.site), composed(plain), *_data(plain)]
    return digest_of(said)


def digest_of(content: Any) -> str:
    """The SHA-256 of anything JSON can hold."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _data(handout: Handout) -> Iterator[Any]:
    """The data of the blocks: a figure shows more of them than it has words for."""
    for chapter in handout.chapters:
        for section in chapter.sections:
            yield [_plain(block) for block in section.blocks]


def _plain(value: Any) -> Any:
    """A value as JSON has it, without what no patient reads."""
    if isinstance(value, Rich):
        return told(value)
    if isinstance(value, Placed):
        kind = type(value)
        fields = {name: _plain(getattr(value, name)) for name in kind.model_fields}
        said = {name: field for name, field in fields.items() if name not in SILENT}
        return {"kind": kind.__name__, **said} if isinstance(value, Block) else said
    if isinstance(value, Asset):
        return value.sha256
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
