"""What comes with the builder, read once a process."""

from __future__ import annotations

from typing import TypeVar

from builder.caches import remembered
from builder.diagnostics import Diagnostic, Sink
from builder.library.bynames import name_of
from builder.library.ondemand import OnDemand
from builder.model import (
    Phrases,
    Placed,
)
from builder.project import bundled_names, bundled_text
from builder.source.read import read

Kind = TypeVar("Kind", bound=Placed)
PHRASES = "phrases/*.yaml"


def along() -> OnDemand[Phrases]:
    """The words that come with the builder; a file is called after its language."""
    paths = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in bundled_names(PHRASES)}
    along = OnDemand(_bundled_phrases, name_of, len(paths))
    for language, path in paths.items():
        along.add(language, path)
    return along


def _bundled_phrases(path: str) -> Phrases | None:
    return shipped(path, Phrases)[0]


@remembered
def shipped(path: str, wanted: type[Kind]) -> tuple[Kind | None, tuple[Diagnostic, ...]]:
    """A file that comes with the builder, and what is wrong in it; read once a process."""
    own = Sink()
    return read(f"builder/{path}", bundled_text(path), wanted, own), tuple(own.sorted())
