"""What all our flowables share: the space around them, and where they can be parted."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.platypus import Flowable

from builder.paper.parting import HEADING, At, Cut
from builder.place import Span


class Spaced(Flowable):  # type: ignore[misc]
    """A flowable with space `before` and `after` it, in points.

    `bond` are the kinds of a cut between it and what follows. One that is `new_page` begins
    a page, unless it stands in a box. What is `kept` stays on one page with its neighbours that
    have the same value: the place of the block or section that is to stay whole. One that `floats`
    may change places with what follows it. `hang` is how much of its start is a mark before its
    text, in points, which may stand in the gutter. `span` is where the block it shows was
    written, for problems with its size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.before = 0.0
        self.after = 0.0
        self.bond = 0
        self.new_page = self.floats = False
        self.hang = 0.0
        self.span: Span | None = None
        self.kept: Span | None = None

    @property
    def keep_with_next(self) -> bool:
        """Whether it never stands last on a page."""
        return bool(self.bond & HEADING)

    @keep_with_next.setter
    def keep_with_next(self, keep: bool) -> None:
        self.bond = self.bond | HEADING if keep else self.bond & ~HEADING

    def getSpaceBefore(self) -> float:
        return self.before

    def getSpaceAfter(self) -> float:
        return self.after

    def longest_word(self) -> float:
        """How wide it must be, in points, so that no word in it is torn; 0 where it can be any."""
        return 0.0

    def natural_width(self) -> float:
        """The width of the longest text in it on one line, in points; 0 where it has none."""
        return 0.0

    def leads(self) -> bool:
        """Whether it is a text that what follows belongs to: "Bring with you:"."""
        return False

    def cuts(self) -> Iterable[Cut]:
        """Where it can be parted as it was wrapped, from its top to its foot."""
        return ()

    def parted(self, at: At) -> tuple[Spaced, Spaced]:
        """The two parts at one of its cuts. The upper one can be parted again at those above.

        They stand where it stood: the space before it is above the upper, that after it below
        the lower, which is bound to what follows.
        """
        above, below = self._parts(at)
        above.before, above.after, above.bond = self.before, 0.0, 0
        below.before, below.after, below.bond = 0.0, self.after, self.bond
        above.new_page = self.new_page
        for part in (above, below):
            part.hang, part.floats, part.span = self.hang, self.floats, self.span
            part.kept = self.kept
            part.wrap(self.width, 0)
        return above, below

    def _parts(self, at: At) -> tuple[Spaced, Spaced]:
        """What it says above and below one of its cuts; where that stands, `parted` tells."""
        raise NotImplementedError

    def give(self) -> float:
        """How many points lower it is with its figures as small as they may be."""
        return 0.0

    def grows(self) -> float:
        """How many points higher it may be, for more room to write in."""
        return 0.0

    def grow(self, share: float) -> None:
        """Makes it higher, by a share (0 to 1) of all that it may grow."""

    def shrink(self, share: float) -> None:
        """Makes its figures smaller, by a share (0 to 1) of all that they can give."""
