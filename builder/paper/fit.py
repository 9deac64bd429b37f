"""A handout that is to have so many pages: it is set tighter step by step, within the layout's
bounds, and no type gets smaller. Where that is not enough, its author is told what is too long.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from math import ceil
from typing import Protocol, TypeVar

from builder.diagnostics import Diagnostic, Severity
from builder.model import Handout
from builder.model.pagecount import PageCount
from builder.paper.pagemaker import Plan
from builder.place import Span

STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)  # shares of all that the layout lets spaces give
LONGEST = 3  # blocks that are named


class _Planned(Protocol):
    @property
    def plan(self) -> Plan: ...

    @property
    def panels(self) -> int:
        """How many of the plan's pages stand side by side on one of paper."""

    @property
    def count(self) -> int:
        """How many pages of paper it has."""


Laid = TypeVar("Laid", bound=_Planned)


class TooLong(ValueError):
    """The handout has more pages than it may have; `diagnostic` says by how much."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def fitted(handout: Handout, lay: Callable[[float], Laid]) -> Laid:
    """The handout laid out as loosely as its number of pages allows. Raises TooLong.

    `lay` lays it out, tighter by a share from 0 to 1.
    """
    laid = lay(STEPS[0])
    wanted = pages_of(handout)
    if wanted is None:
        return laid
    first = laid.count
    for step in STEPS[1:]:
        if wanted.met(laid.count):
            return laid
        laid = lay(step)
    if wanted.met(laid.count):
        return laid
    raise TooLong(_told(handout, wanted, laid, first))


def pages_of(handout: Handout) -> PageCount | None:
    """How many pages it may have in its edition; None where it may have what it needs."""
    edition = handout.edition
    if handout.pages is None or edition.scale > 1:
        return None
    own_paper = edition.paper in (None, handout.layout.paper)
    return PageCount.of(handout.pages) if own_paper else None


def _told(handout: Handout, wanted: PageCount, laid: _Planned, first: int) -> Diagnostic:
    assert handout.pages is not None
    plan, most = laid.plan, wanted.below(laid.count)
    leading = handout.layout.styles["body"].leading
    name = handout.edition.edition
    message = f"it has {first} pages in the edition '{name}', and is to have {handout.pages}"
    if most:
        lines = ceil(sum(plan.heights()[most * laid.panels :]) / leading)
        count = f"{lines} line{'s' if lines > 1 else ''}"
        message += f": set as tight as may be, it is about {count} too long for {most}"
    longest = "; ".join(
        f"{span.path}:{span.line} ({n} lines)" for span, n in _longest(plan, leading)
    )
    hint = f"make it shorter; its longest blocks are {longest}" if longest else "make it shorter"
    return Diagnostic(handout.pages.span, "too-many-pages", Severity.ERROR, message, hint)


def _longest(plan: Plan, leading: float) -> Iterator[tuple[Span, int]]:
    """The highest blocks of the story: where each was written, and how many lines it takes."""
    heights: Counter[Span] = Counter()
    for each in plan.story:
        if each.span is not None:
            heights[each.span] += round(each.height)
    for span, height in heights.most_common(LONGEST):
        yield span, ceil(height / leading)
