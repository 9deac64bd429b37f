"""Where the pages of a layout may end, at what price, and how tight it may be set."""

from __future__ import annotations

from typing import Annotated

from builder.model.placed import Placed
from builder.source.values import Number, between

Price = Annotated[Number, between(0, 1_000_000)]


class Breaking(Placed):
    """What it costs to end a page in a place, and what blanks cost: the cheapest pages are made.

    A blank costs its share of the page, squared, times `blank`; the last page what it has less
    than a third full. Prices that are very high are paid only where there is no other way.
    """

    page: Price = 60
    blank: Price = 1500
    short_end: Price = 1500
    lines: Price = 60
    rows: Price = 60
    few_rows: Price = 20_000
    kept: Price = 20_000
    heading: Price = 100_000
    lead: Price = 500
    near: Price = 100
    smaller: Price = 100
    floats: Price = 80


class Fit(Placed):
    """How tight a handout may be set that is to have so many pages: shares of its own spaces."""

    space: Annotated[Number, between(0.2, 1)] = 0.6
    leading: Annotated[Number, between(0.8, 1)] = 0.95
