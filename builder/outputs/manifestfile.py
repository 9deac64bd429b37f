"""What is written in a manifest, read back; nothing that this builder would not have written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, NamedTuple

from builder.machine.disk import read
from builder.model import named
from builder.outputs.card import card_from
from builder.outputs.card import plain as plain_card
from builder.outputs.entry import Entry
from builder.outputs.onsheets import SHEETS, OnSheets
from builder.project import MAX_MANIFEST
from builder.source.values import CODE_PATTERN, NAME_PATTERN

# What this builder may have written: a leaflet's file in its folder, perhaps in that of a site.
TONGUE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"  # a language (BCP 47, 2.1), of a translation
READERS = rf"(?:([a-z0-9_-]+)/)?([A-Za-z0-9-]+)/\2\.(?:{TONGUE}\.)?"
OURS = re.compile(rf"{READERS}(?:[a-z0-9_-]+(?:\.{SHEETS})?\.pdf|html)")
DIGEST = re.compile(r"[0-9a-f]{64}")
MAX_PAGES = 1_000_000
Noted = Entry | OnSheets
SAMPLE = OnSheets("", "", "", "", "", "", 0, "", "")  # for the types of its values


class Read(NamedTuple):
    """What a manifest tells of that may be believed: files, and the printer's copies of some."""

    entries: tuple[Entry, ...] = ()
    copies: tuple[OnSheets, ...] = ()


def written(entries: Iterable[Entry], copies: Iterable[OnSheets]) -> str:
    """A manifest, in the order of paths."""
    files = [plain(each) for each in sorted(entries, key=lambda each: each.path)]
    sheets = [plain(each) for each in sorted(copies, key=lambda each: each.path)]
    data = {"files": files, **({"printers_copies": sheets} if sheets else {})}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def plain(noted: Noted) -> dict[str, Any]:
    """A file as a manifest tells it."""
    if isinstance(noted, OnSheets):
        return asdict(noted)
    return {**asdict(noted), "sources": list(noted.sources), "card": plain_card(noted.card)}


def read_manifest(place: Path) -> Read:
    """What is told there; nothing where there is no manifest."""
    data = read(place, MAX_MANIFEST)
    try:
        return Read(
            tuple(filter(None, map(_entry, parsed(data)))),
            tuple(filter(None, map(_copy, parsed(data, "printers_copies")))),
        )
    except ValueError:
        return Read()


def notes(place: Path) -> Iterator[Noted]:
    """What an interrupted build noted; a line that is cut off is none."""
    for line in (read(place, MAX_MANIFEST) or b"").splitlines():
        try:
            (item,) = parsed(b'{"files": [%b]}' % line)
        except ValueError:
            continue
        if noted := _entry(item) or _copy(item):
            yield noted


def parsed(data: bytes | None, what: str = "files") -> list[dict[str, Any]]:
    """What a manifest says of its files. Raises ValueError for what is no manifest."""
    try:
        whole = json.loads(data or b"", object_pairs_hook=_once)
        found = whole["files"] if what == "files" else whole.get(what, [])
    except (AttributeError, KeyError, TypeError, RecursionError, MemoryError):
        raise ValueError("this is no manifest") from None
    if not isinstance(found, list):
        raise ValueError("a manifest has a list of files")
    return [each for each in found if isinstance(each, dict)]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _entry(item: dict[str, Any]) -> Entry | None:
    """An entry, if this builder could have written it."""
    item = {"signed": "", "words": "", "card": {}, **item}
    names = {field.name for field in fields(Entry)}
    sources, pages, card = item.get("sources"), item.get("pages"), card_from(item["card"])
    texts: dict[str, Any] = {name: item.get(name) for name in names - {"sources", "pages", "card"}}
    if not (item.keys() <= names and isinstance(sources, list) and type(pages) is int and card):
        return None
    told = [*texts.values(), *sources, *card.texts]
    if not (all(map(_is_text, told)) and 0 <= pages < MAX_PAGES):
        return None
    entry = Entry(**texts, pages=pages, sources=tuple(sources), card=card)
    return entry if _is_ours(entry) else None


def _is_text(value: object) -> bool:
    """Whether it is text that can be written again: a lone half of a pair cannot."""
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)


def _is_ours(entry: Entry) -> bool:
    """Whether its path is the one such a handout has, and its digests are digests."""
    paths = [named(entry.handout, entry.edition, of) for of in ("", entry.language)]
    return (
        entry.path in (*paths, *(f"{entry.site}/{path}" for path in paths))
        and bool(re.fullmatch(CODE_PATTERN, entry.handout))
        and all(re.fullmatch(NAME_PATTERN, name) for name in (entry.edition, entry.site))
        and all(DIGEST.fullmatch(each) for each in (entry.sha256, entry.key))
    )


def _copy(item: dict[str, Any]) -> OnSheets | None:
    """A printer's copy, if this builder could have written it."""
    kinds = {name: type(value) for name, value in asdict(SAMPLE).items()}
    if item.keys() != kinds.keys() or any(type(item[each]) is not kinds[each] for each in kinds):
        return None
    copy = OnSheets(**item)
    ours = OURS.fullmatch(copy.path) and copy.path.startswith(f"{copy.of.removesuffix('.pdf')}.")
    digests = (copy.made_from, copy.sha256, copy.key)
    return copy if ours and all(map(DIGEST.fullmatch, digests)) else None
