"""Starting points: `handouts new` makes files that build at once, in any folder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.outputs import write
from builder.project import Project, bundled_names, bundled_text
from builder.values import NAME_PATTERN, RESERVED


class BadName(ValueError):
    """A name that cannot be used; the message is a sentence for the user."""


# What a handout needs beside it to build: made with the first one.
PLACES = {
    "topic": "sources/topics/{name}.yaml",
    "handout": "handouts/{name}.yaml",
    "brand": "handouts/brands/{name}/brand.yaml",
    "site": "sources/sites/{name}.yaml",
}
FIRST = {"topic": "first-topic", "brand": "my-clinic", "site": "main"}
LOOK_FOR = {
    "topic": "sources/topics/**/*.yaml",
    "brand": "handouts/brands/*/brand.yaml",
    "site": "sources/sites/*.yaml",
}


def scaffold(project: Project, what: str, name: str) -> Iterator[str]:
    """Writes the starting point and what it needs; yields the paths written.

    Raises BadName when the name cannot be a file's, or the file is there already.
    """
    if not re.match(NAME_PATTERN, name) or "\n" in name or name in RESERVED:
        raise BadName(f"'{name}': use small letters, digits and hyphens")
    path = PLACES[what].format(name=name)
    if (project.root / path).exists():
        raise BadName(f"'{path}' is there already")
    (project.root / "sources").mkdir(parents=True, exist_ok=True)
    (project.root / "handouts").mkdir(exist_ok=True)
    uses = _needed(project, name) if what == "handout" else {}
    for kind, (used, missing) in uses.items():
        if missing:
            yield from _write(project, kind, used, {})
    yield from _write(project, what, name, {kind: used for kind, (used, _) in uses.items()})


def _needed(project: Project, name: str) -> dict[str, tuple[str, bool]]:
    """For each thing a handout needs: the name it will use, and whether it must be made."""
    needed = {}
    for kind, pattern in LOOK_FOR.items():
        found = project.names(pattern)
        if kind == "topic" or not found:
            used = name if kind == "topic" else FIRST[kind]
            path = PLACES[kind].format(name=used)
            needed[kind] = (used, not (project.root / path).exists())
        else:
            path = found[0]
            used = path.split("/")[-2] if kind == "brand" else path.split("/")[-1][:-5]
            needed[kind] = (used, False)
    return needed


def _write(project: Project, what: str, name: str, uses: dict[str, str]) -> Iterator[str]:
    """One starting point, from the files of `starter/`."""
    words = {"name": name, "title": name.replace("-", " ").replace("_", " ").capitalize(), **uses}
    for source in bundled_names(f"starter/{what}/*"):
        text = bundled_text(source).decode("utf-8")
        for key, value in words.items():
            text = text.replace(f"%{key}%", value)
        path = PLACES[what].format(name=name)
        if not source.endswith(".yaml"):
            path = path.rpartition("/")[0] + "/" + source.rpartition("/")[2]
        write(project.root / path, text.encode())
        yield path
