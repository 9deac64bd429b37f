"""The fingerprint of a handout's clinical words: what is approved, and nothing else.

It covers every word and number that a patient reads or hears: texts, facts of
the site, meanings of terms, pictures with their alternative texts, data of
figures. It leaves out how the page looks (layout, edition, brand), how much
room there is to write, what a block rests on, and the dates and version of the
handout. So one approval serves all editions, and survives a new look.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from builder.inline import Rich, Run
from builder.model import FRONT, Block, Handout, Placed
from builder.parts.part import facts_of, part
from builder.project import Asset

TEXTS = (*FRONT, "tag")
PARTS = ("imprint", "safety-strip")  # with facts, which are signed whatever the layout
# What no patient reads: evidence and checks, names of files and places, room on the page.
SILENT = {
    "allow", "because", "claims", "covers", "id", "image", "lines", "new_page", "signs", "width",
    "widths",
}  # fmt: skip


def fingerprint(handout: Handout) -> str:
    """64 hexadecimal digits that change with any clinical word of the handout."""
    content = json.dumps(list(_content(handout)), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _content(handout: Handout) -> Iterator[Any]:
    yield [handout.code, handout.language, str(handout.site.site), handout.strip]
    yield {name: _plain(getattr(handout, name)) for name in TEXTS}
    facts = facts_of(handout, PARTS)
    yield [[name, handout.facts[name].value] for name in sorted(facts)]
    if handout.strip != "none":
        yield [_plain(line) for line in part["safety-strip"].words(handout)]
    for chapter in handout.chapters:
        yield [_plain(chapter.title), chapter.language]
        for section in chapter.sections:
            yield _plain(section.heading)
            for block in section.blocks:
                yield [_plain(block), [_plain(words) for words in block.words(handout)]]
    yield _plain(handout.terms)


def _run(run: Run) -> list[Any]:
    """A run; the brand's name, which may change with the brand, stands for itself."""
    text = run.text if run.reference is None else run.reference.kind
    return [text, run.strong, run.href, run.term, run.blank]


def _plain(value: Any) -> Any:
    """A value as JSON has it, without what no patient reads."""
    if isinstance(value, Rich):
        return [_run(run) for run in value.runs]
    if isinstance(value, Placed):
        kind = type(value)
        fields = {name: _plain(getattr(value, name)) for name in kind.model_fields}
        told = {name: field for name, field in fields.items() if name not in SILENT}
        return {"kind": kind.__name__, **told} if isinstance(value, Block) else told
    if isinstance(value, Asset):
        return value.sha256
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
