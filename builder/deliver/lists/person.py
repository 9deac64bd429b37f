"""A row of a list as a recipient, or all that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from builder.deliver.copies.passwords import unusable, weakness
from builder.deliver.lists.cell import Cell, Faults, Row, in_row
from builder.deliver.lists.columns import Allowed
from builder.deliver.lists.fitness import Wrong, text_of, unfit, unlike
from builder.deliver.lists.mailbox import looks_like_another, normalised, same_person
from builder.deliver.lists.recipient import ADDRESS, EDITION, LANGUAGE, NAME, Recipient
from builder.diagnostics import did_you_mean

MOST_NAME = 200  # characters
ONE = "write one address such as name@example.org, without a name, commas or quotation marks"
TYPE = "type it again in one alphabet: one of its letters is not what it looks like"


class People:
    """Makes recipients of rows, and knows who was on the list already: by digests alone."""

    def __init__(self, allowed: Allowed, faults: Faults) -> None:
        self.allowed, self.faults = allowed, faults
        self.rows: dict[bytes, int] = {}

    def recipient(self, row: Row) -> Recipient | None:
        """The person of a row; None for one with faults, which are told."""
        before = self.faults.count
        texts = {name: text_of(cell.text) for name, cell in row.cells.items()}
        if typed := texts.get(ADDRESS):
            texts[ADDRESS] = normalised(typed)
        elif self.allowed.needs_address:
            self._tell(row, ADDRESS, ("missing-address", "is missing", ONE))
        for name, cell in row.cells.items():
            if wrong := self._wrong(name, cell, texts):
                self._tell(row, name, wrong)
        if self.faults.count == before:
            self._once(row, texts)
        sound = self.faults.count == before and not row.torn
        return self._made(row, texts) if sound else None

    def _wrong(self, name: str, cell: Cell, texts: Mapping[str, str]) -> Wrong | None:
        """The first fault of a cell."""
        if wrong := next(unfit(cell.text), None):
            return wrong
        if name == ADDRESS and cell.text.strip() and not texts[name]:
            return "bad-address", "is not one plain address", ONE
        if name == ADDRESS and looks_like_another(cell.text):
            return "mixed-letters", "has letters of several alphabets that look alike", TYPE
        return self._unlike(name, texts[name], texts) if texts[name] else None

    def _unlike(self, name: str, text: str, texts: Mapping[str, str]) -> Wrong | None:
        """What is wrong with the text of a column that every list has, or of a field."""
        if name == NAME and len(text) > MOST_NAME:
            return "too-long", f"is longer than {MOST_NAME} characters", ""
        if name == LANGUAGE and not _known(text, self.allowed.languages):
            return (
                "unknown-language",
                "is no language of these handouts",
                _there(text, self.allowed.languages),
            )
        if name == EDITION and not _known(text, self.allowed.editions):
            return (
                "unknown-edition",
                "is no edition of these handouts",
                _there(text, self.allowed.editions),
            )
        if name == self.allowed.password_column:
            return self._weak(text, texts)
        field = self.allowed.fields.get(name)
        return next(unlike(text, field), None) if field else None

    def _weak(self, password: str, texts: Mapping[str, str]) -> Wrong | None:
        column, hint = self.allowed.password_column, "a password can be made: leave the cell empty"
        if said := unusable(password):
            return "unusable-password", f"cannot be used: {said}", hint
        if self.allowed.weak_passwords:
            return None
        others = [text for name, text in texts.items() if name != column and len(text) > 3]
        if any(each.casefold() in password.casefold() for each in others):
            return "weak-password", "is made of what stands in the row itself", hint
        if said := weakness(password):
            return "weak-password", f"can be guessed: {said}", hint
        return None

    def _once(self, row: Row, texts: Mapping[str, str]) -> None:
        """Tells of a person who was on the list before, and of a password that was."""
        password = texts.get(self.allowed.password_column, "")
        if (address := texts.get(ADDRESS)) and self.allowed.needs_address:
            first = self._first(row, "address", [same_person(address)])
            message = "is that of row {}: the same person twice"
            self._second(row, ADDRESS, first, "same-person", message)
        elif first := self._first(row, "row", sorted(f"{n}={t}" for n, t in texts.items() if t)):
            message = f"row {row.number} is the same as row {first}: the same person twice"
            self.faults.tell(row.at, "same-person", message, "take one of the two out")
        if password and not self.allowed.weak_passwords:
            first = self._first(row, "password", [password])
            name = self.allowed.password_column
            self._second(row, name, first, "same-password", "is that of row {}, too")

    def _first(self, row: Row, kind: str, texts: Iterable[str]) -> int:
        """The row that had the same before; 0 if this is the first."""
        key = hashlib.blake2b("\0".join((kind, *texts)).encode(), digest_size=16).digest()
        first = self.rows.setdefault(key, row.number)
        return first if first != row.number else 0

    def _second(self, row: Row, column: str, first: int, code: str, message: str) -> None:
        if first:
            self._tell(row, column, (code, message.format(first), "take one of the two out"))

    def _tell(self, row: Row, column: str, wrong: Wrong) -> None:
        code, message, hint = wrong
        at = row.cells[column].at if column in row.cells else row.at
        self.faults.tell(at, code, f"{in_row(row.number)}'{column}' {message}", hint)

    def _made(self, row: Row, texts: Mapping[str, str]) -> Recipient:
        filled = ((str(name), texts.get(name, "")) for name in self.allowed.fields)
        return Recipient(
            row=row.number,
            address=texts.get(ADDRESS, ""),
            name=texts.get(NAME, ""),
            language=_known(texts.get(LANGUAGE, ""), self.allowed.languages),
            edition=_known(texts.get(EDITION, ""), self.allowed.editions),
            values=tuple((name, text) for name, text in filled if text),
            password=texts.get(self.allowed.password_column, ""),
        )


def _known(typed: str, known: Iterable[str]) -> str:
    """The name as it is written elsewhere, whatever its capitals; "" if there is none such."""
    return next((str(each) for each in known if each.casefold() == typed.casefold()), "")


def _there(typed: str, known: Iterable[str]) -> str:
    return did_you_mean(typed, known) or "leave it empty"
