"""What is asked of a build, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from builder.outputs.entry import Entry
    from builder.outputs.onsheets import OnSheets


@dataclass(frozen=True)
class Wish:
    """What to build: names (none is all), one edition or all, one site or all, drawn or not.

    A release holds all editions of a handout, whatever `edition` says.
    """

    names: tuple[str, ...] = ()
    edition: str | None = None
    site: str | None = None
    force: bool = False
    release: bool = False

    @property
    def is_all(self) -> bool:
        """Whether it is a draft of all there is."""
        return not (self.names or self.edition or self.site or self.release)


@dataclass(frozen=True)
class Result:
    """What became of a build: files that were drawn, those that stand, those taken out.

    `strays` are files of no handout there is, `elsewhere` handouts that are
    made for another site than the one that was asked for. `copies` are printer's copies
    that were made, `outdated` those taken out, for what they show has changed.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    drawn: tuple[Entry, ...] = ()
    fresh: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    copies: tuple[OnSheets, ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        return any(each.severity is Severity.ERROR for each in self.diagnostics)
