"""Numbers of people in a text: those of figures, and those that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.model import StudyFigure
from builder.place import Span
from builder.source.inline import Rich, Run
from builder.words.words import Passage

NUMBER = r"(?<![\w.,])\d[\d.,]*(?<=\d)"
# "55 out of 100", "18 of 97 people", "54.6%", "2 in 10"; not how a picture is to be read, "each
# stands for 1 out of 100".
TYPED = re.compile(
    rf"(?<!stands for ){NUMBER}(?:\sto\s{NUMBER})?"
    r"(?:\sout\sof\s(?:every\s)?\d[\d,]*|\sof\s(?:every\s|the\s)?100\b"
    r"|\sof\s(?:the\s)?\d[\d,]*\s(?:people|persons|adults|children|patients|men|women)\b"
    r"|\sin\s(?:every\s)?(?:10|20|50|100|1,?000)\b(?!\s(?:hours|days|weeks|months|years|minutes))"
    r"|\s?(?:%|per\s?cent\b))",
    re.IGNORECASE,
)


# The parts of a figure that are a number of people.
NUMBERS = ("", "number", "rest")


def figure_runs(passage: Passage) -> Iterator[Run]:
    """The stretches of a text that a figure says."""
    return (run for run in passage.rich.runs if run.figure)


def figures_in(passage: Passage, known: Mapping[str, StudyFigure]) -> list[StudyFigure]:
    """The figures whose number a text prints, each once, in its order."""
    names = dict.fromkeys(run.figure for run in figure_runs(passage) if run.part in NUMBERS)
    return [known[name] for name in names if name in known]


def place_of(passage: Passage, name: str) -> Span:
    """Where a text prints a figure, by its name as it is written there: `relapse.number`."""
    return passage.rich.source.locate(f"figure:{name}")


def typed_in(rich: Rich) -> Iterator[str]:
    """The numbers of people in a text that no figure says."""
    words = "".join("\ufffc" if run.figure else run.text for run in rich.runs)
    return (match.group() for match in TYPED.finditer(words))
