"""The record of each figure that a block prints: what was counted, of whom, when, where read."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model import Block, Handout, StudyFigure
from builder.review.say import bullets, day, paragraph, rich, strong
from builder.source.inline import Rich


def printed_by(block: Block, handout: Handout) -> Iterator[StudyFigure]:
    """The figures that a block and those inside of it print, each once, as they stand in it."""
    known = handout.figures_by_name
    names = dict.fromkeys(run.figure for rich in block.words(handout) for run in rich.runs)
    return (known[name] for name in names if name in known)


def records(block: Block, handout: Handout) -> Iterator[Block]:
    """What a reviewer needs beside the printed words, one figure after the other."""
    numbers = {str(each.id): number for number, each in enumerate(handout.references, 1)}
    for figure in printed_by(block, handout):
        yield paragraph(strong(f"Figure {figure.id}: {counted(figure)} "), _told(figure))
        yield bullets(_rows(figure, numbers.get(str(figure.source), 0)))


def counted(figure: StudyFigure) -> str:
    """What was published: "98 of 180", with the percentage."""
    share = figure.percent if figure.percent is not None else float(figure.share)
    percent = f"{round(share, 1):g}\u00a0%"
    if figure.count is None:
        return f"{percent} of {figure.of or 'a number of people that was not read'}"
    return f"{figure.count} of {figure.of}, {percent}"


def _told(figure: StudyFigure) -> str:
    """What is true of them, and whether it counts as a benefit or a harm."""
    kind = "" if figure.kind == "other" else f" A {figure.kind}."
    return f"{figure.label.text}.{kind}"


def _rows(figure: StudyFigure, number: int) -> Iterator[Rich]:
    """All that the record says, each with its name."""
    product = ", ".join(filter(None, [figure.product, figure.treatment]))
    rows = {
        "Who": figure.who,
        "When": figure.when,
        "Product": product,
        "Study": figure.study,
        "Counted": figure.definition,
        "In plain words": figure.meaning and figure.meaning.text,
        "All others": figure.rest and figure.rest.text,
        "Source": f"{number}, grade {figure.grade}, read as {figure.read}, {day(figure.checked)}",
        "Note": figure.note,
    }
    yield from (rich(strong(f"{name}: "), str(value)) for name, value in rows.items() if value)
