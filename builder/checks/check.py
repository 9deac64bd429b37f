"""What a check is: a rule over one merged handout, which reports and never changes anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from builder.diagnostics import Diagnostic, Severity
from builder.library.library import Library
from builder.model import Block, Claim, Handout, Sign, StudyFigure, Term, WordListFile
from builder.place import Span
from builder.readability.listed import Terms, listed_terms
from builder.readability.lists import WordList, main_language, word_list
from builder.readability.named import NamedSigns
from builder.readability.report import Report, report
from builder.registry import Mark, Registry
from builder.source.inline import Rich
from builder.words.words import Passage, passages, words


@dataclass(frozen=True)
class Case:
    """What a check looks at: a handout, today's date, and the claims, terms and signs there are.

    `words` are those that the project looks for, by language and list.
    """

    handout: Handout
    claims: dict[str, Claim]
    today: date
    terms: dict[str, Term] = field(default_factory=dict)
    signs: dict[str, Sign] = field(default_factory=dict)
    figures: dict[str, StudyFigure] = field(default_factory=dict)
    words: dict[tuple[str, str], WordListFile] = field(default_factory=dict)

    @classmethod
    def of(cls, handout: Handout, library: Library, today: date) -> Case:
        """The case of a handout, with all that a library knows."""
        known = library.terms, library.signs, library.figures, library.words
        return cls(handout, library.claims, today, *known)

    def allows(self, code: str) -> bool:
        """Whether the definition or the site allows what `code` warns of in the whole handout."""
        return code in self.handout.allow

    def blocks(self, code: str = "") -> Iterator[Block]:
        """Every block, but those whose author allowed what `code` warns of."""
        return (block for block in self._blocks if code not in block.allow)

    def passages(self, code: str = "") -> Iterator[Passage]:
        """Every text an author wrote, in reading order, but in blocks that allow `code`."""
        return (p for p in self._passages if p.block is None or code not in p.block.allow)

    def word_list(self, name: str, language: str) -> WordList | None:
        """The words of a list in a language, the project's among them; None where nobody has any.

        Those of each language are found once, whatever country it is of.
        """
        key = main_language(language), name
        if key not in self._word_lists:
            self._word_lists[key] = word_list(name, language, self.words.get(key))
        return self._word_lists[key]

    @cached_property
    def _word_lists(self) -> dict[tuple[str, str], WordList | None]:
        return {}

    @cached_property
    def listed(self) -> Terms:
        """The terms of the project's list, to be found in texts."""
        return listed_terms(self.terms)

    @cached_property
    def named_signs(self) -> NamedSigns:
        """The project's warning signs, to be found in texts."""
        return NamedSigns(self.signs.values())

    @cached_property
    def printed_figures(self) -> dict[str, StudyFigure]:
        """The figures that the handout prints, by name."""
        return self.handout.figures_by_name

    @cached_property
    def report(self) -> Report:
        """How easy the handout is to read."""
        return report(self.handout, self._passages, self.listed, self.said)

    @cached_property
    def said(self) -> frozenset[str]:
        """Abbreviations that are said as a word in English, in small letters."""
        words = self.word_list("said-as-words", "en")
        return words.plain if words else frozenset()

    @cached_property
    def printed(self) -> tuple[Rich, ...]:
        """Every text that is printed as content."""
        return tuple(words(self.handout))

    @cached_property
    def _blocks(self) -> tuple[Block, ...]:
        return tuple(self.handout.blocks())

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(passages(self.handout))


Check = Callable[[Case], Iterator[Diagnostic]]
check: Registry[Check] = Registry("check", "builder.checks")
SETTLED, ADVICE, SAFETY, RELEASE, WARNS = (Mark(check) for _ in range(5))


def settled(name: str) -> Callable[[Check], Check]:
    """A check that finds only errors, and depends on the merged handout alone.

    Where an output stands that was made from the same handout, it has found
    nothing, and finds nothing now.
    """
    SETTLED.add(name)
    return check(name)


def warns(name: str) -> Callable[[Check], Check]:
    """A check that only warns, of what no author may allow."""
    WARNS.add(name)
    return check(name)


def advice(name: str, *, safety: bool = False) -> Callable[[Check], Check]:
    """A check that only warns, of the words: a block may allow it, and say why.

    It is the same for all editions. No release is made with a warning of a
    `safety` check.
    """
    ADVICE.add(name)
    if safety:
        SAFETY.add(name)
    return check(name)


def for_release(name: str) -> Callable[[Check], Check]:
    """Advice that only a release needs: a draft is not held to it, and `run` leaves it out."""
    RELEASE.add(name)
    return advice(name)


def error(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, Severity.ERROR, message, hint)


def warning(span: Span, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(span, code, Severity.WARNING, message, hint)


def run(
    case: Case, *, fresh: bool = False, again: bool = False, release: bool = False
) -> Iterator[Diagnostic]:
    """What all checks find.

    For a handout whose output is `fresh`, what is not settled yet; for a
    further edition of one that was checked (`again`), no advice. Advice that the
    definition or the site allows is not given. What only a `release` needs is
    looked for when one is made.
    """
    for name in check:
        skipped = name in SETTLED if fresh else False
        skipped |= name in ADVICE and (again or case.allows(name))
        skipped |= name in RELEASE and not release
        if not skipped:
            yield from check[name](case)
