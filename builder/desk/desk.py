"""The library page of a folder of outputs, and what lies beside it, made again after each build.

It is made from the manifest, so it is true of what lies there, whatever was asked for. Its files
lie in a folder of their own: pictures would make the page too large for a shelf of a thousand
leaflets, and words are needed only by who searches.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from builder.desk.deskpage import page
from builder.desk.leaflets import Leaflet, Withdrawn, counted, leaflets, most
from builder.desk.shelf import Shelf, on_paper
from builder.desk.thumbnails import thumbnails
from builder.desk.wordindex import index_of
from builder.library.library import Library
from builder.library.phrasebook import ENGLISH, spoken
from builder.machine.disk import digest, renew
from builder.model import Brand
from builder.outputs.manifest import Manifest
from builder.outputs.names import DESK, DESK_FOLDER, DESK_WORDS
from builder.outputs.onsheets import OnSheets
from builder.pictures.images import roles
from builder.project import OutsideProject, Project
from builder.sign.approvals import UNUSABLE
from builder.web.data_uri import address

# What no project words otherwise (library/standing.py), and leaflets say with the same words.
STATES = ("draft", "overdue")


def shelve(project: Project, library: Library, manifest: Manifest) -> dict[str, str]:
    """Writes the page and its files where they are not as they should be.

    Gives the digests of all of them by path. Raises OSError when nothing can be written.
    """
    every = leaflets(manifest.entries.values(), library.gone)
    brand = _brand(library, every)
    if brand is None or not (every or library.gone):
        return {}
    pictures = thumbnails(manifest.out, DESK_FOLDER, on_paper(every))
    shelf = _shelf(project, library, every, manifest.copies.values(), pictures, brand)
    renew(manifest.out / DESK_WORDS, index_of(every).encode())
    renew(manifest.out / DESK, page(shelf, DESK_WORDS))
    paths = (DESK, DESK_WORDS, *pictures.values())
    return {path: digest(manifest.out / path) for path in paths}


def _brand(library: Library, every: list[Leaflet]) -> Brand | None:
    """The brand of most leaflets, or of whoever has one."""
    name = most(every, lambda entry: entry.brand)
    return library.brands.get(name) or next(iter(library.brands.values()), None)


def _shelf(
    project: Project,
    library: Library,
    every: list[Leaflet],
    copies: Iterable[OnSheets],
    pictures: dict[str, str],
    brand: Brand,
) -> Shelf:
    language, words = _words(library, most(every, lambda entry: entry.language))
    withdrawn = [
        Withdrawn(code, library.definitions[code].title.text, library.listed[code].language, gone)
        for code, gone in sorted(library.gone.items(), key=lambda one: counted(one[0]))
    ]
    return Shelf(
        leaflets=every,
        withdrawn=withdrawn,
        pictures=pictures,
        copies={of: [*each] for of, each in groupby(sorted(copies, key=_of), _of)},
        treatments={name: term.term.text for name, term in library.terms.items()},
        brand=brand,
        logo=_logo(project, brand),
        words=words,
        language=language,
        today=project.today,
    )


def _of(copy: OnSheets) -> str:
    return copy.of


def _words(library: Library, language: str) -> tuple[str, dict[str, str]]:
    """The words of the page in a language, or in English where that has not all of them."""
    english = library.phrases[ENGLISH]
    found = spoken(library.phrases, language)
    if found is None or found.desk.keys() != english.desk.keys():
        language, found = ENGLISH, english
    own = {name: found.phrases[name] for name in STATES}
    return language, {str(name): rich.text for name, rich in {**found.desk, **own}.items()}


def _logo(project: Project, brand: Brand) -> str:
    """The brand's logo; one that is not there or cannot be used is reported with the leaflets."""
    if brand.logo is None:
        return ""
    try:
        asset = project.asset(brand.logo, brand.span.path)
        return address(asset, roles({str(k): str(v) for k, v in brand.colours.items()}))
    except (OutsideProject, *UNUSABLE):
        return ""
