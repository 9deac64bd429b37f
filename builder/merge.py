"""Sources, definition, layout, brand and site into one frozen handout.

After this nothing is looked up: every reference is resolved or reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from builder import __version__
from builder.diagnostics import Sink, did_you_mean
from builder.inline import Rich, Run
from builder.library import Library
from builder.model import (
    SAFETY_FACTS,
    Block,
    Brand,
    Chapter,
    Contact,
    Edition,
    Fact,
    Handout,
    HandoutDefinition,
    Layout,
    Phrases,
    Placed,
    Section,
    Site,
    Topic,
    TopicUse,
    Typeface,
    with_inner,
)
from builder.place import Text
from builder.project import (
    BUNDLED,
    Asset,
    OutsideProject,
    Project,
    bundled,
    bundled_names,
    source_date_epoch,
)

FALLBACK_FONTS = ("noto-sans", "noto-sans-devanagari")
BLANK_EMS = 6.0
T = TypeVar("T")


def merge(
    project: Project,
    library: Library,
    definition: HandoutDefinition,
    edition: str,
    sink: Sink,
    *,
    site: str | None = None,
) -> Handout | None:
    """The handout in one edition; None when something it needs was not found."""
    own = Sink()
    made = _Merge(project, library, definition, own).handout(edition, site)
    sink.extend(own.sorted())
    return None if own.failed else made


@dataclass
class _Merge:
    """One merge under way: what it has looked up so far. It is the blocks' `Merger`."""

    project: Project
    library: Library
    definition: HandoutDefinition
    sink: Sink
    site: Site | None = None
    brand: Brand | None = None
    phrases: Phrases | None = None
    beside: str = ""
    has_glossary: bool = False
    used_terms: dict[str, None] = field(default_factory=dict)
    used_facts: set[str] = field(default_factory=set)
    sources: dict[str, None] = field(default_factory=dict)

    def handout(self, edition: str, site: str | None) -> Handout | None:
        definition = self.definition
        self._source(definition)
        layout = self._look_up(self.library.layouts, definition.layout, "layout")
        self.brand = self._only(self.library.brands, definition.brand, "brand")
        wanted = Text(site, definition.handout.span) if site else definition.site
        self.site = self._only(self.library.sites, wanted, "site")
        self.phrases = self._phrases(definition.language)
        form = self._edition(layout, edition)
        if not (layout and self.brand and self.site and self.phrases and form):
            return None
        self.has_glossary = any(type(b).__name__ == "Glossary" for b in self._written())
        chapters = tuple(self._chapters())
        title, main_message = self.resolve(definition.title), self.resolve(definition.main_message)
        texts = {
            name: self.resolve(text)
            for name in ("subtitle", "audience", "not_for", "action", "tag")
            if (text := getattr(definition, name)) is not None
        }
        typefaces, logo = tuple(self._typefaces(self.brand)), self._logo(self.brand)
        icons = tuple(self._icons(layout))
        facts, terms = dict(self._facts()), tuple(self._terms())
        if self.sink.failed:
            return None
        return Handout(
            name=str(definition.handout),
            code=str(definition.handout),
            title=title,
            main_message=main_message,
            **{
                n: texts.get(n) for n in ("subtitle", "audience", "not_for", "action", "tag")
            },
            edition=form,
            language=str(definition.language),
            layout=layout,
            brand=self.brand.resolved(self.resolve),
            logo=logo,
            typefaces=typefaces,
            icons=icons,
            site=self.site.resolved(self.resolve),
            facts=facts,
            strip=definition.strip,
            chapters=chapters,
            terms=terms,
            phrases=dict(self.phrases.phrases),
            version=self.resolve(definition.version),
            published=definition.published,
            review_by=definition.review_by,
            stamp=self._stamp(),
            used_facts=tuple(sorted(self.used_facts)),
            builder=f"{__version__} {own_digest()}",
            sources=tuple(sorted(self.sources)),
        )  # fmt: skip

    def _stamp(self) -> str:
        """The moment the file gives as its own: SOURCE_DATE_EPOCH, or the day of publication."""
        epoch = source_date_epoch()
        if epoch is None:
            return f"{self.definition.published}T00:00:00Z"
        return epoch.strftime("%Y-%m-%dT%H:%M:%SZ")

    # -- looking up

    def _look_up(self, table: dict[str, T], name: Text, kind: str) -> T | None:
        """The thing of that name; an unknown one is reported, unless its file is broken."""
        found = table.get(str(name))
        if found is None:
            if not any(Path(path).stem == name or name in path for path in self.library.broken):
                hint = did_you_mean(name, table)
                self.sink.error(name.span, f"unknown-{kind}", f"there is no {kind} '{name}'", hint)
            else:
                self.sink.error(name.span, f"broken-{kind}", f"the {kind} '{name}' has errors")
        elif isinstance(found, Placed):
            self._source(found)
        return found

    def _only(self, table: dict[str, T], name: Text | None, kind: str) -> T | None:
        """The thing of that name, or without a name the only one there is."""
        if name is not None:
            return self._look_up(table, name, kind)
        if len(table) == 1:
            found = next(iter(table.values()))
            if isinstance(found, Placed):
                self._source(found)
            return found
        span = self.definition.span
        if not table:
            self.sink.error(span, f"unknown-{kind}", f"there is no {kind} that can be used",
                            f"make one with: handouts new {kind} NAME")  # fmt: skip
        else:
            names = ", ".join(sorted(table))
            self.sink.error(span, f"unknown-{kind}", f"which {kind}? there are: {names}",
                            f"write '{kind}: NAME' in the definition")  # fmt: skip
        return None

    def _source(self, thing: Placed) -> None:
        if thing.span.path:
            self.sources[thing.span.path] = None

    def _phrases(self, language: Text) -> Phrases | None:
        found = self.library.phrases.get(str(language)) or self.library.phrases.get(
            language.partition("-")[0]
        )
        if found is None:
            message = f"the builder has no words in the language '{language}'"
            hint = f"add sources/phrases/{language}.yaml, or one of: " + ", ".join(
                sorted(self.library.phrases)
            )
            self.sink.error(language.span, "unknown-language", message, hint)
            return None
        english = self.library.phrases["en"]
        for group in ("phrases", "facts"):
            for name in sorted(getattr(english, group).keys() - getattr(found, group).keys()):
                message = f"the phrase '{name}' is missing in '{found.language}'"
                self.sink.error(found.span, "missing-phrase", message)
        return found

    def _edition(self, layout: Layout | None, wanted: str) -> Edition | None:
        if layout is None:
            return None
        known = {str(e.edition): e for e in layout.editions}
        for name in self.definition.editions:
            if name not in known:
                message = f"the layout '{layout.layout}' has no edition '{name}'"
                self.sink.error(name.span, "unknown-edition", message, did_you_mean(name, known))
        return known.get(wanted)

    # -- contents

    def _written(self) -> Iterator[Block]:
        """The blocks as written, before anything in them is looked up."""
        for entry in self.definition.contents:
            if isinstance(entry, Block):
                yield entry
            elif topic := self.library.topics.get(str(entry.topic)):
                for section in topic.sections:
                    if entry.sections is None or section.id in entry.sections:
                        yield from section.blocks

    def _chapters(self) -> Iterator[Chapter]:
        for entry in self.definition.contents:
            if isinstance(entry, TopicUse):
                topic = self._look_up(self.library.topics, entry.topic, "topic")
                if topic is not None:
                    yield self._chapter(topic, entry)
            else:
                self.beside = self.definition.span.path
                section = Section.model_construct(id=Text("block"), blocks=(self._block(entry),))
                yield Chapter(title=None, language=None, new_page=False, sections=(section,))

    def _chapter(self, topic: Topic, use: TopicUse) -> Chapter:
        self.beside = topic.span.path
        known = {str(section.id): section for section in topic.sections}
        chosen = list(topic.sections)
        if use.sections is not None:
            chosen = []
            for name in use.sections:
                found = self._look_up(known, name, "section")
                chosen += [found] if found else []
        sections = tuple(
            section.model_copy(
                update={
                    "heading": self.resolve(section.heading) if section.heading else None,
                    "blocks": tuple(self._block(block) for block in section.blocks),
                }
            )
            for section in chosen
        )
        title = self.resolve(use.title or topic.title)
        language = str(topic.language) if topic.language else None
        chapter = Chapter(title=title, language=language, new_page=use.new_page, sections=sections)
        chapter._span = topic.span
        return chapter

    def _block(self, block: Block) -> Block:
        for each in with_inner(block):
            for claim in each.claims:
                self._look_up(self.library.claims, claim, "claim")
        return block.merged(self)

    # -- what blocks ask for

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
        assert run.reference is not None and self.brand and self.site
        name = Text(run.reference.name, source.locate(run.text))
        if run.reference.kind == "term":
            term = self._look_up(self.library.terms, name, "term")
            if term is None:
                return []
            self.used_terms[str(term.id)] = None
            words = run.reference.words or term.term.text
            href = f"#term-{term.id}" if self.has_glossary else ""
            return [replace(run, text=words, term=str(term.id), href=href, reference=None)]
        if run.reference.kind == "brand":
            if name != "name":
                message = f"a brand has no '{name}' that can be printed"
                self.sink.error(name.span, "unknown-brand", message, "write {brand.name}")
            return [replace(run, text=self.brand.name.text, reference=None)]
        return self._site_fact(run, name)

    def _site_fact(self, run: Run, name: Text) -> list[Run]:
        assert self.site is not None and self.phrases is not None
        contacts = {str(contact.id): contact for contact in self.site.contacts}
        if name == "name":
            return [replace(run, text=self.site.name.text, reference=None)]
        if name in contacts:
            contact = contacts[str(name)]
            words = contact.phone or contact.email or contact.name.text
            return [replace(run, text=words.replace(" ", "\u00a0"), reference=None)]
        if name not in SAFETY_FACTS:
            hint = did_you_mean(name, [*SAFETY_FACTS, *contacts, "name"])
            self.sink.error(name.span, "unknown-fact", f"there is no site fact '{name}'", hint)
            return []
        self.used_facts.add(str(name))
        fact = self._fact(str(name))
        if fact.value is not None:
            return [replace(run, text=fact.value, reference=None)]
        label = replace(run, text=f"\u00a0({fact.label.text})", reference=None)
        return [Run("", blank=BLANK_EMS), label]

    def _fact(self, name: str) -> Fact:
        """A safety setting with its unit, kept on one line; no value when nobody signed one."""
        assert self.site is not None and self.phrases is not None
        label = self.phrases.facts[name]  # type: ignore[index]
        signed = self.site.facts.get(name)  # type: ignore[call-overload]
        if signed is None:
            return Fact(label=label, value=None)
        unit = self.phrases.phrases.get(f"number_unit_{SAFETY_FACTS[name]}")  # type: ignore[call-overload]
        words = unit.text.replace("%value%", signed.value) if unit else str(signed.value)
        keep = SAFETY_FACTS[name] != "words"
        return Fact(label=label, value=words.replace(" ", "\u00a0") if keep else words)

    def _facts(self) -> Iterator[tuple[str, Fact]]:
        assert self.site is not None
        for key in self.site.facts:
            if key not in SAFETY_FACTS:
                message = f"'{key}' is not one of the facts a site signs"
                self.sink.error(key.span, "unknown-fact", message, did_you_mean(key, SAFETY_FACTS))
        yield from ((name, self._fact(name)) for name in SAFETY_FACTS)

    def picture(self, path: Text) -> Asset | None:
        return self._file(path, self.beside, "unknown-image")

    def contact(self, name: Text) -> Contact | None:
        assert self.site is not None
        contacts = {str(contact.id): contact for contact in self.site.contacts}
        return self._look_up(contacts, name, "contact")

    def _terms(self) -> Iterator[Any]:
        """The terms that were used, in alphabetical order of what is printed."""
        terms = [self.library.terms[name] for name in self.used_terms]
        seen = len(self.used_terms)
        resolved = [term.resolved(self.resolve) for term in terms]
        while len(self.used_terms) > seen:  # a meaning may use further terms
            more = [self.library.terms[name] for name in list(self.used_terms)[seen:]]
            seen = len(self.used_terms)
            resolved += [term.resolved(self.resolve) for term in more]
        for term in sorted(resolved, key=lambda term: (term.term.text.casefold(), term.id)):
            self._source(term)
            yield term

    # -- files

    def _file(self, path: Text, beside: str, code: str) -> Asset | None:
        try:
            asset = self.project.asset(path, beside)
        except OutsideProject as problem:
            self.sink.error(path.span, code, str(problem))
            return None
        self.sources[asset.path] = None
        return asset

    def _typefaces(self, brand: Brand) -> Iterator[Typeface]:
        """The brand's own face, then those that stand in for letters it has not."""
        names = [brand.font] if brand.font else []
        known = {Path(path).parent.name for path in bundled_names("fonts/*/regular.ttf")}
        if brand.font_files:
            files = brand.font_files
            found = [
                self._file(path, brand.span.path, "unknown-font")
                for path in (files.regular, files.bold, files.licence)
            ]
            if found[0] and found[1] and found[2]:
                yield Typeface(regular=found[0], bold=found[1])
        elif not names:
            hint = "give 'font' or 'font_files'; fonts that come along: " + ", ".join(sorted(known))
            self.sink.error(brand.span, "unknown-font", "the brand has no font", hint)
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known)
                self.sink.error(name.span, "unknown-font", f"there is no font '{name}'", hint)
                return
        for family in dict.fromkeys([*map(str, names), *FALLBACK_FONTS]):
            folder = f"fonts/{family}"
            yield Typeface(
                regular=bundled(f"{folder}/regular.ttf"), bold=bundled(f"{folder}/bold.ttf")
            )

    def _logo(self, brand: Brand) -> Asset | None:
        return self._file(brand.logo, brand.span.path, "unknown-image") if brand.logo else None

    def _icons(self, layout: Layout) -> Iterator[tuple[str, Asset]]:
        known = {Path(path).stem for path in bundled_names("pdf/icons/*.svg")}
        for name in sorted({box.icon for box in layout.boxes.values() if box.icon}):
            if name not in known:
                hint = did_you_mean(name, known)
                self.sink.error(name.span, "unknown-icon", f"there is no icon '{name}'", hint)
            else:
                yield str(name), bundled(f"pdf/icons/{name}.svg")


@lru_cache(maxsize=1)
def own_digest() -> str:
    """A digest of the builder's own code: another builder may draw another page."""
    digest = hashlib.sha256()
    for path in sorted(BUNDLED.glob("**/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
