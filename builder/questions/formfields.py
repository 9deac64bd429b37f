"""The fields of a filled form as plain values: all that is taken out of a file that somebody sent.

What is here runs where it may take only so much (`machine/limited.py`), so it
gives nothing that still holds a part of the file.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pypdf import PdfReader
from pypdf.generic import ByteStringObject, IndirectObject, NameObject, TextStringObject

from builder.notation.fieldnames import parsed
from builder.questions.fieldnodes import Node, Nodes, Objects
from builder.questions.fieldvalues import Value, Values, unclear
from builder.questions.revisions import PLAIN, Place, Revisions, contents, last_table
from builder.questions.textstring import decoded
from builder.questions.unreadable import Unreadable, damaged
from builder.questions.wellformed import wellformed

START = b"%PDF-"
BEFORE = 1024  # bytes in which a file says that it is a PDF


@dataclass(frozen=True)
class FormField:
    """One field: its whole name, its words for who cannot see it, what was done there."""

    name: str
    kind: str
    tip: str | None
    value: Value
    listed: bool = True


@dataclass(frozen=True)
class Form:
    """The fields of a file, as its form or its pages list them; `xfa`: it has a second form."""

    fields: tuple[FormField, ...]
    xfa: bool = False


def form_of(data: bytes) -> Form:
    """Reads a filled form. Raises Unreadable."""
    if START not in data[:BEFORE]:
        raise Unreadable(
            "not-a-pdf", "the file is not a PDF", "a photograph or a scan is read by people only"
        )
    with _repaired() as repaired:
        try:
            last_table(data)  # before pypdf looks for what is not there
            reader = PdfReader(io.BytesIO(data))
            revisions = Revisions.of(data, reader)
            repaired.clear()  # the reader's own tables are not used
            form = _form(revisions)
        except (Unreadable, MemoryError, RecursionError):
            raise
        except Exception:  # for a damaged file pypdf raises all kinds of errors
            raise damaged("it cannot be read as a PDF") from None
    if repaired:
        raise damaged("parts of it could only be guessed")
    return form


@contextmanager
def _repaired() -> Iterator[list[logging.LogRecord]]:
    """What pypdf says that it put right; nothing of it is printed, for it repeats what it read."""
    logger, found = logging.getLogger("pypdf"), _Kept()
    level, passed = logger.level, logger.propagate
    logger.addHandler(found)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield found.records
    finally:
        logger.removeHandler(found)
        logger.setLevel(level)
        logger.propagate = passed


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def _form(revisions: Revisions) -> Form:
    objects = Objects(revisions)
    nodes = Nodes(objects)
    values = Values(objects)
    chains = [nodes.chain(leaf) for leaf in nodes.leaves()]
    read = [(chain, _field(nodes, values, chain)) for chain in chains]
    one: dict[str, FormField] = {}
    for chain, field in read:
        shared = values.is_shared(chain)
        value = unclear("its value is that of another field too") if shared else field.value
        here = replace(field, value=value)
        if field.name:
            one[field.name] = _both(one[field.name], here) if field.name in one else here
    return Form(tuple(one.values()), objects.entry(nodes.form, "/XFA") is not None)


def _field(nodes: Nodes, values: Values, chain: list[Node]) -> FormField:
    objects, leaf = nodes.objects, chain[0]
    names = [_words(objects.entry(node.own, "/T")) for node in reversed(chain)]
    name = ".".join(part for part in names if part)
    if parsed(name) is not None:
        for node in chain:
            _must_be_whole(objects, node)
    kind = next((objects.entry(n.own, "/FT") for n in chain if "/FT" in n.own), None)
    tips = (_words(objects.entry(node.own, "/TU")) for node in chain)
    tip = next((words for words in tips if words is not None), None)
    value = values.of(chain, parted=nodes.is_parted(leaf))
    return FormField(
        name, str(kind) if isinstance(kind, NameObject) else "", tip, value, leaf.listed
    )


def _words(value: object) -> str | None:
    """The text of an entry that is one: empty for what is no text, None where there is nothing."""
    if isinstance(value, TextStringObject | ByteStringObject):
        return decoded(value.original_bytes).text
    return None if value is None else ""


def _must_be_whole(objects: Objects, node: Node) -> None:
    """Raises Unreadable where one byte of the object may have become a comment or an end."""
    place = objects.revisions.places.get(node.number)
    if place is not None and not wellformed(*_where(objects, node.number, place)):
        raise damaged("a field of it is not written as it must be")


def _where(objects: Objects, number: int, place: Place) -> tuple[bytes, int, bool]:
    """The bytes in which an object stands, where it begins, and whether its end is marked."""
    if place.kind == PLAIN:
        data = objects.revisions.data
        return data, data.index(b"obj", place.first) + 3, True
    pack = objects.get(IndirectObject(place.first, 0, objects.revisions.reader))
    data, first = contents(pack), int(pack["/First"])
    head = data[:first].split()
    return data, first + int(head[head[::2].index(b"%d" % number) * 2 + 1]), False


def _both(one: FormField, other: FormField) -> FormField:
    """Two fields of one name: what they agree on."""
    if one.value == other.value and one.kind == other.kind and one.tip == other.tip:
        return one
    return replace(one, value=unclear("the file has it twice, and not the same"))
