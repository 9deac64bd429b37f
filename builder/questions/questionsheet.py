"""What a sheet asks, as the project has it: the entries that a reply is read against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.notation.fieldnames import FieldKind, SheetId

PART = re.compile(r"\.[0-9]+")  # ends the id of an entry's lines on a second page


@dataclass(frozen=True)
class Question:
    """One field that a sheet has: its entry's words, and what the field is called aloud.

    `of_file` says that the project does not have it, so that its words are those of the file;
    `optional` that a copy for one person may print what others write there; `of_bank` that it was
    picked for one person, and is not on the sheet for everybody.
    """

    id: str
    kind: FieldKind
    words: str
    tooltip: str
    of_file: bool = False
    optional: bool = False
    of_bank: bool = False


@dataclass(frozen=True)
class QuestionSheet:
    """The questions of a sheet in their order; `spoken` are the two phrases that stand round the
    words of a field, by its kind, with %words% in them. `bank` are questions that may stand on a
    sheet for one patient.
    """

    sheet: SheetId
    questions: tuple[Question, ...]
    spoken: dict[str, str]
    bank: tuple[Question, ...] = ()

    def words_of(self, tip: str, kind: FieldKind) -> str:
        """The words that a field of a file is called by, without those round them."""
        before, _, after = self.spoken.get(kind, "%words%").partition("%words%")
        inner = tip[len(before) : len(tip) - len(after)]
        return inner if f"{before}{inner}{after}" == tip else tip


def whole(entry: str) -> str:
    """The entry that a part of its lines belongs to."""
    return PART.sub("", entry)


def ids(questions: Iterable[Question]) -> list[str]:
    """The entries, each once, in their order."""
    return list(dict.fromkeys(question.id for question in questions))
