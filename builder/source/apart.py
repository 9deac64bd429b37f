"""The words of a short text, one by one, as they are to be ringed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.source.inline import Rich, Run


def apart(rich: Rich) -> list[Rich]:
    """Each word with its own markup; the whole where it has more than words in it."""
    if any(run.blank or run.href or run.hyphens or run.field for run in rich.runs):
        return [rich]
    return list(_words(rich)) or [rich]


def _words(rich: Rich) -> Iterator[Rich]:
    word: list[Run] = []
    for run in rich.runs:
        for number, piece in enumerate(run.text.split(" ")):
            if number and word:
                yield Rich(tuple(word), rich.source)
                word = []
            if piece:
                word.append(replace(run, text=piece))
    if word:
        yield Rich(tuple(word), rich.source)
