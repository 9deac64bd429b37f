from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import StudyFigure
from builder.readability.lists import WordList
from builder.readability.people import figure_runs, figures_in, place_of
from builder.words.words import Passage


@advice("unexplained-severity", safety=True)
def unexplained_severity(case: Case) -> Iterator[Diagnostic]:
    """A number of people had something "serious", and nothing near says what that meant.

    Row 19 of the checklist (IPDAS; ICH E2A on "serious" and "severe"): each study has its own
    measure, and readers think of death or of a rash. The topic prints what the figure means
    by it, once for all figures that mean the same. The words are listed in
    `readability/LANGUAGE/severity.yaml`.
    """
    known = case.printed_figures
    told = {
        (passage.topic, _meaning(known, run.figure))
        for passage in case.passages()
        for run in figure_runs(passage)
        if run.part == "meaning"
    }
    for passage in case.passages("unexplained-severity"):
        words = case.word_list("severity", passage.language)
        if words is not None:
            for figure in _hard(passage, known, words):
                if (passage.topic, _meaning(known, str(figure.id))) not in told:
                    yield _untold(passage, figure)


def _hard(
    passage: Passage, known: dict[str, StudyFigure], words: WordList
) -> Iterator[StudyFigure]:
    """The figures that a hard word is said of: by their own label, else by the text."""
    figures = figures_in(passage, known)
    by_label = [figure for figure in figures if words.has(figure.label.text)]
    yield from by_label or (figures if words.has(passage.shown) else ())


def _meaning(known: dict[str, StudyFigure], name: str) -> str:
    figure = known.get(name)
    return figure.meaning.text if figure and figure.meaning else ""


def _untold(passage: Passage, figure: StudyFigure) -> Diagnostic:
    message = f"what '{figure.id}' means by its hard word is not said in this topic"
    hint = f"write {{figure:{figure.id}.meaning}} there"
    hint = hint if figure.meaning else f"give it 'meaning:', at {figure.span}, and print that"
    place = place_of(passage, figure.id)
    return warning(place, "unexplained-severity", message, hint)
