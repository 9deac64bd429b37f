"""Values of conditions that no leaflet with the text has: for them it is printed nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.library import Library
from builder.library.vocabulary import circumstances, in_one_edition
from builder.library.which import Editions, documents, which
from builder.merge.lookup import Lookup
from builder.merge.planned import conditions, planned
from builder.place import Span, Text


def unmet(library: Library) -> Iterator[Diagnostic]:
    """A warning at each such value, in the order in which leaflets are looked at."""
    asked: dict[Span, tuple[Text, Text]] = {}
    met: set[Span] = set()
    for editions in documents(which(library, Sink())):
        for word, value, is_met in _asked(library, editions):
            asked.setdefault(value.span, (word, value))
            if is_met:
                met.add(value.span)
    for span, (word, value) in asked.items():
        if span not in met:
            message = f"no leaflet with this text has '{word}: {value}'"
            hint = "take the value out, or look at 'written_for' and 'editions' of the leaflets"
            yield Diagnostic(span, "unmet-condition", Severity.WARNING, message, hint)


def _asked(library: Library, editions: Editions) -> Iterator[tuple[Text, Text, bool]]:
    """The words and values that are asked of a document, and whether one of its editions has it."""
    first = editions[0]
    lookup = Lookup(library, library.definitions[first.definition], Sink())
    true = circumstances(library.vocabulary, lookup.definition, first.site, first.language)
    every = [in_one_edition(true, each.edition) for each in editions]
    for when in conditions(planned(lookup)):
        for said in when.said:
            for value in said.values:
                is_met = any(str(value) in here.get(str(said.word), ()) for here in every)
                yield said.word, value, is_met
