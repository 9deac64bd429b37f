"""A printer's copy, beside the reader's copy it was made from, as the manifest tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from builder.model.onpaper import Form

# What stands in its name between the reader's copy and '.pdf'.
SHEETS = rf"(?:{'|'.join(get_args(Form))})(?:-[A-Za-z0-9_]+)*-turn-(?:long|short)"


@dataclass(frozen=True)
class OnSheets:
    """Its file, and what that is: `path` and `of`, the reader's copy, are as in the manifest.

    `made_from` is the digest that the reader's copy had, `key` that of all it was made with. The
    paper is turned over on its `edge`. One that was made `by_hand` was asked for once; all others
    are as a definition or a layout says.
    """

    path: str
    of: str
    made_from: str
    form: str
    paper: str
    edge: str
    sheets: int
    sha256: str
    key: str
    by_hand: bool = False


def sheets_named(of: str, form: str, edge: str, *marks: str) -> str:
    """What it is called: as the reader's copy, then what it is, and the edge."""
    return f"{of.removesuffix('.pdf')}.{'-'.join((form, *marks, 'turn', edge))}.pdf"
