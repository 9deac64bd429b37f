"""An earlier version to compare with: a revision of the project, or a manifest of its outputs."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builder.diagnostics import Sink, did_you_mean
from builder.library.reading import read_library
from builder.library.which import which
from builder.merge.merge import merge
from builder.outputs.entry import unpacked
from builder.outputs.manifestfile import parsed
from builder.place import Span
from builder.project import Project
from builder.words.stretches import Wording, read, wording

CODE = "unknown-version"


@dataclass(frozen=True)
class Earlier:
    """The words of a handout as they were: what to call that version, and its passages."""

    name: str
    passages: Wording


def earlier(project: Project, against: str, code: str, site: str, sink: Sink) -> Earlier | None:
    """The handout `code` of a site as it was in a manifest file or at a git revision.

    None when there is no such thing, which is reported.
    """
    file = Path(against)
    if file.is_file():
        return _from_manifest(project, file, code, site, sink)
    with _revision(project, against, sink) as found:
        if found is None:
            return None
        commit, old = found
        name = against if commit.startswith(against) else f"{against} ({commit[:10]})"
        return _from_sources(old, name, code, site, sink)


# -- a manifest


def _from_manifest(
    project: Project, file: Path, code: str, site: str, sink: Sink
) -> Earlier | None:
    place = Span(str(file))
    try:
        files = parsed(project.manifest(file))
        mine = [each for each in files if each["handout"] == code]
        if len({each["site"] for each in mine}) > 1:
            mine = [each for each in mine if each["site"] == site]
        words = "".join(unpacked(str(each.get("words", ""))) for each in mine)
        version = next((str(each["version"]) for each in mine), "")
        passages = read(words)
    except (ValueError, KeyError, TypeError, AttributeError):
        hint = "give the manifest.json of an earlier build, or a git revision"
        sink.error(place, CODE, "this is not a manifest of handouts", hint)
        return None
    if not mine:
        known = sorted({str(each["handout"]) for each in files})
        message = f"the manifest has no handout '{code}'"
        sink.error(place, CODE, message, did_you_mean(code, known))
        return None
    if not passages:
        hint = "it was built without the web page; give a manifest of a full build"
        sink.error(place, CODE, f"the manifest has no words of '{code}'", hint)
        return None
    return Earlier(f"version {version} ({file.name})", passages)


# -- a revision


@contextmanager
def _revision(project: Project, revision: str, sink: Sink) -> Iterator[tuple[str, Project] | None]:
    """The commit and the project as it was at a revision, in a folder that goes away again."""
    commit = _commit(project, revision, sink)
    archive = (
        _git(project, "archive", "--format=tar", commit, "sources", "handouts") if commit else None
    )
    if not commit or archive is None or archive.returncode:
        if commit:
            message = f"'{revision}' has nothing of this project"
            sink.error(Span("handouts"), CODE, message)
        yield None
        return
    with TemporaryDirectory(prefix="handouts-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        yield commit, Project(Path(folder), project.today, project.epoch)


def _commit(project: Project, revision: str, sink: Sink) -> str | None:
    """The full name of a revision's commit; None when there is none, which is reported."""
    place = Span("handouts")
    inside = _git(project, "rev-parse", "--is-inside-work-tree")
    if inside is None:
        sink.error(place, CODE, "git is not installed", "give the manifest of an earlier build")
        return None
    if inside.returncode:
        message = f"there is no file '{revision}', and this is not a git repository"
        sink.error(place, CODE, message, "give the manifest.json of an earlier build")
        return None
    found = _git(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found is None or found.returncode:
        message = f"there is neither a file nor a revision '{revision}'"
        sink.error(place, CODE, message, "'git log' and 'git tag' list the revisions there are")
        return None
    return found.stdout.decode().strip()


def _git(project: Project, *arguments: str) -> subprocess.CompletedProcess[bytes] | None:
    """What git says in the project's folder; None where git is not installed."""
    command: list[Any] = ["git", "-C", project.root, *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        return None


def _from_sources(old: Project, name: str, code: str, site: str, sink: Sink) -> Earlier | None:
    """The handout as its sources were, merged by the builder as it is now."""
    found = Sink()
    library = read_library(old, found)
    definition = library.definitions.get(code)
    if definition is None:
        message = f"there is no handout '{code}' in {name}"
        sink.error(Span("handouts"), CODE, message, did_you_mean(code, library.definitions))
        return None
    known = site if site in library.sites else None  # it may have had another name
    merged = merge(old, library, which(library, Sink(), (code,), site=known)[0], found)
    if merged is None:
        first = next((each for each in found.sorted() if each.severity == "error"), None)
        hint = f"the first problem: {first}" if first else ""
        message = f"the handout '{code}' of {name} cannot be put together any more"
        sink.error(definition.span, CODE, message, hint)
        return None
    return Earlier(name, wording(merged))
