"""Handouts to the bytes of their outputs, in one process or several."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from builder.diagnostics import Diagnostic
from builder.model import WEB, Handout

if TYPE_CHECKING:
    from concurrent.futures import Future

# From so many files to draw on, starting a second process pays.
WORTH_A_PROCESS = 24
# How many files wait for each process: enough that none is ever idle.
AHEAD = 8

Drawn = tuple[bytes, int, tuple[Diagnostic, ...]]  # the file, its pages, what does not fit
Work = TypeVar("Work")


def draw(
    batches: Iterable[tuple[Work, Sequence[Handout]]], jobs: int | None
) -> Iterator[tuple[Work, list[Drawn]]]:
    """Each batch with its handouts as PDF or web page, in order; the same bytes for any `jobs`.

    Batches are taken as they come, a few ahead of what is drawn, so that a
    library of any size is drawn in the same memory.
    """
    coming = iter(batches)
    first, files = [], 0
    for batch in coming:
        first.append(batch)
        files += len(batch[1])
        if files >= WORTH_A_PROCESS:
            break
    if jobs is None:
        jobs = (os.cpu_count() or 1) if files >= WORTH_A_PROCESS else 1
    every = chain(first, coming)
    if jobs > 1 and files > 1:
        yield from _together(every, jobs)
    else:
        yield from ((work, [*map(draw_one, handouts)]) for work, handouts in every)


def _together(
    batches: Iterable[tuple[Work, Sequence[Handout]]], jobs: int
) -> Iterator[tuple[Work, list[Drawn]]]:
    from builder.machine.workers import workers  # slow to load, seldom needed

    ahead: deque[tuple[Work, list[Future[Drawn]]]] = deque()
    with workers(draw_one, jobs) as ask:
        for work, handouts in batches:
            ahead.append((work, [ask(handout) for handout in handouts]))
            while _enough(ahead, jobs):
                yield _done(*ahead.popleft())
        while ahead:
            yield _done(*ahead.popleft())


def _enough(ahead: Sequence[tuple[Work, list[Future[Drawn]]]], jobs: int) -> bool:
    """Whether so many files wait to be drawn, or the first batch is done."""
    if sum(len(files) for _, files in ahead) > AHEAD * jobs:
        return True
    return bool(ahead) and all(file.done() for file in ahead[0][1])


def _done(work: Work, files: list[Future[Drawn]]) -> tuple[Work, list[Drawn]]:
    return work, [file.result() for file in files]


def draw_one(handout: Handout) -> Drawn:
    if handout.edition.edition == WEB:
        from builder.web.document import write  # loaded only when a page is written

        return write(handout), 0, ()
    from builder.paper.render import render  # ReportLab is loaded only when something is drawn

    done = render(handout)
    return done.pdf, done.pages, done.diagnostics
