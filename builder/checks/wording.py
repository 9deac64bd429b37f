"""What checks share that look for listed words."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, warning
from builder.diagnostics import Diagnostic


def listed(case: Case, code: str, name: str, message: str) -> Iterator[Diagnostic]:
    """A warning at each word of the list `name`; `%words%` in the message are those found."""
    for passage in case.passages(code):
        words = case.word_list(name, passage.language)
        if words is None or not words.has(passage.text):
            continue
        for sentence in passage.sentences:
            for found in words.within(sentence):
                said = message.replace("%words%", found.words)
                yield warning(passage.locate(found.words, found.start), code, said, found.say)
