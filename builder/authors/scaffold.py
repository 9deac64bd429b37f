"""Starting points: `handouts new` makes files that build at once, in any folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.diagnostics import Sink
from builder.library.library import Library, read_library
from builder.machine.disk import write
from builder.model import Placed
from builder.notation.days import later
from builder.project import Project, bundled_names, bundled_text
from builder.source.values import CODE_PATTERN, NAME_PATTERN, RESERVED


class BadName(ValueError):
    """A name that cannot be used; the message is a sentence for the user."""


PLACES = {
    "topic": "sources/topics/{name}.yaml",
    "handout": "handouts/{name}.yaml",
    "brand": "handouts/brands/{name}/brand.yaml",
    "site": "sources/sites/{name}.yaml",
    "pack": "handouts/packs/{name}.yaml",
}
IGNORED = ".gitignore"
# What a handout needs beside its topic, and is made with the first one.
FIRST = {"brand": "my-clinic", "site": "main"}


def scaffold(
    project: Project, what: str, name: str, chosen: Mapping[str, str | None]
) -> Iterator[str]:
    """Writes the starting point and what it needs, all or nothing; gives the paths written.

    `chosen` are the brand and the site of a new handout, where there are several.
    Raises BadName when the name cannot be a file's, or is taken.
    """
    _must_be_usable(what, name)
    files = dict(_files(project, what, name, chosen))
    if not project.is_project() and not (project.root / IGNORED).exists():
        files[IGNORED] = bundled_text("authors/starter/ignored.txt").decode("utf-8")
    _write(project, files)
    for folder in ("sources", "handouts"):
        (project.root / folder).mkdir(exist_ok=True)
    yield from files


def _must_be_usable(what: str, name: str) -> None:
    """The number of a leaflet may have capitals; its files are in small letters."""
    file = name.lower() if what == "handout" else name
    shown = name if name.isprintable() else ascii(name)[1:-1]
    if file in RESERVED:
        raise BadName(f"'{name}' is no name for a file on Windows; take another")
    if not re.fullmatch(NAME_PATTERN, file):
        raise BadName(f"'{shown[:64]}': use small letters, digits and hyphens")
    if what == "handout" and not re.fullmatch(CODE_PATTERN, name):
        raise BadName(f"'{shown[:64]}': use at most 31 letters, digits and hyphens, as in CT-03")


def _files(
    project: Project, what: str, name: str, chosen: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """The files of a starting point, and of what it needs that is not there: path and text."""
    library = read_library(project, Sink())
    _must_be_free(project, library, what, name)
    uses = {"topic": name.lower()}
    if what == "handout":
        if uses["topic"] not in library.topics:
            _must_be_free(project, library, "topic", uses["topic"])
            yield from _filled(project, "topic", uses["topic"], {})
        for kind, first in FIRST.items():
            known = _known(library, kind)
            uses[kind] = _one_of(kind, known, chosen.get(kind)) or first
            if not known and not (project.root / PLACES[kind].format(name=first)).exists():
                yield from _filled(project, kind, first, {})
    if what == "pack":
        uses["first"] = next(iter(library.listed), "")
        if not uses["first"]:
            raise BadName("a pack is of leaflets, and there are none: 'handouts new handout NAME'")
    yield from _filled(project, what, name, uses)


def _one_of(kind: str, known: Mapping[str, Placed], wanted: str | None) -> str | None:
    """The one that was chosen, or the only one; a guess could print another ward's numbers."""
    if wanted is not None and wanted not in known:
        raise BadName(f"there is no {kind} '{wanted}'; there are: {', '.join(sorted(known))}")
    if wanted is None and len(known) > 1:
        raise BadName(f"which {kind}? give --{kind}: {', '.join(sorted(known))}")
    return wanted or next(iter(known), None)


def _known(library: Library, kind: str) -> Mapping[str, Placed]:
    """What there is of a kind, by name."""
    tables: dict[str, Mapping[str, Placed]] = {
        "topic": library.topics,
        "handout": library.definitions,
        "brand": library.brands,
        "site": library.sites,
        "pack": library.packs,
    }
    return tables[kind]


def _must_be_free(project: Project, library: Library, kind: str, name: str) -> None:
    path = PLACES[kind].format(name=name.lower())
    if (project.root / path).exists():
        raise BadName(f"'{path}' is there already")
    for known, thing in _known(library, kind).items():
        if known.casefold() == name.casefold():
            raise BadName(f"there is a {kind} '{known}' already, in {thing.span.path}")


def _filled(
    project: Project, what: str, name: str, uses: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The files of one starting point, from `starter/`: path and text."""
    title = name.replace("-", " ").replace("_", " ").capitalize() if name.islower() else name
    today = project.today
    review = later(today, 24)
    words = {"name": name, "title": title, **uses}
    words |= {"today": today.isoformat(), "review": review.isoformat()}
    path = PLACES[what].format(name=name.lower())
    for source in bundled_names(f"authors/starter/{what}/*"):
        text = bundled_text(source).decode("utf-8")
        for key, value in words.items():
            text = text.replace(f"%{key}%", value)
        yield path, f"{schema_line(path, what)}{text}"


def schema_line(path: str, kind: str) -> str:
    """The line by which an editor finds the schema of a file that is written."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}.schemas/{kind}.json\n"


def _write(project: Project, files: Mapping[str, str]) -> None:
    """Writes all of the files; where one cannot be written, those before it go again."""
    written: list[Path] = []
    try:
        for path, text in files.items():
            write(project.root / path, text.encode())
            written.append(project.root / path)
    except BaseException:
        for place in written:
            place.unlink()
        raise
