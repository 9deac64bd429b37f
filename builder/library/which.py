"""Which handouts a command is about, in which editions, for which sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from builder.diagnostics import Sink, did_you_mean
from builder.library.known import Gone, Listed
from builder.library.library import Library
from builder.model import WEB, Layout, Site
from builder.place import Span, Text


@dataclass(frozen=True)
class Which:
    """One output, before anything is read of its words: which handout, for whom, in what form.

    `definition` is the number of the handout. `site` is empty where nobody can
    tell which is meant, which merging reports.
    """

    definition: str
    site: str
    language: str
    edition: str

    @property
    def document(self) -> tuple[str, str, str]:
        """What its editions have in common: they are merged once."""
        return self.definition, self.site, self.language


Editions = tuple[Which, ...]  # those of one document that are wanted


def documents(wanted: Iterable[Which]) -> Iterator[Editions]:
    """What is wanted, document by document, for each is merged once."""
    return (tuple(group) for _, group in groupby(wanted, lambda each: each.document))


def which(
    library: Library,
    sink: Sink,
    names: Sequence[str] = (),
    edition: str | None = None,
    site: str | None = None,
) -> list[Which]:
    """What was asked for: no names are all handouts, no edition all editions, no site all sites.

    The editions of a document follow each other. What is not there is reported
    to `sink`.
    """
    found: list[Which] = []
    offered: dict[str, None] = {}
    for one in _chosen(library, names, sink, site):
        sites = {own: _editions(library, one, own) for own in _sites(library, one, site)}
        here = dict.fromkeys(each for editions in sites.values() for each in editions)
        offered.update(here)
        if names and edition is not None and edition not in here:
            message = f"'{one.handout}' has no edition '{edition}'"
            hint = did_you_mean(edition, here)
            sink.error(library.definitions[one.handout].span, "unknown-edition", message, hint)
        found += [
            Which(one.handout, own, _language(library, one, own), each)
            for own, editions in sites.items()
            for each in editions
            if edition in (None, each)
        ]
    if edition and not names and offered and edition not in offered:
        message = f"no handout has the edition '{edition}'"
        hint = did_you_mean(edition, offered)
        sink.error(Span("handouts"), "unknown-edition", message, hint)
    return found


def _chosen(library: Library, names: Sequence[str], sink: Sink, site: str | None) -> list[Listed]:
    """The definitions with these numbers or file names; all of them for no names.

    Those that are not made for the `site` are not among them.
    """
    if site is not None and site not in library.sites:
        if not library.is_broken_below("sources/sites/"):
            hint = did_you_mean(site, library.sites)
            sink.error(Span("sources/sites"), "unknown-site", f"there is no site '{site}'", hint)
        return []
    if not names:
        every = library.listed.values()
        return [e for e in every if e.handout not in library.gone and _made_for(e, site)]
    known = by_name(library)
    found: dict[str, Listed] = {}
    for name in names:
        one = known.get(name.removesuffix(".yaml").rpartition("/")[2].casefold())
        if one is not None and one.handout in library.gone:
            _withdrawn(library, one, library.gone[one.handout], sink)
        elif one is not None and not _made_for(one, site):
            own = library.definitions[one.handout].site or Text("")
            message = f"'{one.handout}' is made for the site '{own}' only, not for '{site}'"
            sink.error(own.span, "other-site", message, "leave '--site' out, or give its own site")
        elif one is not None:
            found[one.handout] = one
        elif not any(name.casefold() in path.casefold() for path in library.broken):
            hint = did_you_mean(name, library.definitions)
            sink.error(Span("handouts"), "unknown-handout", f"there is no handout '{name}'", hint)
    return list(found.values())


def by_name(library: Library) -> dict[str, Listed]:
    """The definitions by all that they are called: their numbers and files, in small letters."""
    known: dict[str, Listed] = {}
    for each in library.listed.values():
        known[each.handout.casefold()] = each
        known[Path(each.path).stem.casefold()] = each
    return known


def of_one_site(sites: Iterable[str], message: str, sink: Sink) -> None:
    """Reports, in these words, things of several sites: nobody can tell whose facts are meant."""
    every = sorted(set(sites))
    if len(every) > 1:
        hint = f"choose one with '--site': {', '.join(every)}"
        sink.error(Span("sources/sites"), "which-site", message, hint)


def _withdrawn(library: Library, one: Listed, gone: Gone, sink: Sink) -> None:
    message = f"'{one.handout}' was withdrawn on {gone.on}: {gone.because}"
    hint = f"use '{gone.instead}'" if gone.instead else ""
    sink.error(library.definitions[one.handout].span, "withdrawn", message, hint)


def elsewhere(library: Library, site: str | None) -> list[str]:
    """The numbers of the handouts that are made for another site than this one only."""
    every = library.listed.values() if site in library.sites else ()
    gone = library.gone
    return [e.handout for e in every if e.handout not in gone and not _made_for(e, site)]


def _made_for(one: Listed, site: str | None) -> bool:
    """Whether it is built when `site` is asked for (None is every site)."""
    return site is None or one.site in (None, site)


def _sites(library: Library, one: Listed, wished: str | None) -> list[str]:
    """The sites a handout is made for: the one wished for, its own, or every site there is.

    An empty name stands for a site that is not known; merging reports it.
    """
    if wished is not None:
        return [wished]
    if one.site is not None:
        return [one.site]
    return [*sorted(library.sites)] or [""]


def _editions(library: Library, one: Listed, site: str) -> tuple[str, ...]:
    return offered_in(one.editions, library.layouts.get(one.layout), library.sites.get(site))


def offered_in(
    editions: Iterable[str], layout: Layout | None, site: Site | None
) -> tuple[str, ...]:
    """The editions of a definition, and those that a site adds where the layout has them."""
    known = {str(edition.edition) for edition in layout.editions} if layout else set()
    added = (str(name) for name in (site.editions if site else ()) if name in known)
    paper = [name for name in editions if name != WEB]
    return tuple(dict.fromkeys([*paper, *added, WEB]))


def language_of(language: Text, site: Site | None) -> Text:
    """A definition's language as the site writes it: en-IE for en-GB, but never cy for en."""
    own = site.language if site else None
    return own if own is not None and same_language(own, language) else language


def same_language(one: str, other: str) -> bool:
    """Whether they differ in the country at most."""
    return _spoken(one) == _spoken(other)


def _language(library: Library, one: Listed, site: str) -> str:
    return str(language_of(Text(one.language), library.sites.get(site)))


def _spoken(language: str) -> list[str]:
    """A language and its script, without the country (BCP 47, 2.2)."""
    first, *more = language.split("-")
    return [first, *(part for part in more if len(part) == 4)]
