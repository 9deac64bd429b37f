"""`handouts find`: where something is said."""

from __future__ import annotations

import sys
from itertools import starmap

import click

from builder.console import MISTAKES, must_be_project, number_of, tell_data
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.project import Project
from builder.upkeep.find import Found, find

AROUND = 45  # characters of a long text that are shown on each side


@click.command("find")
@click.argument("text")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(project: Project, text: str, form: str) -> None:
    """Find where TEXT is said: in topics, leaflets, packs, letters, terms, phrases and
    facts of a site.

    TEXT is a word or several, or the name of a term, fact or figure: spirometry,
    term:spirometry, site.night_number, figure:alive. Markup and capital letters do not
    matter; facts and figures are found in the words that are printed for them.
    """
    must_be_project(project)
    if not text.strip():
        raise click.UsageError("give a word to look for")
    sink = Sink()
    library = read_library(project, sink)
    found = find(project, library, text)
    if form == "json":
        tell_data([_as_data(each) for each in found])
    else:
        for each in found:
            reached = ", ".join(each.handouts) or "in no leaflet"
            only = f"; only for {each.when}" if each.when else ""
            click.echo(f"{each.span}: {each.heading}  ({reached}{only})")
            click.echo(f"  {_excerpt(each)}")
    leaflets = {handout for each in found for handout in each.handouts}
    parts = ((len(found), "place"), (len(leaflets), "leaflet"))
    click.echo(", ".join(starmap(number_of, parts)), err=True)
    for path in sorted(library.broken):
        click.echo(f"{path} was not searched: it has mistakes (see: handouts check)", err=True)
    sys.exit(MISTAKES if sink.failed else 0)


def _excerpt(found: Found) -> str:
    """The words round what was found; what was found is not cut."""
    start, end = max(0, found.start - AROUND), found.end + AROUND
    before = "…" if start else ""
    after = "…" if end < len(found.text) else ""
    shown = f"{before}{found.text[start:end].strip()}{after}"
    return "".join(sign if sign.isprintable() else " " for sign in shown)


def _as_data(found: Found) -> dict[str, object]:
    return {
        "file": found.span.path,
        "line": found.span.line,
        "column": found.span.column,
        "kind": found.kind,
        "heading": found.heading,
        "text": found.text,
        "handouts": list(found.handouts),
        "when": found.when or None,
    }
