"""What all our flowables share: the space around them, and whether they lead into the next."""

from __future__ import annotations

from reportlab.platypus import Flowable

from builder.place import Span


class Spaced(Flowable):  # type: ignore[misc]
    """A flowable with space `before` and `after` it, in points.

    One that is `keep_with_next` never stands last on a page; one that is `new_page` begins
    one, unless it stands in a box. `span` is where the block it shows was written, for
    problems with its size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.before = 0.0
        self.after = 0.0
        self.keep_with_next = False
        self.new_page = False
        self.span: Span | None = None

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
