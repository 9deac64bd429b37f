"""Looking names up in the library, and reporting those that are not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from builder.diagnostics import Sink, did_you_mean
from builder.library.library import Library
from builder.model import HandoutDefinition, Placed
from builder.place import Span, Text

T = TypeVar("T")
# Where things of a kind are defined. While a file there has errors, a name that
# is not found may be in it, and the file's own errors are what to mend first.
FOLDERS = {
    "topic": "sources/topics/",
    "snippet": "sources/snippets/",
    "condition": "sources/conditions.yaml",
    "term": "sources/terms.yaml",
    "claim": "sources/evidence/",
    "figure": "sources/evidence/",
    "site": "sources/sites/",
    "fact": "sources/facts.yaml",
    "layout": "handouts/layouts/",
    "brand": "handouts/brands/",
    "printer": "handouts/printers/",
    "handout": "handouts/",
    "sign": "sources/signs.yaml",
    "question": "sources/questions",
    "picture": "sources/pictures",
}


def may_be_broken(library: Library, kind: str) -> bool:
    """Whether a thing of a kind may stand in a file that has mistakes."""
    folder = FOLDERS.get(kind)
    return folder is not None and library.is_broken_below(folder)


@dataclass
class Lookup:
    """What one merge looks things up with, and what it has used.

    `incomplete` says that something is missing, reported here or with its own
    file. `sources` are the paths of the files that were used.
    """

    library: Library
    definition: HandoutDefinition
    sink: Sink
    incomplete: bool = False
    sources: dict[str, None] = field(default_factory=dict)

    def find(
        self, table: Mapping[str, T], name: Text, kind: str, *, needed: bool = True
    ) -> T | None:
        """The thing of that name; an unknown one is reported.

        Without one that is not `needed` the rest can still be checked.
        """
        found = table.get(str(name))
        if found is None:
            self.incomplete = self.incomplete or needed
            if not self._may_be_broken(kind):
                hint = did_you_mean(name, table)
                self.sink.error(name.span, f"unknown-{kind}", f"there is no {kind} '{name}'", hint)
        elif isinstance(found, Placed):
            self.used(found)
        return found

    def only(self, table: Mapping[str, T], name: Text | None, kind: str) -> T | None:
        """The thing of that name, or without a name the only one there is."""
        if name is not None:
            return self.find(table, name, kind)
        if len(table) == 1 and not self._may_be_broken(kind):
            found = next(iter(table.values()))
            if isinstance(found, Placed):
                self.used(found)
            return found
        self.incomplete = True
        if len(table) > 1:
            message = f"which {kind}? there are: {', '.join(sorted(table))}"
            hint = f"write '{kind}: NAME' in the definition"
            self.sink.error(self.definition.span, f"unknown-{kind}", message, hint)
        elif not self._may_be_broken(kind):
            message = f"there is no {kind} that can be used"
            hint = f"make one with: handouts new {kind} NAME"
            self.sink.error(self.definition.span, f"unknown-{kind}", message, hint)
        return None

    def report(self, span: Span, kind: str, message: str, hint: str = "", code: str = "") -> None:
        """Reports a thing of a kind that is not there, unless it may stand in a broken file."""
        if not self._may_be_broken(kind):
            self.sink.error(span, code or f"unknown-{kind}", message, hint)

    def missing(self, span: Span, code: str, message: str, hint: str = "") -> None:
        """Reports what the handout cannot be merged without."""
        self.incomplete = True
        self.sink.error(span, code, message, hint)

    def used(self, thing: Placed) -> None:
        """Notes the file a thing was written in."""
        if thing.span.path:
            self.sources[thing.span.path] = None

    def _may_be_broken(self, kind: str) -> bool:
        return may_be_broken(self.library, kind)
