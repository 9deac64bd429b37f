from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import StudyFigure
from builder.readability.lists import word_list
from builder.readability.people import figure_runs, figures_by_name
from builder.words.words import Passage


@advice("unexplained-severity", safety=True)
def unexplained_severity(case: Case) -> Iterator[Diagnostic]:
    """A number of people had something "serious", and nothing near says what that meant.

    Row 19 of the checklist (IPDAS; ICH E2A on "serious" and "severe"): each study has its own
    measure, and readers think of death or of a rash. The section prints the figure's own
    meaning, or the same one of another. The words are listed in
    `readability/LANGUAGE/severity.yaml`.
    """
    known = figures_by_name(case.handout)
    passages = list(case.passages())
    told = {
        (passage.topic, passage.part, run.text)
        for passage in passages
        for run in figure_runs(passage)
        if run.part == "meaning"
    }
    for passage in case.passages("unexplained-severity"):
        words = word_list("severity", passage.language)
        if words is None or not words.has(passage.shown):
            continue
        for name in dict.fromkeys(run.figure for run in figure_runs(passage) if not run.part):
            if name in known and not _is_told(known[name], passage, told):
                yield _untold(passage, known[name])


def _is_told(figure: StudyFigure, passage: Passage, told: set[tuple[int, int, str]]) -> bool:
    """Whether its section prints what it means; the arms of a trial mean the same."""
    meaning = figure.meaning
    return meaning is not None and (passage.topic, passage.part, meaning.text) in told


def _untold(passage: Passage, figure: StudyFigure) -> Diagnostic:
    message = f"what '{figure.id}' means by its hard word is not said in this section"
    hint = f"write {{figure:{figure.id}.meaning}} there"
    hint = hint if figure.meaning else f"give it 'meaning:', at {figure.span}, and print that"
    place = passage.rich.source.locate(f"figure:{figure.id}")
    return warning(place, "unexplained-severity", message, hint)
