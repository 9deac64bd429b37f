from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import StudyFigure
from builder.readability.outcomes import Outcome, outcomes
from builder.readability.people import figures_in

TIME = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?|weekly|monthly|yearly|lifetime|for life)\b", re.I
)


@advice("no-time-frame")
def no_time_frame(case: Case) -> Iterator[Diagnostic]:
    """A chance has no time with it: 40 out of 100 people, and nobody knows by when.

    Rows 19 and 22 of the checklist (IPDAS, how to tell risks). The time may
    stand in the block, its heading, or the block before or after it. A figure knows its
    time, but a reader knows only what is printed.
    """
    passages = [each for each in case.passages() if each.block is not None]
    order = list(dict.fromkeys(id(each.block) for each in passages))
    texts = dict.fromkeys(order, "")
    where = {id(each.block): (each.topic, each.part) for each in passages}
    for each in passages:
        texts[id(each.block)] += f" {each.text} {each.heading.text if each.heading else ''}"
    known = case.printed_figures
    for outcome in outcomes(passages, known, case.word_list):
        block = outcome.first.block
        if block is None or not outcome.first.english or "no-time-frame" in block.allow:
            continue
        at = order.index(id(block))
        near = [key for key in order[max(0, at - 1) : at + 2] if where[key] == where[id(block)]]
        if not any(TIME.search(texts[key]) for key in near):
            hint = _hint(outcome, known)
            message = "a number of people, and no time in which it happened"
            yield warning(outcome.first.rich.span, "no-time-frame", message, hint)


def _hint(outcome: Outcome, known: dict[str, StudyFigure]) -> str:
    for figure in (f for passage in outcome.passages for f in figures_in(passage, known)):
        return f"say by when; of the figure '{figure.id}' it is: {figure.when}"
    return "say by when: 'within 12 months', 'after 2 years'"
