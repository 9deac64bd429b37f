"""What came back: one sheet that somebody filled in, and what it says to each question."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from builder.notation.fieldnames import SheetId

Ticked = Literal["yes", "blank", "unclear", "missing"]
TextState = Literal["typed", "blank", "unclear", "missing"]


@dataclass(frozen=True)
class Answer:
    """What was done at one entry of a sheet.

    `ticked` and `text_state` are None where the entry has no box to tick, or no lines. A box that
    is blank is not a "no", what is `unclear` must be asked again, and `missing` is not in the file
    at all. `text` is exactly what was typed, with \\n at the end of lines; None for all else.
    `notes` say why something is unclear.
    """

    id: str
    question: str
    ticked: Ticked | None = None
    text: str | None = None
    text_state: TextState | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """A filled sheet: of which handout, which of its versions (`own`: made for one patient), and
    its answers in the order of the sheet. `fingerprint` is the beginning of that of its words.
    """

    file: str
    handout: str
    version: str
    language: str
    fingerprint: str
    own: bool
    answers: tuple[Answer, ...]

    @property
    def sheet(self) -> SheetId:
        """Which sheet it is, as `sheets.Sheets` finds its handout."""
        made = SheetId(self.handout, self.version, self.language, self.fingerprint)
        return made.for_one() if self.own else made

    def as_data(self) -> dict[str, Any]:
        """Plain values, as `--format json` and `yaml` give them."""
        data = asdict(self)
        data["answers"] = [{**each, "notes": [*each["notes"]]} for each in data["answers"]]
        return data
