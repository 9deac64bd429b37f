"""`handouts print`: a leaflet on paper, by a printer of the print server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import MACHINE, MISTAKES, must_be_project, number_of, one_line, tell
from builder.deliver.printing.said import NOTHING
from builder.diagnostics import Sink, did_you_mean
from builder.model.onpaper import Form, Printing
from builder.place import Span
from builder.print.wanted import FORMS
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.printing.abilities import Printer
    from builder.deliver.printing.exchange import Line
    from builder.deliver.printing.ticket import Ticket


@click.command("print")
@click.argument("name")
@click.option("--edition", default="standard", show_default=True, help="Which edition.")
@click.option("--copies", type=click.IntRange(1, 999), default=1, show_default=True,
              help="How many; two never share a sheet.")  # fmt: skip
@click.option("--printer", "typed", metavar="PRINTER",
              help="Which printer (default: the site's, else the usual one).")  # fmt: skip
@click.option("--site", help="For this site, where there are several.")
@click.option("--as", "form", type=click.Choice(FORMS), help="On sheets to be folded or cut.")
@click.option("--one-sided/--both-sides", default=None, help="On single sides, or on both.")
@click.option("--staple/--no-staple", default=None, help="Whether each copy is stapled.")
@click.option("--draft", "drafts", is_flag=True, help="Also what nobody has approved.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--wait", "seconds", type=click.FloatRange(0, 3600), default=0.0, metavar="SECONDS",
              help="See for so long what becomes of it.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the built files are (default: 'dist' in the project).")  # fmt: skip
@click.pass_obj
def command(
    project: Project, name: str, edition: str, copies: int, typed: str | None, site: str | None,
    form: Form | None, one_sided: bool | None, staple: bool | None, drafts: bool, dry_run: bool,
    seconds: float, out: Path | None,
) -> None:  # fmt: skip
    """Print the handout NAME, as it was built, in one edition.

    Paper, sides, colour and folding are those of the edition, never what a queue has saved. What
    the printer cannot do is told before anything is sent. Where there is no printer, this says
    what would be sent.
    """
    from builder.deliver.printing.leafletfile import Asked, leaflet_file
    from builder.deliver.printing.printout import How, ticket_for
    from builder.deliver.printing.ticket import at, with_backs
    from builder.print.source import Unprintable

    must_be_project(project)
    if form and one_sided:
        raise click.UsageError("what is folded or cut has backs; leave out '--one-sided'")
    sink = Sink()
    found = leaflet_file(
        project, Asked(name, edition, site, drafts), out or project.root / "dist", sink
    )
    tell(sink.sorted(), err=True)
    if found is None:
        click.echo(NOTHING, err=True)
        sys.exit(MISTAKES)
    try:
        ticket = ticket_for(found, How(copies, form, one_sided, staple))
    except Unprintable as problem:
        click.echo(f"{found.file}: error[print]: {problem}\n{NOTHING}", err=True)
        sys.exit(MISTAKES)
    line, printer = _printer(typed, found.printing)
    click.echo(f"{found.file}: {_described(ticket)}")
    if printer:
        ticket = with_backs(ticket, found.offset_at(printer.name))
        ticket = at(ticket, printer, found.printing)
        _must_suit(ticket, printer, found.grey_twin)
    if dry_run or line is None or printer is None:
        _tell_ticket(ticket, printer)
        sys.exit(0)
    sys.exit(_sent(line, printer, ticket, seconds))


def _printer(typed: str | None, of_site: Printing | None) -> tuple[Line | None, Printer | None]:
    """The way to the printer: the one that was typed, the site's, the usual one; or to none."""
    from builder.deliver.printing.abilities import there
    from builder.deliver.printing.exchange import Line
    from builder.deliver.printing.printserver import print_server

    wished = typed or (str(of_site.printer) if of_site else None)
    line = Line(print_server())
    found = there(line, wished=bool(typed))
    if found.why_none:
        click.echo(found.why_none, err=True)
    if found.nobody:
        return None, None
    names = {each.name: each for each in found.printers}
    if wished is not None and wished not in names:
        raise click.UsageError(f"there is no printer '{wished}'; {did_you_mean(wished, names)}")
    usual = next((each for each in found.printers if each.is_default), None)
    if wished is None and usual is None and names:
        raise click.UsageError(f"no printer is the usual one; say '--printer': {', '.join(names)}")
    return line, names[wished] if wished else usual


def _must_suit(ticket: Ticket, printer: Printer, grey_twin: str) -> None:
    """Ends the command where the printer cannot do it, or would do nothing now."""
    from builder.deliver.printing.misfit import doubts, misfits, troubles

    sink = Sink()
    unfit, stuck = misfits(ticket, printer, grey_twin), troubles(printer)
    for each in (*unfit, *stuck):
        sink.error(Span(printer.name, 0), *each)
    for each in doubts(ticket, printer):
        sink.warning(Span(printer.name, 0), *each)
    tell(sink.sorted(), err=True)
    if sink.failed:
        click.echo(NOTHING, err=True)
        sys.exit(MISTAKES if unfit else MACHINE)


def _described(ticket: Ticket) -> str:
    what = "side" if ticket.form else "page"
    pages = number_of(ticket.pages, what)
    form = f" as {ticket.form}" if ticket.form else ""
    scale = f" at {ticket.scale:.0%} of its size" if ticket.scale < 1 else ""
    blank = f" and {ticket.blanks} blank" * bool(ticket.blanks)
    copies = f"{ticket.copies} cop{'ies' if ticket.copies != 1 else 'y'}"
    sheets = number_of(ticket.sheets, "sheet")
    return f"{pages}{blank}{form}{scale}, {copies}, on {sheets}"


def _tell_ticket(ticket: Ticket, printer: Printer | None) -> None:
    """All that would be sent."""
    from builder.deliver.printing.ticket import attributes, shown

    runs = ticket.runs()
    times = f"{len(runs)} jobs, each" if len(runs) > 1 else "1 job"
    click.echo(f"{times} '{ticket.title}' to {printer.name if printer else 'no printer'}, with")
    for each in attributes(ticket, printer, runs[0]):
        click.echo(f"  {one_line(shown(each))}")
    click.echo(NOTHING)


def _sent(line: Line, printer: Printer, ticket: Ticket, seconds: float) -> int:
    """Sends it, and says what became of it; the exit code."""
    from builder.deliver.printing.dispatch import send
    from builder.deliver.printing.jobwatch import watched

    worst = 0
    for run in ticket.runs():
        job = send(line, printer, ticket, run)
        click.echo(f"sent as job {job} to {printer.name}")
        if seconds:
            fate = watched(line, printer, job, seconds)
            why = ", ".join((*fate.stuck, *filter(None, (fate.message,))))
            click.echo(one_line(f"job {job}: {fate.state}{f' ({why})' * bool(why)}"))
            worst = MACHINE if fate.is_bad else worst
    return worst
