"""What is known of a source that was read before, so that it need not be read again."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.place import Text


@dataclass(frozen=True)
class Listed:
    """A definition as its outputs are listed: its number, its file, and who they are for.

    `site` is the only one it is made for; None is any.
    """

    handout: str
    path: str
    site: str | None
    language: str
    editions: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """A source without mistakes: its name, what is to be told of it, and how it is listed.

    Only definitions are listed.
    """

    name: Text
    found: tuple[Diagnostic, ...] = ()
    listed: Listed | None = None
