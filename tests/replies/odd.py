"""Reads a folder of anybody's files: `python -m tests.replies.odd FOLDER`.

None may raise anything but that it is unreadable. What became of them is counted; files of other
programs' tests, which are odd on purpose, are good for it.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from builder.machine.limited import Limited, TooMuch
from builder.questions.formfields import form_of
from builder.questions.unreadable import Unreadable


def outcome(limited: Limited, file: Path) -> str:
    try:
        form = limited(form_of, file.read_bytes())
    except Unreadable as problem:
        return f"{problem.code}: {problem.message}"
    except TooMuch:
        return "too-costly"
    states = Counter(field.value.state for field in form.fields)
    return "fields, of some " + " and ".join(sorted(states)) if states else "no fields"


def main(folder: Path) -> None:
    found: Counter[str] = Counter()
    with Limited() as limited:
        for file in sorted(folder.rglob("*.pdf")):
            try:
                found[outcome(limited, file)] += 1
            except Exception as error:
                sys.exit(f"{file}: {error!r}")
    for what, count in found.most_common():
        print(f"{count:5} {what}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
