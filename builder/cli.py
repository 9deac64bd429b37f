"""The command line: parses options, prints, sets the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from builder import __version__
from builder.build import Result, Wish, build, checked, editions_of
from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library import Library, read_library
from builder.model import WEB
from builder.outputs import Entry
from builder.project import Project

MISTAKES, USAGE, MACHINE = 1, 2, 3


class Handouts(click.Group):
    """The group of commands; the machine's trouble becomes one line and exit code 3."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            click.echo(f"handouts: {name}{error.strerror or error}", err=True)
            context.exit(MACHINE)
        except MemoryError:
            click.echo("handouts: the machine has no memory left", err=True)
            context.exit(MACHINE)


@click.group(cls=Handouts, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
@click.option(
    "-C",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The project: a folder with 'sources' and 'handouts' in it.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Builds branded, accessible leaflets for patients from structured sources."""
    try:
        context.obj = Project.at(folder)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@main.command("build")
@click.argument("names", nargs=-1)
@click.option("--edition", help="Only this edition, such as large-print or web.")
@click.option("--site", help="With the facts of this site.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files go (default: 'dist' in the project).")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), help="How many to draw at a time.")
@click.option("--force", is_flag=True, help="Draw even what is up to date.")
@click.pass_obj
def build_command(
    project: Project,
    names: tuple[str, ...],
    edition: str | None,
    site: str | None,
    out: Path | None,
    jobs: int | None,
    force: bool,
) -> None:
    """Build the handouts NAMES, or all of them, as PDF and as web page."""
    _must_be_project(project)
    out = out or project.root / "dist"
    for folder in ("sources", "handouts"):
        if out.resolve().is_relative_to((project.root / folder).resolve()):
            raise click.UsageError(f"'{out}' is among the sources; choose another folder")
    wish = Wish(names, edition, site, jobs, force)
    with ExitStack() as bars:
        result = build(project, wish, out, lambda count: _progress(count, bars))
    _tell(result.diagnostics, err=True)
    for entry in result.drawn:
        click.echo(f"{out / entry.path}  {_size(entry)}")
    for path in result.retired:
        click.echo(f"{out / path}  removed: its handout is no longer defined")
    click.echo(_summary(result), err=True)
    sys.exit(MISTAKES if result.failed else 0)


def _tell(found: Sequence[Diagnostic], *, err: bool = False) -> None:
    """Prints the diagnostics; of those that follow each other, the same hint is given once."""
    for number, diagnostic in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        again = after and (after.code, after.hint) == (diagnostic.code, diagnostic.hint)
        click.echo(replace(diagnostic, hint="") if again else diagnostic, err=err)


def _progress(count: int, bars: ExitStack) -> Callable[[], None]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not count or not sys.stderr.isatty():
        return lambda: None
    bar: Any = click.progressbar(length=count, label="Drawing", file=sys.stderr)
    bars.enter_context(bar)
    return lambda: bar.update(1)


def _size(entry: Entry) -> str:
    if entry.edition == WEB:
        return "web page"
    return "1 page" if entry.pages == 1 else f"{entry.pages} pages"


def _summary(result: Result) -> str:
    errors = sum(d.severity == Severity.ERROR for d in result.diagnostics)
    warnings = len(result.diagnostics) - errors
    parts = [f"{len(result.drawn)} drawn", f"{len(result.fresh)} up to date"]
    parts += [f"{errors} error{'s' * (errors != 1)}"] if errors else []
    parts += [f"{warnings} warning{'s' * (warnings != 1)}"] if warnings else []
    return ", ".join(parts)


@main.command("check")
@click.argument("names", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--site", help="With the facts of this site.")
@click.option(
    "--coverage", is_flag=True, help="Which topics answer which claims, and what is left."
)
@click.pass_obj
def check_command(
    project: Project, names: tuple[str, ...], form: str, site: str | None, coverage: bool
) -> None:
    """Check the handouts NAMES, or all of them, and draw nothing."""
    _must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    if coverage:
        sys.exit(_coverage(library, form))
    for _ in checked(project, library, Wish(names, site=site), sink):
        pass  # the problems are what is wanted
    found = sink.sorted()
    if form == "json":
        click.echo(json.dumps([_as_data(d) for d in found], ensure_ascii=False, indent=1))
    elif form == "github":
        for diagnostic in found:
            click.echo(_as_annotation(diagnostic))
    else:
        _tell(found)
    if form == "text":
        click.echo(_summary(Result(found)).partition("up to date, ")[2] or "no problems", err=True)
    sys.exit(MISTAKES if sink.failed else 0)


def _coverage(library: Library, form: str) -> int:
    """Prints the claims of each section and who cites them; 1 when something is left."""
    from builder.coverage import coverage, unanswered, uncited

    rows = coverage(library)
    left, open_ = uncited(rows), unanswered(library, rows)
    if form == "json":
        data = {"sections": [asdict(row) for row in rows], "uncited": left, "unanswered": open_}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        return MISTAKES if left or open_ else 0
    for row in rows:
        click.echo(f"{row.section} {row.heading}".strip())
        for claim in row.claims:
            said = ", ".join(claim.topics) or ("-" if claim.use == "drop" else "cited nowhere")
            click.echo(f"  {claim.claim:<28}{claim.use:<9}{said}")
    for what, names in (("claims cited nowhere", left), ("high omissions unanswered", open_)):
        click.echo(f"{len(names)} {what}{': ' if names else ''}{', '.join(names)}")
    return MISTAKES if left or open_ else 0


def _as_data(diagnostic: Diagnostic) -> dict[str, Any]:
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


def _as_annotation(diagnostic: Diagnostic) -> str:
    """A GitHub workflow command, which shows the problem beside the line it is about."""

    def quoted(text: str, *, value: bool = False) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return text.replace(":", "%3A").replace(",", "%2C") if value else text

    span = diagnostic.span
    place = f"file={quoted(span.path, value=True)},line={span.line},col={span.column}"
    message = (
        f"{diagnostic.message}\nhint: {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    )
    title = quoted(diagnostic.code, value=True)
    return f"::{diagnostic.severity} {place},title={title}::{quoted(message)}"


@main.command("list")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def list_command(project: Project, form: str) -> None:
    """List the handouts there are."""
    _must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    rows = [
        {
            "handout": str(d.handout),
            "title": d.title.text,
            "layout": str(d.layout),
            "editions": editions_of(d),
            "version": d.version.text,
            "published": d.published.isoformat(),
            "file": d.span.path,
        }
        for d in library.definitions.values()
    ]
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        width = max((len(str(row["handout"])) for row in rows), default=0)
        for row in rows:
            editions = ", ".join(row["editions"])
            click.echo(f"{row['handout']:<{width}}  {row['title']}  ({editions})")
    _tell(sink.sorted(), err=True)
    sys.exit(MISTAKES if sink.failed else 0)


@main.command("show")
@click.argument("what", type=click.Choice(["blocks", "checks", "layouts"]))
@click.pass_obj
def show_command(project: Project, what: str) -> None:
    """Print the reference of the blocks, checks or layouts there are."""
    from builder.reference import reference

    click.echo(reference(what, project))


@main.command("schema")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files go (default: 'schemas' in the project).")  # fmt: skip
@click.pass_obj
def schema_command(project: Project, out: Path | None) -> None:
    """Write JSON Schemas, with which an editor completes and checks sources."""
    from builder.outputs import write
    from builder.schema import schemas

    out = out or project.root / "schemas"
    for name, text in schemas().items():
        write(out / f"{name}.json", text.encode())
        click.echo(out / f"{name}.json")


@main.command("outline")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def outline_command(file: Path) -> None:
    """Print the structure tree of a PDF: what a screen reader is told, in order."""
    from builder.pdf.outline import NotTagged, outline

    try:
        click.echo(outline(file.read_bytes()), nl=False)
    except NotTagged as problem:
        click.echo(f"{file}: error[not-tagged]: {problem}", err=True)
        sys.exit(MISTAKES)


@main.command("new")
@click.argument("what", type=click.Choice(["topic", "handout", "brand", "site"]))
@click.argument("name")
@click.option("--brand", help="The brand of a new handout, where there are several.")
@click.option("--site", help="The site of a new handout, where there are several.")
@click.pass_obj
def new_command(
    project: Project, what: str, name: str, brand: str | None, site: str | None
) -> None:
    """Make a starting point that builds: a topic, handout, brand or site called NAME."""
    from builder.scaffold import BadName, scaffold

    try:
        for path in scaffold(project, what, name, {"brand": brand, "site": site}):
            click.echo(project.root / path)
    except BadName as problem:
        raise click.UsageError(str(problem)) from None


def _must_be_project(project: Project) -> None:
    if not project.is_project():
        message = f"'{project.root}' has no 'sources' and 'handouts' folders"
        raise click.UsageError(f"{message}; 'handouts new handout NAME' makes them")
    if not project.has_handouts():
        raise click.UsageError("there are no handouts yet; 'handouts new handout NAME' makes one")
