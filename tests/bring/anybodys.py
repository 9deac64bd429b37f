"""Brings in a folder of anybody's files, and writes nothing.

    python -m tests.bring.anybodys FOLDER [STEP]

Each must be read, with every word, or be refused in a line; what became of them is counted. STEP
takes one file in so many: documents that come with a machine are many.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from builder.bring import fidelity
from builder.bring.bring import Beside, Named, composed
from builder.bring.brought import Unusable
from builder.bring.formats import READ, kind_of, read_as
from builder.bring.guesses import guessed
from builder.bring.letters import printable
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.machine.limited import Limited, TooMuch
from builder.project import Project


def outcome(project: Project, named: Named, limited: Limited, file: Path) -> str:
    """What became of a file: "read", or why it was refused."""
    data = file.read_bytes()
    try:
        kind = kind_of(file.name, data)
        brought = guessed(limited(read_as, kind, data, ""))
        fidelity.all_read(brought)
        composed(Beside(project, file, limited), printable(brought), named)
    except Unusable as problem:
        return f"{problem.code}: {problem.message}" if problem.code == "damaged" else problem.code
    except TooMuch:
        return "too-costly"
    return f"{kind} read"


def main(folder: Path, step: int = 1) -> int:
    found: Counter[str] = Counter()
    wrong = 0
    with tempfile.TemporaryDirectory() as place, Limited() as limited:
        project = Project(Path(place), date(2026, 1, 1))
        named = Named("odd", {"brand": "b", "site": "s"}, read_library(project, Sink()))
        files = sorted(each for each in folder.rglob("*") if each.suffix.lower()[1:] in READ)
        for file in files[::step]:
            try:
                found[outcome(project, named, limited, file)] += 1
            except Exception as error:
                wrong += 1
                print(f"{file}: {type(error).__name__}: {str(error)[:300]}", flush=True)
    for what, count in found.most_common():
        print(f"{count:5} {what}")
    return wrong


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:3])) > 0)
