"""Which words of a text are terms of `sources/terms.yaml`: "inhalers", "DVT", "BP cuffs"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from builder.caches import remembered
from builder.model import Term
from builder.words.sentences import Sentence, Word


@dataclass(frozen=True)
class Use:
    """A listed term in a text, and the characters it stands on."""

    term: str
    start: int
    end: int
    words: str


class Terms:
    """The listed terms, and one pattern that finds them all in whatever form they have."""

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        self.terms = dict(terms)
        self._found: dict[str, tuple[Use, ...]] = {}
        self.forms = {
            form.casefold(): name for name, term in self.terms.items() for form in forms(term)
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ordered = sorted(self.forms, key=len, reverse=True)
        words = (re.escape(f).replace(r"\ ", r"[\s\u2010\u2011-]+") for f in ordered)
        # nothing of a longer word ("nurse" in "nurse-led"), but its plural
        return re.compile(
            rf"(?<![\w-])({'|'.join(words)})(?:s|es|'s|’s)?(?![\w-]*\w)", re.IGNORECASE
        )

    def within(self, text: str) -> tuple[Use, ...]:
        """Every listed term of a text. A form in capitals must stand in capitals."""
        if text not in self._found:
            self._found[text] = tuple(self._within(text))
        return self._found[text]

    def _within(self, text: str) -> Iterator[Use]:
        if not self.forms:
            return
        for match in self._pattern.finditer(text):
            form = re.sub(r"[\s\u2010\u2011-]+", " ", match[1])
            name = self.forms.get(form.casefold()) or self.forms.get(match[1].casefold())
            if name is not None and _cased(match[1], self.terms[name]):
                yield Use(name, match.start(), match.end(), match.group())

    def masked(self, text: str, sentences: tuple[Sentence, ...]) -> frozenset[Word]:
        """The words of the text that belong to a listed term."""
        taken = [(use.start, use.end) for use in self.within(text)]
        return frozenset(
            word
            for sentence in sentences
            for word in sentence.words
            if taken and any(start <= word.start < end for start, end in taken)
        )


def listed_terms(terms: Mapping[str, Term]) -> Terms:
    """The terms of a list; made once for all handouts that share it."""
    return _listed(tuple((name, term.term.text) for name, term in terms.items()))


@remembered
def _listed(terms: tuple[tuple[str, str], ...]) -> Terms:
    return Terms(terms)


def forms(term: str) -> Iterator[str]:
    """What a term may stand as: in full, by its short name in brackets, without either.

    "blood pressure (BP) cuff" is also "blood pressure cuff", "BP cuff" and "BP".
    """
    plain = " ".join(term.replace("-", " ").split())
    yield plain
    match = re.search(r"\(([^()]+)\)", plain)
    if match is None:
        if plain.endswith("y") and len(plain) > 3:
            yield plain[:-1] + "ies"
        return
    before, inner, after = plain[: match.start()].strip(), match[1], plain[match.end() :].strip()
    yield f"{before} {after}".strip()
    yield inner
    *first, last = inner.split()
    words = before.split()
    if first and last in words:  # "vitamin D test (VIT-D)" is also "VIT D test"
        start = words.index(last)
        yield from (
            " ".join([*first, *words[start:end]]) for end in range(start + 2, len(words) + 1)
        )
    if after:
        yield f"{inner} {after}"


def _cased(found: str, term: str) -> bool:
    """Whether a short name stands as it is written: "AID" is a term, "aid" is not."""
    short = len(found) <= 5 and found.casefold() in (
        w.casefold() for w in re.findall(r"[A-Z-]{2,}", term)
    )
    return not short or found.isupper()
