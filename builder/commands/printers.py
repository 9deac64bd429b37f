"""`handouts printers`: the printers there are, and what they can do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import one_line, printer_of, tell_data
from builder.diagnostics import Sink
from builder.print.wanted import USUAL_PAPERS, PaperName
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.printing.abilities import Printer
    from builder.deliver.printing.media import Media


@click.command("printers")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--test-sheet", "profile", metavar="PROFILE",
              help="Write a sheet that shows how far this printer sets backs off.")  # fmt: skip
@click.option("--paper", type=click.Choice(USUAL_PAPERS), default="A4", show_default=True,
              help="Of the test sheet.")  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Where the test sheet is written (default: beside you).")  # fmt: skip
@click.pass_obj
def command(
    project: Project, form: str, profile: str | None, paper: PaperName, out: Path | None
) -> None:
    """List the printers of the print server (CUPS), with what they can do and how they are.

    The server is the one that 'lp' would ask: CUPS_SERVER, client.conf, this machine.
    """
    if profile is not None:
        _test_sheet(project, profile, paper, out)
        return
    from builder.deliver.printing.abilities import there
    from builder.deliver.printing.exchange import Line
    from builder.deliver.printing.printserver import print_server

    found = there(Line(print_server()))
    if found.why_none:
        click.echo(found.why_none, err=True)
    if form == "json":
        tell_data([asdict(each) for each in found.printers])
        return
    for printer in found.printers:
        click.echo("\n".join(map(one_line, _lines(printer))))


def _test_sheet(project: Project, profile: str, paper: PaperName, out: Path | None) -> None:
    from builder.library.reading import read_library
    from builder.machine.disk import write
    from builder.print.testsheet import test_sheet

    printer = printer_of(read_library(project, Sink()), profile)
    place = out or Path(f"test-sheet.{profile}.{paper}.pdf")
    write(place, test_sheet(profile, printer.offset, paper))
    click.echo(f"{place}  print it on both sides at full size; it says how to read it")


def _lines(printer: Printer) -> Iterator[str]:
    about = ", ".join(filter(None, (printer.about, printer.location)))
    yield f"{printer.name}{' (default)' * printer.is_default}  {about}"
    state = ", ".join(
        (printer.state, *printer.reasons, *["takes no jobs"] * (not printer.accepting))
    )
    waiting = f"; jobs that wait: {printer.waiting}" if printer.waiting else ""
    message = f" ({printer.message})" if printer.message else ""
    yield f"  state   {state}{message}{waiting}"
    yield f"  paper   {', '.join(map(_paper, printer.loaded)) or 'nobody tells what is loaded'}"
    if printer.trays:
        yield f"  trays   {', '.join(printer.trays)}"
    colour = {True: "yes", False: "no", None: "unknown"}[printer.colour]
    yield f"  colour  {colour}; both sides: {_both(printer)}; staple: {_staple(printer)}"


def _paper(media: Media) -> str:
    return f"{media.called} in {media.tray}" if media.tray else media.called


def _both(printer: Printer) -> str:
    if not printer.sides:
        return "unknown"
    return "yes" if any(each.startswith("two-sided") for each in printer.sides) else "no"


def _staple(printer: Printer) -> str:
    return ", ".join(printer.staples) or "no"
