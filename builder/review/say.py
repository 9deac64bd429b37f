"""Blocks of a pack's own words, in a line each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from builder.blocks.key_facts import KeyFact, KeyFacts
from builder.blocks.list import List
from builder.blocks.paragraph import Paragraph
from builder.blocks.table import Table
from builder.place import Text
from builder.source.inline import Rich, Run

# A pack reads the same everywhere, whatever language the machine speaks.
MONTHS = ("January", "February", "March", "April", "May", "June", "July",
          "August", "September", "October", "November", "December")  # fmt: skip


def rich(*runs: Run | str) -> Rich:
    """A text of runs, or of plain words."""
    made = tuple(run if isinstance(run, Run) else Run(run) for run in runs)
    return Rich(made, Text("".join(run.text for run in made)))


def strong(words: str) -> Run:
    return Run(words, strong=True)


def linked(words: str, address: str | None) -> Run:
    """Words that lead to an address, if it is one that is safe to follow."""
    return Run(words, href=address if address and address.startswith("https://") else "")


def paragraph(*runs: Run | str) -> Paragraph:
    return Paragraph(text=rich(*runs))


def bullets(items: Iterable[Rich]) -> List:
    return List(items=tuple(items))


def facts(pairs: Iterable[tuple[str, str]]) -> KeyFacts:
    """Short facts with their labels; those without a value are left out."""
    made = (KeyFact(label=rich(label), value=rich(value)) for label, value in pairs if value)
    return KeyFacts(facts=tuple(made))


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Rich | str]],
    widths: Sequence[float],
    caption: str = "",
) -> Table:
    """A table whose first column names its rows."""
    cells = tuple(tuple(c if isinstance(c, Rich) else rich(c) for c in row) for row in rows)
    made = Table(columns=tuple(map(rich, columns)), rows=cells, row_headers=True)
    title = rich(caption) if caption else None
    return made.model_copy(update={"widths": tuple(widths), "caption": title})


def day(when: date) -> str:
    """A day in words: 6 August 2026."""
    return f"{when.day}\u00a0{MONTHS[when.month - 1]}\u00a0{when.year}"


def counted(number: int, one: str, more: str | None = None) -> str:
    """`3 blocks`, `1 block`, `no blocks`."""
    return f"{number or 'no'} {one if number == 1 else more or one + 's'}"
