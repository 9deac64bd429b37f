"""The words that conditions may use with the values of each, and what is true of a leaflet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from builder.library.known import Listed
from builder.model import ALL, WEB, HandoutDefinition, Layout, Sign, Site
from builder.place import Text
from builder.source.when import Circumstances

Vocabulary = Mapping[str, Set[str]]


def vocabulary_of(
    declared: Mapping[str, Iterable[Text]],
    sites: Mapping[str, Site],
    layouts: Iterable[Layout],
    signs: Iterable[Sign],
    listed: Iterable[Listed],
) -> Vocabulary:
    """Each word with its values: those that a project declares, and those known from the rest."""
    every = [*listed]
    treatments = {one.treatment for one in every if one.treatment}
    treatments |= {str(name) for sign in signs for name in sign.treatments}
    languages = [one.language for one in every]
    languages += [str(site.language) for site in sites.values() if site.language]
    return {
        **{word: {*map(str, values)} for word, values in declared.items()},
        "edition": {WEB, *(str(each.edition) for one in layouts for each in one.editions)},
        "language": {name for each in languages for name in _spoken(each)},
        "site": {*sites},
        "treatment": treatments - {ALL},
    }


def circumstances(
    known: Vocabulary, definition: HandoutDefinition, site: str, language: str
) -> dict[str, Set[str]]:
    """What is true of a leaflet at a site, in any edition.

    One about all treatments is about each. A word that the definition does not say is not there.
    """
    treatment = definition.treatment
    about = {str(treatment)} if treatment else set()
    return {
        **{str(word): {*map(str, values)} for word, values in definition.written_for.items()},
        "language": {*_spoken(language)},
        "site": {site},
        "treatment": known["treatment"] if treatment == ALL else about,
    }


def in_one_edition(true: Circumstances, edition: str) -> Circumstances:
    """What is true of the leaflet in that edition."""
    return {**true, "edition": {edition}}


def _spoken(language: str) -> tuple[str, str]:
    """A language as it is written in one country, and wherever."""
    return language, language.partition("-")[0]
