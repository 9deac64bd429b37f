"""The only door to a project's files, and to today's date.

Everything the builder reads goes through here, so that nothing outside the
project's folder is ever opened because of what a source says, and a test can
give any folder and any day.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from builder.caches import remembered
from builder.machine.disk import begun, read
from builder.machine.nearby import LINKED, nothing_at, strays

BUNDLED = Path(__file__).parent
SCHEMAS = ".schemas"  # the folder of what editors complete with
MAX_SOURCE = 1 << 20  # bytes of one YAML file
MAX_ASSET = 16 << 20  # bytes of one font or picture
MAX_MANIFEST = 256 << 20  # bytes of a manifest
MAX_REPLY = 25_000_000  # bytes of a filled sheet: what most mail lets through
MAX_LEAFLET = 50_000_000  # bytes of a leaflet of another program
MAX_PATH = 200  # characters


@dataclass(frozen=True)
class Asset:
    """A font or picture: where it is and the digest of what it holds.

    The digest stands for the contents in the cache key; the bytes are read
    when they are drawn.
    """

    path: str
    sha256: str
    file: Path

    def data(self) -> bytes:
        """The bytes. Raises OSError if the file is gone or was changed since it was merged."""
        return _contents(self.file, self.sha256)


@remembered
def _contents(file: Path, sha256: str) -> bytes:
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise OSError(0, "changed while it was being used", str(file))
    return data


class OutsideProject(ValueError):
    """A path in a source that does not name a plain file inside the project; `hint` what may."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def source_date_epoch() -> datetime | None:
    """The moment of SOURCE_DATE_EPOCH (reproducible-builds.org), or None when it is not set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError("SOURCE_DATE_EPOCH is not a number of seconds") from None


@dataclass(frozen=True)
class Project:
    """A folder with `sources/` and `handouts/`.

    `epoch` is the moment that all files give as their own, whoever draws them.
    """

    root: Path
    today: date
    epoch: datetime | None = field(default_factory=source_date_epoch)

    @classmethod
    def at(cls, root: Path) -> Project:
        """The project in `root`, today (or on the day of SOURCE_DATE_EPOCH, as builders agree).

        Raises ValueError when SOURCE_DATE_EPOCH is not a number of seconds.
        """
        epoch = source_date_epoch()
        return cls(root, epoch.date() if epoch else datetime.now(UTC).date(), epoch)

    def everywhere(self) -> Project:
        """The same for processes that stand in other folders."""
        return replace(self, root=self.root.resolve())

    def digest(self) -> str:
        """A digest of the names and contents of all sources."""
        found = hashlib.sha256()
        for folder in ("sources", "handouts"):
            for path in sorted(_matching(self.root, (folder, "**", "*"))):
                data = path.read_bytes()
                found.update(
                    f"{path.relative_to(self.root).as_posix()} {len(data)}\n".encode() + data
                )
        return found.hexdigest()

    def names(self, pattern: str) -> list[str]:
        """Paths of the files that match a glob, as an author knows them, in order.

        Hidden files are passed over. Raises OSError for a folder that cannot be read.
        """
        found = _matching(self.root, PurePosixPath(pattern).parts)
        return sorted(p.relative_to(self.root).as_posix() for p in found)

    def manifest(self, file: Path) -> bytes:
        """At most MAX_MANIFEST bytes of a manifest that the user named, wherever it is."""
        with file.open("rb") as opened:
            return opened.read(MAX_MANIFEST)

    def reply(self, file: Path) -> bytes:
        """At most MAX_REPLY + 1 bytes of a filled sheet that the user named, wherever it is."""
        return begun(file, MAX_REPLY + 1)

    def leaflet(self, file: Path) -> bytes:
        """At most MAX_LEAFLET + 1 bytes of a leaflet that the user named, wherever it is."""
        return begun(file, MAX_LEAFLET + 1)

    def picture_beside(self, file: Path, name: str) -> bytes | None:
        """A picture that lies beside such a leaflet, or below it; None for whatever else it is."""
        folder = file.parent.resolve()
        try:
            place = (folder / name).resolve()
        except (OSError, ValueError):
            return None
        return read(place, MAX_ASSET) if place.is_relative_to(folder) else None

    def own_path(self, typed: str) -> str:
        """A path as typed, from the folder of the project or from where the user is."""
        for start in (self.root, Path()):
            try:
                place = (start / typed).resolve()
                if place.is_file() and place.is_relative_to(self.root.resolve()):
                    return place.relative_to(self.root.resolve()).as_posix()
            except (OSError, ValueError):  # too long for a path, or with a NUL in it
                continue
        return typed

    def is_project(self) -> bool:
        return (self.root / "handouts").is_dir() and (self.root / "sources").is_dir()

    def read(self, path: str) -> bytes:
        """At most MAX_SOURCE + 1 bytes of a source: enough to see that it is too long."""
        with (self.root / path).open("rb") as file:
            return file.read(MAX_SOURCE + 1)

    def strays(self) -> list[tuple[str, str]]:
        """What is called like a source, with what it is: a file, or what no source can be.

        Of links to folders, those among the topics, where none is followed.
        """
        found = [
            (path.relative_to(self.root).as_posix(), kind)
            for folder in ("sources", "handouts")
            for path, kind in strays(self.root / folder)
        ]
        return sorted(
            (path, kind)
            for path, kind in found
            if kind != LINKED or path.startswith("sources/topics/")
        )

    def has_handouts(self) -> bool:
        """Whether there is a definition at all, good or not."""
        return next(_matching(self.root, ("handouts", "*.yaml")), None) is not None

    def asset(self, path: str, beside: str = "") -> Asset:
        """The file `path`, named in the source `beside`.

        Raises OutsideProject, with a sentence for the author, when it is not
        a plain file inside the project.
        """
        parts = PurePosixPath(path)
        if re.search(r"[\\:\0]", path) or parts.is_absolute() or ".." in parts.parts:
            raise OutsideProject(f"'{path}' is not a file in the folder of this one or below it")
        place = PurePosixPath(beside).parent / parts
        file = self.root / place
        if len(path) > MAX_PATH:
            raise OutsideProject(f"there is no file '{place}'")
        if not file.is_file():
            raise OutsideProject(*nothing_at(self.root, place))
        if not file.resolve().is_relative_to(self.root.resolve()):
            raise OutsideProject(f"'{place}' leads outside the project")
        return _asset(file, place.as_posix())


def _matching(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """Files below a folder that match the parts of a glob."""
    first, *rest = parts
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = folder / entry.name
        if first == "**":
            if entry.is_dir(follow_symlinks=False):
                yield from _matching(path, parts)
            elif fnmatchcase(entry.name, rest[0]) and path.is_file():
                yield path
        elif fnmatchcase(entry.name, first):
            if rest and path.is_dir():
                yield from _matching(path, tuple(rest))
            elif not rest and path.is_file():
                yield path


def bundled(path: str) -> Asset:
    """A file that comes with the builder: a font, an icon."""
    return _asset(BUNDLED / path, path)


def bundled_text(path: str) -> bytes:
    """A file of text that comes with the builder: YAML, or a table."""
    return (BUNDLED / path).read_bytes()


def bundled_names(pattern: str) -> list[str]:
    return sorted(p.relative_to(BUNDLED).as_posix() for p in BUNDLED.glob(pattern))


def _asset(file: Path, path: str) -> Asset:
    now = file.stat()
    if now.st_size > MAX_ASSET:
        raise OutsideProject(f"'{path}' is larger than {MAX_ASSET >> 20} MiB")
    # A copy may bring its time and size along; its place on the disk and its arrival are new.
    state = (now.st_dev, now.st_ino, now.st_mtime_ns, now.st_ctime_ns, now.st_size)
    return _digested(file, path, state)


@remembered
def _digested(file: Path, path: str, state: tuple[int, ...]) -> Asset:
    """One digest a process for each state of a file."""
    return Asset(path, hashlib.sha256(file.read_bytes()).hexdigest(), file)
