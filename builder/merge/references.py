"""References in texts, looked up: terms, site facts, figures, the brand, addresses of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from builder.diagnostics import did_you_mean
from builder.library.signedfacts import NONE_DECLARED
from builder.merge.factwords import dialled, said
from builder.merge.figure_words import PARTS
from builder.merge.figure_words import said as figure_said
from builder.merge.lookup import Lookup
from builder.merge.personal import empty_field, with_room
from builder.model import (
    Brand,
    Contact,
    DeclaredFact,
    Fact,
    Phrases,
    Site,
    StudyFigure,
    Term,
)
from builder.notation.addresses import TARGET
from builder.notation.telephones import telephones
from builder.notation.uri import is_in, shown
from builder.place import Text
from builder.source.cells import pieces
from builder.source.inline import Rich, Run

BLANK_EMS = 4.0  # the least length of a line to write a fact on: about 17 mm at 12 points


@dataclass
class References:
    """Resolves the texts of one handout, and remembers which terms, facts and figures they used."""

    lookup: Lookup
    brand: Brand
    site: Site
    phrases: Phrases
    has_glossary: bool
    language: str
    used_terms: dict[str, None] = field(default_factory=dict)
    used_facts: set[str] = field(default_factory=set)
    used_figures: dict[str, StudyFigure] = field(default_factory=dict)

    def resolve(self, rich: Rich) -> Rich:
        """The text with its references looked up and the addresses of its links spelled out."""
        told = [piece for run in rich.runs for piece in self._dialled(run)]
        if all(run.reference is None and not run.href for run in told):
            return rich
        parts = [
            self._part(href, group, rich.source)
            for href, group in groupby(told, key=lambda run: run.href)
        ]
        runs: list[Run] = []
        for href, part in parts:
            words = "".join(run.text for own, each in parts if own == href for run in each)
            runs += part
            if href and not is_in(words, href):
                # Paper cannot be clicked: the address follows the words, if they do not say it.
                runs.append(Run(f" ({shown(href)})", href=href))
        return replace(rich, runs=tuple(runs))

    def _dialled(self, run: Run) -> Iterator[Run]:
        """A run, in pieces where it has telephone numbers: each is a link that dials it."""
        start = 0
        plain = run.reference is None and not run.href and not run.shift
        for number in telephones(run.text, self.numbers) if plain else ():
            yield from _piece(run, start, number.start)
            yield from _piece(run, number.start, number.end, f"tel:{number.digits}")
            start = number.end
        yield from _piece(run, start, len(run.text)) if start else [run]

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The telephone numbers that the site gives: its facts, and its contacts."""
        kinds = {name for name, fact in self._declared().items() if fact.kind == "phone"}
        facts = (str(fact.value) for name, fact in self.site.facts.items() if name in kinds)
        contacts = [n for c in self.site.contacts for n in (c.phone, *(p.phone for p in c.phones))]
        return frozenset([*facts, *(str(number) for number in contacts if number)])

    def _part(self, href: str, group: Iterable[Run], source: Text) -> tuple[str, list[Run]]:
        """Runs with one address, or with none, looked up; the address, looked up too."""
        runs: list[Run] = []
        for run in group:
            runs += self._reference(run, source) if run.reference else [run]
        if not (of_site := TARGET.fullmatch(href)):
            return href, runs
        scheme, name, rest = of_site.groups()
        named = Text(name, source.locate(of_site[0]))
        target, more = (
            self._web(named, rest) if scheme is None else self._target(scheme, named, rest)
        )
        linked = [replace(run, href=target, fact=run.fact or name) for run in runs]
        return target, [*linked, *more]

    def _web(self, name: Text, rest: str) -> tuple[str, list[Run]]:
        """The address of a page of the site."""
        if self.site.web is None:
            message = f"the site '{self.site.site}' publishes no web pages"
            hint = "tell it where: 'web: https://…'"
            self.lookup.sink.error(name.span, "unknown-fact", message, hint)
        return (f"{self.site.web}{rest}" if self.site.web else ""), []

    def _target(self, scheme: str, name: Text, rest: str) -> tuple[str, list[Run]]:
        """The number or mail address of that name; what to print where nobody has signed it yet."""
        contacts = self.contacts()
        key = "phone" if scheme == "tel" else "email"
        if value := getattr(contacts.get(str(name)), key, None):
            return f"{scheme}:{value}{rest}", []
        if name in self._declared() and self._declared()[name].kind == key:
            self.used_facts.add(str(name))
            fact = self._fact(str(name))
            href = f"{fact.href}{rest}" if fact.href else ""
            return href, [Run(" "), *fact.blank.runs] if fact.blank else []
        known = [n for n, contact in contacts.items() if getattr(contact, key)]
        known += [n for n, fact in self._declared().items() if fact.kind == key]
        what = "telephone number" if key == "phone" else "mail address"
        message = f"the site has no {what} '{name}'"
        self.lookup.sink.error(name.span, "unknown-fact", message, did_you_mean(name, known))
        return "", []

    def _reference(self, run: Run, source: Text) -> list[Run]:
        assert run.reference is not None
        name = Text(run.reference.name, source.locate(run.text))
        if run.reference.kind == "term":
            term = self.lookup.find(self.lookup.library.terms, name, "term", needed=False)
            if term is None:
                return []
            self.used_terms[str(term.id)] = None
            words = run.reference.words or term.term.text
            href = f"#term-{term.id}" if self.has_glossary else ""
            return [replace(run, text=words, term=str(term.id), href=href, reference=None)]
        if run.reference.kind == "brand":
            if name != "name":
                message = f"a brand has no '{name}' that can be printed"
                self.lookup.sink.error(name.span, "unknown-fact", message, "write {brand.name}")
            return [replace(run, text=self.brand.name.text)]  # it stays known as the brand's
        others = {"figure": self._figure, "for": self._personal, "line": self._line}
        return others.get(run.reference.kind, self._site_fact)(run, name)

    def _line(self, run: Run, name: Text) -> list[Run]:
        """A line that an author typed, long enough for a pen, with what is heard there."""
        heard = self.phrases.phrases["to_fill_in"].text
        return [*with_room([replace(run, reference=None)], heard, BLANK_EMS)]

    def _personal(self, run: Run, name: Text) -> list[Run]:
        """The line to write on that stands for a person's field until it is filled in."""
        assert run.reference is not None
        known = self.lookup.definition.fields
        if name not in known:
            message = f"the handout has no personal field '{name}'"
            hint = did_you_mean(name, known) or "define it: 'fields:' in the definition"
            self.lookup.sink.error(name.span, "unknown-field", message, hint)
            return []
        return empty_field(run, known[name], self.phrases.phrases["to_fill_in"].text)

    def _figure(self, run: Run, name: Text) -> list[Run]:
        assert run.reference is not None
        figure, part = self.figure(name), run.reference.part
        if figure is None:
            return []
        words = figure_said(figure, part, self.phrases, self.language)
        if words is None:
            message = f"the figure '{name}' has no '{part}'"
            hint = f"give it '{part}:' where it is defined, at {figure.span}"
            hint = hint if part in PARTS else did_you_mean(part, PARTS)
            self.lookup.sink.error(name.span, "unknown-figure", message, hint)
            return []
        return [replace(run, text=words, figure=str(name), part=part, reference=None)]

    def figure(self, name: Text) -> StudyFigure | None:
        """The figure of that name, which is used then; an unknown one is reported."""
        figure = self.lookup.find(self.lookup.library.figures, name, "figure", needed=False)
        if figure is not None:
            self.used_figures[str(name)] = figure
        return figure

    def _site_fact(self, run: Run, name: Text) -> list[Run]:
        assert run.reference is not None
        contacts, words = self.contacts(), run.reference.words
        run = replace(run, fact=str(name))
        if words and (name == "name" or name in contacts):
            message = f"'{name}' is always known: '{words}' is never printed"
            self.lookup.sink.error(name.span, "reference", message, f"write {{site.{name}}}")
        if name == "name":
            return [replace(run, text=self.site.name.text, reference=None)]
        if name in contacts:
            contact = contacts[str(name)]
            words = contact.phone or contact.email or contact.name.text
            href = f"tel:{contact.phone}" if contact.phone else ""
            href = f"mailto:{contact.email}" if contact.email and not href else href
            words = words.replace(" ", "\u00a0")
            return [replace(run, text=words, href=run.href or href, reference=None)]
        if name not in self._declared():
            hint = did_you_mean(name, [*self._declared(), *contacts, "name"]) or NONE_DECLARED
            self.lookup.report(name.span, "fact", f"there is no site fact '{name}'", hint)
            return []
        self.used_facts.add(str(name))
        fact = self._fact(str(name))
        if fact.value is not None:
            return [replace(run, text=fact.value, href=run.href or fact.href, reference=None)]
        blank = self._in_words(str(name), words) if words else fact.blank
        return [replace(each, strong=run.strong) for each in blank.runs] if blank else []

    def _in_words(self, name: str, words: str) -> Rich:
        """A fact that nobody has signed, in the words of the place where it stands."""
        return self._blank(name, Rich(tuple(pieces(Run(words))), Text(words)))

    def _blank(self, name: str, words: Rich) -> Rich:
        """Words with lines to write on, long enough for a pen, with what is heard there."""
        heard = self.phrases.phrases["to_fill_in"].text
        runs = (replace(run, fact=name) for run in with_room(words.runs, heard, BLANK_EMS))
        return replace(words, runs=tuple(runs))

    def _fact(self, name: str) -> Fact:
        """A fact with its unit, kept on one line; no value when nobody gives one."""
        declared = self._declared()[name]
        about = {
            "label": self.phrases.facts[name], "kind": declared.kind,
            "safety": declared.safety, "licence": declared.licence,
            "said_as": tuple(map(str, declared.said_as)),
        }  # fmt: skip
        given = self.site.facts.get(name)
        value = given.value if given else declared.default
        if value is None:
            return Fact(value=None, blank=self._blank(name, self.phrases.blanks[name]), **about)
        country = str(self.site.country)
        words = said(declared.kind, value, given, country, self.language, self.phrases)
        return Fact(value=words, href=dialled(declared.kind, value), **about)

    def _declared(self) -> Mapping[str, DeclaredFact]:
        return self.lookup.library.facts.by_name

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every fact that sites give, whether this one does or not."""
        yield from ((name, self._fact(name)) for name in self._declared())

    def terms(self) -> Iterator[Term]:
        """The terms that were used, in alphabetical order of what is printed."""
        terms = [self.lookup.library.terms[name] for name in self.used_terms]
        seen = len(self.used_terms)
        resolved = [term.resolved(self.resolve) for term in terms]
        while len(self.used_terms) > seen:  # a meaning may use further terms
            more = [self.lookup.library.terms[name] for name in list(self.used_terms)[seen:]]
            seen = len(self.used_terms)
            resolved += [term.resolved(self.resolve) for term in more]
        for term in sorted(resolved, key=lambda term: (term.term.text.casefold(), term.id)):
            self.lookup.used(term)
            yield term

    def contacts(self) -> dict[str, Contact]:
        """The site's contacts by name."""
        return {str(contact.id): contact for contact in self.site.contacts}


def _piece(run: Run, start: int, end: int, href: str = "") -> Iterator[Run]:
    """A part of a run, from one letter to another; nothing if it is empty."""
    if start < end:
        hyphens = tuple(place - start for place in run.hyphens if start < place < end)
        yield replace(run, text=run.text[start:end], href=href, hyphens=hyphens)
