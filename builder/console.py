"""What commands share: their exit codes, and how they print what was found."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.diagnostics import Alike, Diagnostic, Severity, alike, did_you_mean
from builder.machine.crew import Crew
from builder.machine.disk import alone as held
from builder.machine.disk import begun
from builder.machine.streams import Shown, can_show
from builder.outputs.names import DESK, MANIFEST, REPORT
from builder.project import Project

if TYPE_CHECKING:
    from builder.library.library import Library
    from builder.model import Printer

MISTAKES, MACHINE = 1, 3  # 2 is click's, for wrong usage
NAMED = 6  # of warnings that are alike; so many can be read at a glance
QUOTED = re.compile(r"'[^']{1,40}'")


def with_crew(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say who draws; the command is given a `crew`."""

    @click.option("--jobs", type=click.IntRange(1, 64), help="How many processes do it.")
    @click.option("--executor", metavar="URL",
                  help="The workers of a Dask cluster do it: dask://HOST:PORT.")  # fmt: skip
    @wraps(command)
    def asked(*arguments: Any, jobs: int | None, executor: str | None, **more: Any) -> None:
        if jobs is not None and executor is not None:
            raise click.UsageError("'--jobs' is for this machine; leave it out, or '--executor'")
        try:
            crew = Crew(jobs) if executor is None else Crew.at(executor)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        command(*arguments, crew=crew, **more)

    return asked


def tell(found: Sequence[Diagnostic], *, err: bool = False) -> None:
    """Prints the diagnostics; of those that follow each other, the same hint is given once."""
    for number, diagnostic in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        again = after and (after.code, after.hint) == (diagnostic.code, diagnostic.hint)
        click.echo(replace(diagnostic, hint="") if again else diagnostic, err=err)


def tell_by_kind(found: Sequence[Diagnostic], *, err: bool = False) -> None:
    """Prints the errors, then one warning of each kind in each file, with what its like are of."""
    kinds = alike(found)
    tell([each.first for each in kinds if each.first.severity is Severity.ERROR], err=err)
    for each in kinds:
        if each.first.severity is Severity.WARNING:
            click.echo(replace(each.first, hint=""), err=err)
            if each.others:
                click.echo(f"  and {len(each.others)} more like it: {_where(each)}", err=err)
            if each.first.hint:
                click.echo(f"  hint: {each.first.hint}", err=err)


def _where(kind: Alike) -> str:
    """What the others are of, if each quotes something of its own; else the lines they are on."""
    quoted = [QUOTED.search(each.message) for each in (kind.first, *kind.others)]
    names = [*dict.fromkeys(found[0] for found in quoted if found)]
    if len(names) == len(quoted):
        return _some(names[1:])
    lines = [*dict.fromkeys(str(each.span.line) for each in kind.others)]
    return f"line{'s' * (len(lines) > 1)} {_some(lines)}"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def summed_up(found: Sequence[Diagnostic], *, each: bool) -> list[str]:
    """How many there are, as `counted`, and how to see those that are not printed each."""
    numbers = counted(found)
    if not each and len(alike(found)) < len(found):
        numbers[-1] += "; 'handouts check --all' prints each"
    return numbers


def counted(found: Sequence[Diagnostic]) -> list[str]:
    """How many errors and warnings there are, in words; nothing of what there is none of."""
    errors = sum(d.severity == Severity.ERROR for d in found)
    numbers = (("error", errors), ("warning", len(found) - errors))
    return [number_of(number, what) for what, number in numbers if number]


def number_of(number: int, what: str) -> str:
    """So many of something, in words."""
    return f"{number} {what}{'s' * (number != 1)}"


def tell_elsewhere(handouts: Sequence[str], site: str | None) -> None:
    """Says which handouts were passed over, because they are made for another site."""
    if handouts:
        click.echo(f"not made for the site '{site}': {', '.join(handouts)}", err=True)


def tell_data(data: object) -> None:
    """Prints data as JSON, in its own letters if the console has them."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    click.echo(text if can_show(text) else json.dumps(data, indent=1))


def tell_table(text: str) -> None:
    """Prints a table for another program: in UTF-8, whatever the letters of the console."""
    if isinstance(sys.stdout, Shown):
        sys.stdout.write_bytes(text.encode())
    else:
        click.echo(text.encode(), nl=False)


def is_file(name: str) -> bool:
    """Whether what was typed is a file of anybody's, and no name of a handout."""
    return name.lower().endswith(".pdf") or Path(name).is_file()


def printer_of(library: Library, profile: str) -> Printer:
    """The profile of a printer by its name. Raises UsageError."""
    if profile not in library.printers:
        hint = did_you_mean(profile, library.printers)
        raise click.UsageError(f"there is no printer '{profile}'; {hint}")
    return library.printers[profile]


def one_line(text: str) -> str:
    """A text in one line, for a file's name can hold anything."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


def warn(line: str) -> None:
    """Says what went wrong with the machine and was put right."""
    click.echo(one_line(f"handouts: {line}"), err=True)


def as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as `--format json` gives it."""
    span = diagnostic.span
    return {
        "file": span.path,
        "line": span.line,
        "column": span.column,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def alone(folder: Path) -> AbstractContextManager[None]:
    """Holds a folder of outputs while something is written there; tells it if another does."""
    return held(folder, waiting_for(folder))


def waiting_for(folder: Path) -> Callable[[], None]:
    """Says that another command writes to a folder, when it is called."""
    return lambda: warn(f"waiting for another command that writes to '{folder}'")


def must_be_project(project: Project) -> None:
    """Raises UsageError when the folder holds nothing to work on."""
    if not project.is_project():
        message = f"'{project.root}' has no 'sources' and 'handouts' folders"
        raise click.UsageError(f"{message}; 'handouts new handout NAME' makes them")
    if not project.has_handouts():
        raise click.UsageError(_no_handouts(project))


def must_be_private(crew: Crew) -> None:
    """Raises UsageError where what a list says of people would be seen on the network."""
    if not crew.is_private:
        message = "what is true of people would cross the network in the clear"
        raise click.UsageError(f"{message}; give Dask certificates and write 'dask+tls://'")


def must_be_outputs(project: Project, out: Path, *, release: bool = False) -> None:
    """Raises UsageError for a folder of sources, and for drafts in the folder of a release."""
    for folder in ("sources", "handouts"):
        if out.resolve().is_relative_to((project.root / folder).resolve()):
            raise click.UsageError(f"'{out}' is among the sources; choose another folder")
    if not release and (out / REPORT).exists():
        raise click.UsageError(f"'{out}' holds a release; give drafts another folder with '--out'")


GENERATOR = b'content="handouts '  # near the beginning of each page that is ours


def must_hold_no_page(out: Path) -> None:
    """Raises UsageError where the library page would be written over somebody else's page."""
    page = out / DESK
    if page.is_file() and not (out / MANIFEST).exists() and GENERATOR not in begun(page, 4096):
        told = f"'{out}' holds an {DESK} that is none of ours; choose another folder with '--out'"
        raise click.UsageError(told)


def must_be_for_people(project: Project, folder: Path) -> None:
    """Raises UsageError for a folder of sources or outputs: others read those."""
    must_be_outputs(project, folder)
    whole = folder.resolve()
    dist = (project.root / "dist").resolve()
    if whole.is_relative_to(dist) or any((whole / name).exists() for name in (MANIFEST, REPORT)):
        raise click.UsageError(f"'{folder}' is for what is built; choose another folder")


def must_be_own(project: Project, folder: Path) -> None:
    """Raises UsageError for a folder that cannot be one person's: it holds where the work is."""
    must_be_for_people(project, folder)
    for work in (Path.cwd(), project.root.resolve()):
        if work.is_relative_to(folder.resolve()):
            raise click.UsageError("give each person a new folder, not one that holds other work")


def _no_handouts(project: Project) -> str:
    """Why there is none: what lies where definitions are looked for has another name."""
    close = [path for path, _ in project.strays() if path.startswith("handouts/")]
    named = [path for path in close if path.count("/") == 1]
    if named:
        names = ", ".join(f"'{path}'" for path in named)
        return f"there are no handouts yet: {names} is not read; its name must end in .yaml"
    return "there are no handouts yet; 'handouts new handout NAME' makes one"
