"""Where outputs go: names, atomic writes, the manifest that is also the cache.

An output is whole or absent: it is written beside its place, synced and
renamed. The manifest says of each file what it is, what it was made from and
under which key; a file whose key and digest still hold is not drawn again.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from builder.model import WEB, Handout
from builder.wording import wording, written

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Entry:
    """One output file; `path` is relative to the manifest. A web page has 0 `pages`.

    `words` are those of the handout, packed, by which a later version is
    compared; they stand once, with the web page.
    """

    path: str
    handout: str
    title: str
    edition: str
    language: str
    version: str
    published: str
    site: str
    brand: str
    pages: int
    sha256: str
    key: str
    sources: tuple[str, ...]
    words: str = ""


def key_of(handout: Handout) -> str:
    """The digest of everything that can change the output."""
    return hashlib.sha256(handout.model_dump_json().encode()).hexdigest()


def path_of(handout: Handout) -> str:
    """`<handout>/<handout>.<edition>.pdf`, and `<handout>/<handout>.html` for the web page.

    Where there are several sites, all of it is in a folder of the site.
    """
    if handout.edition.edition == WEB:
        return f"{handout.folder}{handout.web_path}"
    return f"{handout.folder}{handout.name}/{handout.name}.{handout.edition.edition}.pdf"


def entry_of(handout: Handout, key: str, data: bytes, pages: int) -> Entry:
    return Entry(
        path=path_of(handout),
        handout=handout.code,
        title=handout.title.text,
        edition=str(handout.edition.edition),
        language=handout.language,
        version=handout.version.text,
        published=handout.published.isoformat(),
        site=str(handout.site.site),
        brand=str(handout.brand.brand),
        pages=pages,
        sha256=hashlib.sha256(data).hexdigest(),
        key=key,
        sources=handout.sources,
        words=packed(written(wording(handout))) if handout.edition.edition == WEB else "",
    )


def packed(words: str) -> str:
    """Words as the manifest holds them: a quarter of their size, for there may be many leaflets."""
    return b64encode(zlib.compress(words.encode(), 9)).decode()


def unpacked(words: str) -> str:
    """The words in a manifest. Raises ValueError for anything else."""
    try:
        return zlib.decompress(b64decode(words, validate=True)).decode() if words else ""
    except zlib.error:
        raise ValueError("these are no words of a manifest") from None


class Manifest:
    """What is in an output folder."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.entries: dict[str, Entry] = {}
        for item in _entries(out / MANIFEST):
            self.entries[item.path] = item

    def fresh(self, path: str, key: str) -> bool:
        """Whether the file is there, made from the same handout, and nobody changed it since."""
        entry = self.entries.get(path)
        return entry is not None and entry.key == key and self.untouched(entry)

    def untouched(self, entry: Entry) -> bool:
        try:
            data = (self.out / entry.path).read_bytes()
        except FileNotFoundError:
            return False
        return hashlib.sha256(data).hexdigest() == entry.sha256

    def put(self, entry: Entry, data: bytes) -> None:
        """Writes the file, then notes it."""
        write(self.out / entry.path, data)
        self.entries[entry.path] = entry

    def retire(self, wanted: set[str], other_sites: set[str]) -> list[str]:
        """Takes out files of handouts that are no longer defined, if nobody changed them.

        A leaflet that lies about after it was withdrawn gets printed again.
        Those of `other_sites` stay.
        """
        entries = self.entries.values()
        gone = [e.path for e in entries if e.path not in wanted and e.site not in other_sites]
        for path in gone:
            if self.untouched(self.entries.pop(path)):
                (self.out / path).unlink()
                self._tidy((self.out / path).parent)
        return gone

    def _tidy(self, folder: Path) -> None:
        """Takes out folders that nothing is left in."""
        while folder != self.out and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def save(self) -> None:
        """Writes the manifest, unless it says the same already."""
        files = [_plain(self.entries[path]) for path in sorted(self.entries)]
        text = json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n"
        place = self.out / MANIFEST
        if not place.exists() or place.read_bytes() != text.encode():
            write(place, text.encode())


def _plain(entry: Entry) -> dict[str, Any]:
    return {**asdict(entry), "sources": list(entry.sources)}


def _entries(place: Path) -> list[Entry]:
    """The manifest's entries; a damaged manifest is as good as none, for all can be made anew."""
    try:
        files = json.loads(place.read_text("utf-8"))["files"]
        return [Entry(**{**item, "sources": tuple(item["sources"])}) for item in files]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError):
        return []


def write(place: Path, data: bytes) -> None:
    """Writes a file whole or not at all. Raises OSError, with the file's name in it."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", dir=place.parent)
    except OSError as error:
        raise _naming(error, place) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(place)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _naming(error, place) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _naming(error: OSError, place: Path) -> OSError:
    reason = error.strerror or str(error)
    return OSError(error.errno or 0, f"cannot be written: {reason}", str(place))


def _umask() -> int:
    """What the user's files may be read by: a temporary file is private, the output is not."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
