"""What a reader can fill in: ticks and lines to write on, known by the same names on paper,
in the fields of a form, and when filled ones are read back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.model import Handout
from builder.notation.fieldnames import TEXT, TICK, FieldKind, FieldName, SheetId
from builder.pdf.file import text_string
from builder.place import Span
from builder.source.inline import SOFT_HYPHEN, Rich

PHRASES = {TICK: "tick_field", TEXT: "text_field"}


@dataclass(frozen=True)
class Entry:
    """One of them: `label` is the plain text of the words beside it, `span` where they stand.

    One that is `optional` is printed words for a person of whom somebody has said it.
    """

    id: str
    kind: FieldKind
    label: str
    span: Span | None = field(default=None, compare=False)
    optional: bool = False


def entry_of(id: str, kind: FieldKind, words: Rich, *, optional: bool = False) -> Entry:
    """The entry beside the words. What is true of one person is left out of its label.

    A file says the label where nobody sees it, and so no personal copy would change it.
    """
    text = "".join(run.text for run in words.runs if not run.field)
    label = " ".join(text.replace(SOFT_HYPHEN, "").split())
    return Entry(id, kind, label, getattr(id, "span", None) or words.span, optional)


def tooltip(entry: Entry, handout: Handout) -> str:
    """What is heard at its form field (ISO 14289-1, 7.18.1): what to do, the words beside it."""
    return handout.phrase(PHRASES[entry.kind], words=entry.label).text


def name_of(entry: Entry, handout: Handout, part: int = 1) -> str:
    """The name of its form field; further parts of one that is cut have names of their own."""
    own = entry.id if part == 1 else f"{entry.id}.{part}"
    version = handout.version.text
    sheet = SheetId(handout.code, version, handout.language, handout.fingerprint)
    return str(FieldName(sheet.for_one() if handout.personal else sheet, own, entry.kind))


def attributes(entry: Entry, heard: str) -> tuple[tuple[str, str], ...]:
    """What its element says of it (ISO 32000-1, table 348)."""
    role = "/Role/cb/checked/off" if entry.kind == TICK else "/Role/tv"
    return (("PrintField", f"{role}/Desc{text_string(heard)}"),)
