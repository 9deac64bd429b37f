"""Changes that nobody has accepted or rejected yet: told, never guessed.

A dose that was struck out and the one that took its place both stand in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element

from builder.bring.brought import Unusable

Settle = Literal["", "accept", "reject"]
NEW, OLD = {"w.ins", "w.moveTo"}, {"w.del", "w.moveFrom"}
SHOWN = 6  # changes that are shown; what was changed is to be looked at in Word


def settled(root: Element, settle: Settle) -> None:
    """Takes in, or takes back, all changes of a part, in place."""
    dropped, kept = (OLD, NEW) if settle == "accept" else (NEW, OLD)
    _settle(root, dropped, kept)
    if settle == "reject":
        for each in root.iter("w.delText"):
            each.tag = "w.t"


def pending(root: Element) -> Iterator[tuple[str, str]]:
    """What was added and taken out in a part, in order: "added" or "taken out", and its words."""
    for element in root.iter():
        if element.tag in NEW | OLD:
            words = "".join(
                each.text or "" for each in element.iter() if each.tag in ("w.t", "w.delText")
            )
            mark = "the end of a paragraph" if not words.strip() else f"“{words.strip()}”"
            yield ("added" if element.tag in NEW else "taken out"), mark


def must_be_settled(changes: list[tuple[str, str]]) -> None:
    """Raises Unusable where there are any."""
    if not changes:
        return
    shown = "; ".join(f"{what}: {words[:80]}" for what, words in changes[:SHOWN])
    more = f"; and {len(changes) - SHOWN} more" if len(changes) > SHOWN else ""
    count = f"{len(changes)} change{'s' * (len(changes) != 1)}"
    message = f"the file has {count} that nobody has accepted or rejected: {shown}{more}"
    hint = "settle them in Word; or give --accept-changes, or --reject-changes"
    raise Unusable("tracked-changes", message, hint)


def _settle(parent: Element, dropped: set[str], kept: set[str]) -> None:
    made: list[Element] = []
    joins = False  # the paragraph before goes on in this one, as the mark between them is gone
    for kid in parent:
        if kid.tag in dropped or _row_of(kid, dropped):
            continue
        _settle(kid, dropped, kept)
        inner = [*kid] if kid.tag in kept else [kid]
        for each in inner:
            if joins and each.tag == "w.p":
                made[-1].extend(part for part in each if part.tag != "w.pPr")
            else:
                made.append(each)
            joins = each.tag == "w.p" and _mark_of(each, dropped)
    parent[:] = made


def _row_of(row: Element, dropped: set[str]) -> bool:
    return row.tag == "w.tr" and any(row.find(f"w.trPr/{tag}") is not None for tag in dropped)


def _mark_of(paragraph: Element, dropped: set[str]) -> bool:
    """Whether the end of a paragraph goes: it is in `rPr` of its properties, and was kept there."""
    return any(tag in dropped for tag in paragraph.get("marks", "").split())


def keep_marks(root: Element) -> None:
    """Notes at each paragraph whether its end was added or taken out, before that is settled."""
    for paragraph in root.iter("w.p"):
        found = paragraph.find("w.pPr/w.rPr")
        marks = [each.tag for each in found if each.tag in NEW | OLD] if found is not None else []
        if marks:
            paragraph.set("marks", " ".join(marks))
