"""`handouts printers`: the printers there are, and what they can do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from builder.console import one_line, tell_data

if TYPE_CHECKING:
    from builder.deliver.printing.abilities import Printer
    from builder.deliver.printing.media import Media


@click.command("printers")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def command(form: str) -> None:
    """List the printers of the print server (CUPS), with what they can do and how they are.

    The server is the one that 'lp' would ask: CUPS_SERVER, client.conf, this machine.
    """
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
