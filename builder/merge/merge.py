"""Sources, definition, layout, brand and site into one frozen handout.

After this nothing is looked up: every reference is resolved or reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from builder.diagnostics import Sink, did_you_mean
from builder.library.library import Library
from builder.library.phrasebook import ENGLISH, reference, spoken, unsaid, whole
from builder.library.which import Which, language_of, offered_in, same_language
from builder.machine.toolchain import toolchain
from builder.merge.assets import Assets
from builder.merge.contents import Contents
from builder.merge.factlines import imprint_lines, strip_lines
from builder.merge.left import left_in_each
from builder.merge.lookup import Lookup
from builder.merge.picked import signs_of
from builder.merge.planned import Plan, outer_blocks
from builder.merge.provenance import provenance, references, related
from builder.merge.quickfacts import with_glance
from builder.merge.references import References
from builder.model import (
    WEB,
    Brand,
    Edition,
    Handout,
    HandoutDefinition,
    Layout,
    Phrases,
    Printer,
    Site,
)
from builder.model.design import INKS
from builder.model.onpaper import Form
from builder.model.parttype import part
from builder.model.printer import USUAL
from builder.place import Text
from builder.project import Project
from builder.source.inline import Rich

OPTIONAL = ("subtitle", "audience", "not_for", "action", "tag", "owner")


def merge(
    project: Project,
    library: Library,
    which: Which,
    sink: Sink,
    definition: HandoutDefinition | None = None,
) -> Handout | None:
    """The handout in one edition; None when something it needs was not found.

    It is made from its own definition, or from the one that is given. One with errors that
    leave it whole can be checked, but not built.
    """
    lookup = Lookup(library, definition or library.definitions[which.definition], Sink())
    handout = _merge(project, lookup, which)
    sink.extend(lookup.sink.sorted())
    return None if lookup.incomplete else handout


@dataclass(frozen=True)
class _Named:
    """What a definition names, looked up: all that its texts are resolved with."""

    layout: Layout
    brand: Brand
    site: Site
    language: Text
    phrases: Phrases
    printer: Printer
    form: Edition


def _merge(project: Project, lookup: Lookup, which: Which) -> Handout | None:
    lookup.used(lookup.definition)
    named = _named(lookup, which)
    if named is None:
        return None
    forms = _forms(lookup.definition, named)
    editions = dict.fromkeys([which.edition, *(str(form.edition) for form in forms)])
    said = _said(project, lookup, named, editions)
    if lookup.incomplete:
        return None
    handout = _handout(project, lookup, named, said[which.edition], forms)
    return handout.model_copy(update={"variants": _variants(said)})


def _named(lookup: Lookup, which: Which) -> _Named | None:
    """None when something that the definition names is not there; it was reported."""
    library, definition = lookup.library, lookup.definition
    layout = lookup.find(library.layouts, definition.layout, "layout")
    brand = lookup.only(library.brands, definition.brand, "brand")
    site = lookup.only(library.sites, _site(definition, which.site), "site")
    language = _written(which.language, language_of(definition.language, site))
    phrases = _phrases(lookup, language)
    form = _edition(lookup, layout, phrases, which.edition)
    if layout and brand:
        _fit(lookup, layout, brand)
    if not (layout and brand and site and phrases and form):
        return None
    printer = lookup.find(library.printers, site.preflight or USUAL, "printer")
    if printer is None:
        return None
    own = brand.of_group(definition.group)
    return _Named(layout, own, site, language, phrases, printer, form)


def _site(definition: HandoutDefinition, name: str) -> Text | None:
    """The site's name with the place where it is wished for."""
    if name in ("", definition.site):
        return definition.site
    return Text(name, definition.handout.span)


def _written(language: str, own: Text) -> Text:
    """The language that is wished for, with the place where the handout's own is written."""
    return own if language == own else Text(language, own.span)


def _said(
    project: Project, lookup: Lookup, named: _Named, editions: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """What the handout says in each edition: the same in all, but for what is for some only."""
    plans = left_in_each(lookup, str(named.site.site), str(named.language), editions)
    made = {id(plan): _texts(project, lookup, named, plan) for plan in _unlike(plans.values())}
    return {edition: made[id(plan)] for edition, plan in plans.items()}


def _unlike(plans: Iterable[Plan]) -> Iterable[Plan]:
    return {id(plan): plan for plan in plans}.values()


def _variants(said: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """By edition, the fields in which the editions differ; none where all say the same."""
    first, *others = {id(each): each for each in said.values()}.values()
    unlike = [name for name in first if any(other[name] != first[name] for other in others)]
    if not unlike:
        return {}
    return {edition: {name: each[name] for name in unlike} for edition, each in said.items()}


def _texts(project: Project, lookup: Lookup, named: _Named, plan: Plan) -> dict[str, Any]:
    """The fields that hold texts and files, with every reference in them resolved or reported."""
    definition, brand = lookup.definition, named.brand
    has_glossary = any(type(block).__name__ == "Glossary" for block in outer_blocks(plan))
    language = str(named.language)
    resolver = References(lookup, brand, named.site, named.phrases, has_glossary, language)
    assets = Assets(project, lookup)
    contents = Contents(lookup, plan, resolver, assets)
    resolve = resolver.resolve
    optional = {name: getattr(definition, name) for name in OPTIONAL}
    chapters = tuple(contents.chapters())
    if "at-a-glance" in named.layout.parts:
        chapters = with_glance(chapters, named.phrases.phrases["at_a_glance"])
    return {
        "title": resolve(definition.title),
        "main_message": resolve(definition.main_message),
        "version": resolve(definition.version),
        **{name: resolve(text) if text else None for name, text in optional.items()},
        "chapters": chapters,
        "brand": brand.resolved(resolve),
        "site": named.site.resolved(resolve),
        "logo": assets.logo(brand),
        "cover": contents.cover(),
        "marks": tuple(assets.marks(brand)),
        "provenance": provenance(definition, brand).resolved(resolve),
        "related": tuple(related(lookup, str(named.site.site), resolve)),
        "typefaces": tuple(assets.typefaces(brand)),
        "icons": tuple(assets.icons(named.layout)),
        "facts": dict(resolver.facts()),
        "strip_lines": strip_lines(lookup, named.layout, named.phrases, resolve),
        "imprint_lines": imprint_lines(lookup, named.phrases, resolve),
        "fields": {str(k): field.resolved(resolve) for k, field in definition.fields.items()},
        "terms": tuple(resolver.terms()),
        "used_facts": tuple(sorted(resolver.used_facts)),
        "figures": tuple(resolver.used_figures.values()),
        "references": tuple(references(lookup, chapters, resolver.used_figures.values())),
    }


def _handout(
    project: Project,
    lookup: Lookup,
    named: _Named,
    texts: dict[str, Any],
    forms: tuple[Edition, ...],
) -> Handout:
    """The whole: texts, what the definition and the site say beside them, what it was made from."""
    definition, site = lookup.definition, named.site
    signs = signs_of(lookup)
    return Handout(
        name=str(definition.handout),
        code=str(definition.handout),
        treatment=str(definition.treatment) if definition.treatment else None,
        purpose=definition.purpose,
        group=str(definition.group or ""),
        allow=(*definition.allow, *site.allow),
        edition=named.form,
        forms=forms,
        language=str(named.language),
        layout=named.layout,
        printer=named.printer,
        pages=definition.pages,
        strip=definition.strip,
        phrases=dict(named.phrases.phrases),
        phrases_reviewed=named.phrases.reviewed is not False,
        spoken={str(name): words.text for name, words in named.phrases.words.items()},
        published=definition.published,
        review_by=definition.review_by,
        codes=definition.codes.written if definition.codes else (),
        overdue=definition.review_by is not None and definition.review_by < project.today,
        user_test=definition.user_test,
        signs_needed=tuple(str(sign.id) for sign in signs),
        carer_signs=tuple(str(sign.id) for sign in signs if sign.carer_acts),
        stamp=_stamp(project, definition),
        translated="" if same_language(named.language, definition.language) else named.language,
        folder=f"{site.site}/" if lookup.library.many_sites else "",
        builder=toolchain(),
        sources=tuple(sorted(lookup.sources)),
        **texts,
    )


def _stamp(project: Project, definition: HandoutDefinition) -> str:
    """The moment the file gives as its own: that of the project, or the day of publication."""
    if project.epoch is None:
        return f"{definition.published}T00:00:00Z"
    return project.epoch.strftime("%Y-%m-%dT%H:%M:%SZ")


def _phrases(lookup: Lookup, language: Text) -> Phrases | None:
    """The builder's words in that language, or in the language without its country."""
    book = lookup.library.phrases
    found = spoken(book, str(language))
    if found is None:
        message = f"the builder has no words in the language '{language}'"
        hint = f"add sources/phrases/{language}.yaml, or one of: {', '.join(sorted(book))}"
        lookup.missing(language.span, "unknown-language", message, hint)
        return None
    known = reference(book[ENGLISH], lookup.library.facts)
    if names := unsaid(found, known):
        are = "is" if len(names) == 1 else "are"
        message = f"{len(names)} of the builder's phrases {are} not in '{found.language}': "
        hint = f"'handouts new language {language}' writes a file to say them in"
        lookup.missing(found.span, "missing-phrase", message + ", ".join(names), hint)
    return whole(found, known)


def _edition(
    lookup: Lookup, layout: Layout | None, phrases: Phrases | None, wanted: str
) -> Edition | None:
    """The edition of the layout, or the web page; all that the definition names must be there."""
    if layout is None or phrases is None:
        return None
    known = {str(e.edition): e for e in layout.editions}
    for name in lookup.definition.editions:
        if name not in known:
            message = f"the layout '{layout.layout}' has no edition '{name}'"
            hint = did_you_mean(name, known)
            if name == WEB:
                hint = "every handout has a web page; take it out of 'editions'"
            elif name in get_args(Form):
                hint = f"write 'print: {{form: {name}}}': the printer's copy is no edition"
            lookup.missing(name.span, "unknown-edition", message, hint)
    title = phrases.phrases.get("web_page")
    return _form(layout, title, wanted)


def _form(layout: Layout, web_page: Rich | None, wanted: str) -> Edition | None:
    if wanted == WEB:
        return Edition(edition=Text(WEB), title=web_page) if web_page else None
    return next((form for form in layout.editions if form.edition == wanted), None)


def _forms(definition: HandoutDefinition, named: _Named) -> tuple[Edition, ...]:
    """Every edition that the definition or the site offers, the web page last."""
    title = named.phrases.phrases.get("web_page")
    names = offered_in(definition.every_edition, named.layout, named.site)
    forms = (_form(named.layout, title, name) for name in names)
    return tuple(form for form in forms if form is not None)


def in_edition(handout: Handout, edition: str) -> Handout:
    """The same handout in another edition that its definition offers."""
    return next(one for one in handout.in_every_edition() if one.edition.edition == edition)


def _fit(lookup: Lookup, layout: Layout, brand: Brand) -> None:
    """Reports parts of a layout that are not there, and colours that the brand has not."""
    for name in layout.parts:
        if name != "contents" and name not in part:
            hint = did_you_mean(name, [*part, "contents"])
            lookup.missing(name.span, "unknown-part", f"there is no part '{name}'", hint)
    for role in _roles(layout):
        if role is not None and role not in brand.colours:
            message = f"the brand '{brand.brand}' has no colour '{role}'"
            hint = did_you_mean(role, brand.colours)
            lookup.missing(role.span, "unknown-colour", message, hint)


def _roles(layout: Layout) -> Iterator[Text | None]:
    """The colour roles that a layout and its editions name, those on either side of a change."""
    ones: tuple[Layout | Edition, ...] = (layout, *layout.editions)
    for one in ones:
        yield from (role for style in one.styles.values() for role in (style.colour, style.on))
        for box in one.boxes.values():
            yield from (box.fill, box.text, box.edge, box.bar, box.band, box.label, box.on_icon)
    for edition in layout.editions:
        yield from edition.colours
        yield from (role for role in edition.colours.values() if role not in INKS)
