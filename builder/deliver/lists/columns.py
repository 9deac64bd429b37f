"""The columns that a list may have, and what is wrong with those it has.

A name that is not known is not repeated: a list without its first line has a person there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from builder.deliver.lists.cell import Cell, Faults
from builder.deliver.lists.recipient import ADDRESS, EDITION, LANGUAGE, NAME
from builder.diagnostics import did_you_mean
from builder.model import PersonalField
from builder.place import Span

NO_HEADER = "the first line names the columns"


@dataclass(frozen=True)
class Allowed:
    """What a list may hold: the fields, editions and languages that the handouts have.

    `password_column` is the one with the passwords of encrypted copies, empty for none;
    `weak_passwords` says whether those may be used that can be guessed. `of_visit`: it is what is
    known of one visit, with the fields alone.
    """

    fields: Mapping[str, PersonalField]
    editions: Collection[str]
    languages: Collection[str]
    needs_address: bool
    password_column: str = ""
    weak_passwords: bool = False
    of_visit: bool = False

    @property
    def columns(self) -> list[str]:
        """The names of all columns there may be."""
        if self.of_visit:
            return [*map(str, self.fields)]
        names = (ADDRESS, NAME, LANGUAGE, EDITION, self.password_column, *map(str, self.fields))
        return [*dict.fromkeys(filter(None, names))]

    @property
    def needed(self) -> list[str]:
        """Those that must be there, though their cells may be empty."""
        first = (ADDRESS if self.needs_address else "", self.password_column)
        return [*filter(None, first), *map(str, self.fields)]


class Columns:
    """Finds the name of a column however it is typed: spaces and capitals do not count."""

    def __init__(self, allowed: Allowed, faults: Faults) -> None:
        self.allowed, self.faults = allowed, faults
        self.known = {name.casefold(): name for name in allowed.columns}

    def name(self, typed: str) -> str:
        return self.known.get(" ".join(typed.split()).casefold(), "")

    def named(self, header: Sequence[Cell]) -> list[str]:
        """The columns of a header, "" for one that is not known; what is wrong is told."""
        cells = [*header]
        while cells and not cells[-1].text.strip():
            cells.pop()
        names: list[str] = []
        for number, cell in enumerate(cells, 1):
            name = self.name(cell.text)
            if not name:
                self.unknown(cell.at, cell.text, f"column {number}")
            elif name in names:
                message = f"column {number} is a second '{name}'"
                self.faults.tell(cell.at, "duplicate-column", message, "keep one of them")
            names.append(name)
        self._missing(names, header[0].at)
        return names

    def unknown(self, at: Span, typed: str, what: str) -> None:
        """Tells of a column or key that no list has."""
        hint = NO_HEADER if "@" in typed else did_you_mean(typed.strip(), self.allowed.columns)
        one = "a field of this sheet" if self.allowed.of_visit else "one of a list"
        message = f"{what} has no name" if not typed.strip() else f"{what} is not {one}"
        self.faults.tell(at, "unknown-column", message, hint)

    def _missing(self, names: Sequence[str], at: Span) -> None:
        for name in self.allowed.needed:
            if name not in names:
                hint = "add it; " + ("" if name == ADDRESS else "its cells may be empty")
                message = f"the column '{name}' is missing"
                self.faults.tell(at, "missing-column", message, hint.removesuffix("; "))
