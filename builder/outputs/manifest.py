"""The manifest of an output folder, which is also the cache: a file that still holds is not drawn.

It says of each file what it is, what it was made from and under which key. It
is data from outside, for a folder can be shared, copied or edited: nothing in
it is believed that this builder would not have written, and what is damaged is
as good as not there, for all can be made anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from builder.machine.disk import append, digest, files, read, renew, write_together
from builder.model import named
from builder.outputs.card import card_from, plain
from builder.outputs.entry import Entry
from builder.outputs.names import JOURNAL, MANIFEST
from builder.project import MAX_MANIFEST
from builder.source.values import CODE_PATTERN, NAME_PATTERN

# What this builder may have written: a leaflet's file in its folder, perhaps in that of a site.
TONGUE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"  # a language (BCP 47, 2.1), of a translation
OURS = re.compile(
    rf"(?:([a-z0-9_-]+)/)?([A-Za-z0-9-]+)/\2\.(?:{TONGUE}\.)?(?:([a-z0-9_-]+)\.pdf|html)"
)
DIGEST = re.compile(r"[0-9a-f]{64}")
MAX_PAGES = 1_000_000


class Manifest:
    """What is in an output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.entries = {entry.path: entry for entry in _entries(out / MANIFEST)}
        self._noted = False
        for entry in _notes(out / JOURNAL):
            if self.untouched(entry):
                self.entries[entry.path] = entry

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file as it was written, by path."""
        return {path: entry.sha256 for path, entry in self.entries.items()}

    def fresh(self, path: str, key: str) -> bool:
        """Whether the file is there, made from the same handout, and nobody changed it since."""
        entry = self.entries.get(path)
        return entry is not None and entry.key == key and self.untouched(entry)

    def untouched(self, entry: Entry) -> bool:
        """Whether the file is what was written, and in this folder, not behind a link."""
        place = self.out / entry.path
        folders = list(place.parents)[: entry.path.count("/")]
        return not any(each.is_symlink() for each in folders) and digest(place) == entry.sha256

    def put(self, *files: tuple[Entry, bytes]) -> None:
        """Notes what will be written, then writes it: a build may be killed at any moment.

        The next one believes a note if the file is what it says. So no file is
        ever unknown, and a note costs the same however many there are. Where one
        of the files cannot be written, none is.
        """
        if not self._noted:
            self.save()
            self._noted = True
        for entry, _ in files:
            append(self.out / JOURNAL, f"{json.dumps(_plain(entry))}\n".encode())
        write_together([(self.out / entry.path, data) for entry, data in files])
        self.entries.update((entry.path, entry) for entry, _ in files)

    def retire(self, wanted: set[str], other_sites: set[str]) -> list[str]:
        """Takes out files of handouts that are no longer defined, if nobody changed them.

        A leaflet that lies about after it was withdrawn gets printed again.
        Those of `other_sites` stay.
        """
        gone, kept = [], self._by_file(wanted)
        for entry in list(self.entries.values()):
            if entry.path in wanted or entry.site in other_sites:
                continue
            if self.untouched(entry) and not kept(entry.path):
                (self.out / entry.path).unlink()
                self._tidy((self.out / entry.path).parent)
                gone.append(entry.path)
            del self.entries[entry.path]
        return gone

    def strays(self) -> list[str]:
        """Files that are named like ours and that the manifest knows nothing of.

        An older builder may have written them, or one whose manifest was lost.
        """
        paths = sorted(path for path, _ in files(self.out))
        known = self._by_file(self.entries)
        return [path for path in paths if OURS.fullmatch(path) and not known(path)]

    def _by_file(self, paths: Iterable[str]) -> Callable[[str], bool]:
        """Whether a path names one of these files, also where capitals make no difference."""
        folded = {path.casefold(): path for path in paths}

        def known(path: str) -> bool:
            other = folded.get(path.casefold())
            return other is not None and (other == path or _same(self.out / other, self.out / path))

        return known

    def _tidy(self, folder: Path) -> None:
        """Takes out folders that nothing is left in."""
        while folder != self.out and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def save(self) -> None:
        """Writes the manifest, unless it says the same already; the notes are in it."""
        every = [_plain(self.entries[path]) for path in sorted(self.entries)]
        text = json.dumps({"files": every}, ensure_ascii=False, indent=1) + "\n"
        renew(self.out / MANIFEST, text.encode())
        (self.out / JOURNAL).unlink(missing_ok=True)


def parsed(data: bytes | None) -> list[dict[str, Any]]:
    """What a manifest says of its files. Raises ValueError for what is no manifest."""
    try:
        files = json.loads(data or b"", object_pairs_hook=_once)["files"]
    except (KeyError, TypeError, RecursionError, MemoryError):
        raise ValueError("this is no manifest") from None
    if not isinstance(files, list):
        raise ValueError("a manifest has a list of files")
    return [each for each in files if isinstance(each, dict)]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _plain(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "sources": list(entry.sources), "card": plain(entry.card)}


def _entries(place: Path) -> Iterator[Entry]:
    """The entries of a manifest that may be believed."""
    try:
        files = parsed(read(place, MAX_MANIFEST))
    except ValueError:
        return
    yield from filter(None, map(_entry, files))


def _notes(place: Path) -> Iterator[Entry]:
    """The entries that an interrupted build noted; a line that is cut off is none."""
    for line in (read(place, MAX_MANIFEST) or b"").splitlines():
        try:
            (item,) = parsed(b'{"files": [%b]}' % line)
        except ValueError:
            continue
        if entry := _entry(item):
            yield entry


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


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
