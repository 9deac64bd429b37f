from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.people import figure_runs, place_of
from builder.source.inline import Run
from builder.words.words import Passage

OUT_OF = re.compile(r"\bout\sof\s(?:every\s)?100\b", re.IGNORECASE)
OF = re.compile(r"\s*(?:out\s)?of\s(?:the\s|all\s)?", re.IGNORECASE)
NUMBERS = ("number", "rest")


@advice("bare-number", safety=True)
def bare_number(case: Case) -> Iterator[Diagnostic]:
    """The number of a figure stands alone, and nothing in its block says that it is out of 100.

    Row 47 of the checklist (IPDAS, how to tell risks): `{figure:ID.number}` is for a column
    that says so. Before the base of its study, "54 of 180", it reads as what was counted,
    and is not.
    """
    blocks: dict[int, list[Passage]] = defaultdict(list)
    for passage in case.passages("bare-number"):
        if passage.block is not None and passage.english:
            blocks[id(passage.block)].append(passage)
    for passages in blocks.values():
        said = " ".join(passage.shown for passage in passages)
        based = bool(OUT_OF.search(said))
        for passage in passages:
            for run in figure_runs(passage):
                if run.part in NUMBERS and (not based or _before_base(passage, run)):
                    message = f"'{run.text}' is out of 100 people, and is not said to be"
                    hint = f"write {{figure:{run.figure}}}, or say so at the head of the column"
                    place = place_of(passage, f"{run.figure}.{run.part}")
                    yield warning(place, "bare-number", message, hint)


def _before_base(passage: Passage, number: Run) -> bool:
    """Whether it is followed by the base: "54 of 180"."""
    runs = passage.rich.runs
    following = zip(runs, pairwise(runs[1:]), strict=False)
    return any(
        run is number and OF.fullmatch(word.text) and base.part == "of"
        for run, (word, base) in following
    )
