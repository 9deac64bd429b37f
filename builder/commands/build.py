"""`handouts build`: draws what is out of date."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builder.console import (
    MISTAKES,
    alone,
    must_be_outputs,
    must_be_project,
    must_hold_no_page,
    number_of,
    summed_up,
    tell_by_kind,
    tell_elsewhere,
    warn,
    with_crew,
)
from builder.machine.crew import Crew
from builder.outputs.result import Result, Wish
from builder.outputs.since import unchanged
from builder.project import Project

if TYPE_CHECKING:
    from builder.outputs.entry import Entry


@click.command("build")
@click.argument("names", nargs=-1)
@click.option("--edition", help="Only this edition, such as large-print or web.")
@click.option("--site", help="Only for this site (default: for all there are).")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the files go (default: 'dist' in the project).")  # fmt: skip
@with_crew
@click.option("--force", is_flag=True, help="Draw even what is up to date.")
@click.option("--release", is_flag=True, help="Only what is approved, in date and safe.")
@click.pass_obj
def command(
    project: Project,
    names: tuple[str, ...],
    edition: str | None,
    site: str | None,
    out: Path | None,
    crew: Crew,
    force: bool,
    release: bool,
) -> None:
    """Build the handouts NAMES, or all of them, as PDF and as web page.

    A release goes to the folder 'release'. It holds what somebody has approved as it is now, what
    is not overdue for review, and what no safety check warns of; its file 'release.md' says which
    leaflets it holds, and why others are not in it.
    """
    must_be_project(project)
    out = out or project.root / ("release" if release else "dist")
    must_be_outputs(project, out, release=release)
    must_hold_no_page(out)
    if release and edition:
        raise click.UsageError("a release holds all editions of a leaflet; leave out '--edition'")
    wish = Wish(names, edition, site, force, release)
    result = unchanged(project, out) if wish.is_all and not force else None
    if result is None:
        result = _built(project, wish, out, crew)
    tell_by_kind(result.diagnostics, err=True)
    for entry in result.drawn:
        click.echo(f"{out / entry.path}  {_size(entry)}")
    for copy in result.copies:
        click.echo(f"{out / copy.path}  for the printer: {number_of(copy.sheets, 'sheet')}")
    for path in result.outdated:
        click.echo(f"{out / path}  removed: the leaflet it shows has changed, or asks for none")
    for path in result.retired:
        click.echo(f"{out / path}  removed: its handout was withdrawn, or is no longer defined")
    for path in result.strays:
        click.echo(f"{out / path}  is of no handout there is, or was changed; it stays", err=True)
    tell_elsewhere(result.elsewhere, site)
    click.echo(_summary(result), err=True)
    sys.exit(MISTAKES if result.failed else 0)


def _built(project: Project, wish: Wish, out: Path, crew: Crew) -> Result:
    from builder.build import build  # loads all that reads and draws
    from builder.desk.desk import shelve

    with alone(out), ExitStack() as bars:
        steps = partial(_progress, bars)
        return build(project, wish, out, crew, steps, warn, partial(shelve, project))


def _progress(bars: ExitStack, count: int) -> Callable[[], None]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not count or not sys.stderr.isatty():
        return lambda: None
    bar: Any = click.progressbar(length=count, label="Drawing", file=sys.stderr)
    bars.enter_context(bar)
    return lambda: bar.update(1)


def _size(entry: Entry) -> str:
    if not entry.pages:
        return "web page"
    return "1 page" if entry.pages == 1 else f"{entry.pages} pages"


def _summary(result: Result) -> str:
    parts = [f"{len(result.drawn)} drawn", f"{len(result.fresh)} up to date"]
    return ", ".join(parts + summed_up(result.diagnostics, each=False))
