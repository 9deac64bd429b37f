"""The name of a form field: whose sheet it belongs to, which entry of it, and what is done there.

A name holds all that is needed to read it back, for what else a file says of itself is changed or
dropped by many who save it. A full stop would part a name in two (ISO 32000-1, 12.7.3.2), so
names are letters, digits, hyphens and underscores only, and none is written for two things.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

FieldKind = Literal["tick", "text"]
TICK: FieldKind = "tick"
TEXT: FieldKind = "text"
OWN_ENTRY = "own-"  # begins the entry of a question that was written for one person
OWN_SHEET = "+own"  # ends the version of a sheet whose questions were chosen for one person
PLAIN = re.compile(r"[A-Za-z0-9]")
ESCAPED = re.compile(r"-(-|[0-9A-F]{1,6}-)|[A-Za-z0-9]")
PARTS = 6


class SheetId(NamedTuple):
    """The sheet of a handout: `fingerprint` is the beginning of that of its words, in hexadecimal
    digits, also on a sheet for one person (`own`), which has others of its questions.
    """

    handout: str
    version: str
    language: str
    fingerprint: str

    @property
    def own(self) -> bool:
        return self.version.endswith(OWN_SHEET)

    @property
    def of_version(self) -> str:
        """The version of the handout that it was made from."""
        return self.version.removesuffix(OWN_SHEET)

    def for_one(self) -> SheetId:
        """The same for a sheet whose questions were chosen for one person."""
        return self._replace(version=f"{self.of_version}{OWN_SHEET}")


class FieldName(NamedTuple):
    """A field of a sheet; `entry` is the question or the line to write on that it is for."""

    sheet: SheetId
    entry: str
    kind: FieldKind

    def __str__(self) -> str:
        return "_".join(map(_escaped, (*self.sheet, self.entry, self.kind)))


def parsed(name: str) -> FieldName | None:
    """What a name says; None for one that is not ours."""
    parts = name.split("_")
    if len(parts) != PARTS or not all(map(_is_escaped, parts)):
        return None
    *sheet, entry, kind = map(_unescaped, parts)
    if kind not in (TICK, TEXT):
        return None
    found = FieldName(SheetId(*sheet), entry, kind)
    return found if str(found) == name else None


def _escaped(part: str) -> str:
    return "".join(
        sign if PLAIN.fullmatch(sign) else "--" if sign == "-" else f"-{ord(sign):X}-"
        for sign in part
    )


def _is_escaped(part: str) -> bool:
    return ESCAPED.sub("", part) == ""


def _unescaped(part: str) -> str:
    return ESCAPED.sub(_sign, part)


def _sign(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0]
    code = int(found[1][:-1], 16) if found[1] != "-" else ord("-")
    return chr(code) if code <= 0x10FFFF else ""
