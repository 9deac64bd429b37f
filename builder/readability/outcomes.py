"""Which parts of a handout tell how many people a treatment helps, and how many it harms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from builder.model import StudyFigure
from builder.readability.lists import WordList
from builder.readability.people import figure_runs, figures_in
from builder.words.sentences import sentences
from builder.words.words import Passage

# "55 out of 100 people", "82 of 100", "out of 100 people" over a column of figures.
NUMBER = re.compile(
    r"\bout\sof\s(?:every )?\d|\b\d+ of (?:every )?(?:100|1,000|10)\b", re.IGNORECASE
)


WordsOf = Callable[[str, str], WordList | None]


@dataclass(frozen=True)
class Outcome:
    """A block with a chance in it: its texts, and whether they tell of a benefit or a harm."""

    passages: tuple[Passage, ...]
    first: Passage
    benefit: bool
    harm: bool


def outcomes(
    passages: list[Passage], known: Mapping[str, StudyFigure], words: WordsOf
) -> Iterator[Outcome]:
    """The blocks that tell a chance in people, in reading order.

    What a chance is of is told by the figure that prints it. Where it is typed, words of two
    lists tell, `benefits` and `harms`: of the sentence or the row with the number, and of the
    heading above it; `words` gives a list in a language.
    """
    blocks: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.block is not None:
            blocks.setdefault(id(passage.block), []).append(passage)
    for group in blocks.values():
        first = next(filter(_has_number, group), None)
        if first is None:
            continue
        kinds = {figure.kind for each in group for figure in figures_in(each, known)}
        benefit = "benefit" in kinds if kinds else _tells(group, words("benefits", first.language))
        harm = "harm" in kinds if kinds else _tells(group, words("harms", first.language))
        yield Outcome(tuple(group), first, benefit, harm)


def _has_number(passage: Passage) -> bool:
    """Whether a text tells a chance: not where it asks for one."""
    return any(run.part == "number" for run in figure_runs(passage)) or any(
        NUMBER.search(sentence.text) and not sentence.text.rstrip("”").endswith("?")
        for sentence in sentences(passage.shown, passage.language)
    )


def _tells(group: list[Passage], words: WordList | None) -> bool:
    if words is None:
        return False
    heading = group[0].heading.text if group[0].heading else ""
    in_table = any(each.key in ("columns", "rows", "label", "value", "text") for each in group)
    spread = in_table and len(group) > 1  # the words of a row stand in other cells than its number
    texts = (
        [each.shown for each in group]
        if spread
        else [
            sentence.text
            for each in group
            for sentence in sentences(each.shown, each.language)
            if NUMBER.search(sentence.text)
        ]
    )
    return any(map(words.has, [*texts, heading]))
