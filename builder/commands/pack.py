"""`handouts pack`: several leaflets for one person in one file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import MISTAKES, must_be_for_people, must_be_project, tell
from builder.diagnostics import Sink
from builder.project import Project


@click.command("pack")
@click.argument("names", nargs=-1, required=True)
@click.option("--edition", default="standard", show_default=True, help="In which edition.")
@click.option("--site", help="With the facts of this site.")
@click.option("--title", help="What it is called (default: as the pack says, or 'Your leaflets').")
@click.option("--release", is_flag=True, help="Only if each leaflet may be released.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where it is written (default: beside you, named after the pack).")  # fmt: skip
@click.pass_obj
def command(
    project: Project, names: tuple[str, ...], edition: str, site: str | None,
    title: str | None, release: bool, out: Path | None,
) -> None:  # fmt: skip
    """Put the handouts NAMES into one PDF, or those of the pack NAME in handouts/packs/.

    It has a cover with what is in it, each leaflet in its own layout and words, and at the end
    the words explained and room for notes. Print it on both sides: each leaflet begins a sheet.
    """
    from builder.library.reading import read_library
    from builder.machine.disk import write
    from builder.packs.assemble import assembled
    from builder.packs.bind import bound
    from builder.packs.request import Wrong, may_replace, requested

    must_be_project(project)
    sink = Sink()
    library = read_library(project, sink)
    try:
        wanted = requested(library, names, title, edition)
    except Wrong as problem:
        raise click.UsageError(str(problem)) from None
    place = out or Path(f"{wanted.pack or 'pack'}.{edition}.pdf")
    must_be_for_people(project, place.parent)
    if not may_replace(place):
        raise click.UsageError(f"'{place}' is there, and no pack; take another name with '--out'")
    found = Sink()
    made = assembled(project, library, wanted, found, edition=edition, site=site, release=release)
    done = bound(made) if made else None
    found.extend(done.problems if done else ())
    if made is None or done is None or found.failed:
        tell(Sink(sink.errors(), found.errors()).sorted(), err=True)
        sys.exit(MISTAKES)
    write(place, done.pdf)
    begin = ", ".join(
        f"{part.handout.code} on page {start}"
        for part, start in zip(made.parts, done.starts, strict=True)
        if part.handout.code
    )
    blank = f", {done.blank} left blank" if done.blank else ""
    click.echo(f"{place}  {done.pages} pages{blank}: {begin}")
