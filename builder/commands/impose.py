"""`handouts impose`: a finished PDF on sheets for the printer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import MISTAKES, number_of
from builder.model.onpaper import Form
from builder.print.wanted import EDGES, FORMS, PAPER_NAMES, Edge, PaperName, Wanted
from builder.project import Project


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
@click.option(
    "--paper",
    type=click.Choice(PAPER_NAMES),
    default="A4",
    show_default=True,
    help="The paper in the printer.",
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
    help="Where it is written (default: beside you, named after what it is).",
)
@click.pass_obj
def command(
    project: Project, file: str, form: Form, edition: str, paper: PaperName, turn: Edge | None,
    signature: int | None, creep: float, one_sided: bool, rtl: bool | None, out: Path | None,
) -> None:  # fmt: skip
    """Put the pages of a PDF on sheets: a booklet, several on a sheet, cards, a folded leaflet.

    FILE is any PDF, NAME a handout that was built. What is written is the printer's copy: for
    paper only. The reader's copy, which can be heard, stays as it is.
    """
    from builder.machine.disk import write
    from builder.machine.limited import Limited, TooMuch
    from builder.print.impose import imposed
    from builder.print.source import Unprintable

    source, own = _found(project, file, edition)
    wanted = Wanted(
        form=form, paper=paper, edge=turn, signature=signature, creep=creep,
        faces=1 if one_sided else 2, last_on_back=own, rtl=rtl,
    )  # fmt: skip
    try:
        with Limited() as limited:
            made = limited(imposed, source.read_bytes(), source.stem, wanted)
    except Unprintable as problem:
        click.echo(f"{source}: error[impose]: {problem}", err=True)
        sys.exit(MISTAKES)
    except TooMuch:
        click.echo(f"{source}: error[impose]: the file takes too much time or memory", err=True)
        sys.exit(MISTAKES)
    place = out or Path(f"{source.stem}.{form}-turn-{made.paper.edge}.pdf")
    write(place, made.pdf)
    smaller = f", at {made.scale:.0%} of their size" if made.scale < 1 else ""
    blank = f", {made.blanks} left blank" if made.blanks else ""
    click.echo(
        f"{place}  {number_of(made.pages, 'page')} on {number_of(made.sheets, 'sheet')} of"
        f" {paper}{smaller}{blank}; turn over on the {made.paper.edge} edge"
    )


def _found(project: Project, name: str, edition: str) -> tuple[Path, bool]:
    """The file that is meant, and whether it is one of the project's own."""
    built = project.root / "dist" / name / f"{name}.{edition}.pdf"
    if built.is_file():
        return built, True
    given = Path(name)
    if given.is_file():
        return given, False
    raise click.UsageError(
        f"'{name}' is no file, and no handout that was built in the edition '{edition}'"
    )
