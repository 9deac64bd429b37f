"""For whom texts are: the condition of each, with those of all that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.model import Conditional, Placed
from builder.place import Span
from builder.source.forsome import Row
from builder.source.inline import Rich
from builder.source.when import When


def conditions_below(value: Any, outer: When | None = None) -> Iterator[tuple[Span, When]]:
    """The places of all texts and things below a value that are for some only, as it was read."""
    own = value.when if isinstance(value, (Conditional, Rich, Row)) else None
    when = own.both(outer) if own is not None else outer
    if isinstance(value, (Placed, Rich)) and when is not None:
        yield value.span, when
    inside: Any = value if isinstance(value, tuple) else ()
    if isinstance(value, Placed):
        inside = [getattr(value, name) for name in type(value).model_fields]
    for each in inside:
        if isinstance(each, (tuple, Placed, Rich)):
            yield from conditions_below(each, when)
