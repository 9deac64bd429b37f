"""Several handouts of one site, each in its languages and editions: who gets which copy of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from builder.build import checked
from builder.checks.check import Case, run
from builder.deliver.copies.master import Master, Refusal
from builder.deliver.copies.parcel import Attachment
from builder.deliver.lists.recipient import Recipient
from builder.diagnostics import Diagnostic, Sink
from builder.library.library import Library
from builder.library.which import of_one_site, same_language
from builder.model import WEB, Handout, PersonalField
from builder.outputs.result import Wish
from builder.project import Project
from builder.release.refusals import refusals


class Press:
    """Makes each person's copies of handouts that are without errors."""

    def __init__(self, handouts: Iterable[Handout], cases: Iterable[Case] = ()) -> None:
        self._cases = [*cases]
        self._masters: dict[str, list[Master]] = {}
        for handout in handouts:
            if handout.edition.edition != WEB:
                self._masters.setdefault(handout.code, []).append(Master(handout))

    @property
    def handouts(self) -> list[Handout]:
        """Each of its handouts once, in the first of its editions."""
        return [masters[0].handout for masters in self._masters.values()]

    @property
    def in_languages(self) -> list[Handout]:
        """Each of its handouts once in each language."""
        every = [master.handout for masters in self._masters.values() for master in masters]
        return [*{(one.code, one.language): one for one in every}.values()]

    @cached_property
    def drafts(self) -> list[Diagnostic]:
        """Why its handouts may not be released; nothing where they may. Copies on paper ask not."""
        why = (refusals(case, [*run(case, release=True)]) for case in self._cases)
        return Sink(*why).sorted()

    @property
    def editions(self) -> list[str]:
        """The editions that all of its handouts have."""
        return self._common(lambda one: str(one.edition.edition))

    @property
    def languages(self) -> list[str]:
        """The languages that all of its handouts are in."""
        return self._common(lambda one: one.language)

    @property
    def fields(self) -> dict[str, PersonalField]:
        """What its handouts print of one person; of what several print, with the least room."""
        found: dict[str, PersonalField] = {}
        for name, field in (pair for one in self.handouts for pair in one.fields.items()):
            if name not in found or field.most < found[name].most:
                found[name] = field
        return found

    def copies(self, recipient: Recipient) -> tuple[Attachment, ...] | Refusal:
        """A person's copy of each handout; or why there is none."""
        made: list[Attachment] = []
        for masters in self._masters.values():
            copy = _for(masters, recipient).copy(dict(recipient.values))
            if isinstance(copy, Refusal):
                return copy
            made.append(copy)
        return tuple(made)

    def look(self, people: Iterable[Recipient], listed: str, sink: Sink) -> None:
        """Reports what no font has the letters for, at the rows of the list."""
        for each in people:
            for masters in self._masters.values():
                for refusal in _for(masters, each).unprintable(dict(each.values)):
                    refusal.tell(listed, each.row, sink)

    def _common(self, said: Callable[[Handout], str]) -> list[str]:
        every = [dict.fromkeys(said(m.handout) for m in each) for each in self._masters.values()]
        return [name for name in every[0] if all(name in each for each in every)] if every else []


def press(
    project: Project, library: Library, names: Sequence[str], site: str | None, sink: Sink
) -> Press | None:
    """The press for the handouts of these names; None, and why in `sink`, where one has errors."""
    handouts = list(checked(project, library, Wish(tuple(names), None, site), sink))
    sites = (str(each.site.site) for each in handouts)
    of_one_site(sites, "the handouts are made for several", sink)
    _agree(handouts, sink)
    if sink.failed or not handouts:
        return None
    cases = {(h.code, h.language): Case.of(h, library, project.today) for h in handouts}
    return Press(handouts, cases.values())


def _agree(handouts: Iterable[Handout], sink: Sink) -> None:
    """Reports fields that two handouts understand otherwise."""
    first: dict[str, PersonalField] = {}
    for name, field in (pair for one in handouts for pair in one.fields.items()):
        other = first.setdefault(name, field)
        if other.kind != field.kind:
            message = f"'{name}' is a {field.kind} here and a {other.kind} at {other.span}"
            sink.error(field.span, "unlike-fields", message, "call one of them otherwise")


def _for(masters: Sequence[Master], recipient: Recipient) -> Master:
    """The one in a person's language and edition; where these are not said, the first."""

    def suits(handout: Handout) -> bool:
        language, edition = recipient.language, recipient.edition
        return (not edition or handout.edition.edition == edition) and (
            not language or same_language(handout.language, language)
        )

    return next(master for master in masters if suits(master.handout))
