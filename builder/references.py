"""References in texts, looked up: terms, site facts, the brand's name, addresses of links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from builder.diagnostics import did_you_mean
from builder.inline import Rich, Run
from builder.lookup import Lookup
from builder.model import (
    SAFETY_FACTS,
    Brand,
    Contact,
    Fact,
    Phrases,
    Site,
    Term,
    country_in_words,
    day_in_words,
)
from builder.place import Text

BLANK_EMS = 6.0  # the length of a line to write on inside a text


@dataclass
class References:
    """Resolves the texts of one handout, and remembers which terms and facts they used."""

    lookup: Lookup
    brand: Brand
    site: Site
    phrases: Phrases
    has_glossary: bool
    language: str
    used_terms: dict[str, None] = field(default_factory=dict)
    used_facts: set[str] = field(default_factory=set)

    def resolve(self, rich: Rich) -> Rich:
        """The text with its references looked up and the addresses of its links spelled out."""
        if all(run.reference is None and not run.href for run in rich.runs):
            return rich
        runs: list[Run] = []
        for number, run in enumerate(rich.runs):
            if run.reference is None:
                runs.append(run)
            else:
                runs += self._reference(run, rich.source)
            after = rich.runs[number + 1].href if number + 1 < len(rich.runs) else ""
            if run.href and after != run.href:
                runs += self._address(run.href, rich)
        return replace(rich, runs=tuple(runs))

    def _address(self, href: str, rich: Rich) -> Iterator[Run]:
        """Paper cannot be clicked: the address follows the words, if they do not say it."""
        shown = href.partition(":")[2].removeprefix("//").removesuffix("/")
        words = "".join(run.text for run in rich.runs if run.href == href)
        if shown.replace(" ", "") not in words.replace(" ", ""):
            yield Run(f" ({shown})", href=href)

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
        return self._site_fact(run, name)

    def _site_fact(self, run: Run, name: Text) -> list[Run]:
        contacts = self.contacts()
        run = replace(run, fact=str(name))
        if name == "name":
            return [replace(run, text=self.site.name.text, reference=None)]
        if name in contacts:
            contact = contacts[str(name)]
            words = contact.phone or contact.email or contact.name.text
            return [replace(run, text=words.replace(" ", "\u00a0"), reference=None)]
        if name not in SAFETY_FACTS:
            hint = did_you_mean(name, [*SAFETY_FACTS, *contacts, "name"])
            self.lookup.sink.error(
                name.span, "unknown-fact", f"there is no site fact '{name}'", hint
            )
            return []
        self.used_facts.add(str(name))
        fact = self._fact(str(name))
        if fact.value is not None:
            return [replace(run, text=fact.value, reference=None)]
        label = replace(run, text=f"\u00a0({fact.label.text})", reference=None)
        return [Run("", blank=BLANK_EMS, fact=str(name)), label]

    def _fact(self, name: str) -> Fact:
        """A safety setting with its unit, kept on one line; no value when nobody signed one."""
        label = self.phrases.facts[name]  # type: ignore[index]
        signed = self.site.facts.get(name)  # type: ignore[call-overload]
        if signed is None:
            return Fact(label=label, value=None)
        unit = self.phrases.phrases.get(f"number_unit_{SAFETY_FACTS[name]}")  # type: ignore[call-overload]
        words = unit.text.replace("%value%", signed.value) if unit else str(signed.value)
        if SAFETY_FACTS[name] == "dated":
            words = words.replace("%country%", country_in_words(self.site.country, self.language))
            words = words.replace("%day%", day_in_words(signed.signed, self.language))
        keep = SAFETY_FACTS[name] not in ("words", "dated")
        return Fact(label=label, value=words.replace(" ", "\u00a0") if keep else words)

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Every safety setting, signed or not."""
        yield from ((name, self._fact(name)) for name in SAFETY_FACTS)

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
