"""`handouts coverage`: which leaflets print which warnings."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from itertools import starmap

import click

from builder.console import MISTAKES, must_be_project, number_of, tell, tell_data, tell_table
from builder.diagnostics import Sink, did_you_mean
from builder.library.reading import read_library
from builder.project import Project
from builder.upkeep.warned import Coverage, Printed, coverage_of_warnings, unprinted

COLUMNS = ("warning", "file", "line", "site", "language", "handout", "edition")
MOST = 60  # characters of a warning


@click.command("coverage")
@click.option("--site", help="Only at this site (default: at all there are).")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
@click.pass_obj
def command(project: Project, site: str | None, form: str) -> None:
    """Tell which leaflets and editions print each warning, site by site.

    Warnings are the signs of sources/signs.yaml that leaflets ask for, and boxes that say what to
    do at once. One that is left out at a site in every edition of every leaflet is a mistake.
    """
    must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    if site is not None and site not in library.sites:
        raise click.UsageError(f"there is no site '{site}'; {did_you_mean(site, library.sites)}")
    found = coverage_of_warnings(library)
    here = found.at(site)
    if form == "json":
        tell_data([dict(zip(COLUMNS, row, strict=True)) for row in _rows(here)])
    elif form == "csv":
        tell_table(_table(here))
    else:
        for line in _lines(here):
            click.echo(line)
    gaps = [gap for gap in found.gaps() if site in (None, gap.site)]
    sink.extend(map(unprinted, gaps))
    tell(sink.errors(), err=True)
    parts = ((len(here.rows), "warning"), (len(gaps), "gap"))
    click.echo(", ".join(starmap(number_of, parts)), err=True)
    sys.exit(MISTAKES if sink.failed else 0)


def _rows(found: Coverage) -> Iterator[tuple[str | int, ...]]:
    """A row for each edition that prints a warning, and one with none for a leaflet without it."""
    for warned, rows in found.rows.items():
        name = warned.sign or warned.words
        for row in rows:
            for edition in row.editions or ("",):
                where = (row.site, row.language, row.handout, edition)
                yield name, warned.span.path, warned.span.line, *where


def _table(found: Coverage) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *_rows(found)])
    return text.getvalue()


def _lines(found: Coverage) -> Iterator[str]:
    """Each warning, and below it a line for each leaflet, with columns of one width."""
    every = [row for rows in found.rows.values() for row in rows]
    names = ("site", "language", "handout")
    widths = [max((len(getattr(row, name)) for row in every), default=0) for name in names]
    for warned, rows in found.rows.items():
        words = warned.words if len(warned.words) <= MOST else f"{warned.words[:MOST]}…"
        sign = f"{warned.sign}: " if warned.sign else ""
        yield f"{sign}{words}  ({warned.span})"
        for row in rows:
            columns = (getattr(row, name).ljust(w) for name, w in zip(names, widths, strict=True))
            yield f"  {'  '.join(columns)}  {_editions(row)}"


def _editions(row: Printed) -> str:
    printed, without = ", ".join(row.editions), ", ".join(row.without)
    if not printed:
        return "in no edition"
    return f"{printed}; not in {without}" if without else printed
