"""What no font has goes from the words into the list of what is left out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from builder.bring.brought import Brought, Remark, words_of
from builder.bring.stretch import Stretch, plain, tidy
from builder.bring.wordcount import words
from builder.merge.assets import in_every_brand
from builder.notation.marks import heaped
from builder.text.faces import stacks
from builder.text.printable import unprintable

Part = TypeVar("Part")


def printable(brought: Brought) -> Brought:
    """The leaflet without the signs that our fonts cannot print; each is told."""
    text = "".join(plain(each) for each in words_of(brought.pieces))
    faces = stacks(in_every_brand(), brought.language or "en")
    bad = {sign for sign in set(text) if sign != " " and unprintable(sign, faces)}
    bad |= {text[at] for at in heaped(text)}
    if not bad:
        return brought
    table = str.maketrans("", "", "".join(bad))
    named = ", ".join(f"{sign if sign.isprintable() else ''} (U+{ord(sign):04X})".strip()
                      for sign in sorted(bad))  # fmt: skip
    told = Remark("no-letter", f"no font has these signs, they are left out: {named}", "")
    return replace(
        brought,
        pieces=tuple(_without(each, table) for each in brought.pieces),
        total=tuple(word for each in brought.total for word in words(each.translate(table))),
        running=tuple(replace(each, words=each.words.translate(table)) for each in brought.running),
        left=tuple(replace(each, words=each.words.translate(table)) for each in brought.left),
        remarks=(*brought.remarks, told),
    )


def _without(part: Part, table: dict[int, Any]) -> Part:
    """A piece, with all texts in it put through a table of signs."""
    if isinstance(part, tuple):
        kept = tuple(_without(each, table) for each in part)
        return tidy(kept) if kept and isinstance(kept[0], Stretch) else kept  # type: ignore[return-value]
    if isinstance(part, Stretch):
        return replace(part, text=part.text.translate(table))
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {each.name: _without(getattr(part, each.name), table) for each in fields(part)}
    return replace(part, **changed)
