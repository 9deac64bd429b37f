"""`handouts preflight`: what a printer would spoil."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from builder.console import (
    MISTAKES,
    as_data,
    is_file,
    must_be_project,
    number_of,
    printer_of,
    tell,
    tell_data,
    warn,
)
from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.model.printer import USUAL
from builder.outputs.result import Wish
from builder.pages.look import preflown
from builder.pages.preflighter import Preflown
from builder.place import Span
from builder.preflight.rule import Asked
from builder.project import Project


@click.command("preflight")
@click.argument("what", metavar="FILE|NAME", nargs=-1)
@click.option("--printer", metavar="PROFILE", help="The kind of printer (default: the site's).")
@click.option("--edition", help="Of handouts: only this edition (default: all on paper).")
@click.option("--site", help="Of handouts: only for this site (default: for all there are).")
@click.option(
    "--picture",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the pages that have faults there, with the faults marked.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    project: Project, what: tuple[str, ...], printer: str | None, edition: str | None,
    site: str | None, picture: Path | None, form: str,
) -> None:  # fmt: skip
    """Look at finished pages as a printer prints them: what is cut off, faint, thin, coarse.

    FILE is any PDF, NAME a handout; without one all handouts are looked at. Profiles of printers
    come with the builder (desktop-laser, inkjet, two-holes, four-holes, bound, window-dl,
    window-c5), and a project has its own in handouts/printers/.
    """
    sink = Sink()
    library = read_library(project, sink)
    if printer is not None:
        printer_of(library, printer)
    files = [Path(each) for each in what if is_file(each)]
    names = tuple(each for each in what if not is_file(each))
    looked = _given(files, library, printer, sink)
    if names or not files:
        must_be_project(project)
        wish = Wish(names, edition, site)
        looked = chain(looked, preflown(project, library, wish, sink, printer, told=warn))
    count, faults = 0, list[Diagnostic]()
    for each in looked:
        count += 1
        faults += each.told()
        if picture is not None and each.faults:
            _draw(each, picture)
    found_too = [each for each in sink.sorted() if each.severity is Severity.ERROR]
    _tell([*found_too, *faults], count, form)
    failed = any(each.severity is Severity.ERROR for each in (*found_too, *faults))
    sys.exit(MISTAKES if failed else 0)


def _given(
    files: list[Path], library: Library, printer: str | None, sink: Sink
) -> Iterator[Preflown]:
    """Files that may be anybody's: each is looked at in a process with limits."""
    from builder.machine.limited import Limited, TooMuch
    from builder.preflight.preflight import Unreadable, preflight

    asked = Asked(library.printers[printer or str(USUAL)])
    with Limited() as limited:
        for file in files:
            try:
                data = file.read_bytes()
                yield Preflown(str(file), data, asked, tuple(limited(preflight, data, asked)))
            except Unreadable as problem:
                sink.error(Span(str(file), 0), "preflight", str(problem))
            except TooMuch:
                message = "the file takes too much time or memory"
                sink.error(Span(str(file), 0), "preflight", message)


def _draw(file: Preflown, folder: Path) -> None:
    from builder.machine.disk import write
    from builder.machine.limited import Limited
    from builder.preflight.faultpages import marked

    with Limited() as limited:
        for page in limited(marked, file.pdf, file.faults, file.asked):
            place = folder / f"{Path(file.path).stem}.page-{page.page}.png"
            write(place, page.png)
            click.echo(f"{place}", err=True)


def _tell(found: list[Diagnostic], count: int, form: str) -> None:
    if form == "json":
        tell_data([as_data(each) for each in found])
        return
    tell(found)
    files, many = number_of(count, "file"), number_of(len(found), "fault")
    click.echo(f"{files}, {many}" if found else f"{files}, no faults", err=True)
