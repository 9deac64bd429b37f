"""One person on a list, as the list says it. Nothing here shows a person by accident."""

from __future__ import annotations

from dataclasses import dataclass

# Columns that every list may have; further ones are the fields that a handout declares.
ADDRESS, NAME, LANGUAGE, EDITION = "address", "name", "language", "edition"


@dataclass(frozen=True, repr=False, slots=True)
class Recipient:
    """Who gets copies, in which language and edition (empty: the handout's own, its first).

    `row` is the line of the list, as a spreadsheet counts it. `values` are the
    fields that a handout prints, by name; an empty one is a line to write on.
    `address` is one plain address, normalised; empty where copies go on paper.
    `password` is that of an encrypted copy, empty for none.
    """

    row: int
    address: str = ""
    name: str = ""
    language: str = ""
    edition: str = ""
    values: tuple[tuple[str, str], ...] = ()
    password: str = ""

    def __repr__(self) -> str:
        return f"Recipient(row {self.row})"
