"""Question sheets for one person each: a second, memory that does not grow, beside the command.

Each sheet has other questions of the bank, an own question and a visit, and is drawn anew: what is
chosen changes every page. The command for one person is what a receptionist waits for. Our start,
and what the first sheets take, are not counted in the sheets a second.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

Measure = Callable[[list[str]], tuple[float, int]]
FEW, MANY = 100, 1000
SHEET = "CT-11"
WORDS = ("May", "I", "eat", "walk", "home", "when", "how", "long", "with", "my", "dog", "again")


def sheets(
    folder: Path, root: Path, measure: Measure
) -> Iterator[tuple[str, float, str, float, str]]:
    """Prints what sheets take; gives figures with their goals: name, figure, sign, limit, unit."""
    title = "question sheets, each for one person"
    print(f"\n{title:<44}{'sheets':>9}{'a second':>10}{'peak':>6} MiB")
    taken = {}
    for count in (FEW, MANY):
        out = folder / str(count)
        taken[count] = measure(
            [sys.executable, str(Path(__file__)), str(root), str(out), str(count)]
        )
        assert len([*out.glob("*.pdf")]) == count
        shutil.rmtree(out)
    (few, low), (many, high) = taken[FEW], taken[MANY]
    rate = (MANY - FEW) / (many - few)
    name = f"in one process, people {FEW} to {MANY}"
    print(f"{name:<44}{MANY - FEW:>9}{rate:>10.1f}{high >> 20:>6}")
    command = [sys.executable, "-m", "builder", "-C", str(root), "questions", SHEET]
    choice = ["--pick", "benefit,cost", "--add", "May I?", "--edition", "standard"]
    alone, peak = measure([*command, *choice, "--out", str(folder / "alone")])
    print(f"{'the command for one person':<44}{1:>9}{1 / alone:>10.1f}{peak >> 20:>6}")
    yield f"sheets: memory, {MANY} / {FEW} people", high / low, "<=", 1.5, "times"


def make(root: Path, out: Path, count: int) -> None:
    """Writes so many people's sheets; the same ones each time."""
    from builder.deliver.copies.master import Refusal
    from builder.deliver.sheets.sheetmaker import sheet_maker
    from builder.diagnostics import Sink
    from builder.library.reading import read_library
    from builder.project import Project

    project, chance = Project(root, date(2026, 6, 1)), Random(1)
    maker = sheet_maker(project, read_library(project, Sink()), SHEET, Sink(), edition="standard")
    assert maker is not None
    names = [str(question.id) for group in maker.bank for question in group.questions]
    out.mkdir(parents=True)
    for number in range(count):
        own = " ".join(chance.choices(WORDS, k=8)) + "?"
        visit = {
            "day": f"2026-12-{number % 28 + 1:02}",
            "with": " ".join(chance.choices(WORDS, k=2)),
        }
        made = maker.sheets(chance.sample(names, 8), [own], visit)
        assert not isinstance(made, Refusal)
        (out / f"{number}.pdf").write_bytes(made[0].data)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
