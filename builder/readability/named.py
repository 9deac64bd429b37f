"""The warning signs that a text names, by the words that `sources/signs.yaml` gives for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.model import Sign
from builder.readability.lists import Phrases


class NamedSigns:
    """Signs that are looked for in texts, each by words of its own."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._phrases = [(sign, Phrases(map(str, sign.named))) for sign in signs if sign.named]

    def __bool__(self) -> bool:
        return bool(self._phrases)

    def within(self, text: str) -> Iterator[tuple[Sign, re.Match[str]]]:
        """Each sign that a text names, at the first words that do."""
        for sign, phrases in self._phrases:
            if match := phrases.search(text):
                yield sign, match
