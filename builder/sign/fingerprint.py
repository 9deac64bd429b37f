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
from typing import Any

from builder.model import Handout


def fingerprint(handout: Handout) -> str:
    """64 hexadecimal digits that change with any word of the handout.

    It is that of the handout when nobody has approved it and its day of review is
    past, so that what every page says then is among its words, and nothing in it
    depends on the day.
    """
    from builder.sign.composed import (  # what composes is loaded only for who approved
        composed,
        data,
    )

    past = handout.review_by is not None
    plain = handout.model_copy(update={"approvals": (), "void": None, "overdue": past})
    said = [handout.code, handout.language, str(handout.site.site), composed(plain), *data(plain)]
    return digest_of(said)


def digest_of(content: Any) -> str:
    """The SHA-256 of anything JSON can hold."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
