"""Which handouts a command is about, in which editions, for which sites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Sink, did_you_mean
from builder.library.library import Library
from builder.model import WEB, HandoutDefinition
from builder.place import Span, Text


@dataclass(frozen=True)
class Which:
    """One definition for one site (None: the one that merging finds), in some of its editions."""

    definition: HandoutDefinition
    site: str | None
    editions: tuple[str, ...]

    def place(self, library: Library) -> tuple[str, str]:
        """Its number and its site; that is empty where it is not known."""
        known = self.site or self.definition.site
        only = next(iter(library.sites)) if len(library.sites) == 1 else ""
        return str(self.definition.handout), str(known or only)


def which(
    library: Library,
    sink: Sink,
    names: Sequence[str] = (),
    edition: str | None = None,
    site: str | None = None,
) -> list[Which]:
    """What was asked for: no names are all handouts, no edition all editions, no site all sites.

    What is not there is reported to `sink`.
    """
    found: list[Which] = []
    offered: dict[str, None] = {}
    for definition in chosen(library, names, sink, site):
        editions = editions_of(definition)
        offered.update(dict.fromkeys(editions))
        if edition is not None and edition not in editions:
            if names:
                message = f"'{definition.handout}' has no edition '{edition}'"
                hint = did_you_mean(edition, editions)
                sink.error(definition.span, "unknown-edition", message, hint)
            continue
        wanted = tuple(each for each in editions if edition in (None, each))
        sites = sites_of(library, definition, site)
        found += [Which(definition, each, wanted) for each in sites]
    if edition and not names and offered and edition not in offered:
        message = f"no handout has the edition '{edition}'"
        hint = did_you_mean(edition, offered)
        sink.error(Span("handouts"), "unknown-edition", message, hint)
    return found


def chosen(
    library: Library, names: Sequence[str], sink: Sink, site: str | None = None
) -> list[HandoutDefinition]:
    """The definitions with these numbers or file names; all of them for no names.

    Those that are not made for the `site` are not among them.
    """
    if site is not None and site not in library.sites:
        if not any(path.startswith("sources/sites/") for path in library.broken):
            hint = did_you_mean(site, library.sites)
            sink.error(Span("sources/sites"), "unknown-site", f"there is no site '{site}'", hint)
        return []
    if not names:
        return [each for each in library.definitions.values() if _made_for(each, site)]
    known: dict[str, HandoutDefinition] = {}
    for definition in library.definitions.values():
        known[str(definition.handout).casefold()] = definition
        known[Path(definition.span.path).stem.casefold()] = definition
    found: dict[str, HandoutDefinition] = {}
    for name in names:
        definition = known.get(name.removesuffix(".yaml").rpartition("/")[2].casefold())  # type: ignore[assignment]
        if definition is not None and not _made_for(definition, site):
            own = definition.site or Text("")
            message = f"'{definition.handout}' is made for the site '{own}' only, not for '{site}'"
            sink.error(own.span, "other-site", message, "leave '--site' out, or give its own site")
        elif definition is not None:
            found[str(definition.handout)] = definition
        elif not any(name.casefold() in path.casefold() for path in library.broken):
            hint = did_you_mean(name, [str(d.handout) for d in library.definitions.values()])
            sink.error(Span("handouts"), "unknown-handout", f"there is no handout '{name}'", hint)
    return list(found.values())


def elsewhere(library: Library, site: str | None) -> list[str]:
    """The numbers of the handouts that are made for another site than this one only."""
    every = library.definitions.values() if site in library.sites else ()
    return [str(each.handout) for each in every if not _made_for(each, site)]


def _made_for(definition: HandoutDefinition, site: str | None) -> bool:
    """Whether it is built when `site` is asked for (None is every site)."""
    return site is None or definition.site is None or str(definition.site) == site


def editions_of(definition: HandoutDefinition) -> list[str]:
    """The editions that are built: those the definition names, and the web page."""
    return list(dict.fromkeys([*map(str, definition.editions), WEB]))


def sites_of(
    library: Library, definition: HandoutDefinition, wished: str | None = None
) -> list[str | None]:
    """The sites a handout is built for: the one wished for, its own, or every site there is.

    None stands for the site that merging finds, or reports.
    """
    if wished is not None:
        return [wished]
    if definition.site is not None or not library.many_sites:
        return [None]
    return [*sorted(library.sites)] or [None]
