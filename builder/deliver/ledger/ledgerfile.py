"""The file of the ledger: made whole, opened without trust, changed in whole steps."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from builder.machine.disk import PART
from builder.machine.mounted import MOUNTS, distant
from builder.machine.privately import private_folder

LEDGER, MARK, SENDER = "ledger.sqlite", ".ledger.mark", ".ledger.sender"
TALLY = ".ledger.tally"
TRACES = (MARK, TALLY, SENDER, f"{LEDGER}-wal")  # none is there before the ledger
VERSION = 3
APPLICATION = 0x68646C67  # "hdlg", so that `file` and we know one of ours
PATIENCE = 30.0  # seconds that a command waits for another's step
SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE mail (
  number INTEGER PRIMARY KEY, key TEXT NOT NULL, round INTEGER NOT NULL,
  batch TEXT NOT NULL, site TEXT NOT NULL, row INTEGER NOT NULL, reason TEXT, content TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, size INTEGER NOT NULL, address TEXT,
  state TEXT NOT NULL CHECK
    (state IN ('queued', 'sending', 'at_dot', 'sent', 'failed', 'in_doubt')),
  queued_at REAL NOT NULL, next_at REAL NOT NULL, expires_at REAL NOT NULL, settled_at REAL,
  tries INTEGER NOT NULL DEFAULT 0, why TEXT NOT NULL DEFAULT '', word TEXT NOT NULL DEFAULT '',
  bounced TEXT NOT NULL DEFAULT '', dots INTEGER NOT NULL DEFAULT 0, UNIQUE (key, round));
CREATE INDEX waiting ON mail (tries, number, next_at, site) WHERE state = 'queued';
CREATE INDEX expiring ON mail (expires_at) WHERE state = 'queued';
CREATE INDEX by_state ON mail (state);
CREATE TABLE message (number INTEGER PRIMARY KEY REFERENCES mail, data BLOB NOT NULL);
CREATE TABLE held (
  number INTEGER NOT NULL REFERENCES mail, handout TEXT, version TEXT, edition TEXT,
  language TEXT, pages INTEGER, sha256 TEXT, key TEXT NOT NULL);
CREATE INDEX held_by ON held (number);
CREATE INDEX held_key ON held (key, number);
CREATE TABLE attempt (
  number INTEGER NOT NULL REFERENCES mail, run INTEGER NOT NULL, at REAL NOT NULL,
  came TEXT NOT NULL DEFAULT '', code TEXT NOT NULL DEFAULT '');
CREATE INDEX attempt_of ON attempt (number);
"""


class LedgerFile:
    """An open ledger: statements, and steps that are done whole or not at all.

    All trouble is an OSError that names the file; none holds what stands in it.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        with self._told():
            self._open = sqlite3.connect(place, timeout=PATIENCE, isolation_level=None)

    def close(self) -> None:
        self._open.close()

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        with self._told():
            return self._open.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> tuple[Any, ...] | None:
        found = self.rows(sql, *values)
        return found[0] if found else None

    def value(self, sql: str, *values: Any) -> Any:
        found = self.rows(sql, *values)
        return found[0][0] if found else None

    def do(self, sql: str, *values: Any) -> int:
        """How many rows a statement changed."""
        with self._told():
            return self._open.execute(sql, values).rowcount

    def shrink(self) -> None:
        """Gives unused pages back to the disk, and leaves nothing in the log.

        Raises OSError while another command keeps the log open.
        """
        with self._told():  # as a script: a single statement gives back a single page
            self._open.executescript("PRAGMA incremental_vacuum")
        if self.value("PRAGMA wal_checkpoint(TRUNCATE)"):
            message = "another command reads the ledger, so its log still names people: once more"
            raise OSError(errno.EBUSY, message, str(self.place))

    def added(self, sql: str, *values: Any) -> int:
        """The number of the row that a statement added."""
        with self._told():
            return int(self._open.execute(sql, values).lastrowid or 0)

    @contextmanager
    def step(self) -> Iterator[None]:
        """A change that is on the disk, whole, when the block is left, or has not been made.

        It begins as one that writes, so that it waits for another's and never fails halfway.
        """
        self.do("BEGIN IMMEDIATE")
        try:
            yield
            self.do("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self._open.in_transaction:
                    self._open.execute("ROLLBACK")
            raise

    def meta(self, name: str) -> Any:
        return self.value("SELECT value FROM meta WHERE name = ?", name)

    def put(self, name: str, value: Any) -> None:
        self.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's trouble, by its name alone: its sentences may quote what it was given."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "") or type(error).__name__
            raise _trouble(name, self.place) from None


def _trouble(name: str, place: Path) -> OSError:
    said = {
        "SQLITE_FULL": (errno.ENOSPC, "the ledger cannot be written: the disk is full"),
        "SQLITE_CORRUPT": (errno.EIO, DAMAGED),
        "SQLITE_NOTADB": (errno.EIO, DAMAGED),
        "SQLITE_BUSY": (errno.EBUSY, "another command has held the ledger for too long"),
        "SQLITE_READONLY": (errno.EACCES, "the ledger cannot be written"),
    }
    code, words = said.get(name, (errno.EIO, f"the ledger cannot be used ({name})"))
    return OSError(code, words, str(place))


DAMAGED = "the ledger is damaged; nothing is sent. Bring back a backup of the whole folder"
GONE = "the ledger is gone, but its traces are here; nothing is sent. Bring back a backup of it"


def opened(folder: Path, mounts: Path = MOUNTS) -> LedgerFile:
    """The ledger of a folder, which is made if there was none; looked at whole.

    Raises OSError for a network disk, for a ledger that is damaged, that is gone although
    there was one, or that another version made.
    """
    kind = distant(folder, mounts)
    if kind:
        message = f"a ledger cannot lie on a network disk ({kind}); choose another with '--out'"
        raise OSError(errno.EINVAL, message, str(folder))
    private_folder(folder)
    place = folder / LEDGER
    if not os.path.lexists(place):
        if there(folder):
            raise OSError(errno.ENOENT, GONE, str(place))
        _made(place)
    _plain(place)
    book = LedgerFile(place)
    try:
        _looked_at(book)
    except BaseException:
        book.close()
        raise
    return book


def there(folder: Path) -> bool:
    """Whether a folder has a ledger, or had one."""
    return any(os.path.lexists(folder / name) for name in (LEDGER, *TRACES))


def _plain(place: Path) -> None:
    found = place.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "the ledger is not a plain file", str(place))
    if found.st_size == 0:
        raise OSError(errno.EIO, DAMAGED, str(place))
    if stat.S_IMODE(found.st_mode) & 0o077 and os.name == "posix":
        place.chmod(0o600)


def _made(place: Path) -> None:
    """A ledger with nothing in it; it has its name only once it is whole."""
    handle, name = tempfile.mkstemp(prefix=PART, dir=place.parent)
    os.close(handle)
    part = Path(name)
    try:
        with closing(LedgerFile(part)) as book:
            book.do("PRAGMA auto_vacuum = INCREMENTAL")  # before anything is written
            book.do(f"PRAGMA application_id = {APPLICATION}")
            book.do("PRAGMA journal_mode = WAL")
            with book.step():
                for statement in SCHEMA.split(";\n"):
                    book.do(statement)
                book.do(f"PRAGMA user_version = {VERSION}")
                book.put("secret", secrets.token_bytes(32))
        with suppress(FileExistsError):  # another command was faster: its ledger holds
            os.link(part, place)
    finally:
        part.unlink(missing_ok=True)


def _looked_at(book: LedgerFile) -> None:
    """Raises OSError for a file that is not a whole ledger of ours."""
    if book.value("PRAGMA application_id") != APPLICATION:
        raise OSError(errno.EIO, DAMAGED, str(book.place))
    if book.value("PRAGMA user_version") != VERSION:
        message = "the ledger was made by another version of the builder"
        raise OSError(errno.EINVAL, message, str(book.place))
    if book.value("PRAGMA quick_check(1)") != "ok":
        raise OSError(errno.EIO, DAMAGED, str(book.place))
    if book.value("PRAGMA journal_mode = WAL") != "wal":
        raise OSError(errno.EINVAL, "this disk cannot hold a ledger", str(book.place))
    for setting in ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY"):
        book.do(f"PRAGMA {setting}")


@contextmanager
def sender(folder: Path) -> Iterator[None]:
    """Holds the right to send from a folder; it ends with the process, however that ends.

    Raises OSError when another process has it.
    """
    place = folder / SENDER
    with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as lock:
        place.chmod(0o600)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "") or type(error).__name__
            if not name.startswith("SQLITE_BUSY"):
                raise _trouble(name, place) from None
            message = "another command sends from this folder already"
            raise OSError(errno.EBUSY, message, str(folder)) from None
        yield
