"""`handouts impose`: a finished PDF on sheets for the printer."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import MISTAKES, alone, is_file, must_be_project, number_of, printer_of, tell
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model.onpaper import Form
from builder.model.printer import Offset, Printer
from builder.print.wanted import EDGES, FORMS, PAPER_NAMES, Edge, PaperName, Wanted, on_sheets
from builder.project import Project

if TYPE_CHECKING:
    from builder.deliver.printing.leafletfile import Asked
    from builder.print.impose import Imposed


@click.command("impose")
@click.argument("file", metavar="FILE|NAME")
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    required=True,
    help="What becomes of it once it is printed and folded or cut.",
)
@click.option(
    "--edition",
    default="standard",
    show_default=True,
    help="Of a handout that is named: which edition.",
)
@click.option("--site", help="Of a handout: for this site, where there are several.")
@click.option(
    "--paper",
    type=click.Choice(PAPER_NAMES),
    help="The paper in the printer (default: A4, or Letter for a handout on that).",
)
@click.option(
    "--printer", "profile", metavar="PROFILE", help="Backs moved as this printer needs it."
)
@click.option(
    "--turn",
    type=click.Choice(EDGES),
    help="The edge on which the printer turns the paper over (default: the usual one).",
)
@click.option(
    "--signature",
    type=click.IntRange(1, 32),
    metavar="SHEETS",
    help="Fold a booklet in parts of so many sheets (default: all in one).",
)
@click.option(
    "--creep",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="MM",
    help="How thick the paper is: inner pages of a booklet move towards the fold.",
)
@click.option("--one-sided", is_flag=True, help="Cards: each page is a card without a back.")
@click.option(
    "--right-to-left/--left-to-right",
    "rtl",
    default=None,
    help="How it is read (default: as its language is).",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where it is written (default: beside the handout's own file; else beside you).",
)
@click.pass_obj
def command(
    project: Project, file: str, form: Form, edition: str, site: str | None,
    paper: PaperName | None, profile: str | None, turn: Edge | None, signature: int | None,
    creep: float, one_sided: bool, rtl: bool | None, out: Path | None,
) -> None:  # fmt: skip
    """Put the pages of a PDF on sheets: a booklet, several on a sheet, cards, a folded leaflet.

    FILE is any PDF, NAME a handout that was built. What is written is the printer's copy: for
    paper only. The reader's copy, which can be heard, stays as it is. That of a handout lies
    beside it, and goes with the next build once the handout has changed.
    """
    from builder.deliver.printing.leafletfile import Asked
    from builder.print.source import Unprintable

    printer = printer_of(read_library(project, Sink()), profile) if profile else None
    wanted = Wanted(
        form=form, paper=paper or "A4", edge=turn, signature=signature, creep=creep,
        faces=1 if one_sided else 2, rtl=rtl,
    )  # fmt: skip
    try:
        if is_file(file):
            place, made = _of_file(Path(file), wanted, printer, out)
        else:
            asked = Asked(file, edition, site, drafts=True)
            place, made = _of_handout(
                project, asked, wanted, printer, own_paper=paper is None, out=out
            )
    except Unprintable as problem:
        click.echo(f"{file}: error[impose]: {problem}", err=True)
        sys.exit(MISTAKES)
    smaller = f", at {made.scale:.0%} of their size" if made.scale < 1 else ""
    blank = f", {made.blanks} left blank" if made.blanks else ""
    click.echo(
        f"{place}  {number_of(made.pages, 'page')} on {number_of(made.sheets, 'sheet')} of"
        f" {made.on}{smaller}{blank}; turn over on the {made.paper.edge} edge"
    )


def _of_file(
    file: Path, wanted: Wanted, printer: Printer | None, out: Path | None
) -> tuple[Path, Imposed]:
    """Of anybody's file, in a process with limits. Raises Unprintable."""
    from builder.machine.disk import write
    from builder.machine.limited import Limited, TooMuch
    from builder.outputs.onsheets import sheets_named
    from builder.print.backs import moved
    from builder.print.impose import imposed
    from builder.print.source import Unprintable

    try:
        with Limited() as limited:
            made = limited(imposed, file.read_bytes(), file.stem, wanted)
    except TooMuch:
        raise Unprintable("the file takes too much time or memory") from None
    name = sheets_named(file.name, wanted.form, made.paper.edge, *wanted.marks)
    place = out or Path(name)
    offset = printer.offset if printer else Offset()
    write(place, moved(made.pdf, offset, made.paper))
    return place, made


def _of_handout(
    project: Project,
    asked: Asked,
    wanted: Wanted,
    printer: Printer | None,
    *,
    own_paper: bool,
    out: Path | None,
) -> tuple[Path, Imposed]:
    """Of a handout as it was built, which the manifest then tells. Raises Unprintable."""
    from builder.deliver.printing.leafletfile import leaflet_file
    from builder.machine.disk import write
    from builder.print.copies_beside import copy_of
    from builder.print.printedhow import must_be_readable

    must_be_project(project)
    dist, sink = project.root / "dist", Sink()
    with alone(dist):
        found = leaflet_file(project, asked, dist, sink)
        tell(sink.sorted(), err=True)
        if found is None:
            sys.exit(MISTAKES)
        usual = on_sheets(wanted.form, found.paper)
        paper = usual.paper if own_paper else wanted.paper
        wanted = replace(wanted, paper=paper, last_on_back=usual.last_on_back)
        copy, made = copy_of(found.manifest, found.entry, wanted, by_hand=True, printer=printer)
        must_be_readable(found.handout.edition, wanted.form, made.scale)
        if out is None:
            found.manifest.put((copy, made.pdf))
            found.manifest.save()
        else:
            write(out, made.pdf)
    return out or dist / copy.path, made
