"""What is known of a source that was read before, so that it need not be read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.diagnostics import Diagnostic
from builder.place import Text

# The fields of an `Asked`, which cannot be named here: models take long to load.
AskedSigns = tuple[str, tuple[str, ...] | None, str | None, bool]


@dataclass(frozen=True)
class Told:
    """What some blocks tell of, which leaflets that name theirs as related need to know.

    `covers` are names, `signs` the lists of warning signs that are printed, `tool` says whether
    readers tick or write there. `snippets` are the names of those whose blocks tell of more.
    """

    covers: tuple[str, ...] = ()
    signs: tuple[AskedSigns, ...] = ()
    tool: bool = False
    snippets: tuple[str, ...] = ()

    @classmethod
    def all_of(cls, every: Iterable[Told]) -> Told:
        parts = [*every]
        covers = {name for part in parts for name in part.covers}
        signs = dict.fromkeys(asked for part in parts for asked in part.signs)
        used = dict.fromkeys(name for part in parts for name in part.snippets)
        return cls(
            tuple(sorted(covers)), tuple(signs), any(part.tool for part in parts), tuple(used)
        )


NOTHING_TOLD = Told()


@dataclass(frozen=True)
class Gone:
    """That a leaflet was withdrawn: the day (ISO 8601), why, and the leaflet to give instead."""

    on: str
    because: str
    instead: Text | None


@dataclass(frozen=True)
class Listed:
    """A definition as its outputs are listed, and as others name it as related.

    `site` is the only one it is made for, `treatment` what it is about; None is any. `title` is
    as it was written. `topics` are those in its contents, each with the sections that were
    chosen (None is all); `told` is what its own blocks tell of. One that is `gone` has no outputs.
    """

    handout: str
    path: str
    site: str | None
    treatment: str | None
    language: str
    layout: str
    editions: tuple[str, ...]
    title: Text
    topics: tuple[tuple[str, tuple[str, ...] | None], ...]
    told: Told
    gone: Gone | None = None


@dataclass(frozen=True)
class Known:
    """A source without mistakes: its name, what is to be told of it, and what others need.

    Only definitions are `listed`; of a topic it is what those sections tell of that
    tell of anything.
    """

    name: Text
    found: tuple[Diagnostic, ...] = ()
    listed: Listed | None = None
    sections: Mapping[str, Told] = field(default_factory=dict)

    @property
    def face(self) -> tuple[Any, ...]:
        """All that another source can know of it."""
        return str(self.name), self.listed, self.sections
