"""The facts that a layout says by itself: the lines of the safety strip, and of the imprint."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from builder.diagnostics import did_you_mean
from builder.merge.lookup import Lookup
from builder.model import FactLine, Layout, Phrases, StripLine
from builder.place import ByName
from builder.source.inline import Rich

Line = TypeVar("Line", bound=FactLine)
Resolve = Callable[[Rich], Rich]


def strip_lines(
    lookup: Lookup, layout: Layout, phrases: Phrases, resolve: Resolve
) -> tuple[StripLine, ...]:
    """Those for leaflets about its treatment, but such as its layout leaves out."""
    definition, every = lookup.definition, _declared(lookup, lookup.library.facts.strip)
    _known(lookup, layout, every)
    if definition.strip == "none":
        return ()
    wanted = (
        line
        for line in every
        if line.belongs(definition.treatment)
        and (layout.strip is None or line.fact in layout.strip)
    )
    return tuple(_worded(wanted, phrases.strip, resolve))


def imprint_lines(lookup: Lookup, phrases: Phrases, resolve: Resolve) -> tuple[FactLine, ...]:
    """What the imprint tells of the site."""
    lines = _declared(lookup, lookup.library.facts.imprint)
    return tuple(_worded(lines, phrases.imprint, resolve))


def _declared(lookup: Lookup, lines: Iterable[Line]) -> list[Line]:
    """Those whose fact there is; of others their file is told."""
    return [line for line in lines if line.fact in lookup.library.facts.by_name]


def _worded(lines: Iterable[Line], words: ByName[Rich], resolve: Resolve) -> Iterator[Line]:
    """The lines in the words of the leaflet's language."""
    for line in lines:
        yield line.model_copy(update={"says": resolve(words[line.fact])})


def _known(lookup: Lookup, layout: Layout, every: Iterable[StripLine]) -> None:
    known = {str(line.fact) for line in every}
    for name in layout.strip or ():
        if name not in known:
            message = f"the strip has no line for '{name}'"
            hint = did_you_mean(name, known) or "add it under 'strip' in sources/facts.yaml"
            lookup.report(name.span, "fact", message, hint)
