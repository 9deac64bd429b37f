"""What checks share: how they look for listed words, and say in which editions something is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from builder.checks.check import Case, warning
from builder.diagnostics import Diagnostic
from builder.model import Handout

Thing = TypeVar("Thing")


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


def by_edition(
    editions: Iterable[Handout], find: Callable[[Handout], Iterable[Thing]]
) -> Iterator[tuple[Thing, str]]:
    """What is found in any edition of a handout, once, with those it is found in."""
    found: dict[int, Thing] = {}
    named: dict[int, list[str]] = {}
    for made in editions:
        for each in find(made):
            found[id(each)] = each
            named.setdefault(id(each), []).append(f"'{made.edition.edition}'")
    for key, each in found.items():
        yield each, " and ".join(named[key])
