"""`handouts list`: the handouts there are."""

from __future__ import annotations

import sys
from typing import Any

import click

from builder.console import MISTAKES, must_be_project, number_of, tell, tell_data
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.project import Project


@click.command("list")
@click.option("--paper", is_flag=True, help="How much paper those that are built take.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(project: Project, paper: bool, form: str) -> None:
    """List the handouts there are, and the packs of them."""
    must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    (_paper if paper else _handouts)(project, library, form)
    tell(sink.sorted(), err=True)
    sys.exit(MISTAKES if sink.failed else 0)


def _handouts(project: Project, library: Library, form: str) -> None:
    """Prints what there is, as the definitions say."""
    rows: list[dict[str, Any]] = [
        {
            "handout": str(d.handout),
            "title": d.title.text,
            "layout": str(d.layout),
            "editions": [*d.every_edition],
            "version": d.version.text,
            "published": d.published.isoformat(),
            "withdrawn": d.withdrawn.on.isoformat() if d.withdrawn else None,
            "file": d.span.path,
        }
        for d in library.definitions.values()
    ]
    if form == "json":
        tell_data(rows)
        return
    width = max((len(str(row["handout"])) for row in rows), default=0)
    for row in rows:
        gone, editions = row["withdrawn"], ", ".join(row["editions"])
        coming = f"; to be withdrawn on {gone}" * bool(gone)
        state = f"withdrawn on {gone}" if row["handout"] in library.gone else editions + coming
        click.echo(f"{row['handout']:<{width}}  {row['title']}  ({state})")
    for name, pack in sorted(library.packs.items()):
        click.echo(f"pack {name}  {pack.title.text}  ({', '.join(map(str, pack.contents))})")


def _paper(project: Project, library: Library, form: str) -> None:
    """Prints what a copy of each built file takes, and what a hundred cost."""
    from builder.outputs.manifest import Manifest
    from builder.print.paperuse import paper_use

    uses = [*paper_use(library, Manifest(project.root / "dist").entries.values())]
    if form == "json":
        tell_data([
            {
                "path": use.entry.path, "pages": use.entry.pages, "sheets": use.sheets,
                "sides": use.sides, "cost_per_100": use.cost, "currency": use.currency or None,
            }
            for use in uses
        ])  # fmt: skip
        return
    width = max((len(use.entry.path) for use in uses), default=0)
    for use in uses:
        cost = f"  100 copies: {use.cost:.2f} {use.currency}" if use.cost is not None else ""
        sheets, sides = number_of(use.sheets, "sheet"), number_of(use.sides, "side")
        click.echo(f"{use.entry.path:<{width}}  {sheets:>9}, {sides:>8}{cost}")
    if not uses:
        click.echo("nothing is built yet; 'handouts build' does it", err=True)
