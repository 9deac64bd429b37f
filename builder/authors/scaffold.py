"""Starting points: `handouts new` makes files that build at once, in any folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.authors.newlanguage import language_file
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.machine.disk import write_together
from builder.model import Placed
from builder.notation.days import later
from builder.project import SCHEMAS, Project, bundled_names, bundled_text
from builder.source.values import CODE_PATTERN, LANGUAGE_PATTERN, NAME_PATTERN, RESERVED


class BadName(ValueError):
    """A name that cannot be used; the message is a sentence for the user."""


PLACES = {
    "topic": "sources/topics/{name}.yaml",
    "handout": "handouts/{name}.yaml",
    "brand": "handouts/brands/{name}/brand.yaml",
    "site": "sources/sites/{name}.yaml",
    "facts": "sources/facts.yaml",
    "language": "sources/phrases/{name}.yaml",
    "pack": "handouts/packs/{name}.yaml",
}
IGNORED = ".gitignore"
# What a handout needs beside its topic, and is made with the first one.
FIRST = {"brand": "my-clinic", "facts": "facts", "site": "main"}
ONE = ("facts",)  # of which a project has one, that needs no name


def scaffold(
    project: Project, what: str, name: str, chosen: Mapping[str, str | None]
) -> Iterator[str]:
    """Writes the starting point and what it needs, all or nothing; gives the paths written.

    `chosen` are the brand and the site of a new handout, where there are several.
    Raises BadName when the name cannot be a file's, or is taken.
    """
    must_be_usable(what, name)
    files = dict(_files(project, what, name, chosen))
    yield from add(project, {path: text.encode() for path, text in files.items()})


def add(project: Project, files: Mapping[str, bytes]) -> Iterator[str]:
    """Writes new files, all or none, and what a new project needs; gives the paths written."""
    all_files = dict(files)
    if not project.is_project() and not (project.root / IGNORED).exists():
        all_files[IGNORED] = bundled_text("authors/starter/ignored.txt")
    write_together([(project.root / path, data) for path, data in all_files.items()])
    for folder in ("sources", "handouts"):
        (project.root / folder).mkdir(exist_ok=True)
    yield from all_files


def must_be_usable(what: str, name: str) -> None:
    """Raises BadName for what is no name. Numbers of leaflets may have capitals, files not."""
    file = name.lower() if what in ("handout", "language") else name
    shown = name if name.isprintable() else ascii(name)[1:-1]
    if file in RESERVED:
        raise BadName(f"'{name}' is no name for a file on Windows; take another")
    if not re.fullmatch(NAME_PATTERN, file):
        raise BadName(f"'{shown[:64]}': use small letters, digits and hyphens")
    if what == "language" and not re.fullmatch(LANGUAGE_PATTERN, name):
        raise BadName(f"'{shown[:64]}' is not the code of a language, such as de or en-US")
    if what == "handout" and not re.fullmatch(CODE_PATTERN, name):
        raise BadName(f"'{shown[:64]}': use at most 31 letters, digits and hyphens, as in CT-03")


def _files(
    project: Project, what: str, name: str, chosen: Mapping[str, str | None]
) -> Iterator[tuple[str, str]]:
    """The files of a starting point, and of what it needs that is not there: path and text."""
    library = read_library(project, Sink())
    must_be_free(project, library, what, name)
    if what == "language":
        yield PLACES[what].format(name=name.lower()), language_file(library, name)
        return
    uses = {"topic": name.lower()}
    if what == "handout":
        if uses["topic"] not in library.topics:
            must_be_free(project, library, "topic", uses["topic"])
            yield from _filled(project, "topic", uses["topic"], {})
        around, files = surroundings(project, library, chosen)
        uses |= around
        yield from files.items()
    if what == "pack":
        uses["first"] = next(iter(library.listed), "")
        if not uses["first"]:
            raise BadName("a pack is of leaflets, and there are none: 'handouts new handout NAME'")
    yield from _filled(project, what, name, uses)


def surroundings(
    project: Project, library: Library, chosen: Mapping[str, str | None]
) -> tuple[dict[str, str], dict[str, str]]:
    """The brand and the site of a new handout, and the files of those that are not there yet."""
    uses: dict[str, str] = {}
    files: dict[str, str] = {}
    for kind, first in FIRST.items():
        known = _known(library, kind)
        uses[kind] = _one_of(kind, known, chosen.get(kind)) or first
        if not known and not (project.root / PLACES[kind].format(name=first)).exists():
            files.update(_filled(project, kind, first, {}))
    return uses, files


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
        "facts": library.fact_files,
        "language": {},
        "pack": library.packs,
    }
    return tables[kind]


def must_be_free(project: Project, library: Library, kind: str, name: str) -> None:
    """Raises BadName where a file or a thing of the kind has the name already."""
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
    return f"# yaml-language-server: $schema={'../' * path.count('/')}{SCHEMAS}/{kind}.json\n"
