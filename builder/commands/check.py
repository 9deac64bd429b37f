"""`handouts check`: finds what is wrong, and draws nothing."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from builder.build import checked, problems
from builder.console import (
    MISTAKES,
    as_data,
    must_be_project,
    summed_up,
    tell,
    tell_by_kind,
    tell_data,
    tell_elsewhere,
    warn,
    with_crew,
)
from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.library.which import elsewhere
from builder.machine.crew import Crew
from builder.model import Handout
from builder.outputs.result import Wish
from builder.project import Project


@click.command("check")
@click.argument("names", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--all", "each", is_flag=True, help="Every warning, not one of a kind in a file.")
@click.option("--edition", help="Only this edition, such as large-print (default: all).")
@click.option("--site", help="Only for this site (default: for all there are).")
@click.option(
    "--coverage", is_flag=True, help="Which topics answer which claims, and what is left."
)
@click.option(
    "--report", is_flag=True, help="How easy the handouts are to read: sentences and scores."
)
@click.option(
    "--pages", is_flag=True, help="How the pages look: how full, what is split, how small."
)
@with_crew
@click.pass_obj
def command(
    project: Project,
    names: tuple[str, ...],
    form: str,
    each: bool,
    edition: str | None,
    site: str | None,
    coverage: bool,
    report: bool,
    pages: bool,
    crew: Crew,
) -> None:
    """Check the handouts NAMES, or all of them, and draw nothing."""
    must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    tell_elsewhere([] if names else elsewhere(library, site), site)
    if coverage:
        sys.exit(_coverage(library, form))
    wish = Wish(names, edition, site)
    if report:
        sys.exit(_report(project, library, wish, sink, form))
    if pages:
        sys.exit(_pages(project, library, wish, sink, crew, form))
    problems(project, library, wish, sink, crew, warn)
    found = sink.sorted()
    if form == "json":
        tell_data([as_data(d) for d in found])
    elif form == "github":
        for diagnostic in found:
            click.echo(_as_annotation(diagnostic))
    else:
        (tell if each else tell_by_kind)(found)
        click.echo(", ".join(summed_up(found, each=each)) or "no problems", err=True)
    sys.exit(MISTAKES if sink.failed else 0)


def _report(project: Project, library: Library, wish: Wish, sink: Sink, form: str) -> int:
    """Prints how easy the handouts are to read; a handout with errors is not among them."""
    from builder.checks.check import Case
    from builder.readability.printed import as_data as rows_of
    from builder.readability.printed import as_text

    once: dict[str, Handout] = {}
    for handout in checked(project, library, wish, sink):
        once.setdefault(handout.code, handout)
    reports = [(one, Case.of(one, library, project.today).report) for one in once.values()]
    if form == "json":
        tell_data(rows_of(reports))
    else:
        for line in as_text(reports):
            click.echo(line)
    tell([each for each in sink.sorted() if each.severity is Severity.ERROR], err=True)
    return MISTAKES if sink.failed else 0


def _pages(
    project: Project, library: Library, wish: Wish, sink: Sink, crew: Crew, form: str
) -> int:
    """Prints how the pages look, in the files of `dist` that are up to date, or drawn for it."""
    from builder.pages.look import looked_at
    from builder.pages.pagetable import as_data as data_of
    from builder.pages.pagetable import as_text

    looked = list(looked_at(project, library, wish, sink, crew, warn))
    if form == "json":
        tell_data(data_of(looked))
    else:
        for line in as_text(looked):
            click.echo(line)
    tell([each for each in sink.sorted() if each.severity is Severity.ERROR], err=True)
    return MISTAKES if sink.failed else 0


def _coverage(library: Library, form: str) -> int:
    """Prints the claims of each section and who cites them; 1 when something is left."""
    from builder.upkeep.coverage import coverage, unanswered, uncited

    rows = coverage(library)
    left, open_ = uncited(rows), unanswered(library, rows)
    if form == "json":
        data = {"sections": [asdict(row) for row in rows], "uncited": left, "unanswered": open_}
        tell_data(data)
        return MISTAKES if left or open_ else 0
    for row in rows:
        click.echo(f"{row.section} {row.heading}".strip())
        for claim in row.claims:
            said = ", ".join(claim.topics) or ("-" if claim.use == "drop" else "cited nowhere")
            click.echo(f"  {claim.claim:<28}{claim.use:<9}{said}")
    for what, names in (("claims cited nowhere", left), ("high omissions unanswered", open_)):
        click.echo(f"{len(names)} {what}{': ' if names else ''}{', '.join(names)}")
    return MISTAKES if left or open_ else 0


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
