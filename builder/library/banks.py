"""What a project has once for each language, in one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from builder.library.which import same_language
from builder.model import Placed

Kind = TypeVar("Kind", bound=Placed)


def in_tongue(known: Mapping[str, Kind], language: str) -> Kind | None:
    """The one in exactly that language, or else in it as another country writes it."""
    exact = known.get(language)
    alike = (one for name, one in known.items() if same_language(name, language))
    return exact or next(alike, None)
