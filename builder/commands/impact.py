"""`handouts impact`: what a change would reach, before it is made."""

from __future__ import annotations

import sys
from dataclasses import asdict
from itertools import groupby, starmap

import click

from builder.console import MISTAKES, must_be_project, number_of, tell, tell_data, tell_elsewhere
from builder.diagnostics import Sink, did_you_mean
from builder.library.reading import read_library
from builder.library.which import elsewhere
from builder.model import WEB
from builder.project import Project
from builder.upkeep.impact import Impact, Reached, UnknownTarget, impact, packs_with


@click.command("impact")
@click.argument(
    "target", metavar="PATH|site.FACT|claim:ID|figure:ID|sign:ID|question:ID|picture:NAME|term:ID"
)
@click.option("--site", help="Only for this site (default: for all there are).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(project: Project, target: str, site: str | None, form: str) -> None:
    """Tell which leaflets and pages a change would reach, before it is made.

    What may change is a file of 'sources' or 'handouts', a fact of a site, a
    claim, a figure, a sign, a question, a picture or a term. Nothing is written. Pages are
    those of today: what a change makes longer moves what follows.
    """
    must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    if site is not None and site not in library.sites:
        raise click.UsageError(f"there is no site '{site}'; {did_you_mean(site, library.sites)}")
    try:
        found = impact(project, library, target, site)
    except UnknownTarget as problem:
        raise click.UsageError(str(problem)) from None
    packs = packs_with({each.handout for each in found.reached}, library.packs)
    if form == "json":
        data = {"reached": [asdict(each) for each in found.reached], "unseen": list(found.unseen)}
        tell_data({**data, "packs": packs})
    else:
        _tell(found, several=library.many_sites)
        for name in packs:
            click.echo(f"pack {name}  {library.packs[name].title.text}")
    tell(sink.sorted(), err=True)
    tell_elsewhere(elsewhere(library, site), site)
    click.echo(_summary(found), err=True)
    sys.exit(MISTAKES if sink.failed or found.unseen else 0)


def _tell(found: Impact, *, several: bool) -> None:
    for (code, title), rows in groupby(found.reached, lambda row: (row.handout, row.title)):
        click.echo(f"{code}  {title}")
        for row in rows:
            where = f"{row.site:<12}  {row.language:<6}  " if several else f"{row.language:<6}  "
            click.echo(f"  {where}{row.edition:<12}  {_pages(row)}")
    for code in found.unseen:
        click.echo(f"{code}  not looked at: it has mistakes (see: handouts check {code})")


def _pages(row: Reached) -> str:
    """`pages 1, 3–5 of 8`."""
    if row.edition == WEB:
        return "web page"
    if row.pages is None:
        return "does not fit its pages"
    if not row.pages:
        return "a picture without words"
    runs: list[list[int]] = []
    for page in row.pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"{'page' if len(row.pages) == 1 else 'pages'} {shown} of {row.total}"


def _summary(found: Impact) -> str:
    leaflets = len({row.handout for row in found.reached})
    pages = sum(len(row.pages or ()) for row in found.reached)
    parts = ((leaflets, "leaflet"), (len(found.reached), "file"), (pages, "page"))
    return ", ".join(starmap(number_of, parts))
