"""The manifest of an output folder, which is also the cache: a file that still holds is not drawn.

It says of each file what it is, what it was made from and under which key. It
is data from outside, for a folder can be shared, copied or edited: nothing in
it is believed that this builder would not have written, and what is damaged is
as good as not there, for all can be made anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.machine.disk import append, digest, files, renew, write_together
from builder.outputs.manifestfile import OURS, Noted, notes, plain, read_manifest, written
from builder.outputs.names import JOURNAL, MANIFEST
from builder.outputs.onsheets import OnSheets


class Manifest:
    """What is in an output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        told = read_manifest(out / MANIFEST)
        self.entries = {entry.path: entry for entry in told.entries}
        self.copies = {copy.path: copy for copy in told.copies}
        self._noted = False
        for noted in notes(out / JOURNAL):
            if self.untouched(noted):
                self._know(noted)

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file as it was written, by path."""
        every: tuple[Noted, ...] = (*self.entries.values(), *self.copies.values())
        return {each.path: each.sha256 for each in every}

    def fresh(self, path: str, key: str) -> bool:
        """Whether the file is there, made from the same handout, and nobody changed it since."""
        entry = self.entries.get(path)
        return entry is not None and entry.key == key and self.untouched(entry)

    def untouched(self, entry: Noted) -> bool:
        """Whether the file is what was written, and in this folder, not behind a link."""
        place = self.out / entry.path
        folders = list(place.parents)[: entry.path.count("/")]
        return not any(each.is_symlink() for each in folders) and digest(place) == entry.sha256

    def put(self, *files: tuple[Noted, bytes]) -> None:
        """Notes what will be written, then writes it: a build may be killed at any moment.

        The next one believes a note if the file is what it says. So no file is
        ever unknown, and a note costs the same however many there are. Where one
        of the files cannot be written, none is.
        """
        if not self._noted:
            self.save()
            self._noted = True
        for noted, _ in files:
            append(self.out / JOURNAL, f"{json.dumps(plain(noted))}\n".encode())
        write_together([(self.out / noted.path, data) for noted, data in files])
        for noted, _ in files:
            self._know(noted)

    def _know(self, noted: Noted) -> None:
        if isinstance(noted, OnSheets):
            self.copies[noted.path] = noted
        else:
            self.entries[noted.path] = noted

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
                self._take_out(entry)
                gone.append(entry.path)
            del self.entries[entry.path]
        return gone

    def retire_copies(self, stale: Iterable[OnSheets]) -> list[str]:
        """Takes out printer's copies, if nobody changed them."""
        gone = []
        for copy in stale:
            if self.untouched(copy):
                self._take_out(copy)
                gone.append(copy.path)
            del self.copies[copy.path]
        return gone

    def _take_out(self, noted: Noted) -> None:
        """Takes a file out, and folders that nothing is left in."""
        place = self.out / noted.path
        place.unlink()
        folder = place.parent
        while folder != self.out and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def strays(self) -> list[str]:
        """Files that are named like ours and that the manifest knows nothing of.

        An older builder may have written them, or one whose manifest was lost.
        """
        paths = sorted(path for path, _ in files(self.out))
        known = self._by_file((*self.entries, *self.copies))
        return [path for path in paths if OURS.fullmatch(path) and not known(path)]

    def _by_file(self, paths: Iterable[str]) -> Callable[[str], bool]:
        """Whether a path names one of these files, also where capitals make no difference."""
        folded = {path.casefold(): path for path in paths}

        def known(path: str) -> bool:
            other = folded.get(path.casefold())
            return other is not None and (other == path or _same(self.out / other, self.out / path))

        return known

    def save(self) -> None:
        """Writes the manifest, unless it says the same already; the notes are in it."""
        text = written(self.entries.values(), self.copies.values())
        renew(self.out / MANIFEST, text.encode())
        (self.out / JOURNAL).unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
