"""`handouts import`: a leaflet of another program as sources."""
# ruff: noqa: N999 - a command is the name of its file

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.console import MISTAKES, number_of, one_line, tell, tell_data
from builder.project import Project

if TYPE_CHECKING:
    from builder.bring.account import Account
    from builder.bring.word.pending import Settle


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "name", metavar="NAME", help="The number of the leaflet, such as CT-03.")
@click.option("--brand", help="The brand of the leaflet, where there are several.")
@click.option("--site", help="The site of the leaflet, where there are several.")
@click.option("--accept-changes", "settle", flag_value="accept", default="",
              help="Take in what nobody has accepted or rejected yet.")  # fmt: skip
@click.option("--reject-changes", "settle", flag_value="reject",
              help="Take it back, as if nobody had changed the file.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(
    project: Project,
    file: Path,
    name: str | None,
    brand: str | None,
    site: str | None,
    settle: Settle,
    form: str,
) -> None:
    """Bring in the leaflet FILE, a .docx, .pdf, .md or .html, as topics and a definition.

    Every word of it is in them, or is listed as left out, with its place. Nothing that is there
    is replaced. What is proposed, such as the kinds of boxes, wants somebody's eyes.
    """
    from builder.authors.scaffold import BadName
    from builder.bring.bring import Wish, bring
    from builder.bring.brought import Unusable

    try:
        account = bring(project, file, Wish(name, brand, site, settle))
    except BadName as problem:
        raise click.UsageError(str(problem)) from None
    except Unusable as problem:
        hint = f"\n  hint: {problem.hint}" if problem.hint else ""
        line = one_line(f"{file}: error[{problem.code}]: {problem.message}")
        click.echo(f"{line}{hint}", err=True)
        sys.exit(MISTAKES)
    if form == "json":
        tell_data(account.as_data())
    else:
        _tell(account)


def _tell(account: Account) -> None:
    sizes = dict(account.sizes)
    for path in account.written:
        sections, blocks = sizes.get(path, (0, 0))
        said = [number_of(n, what) for n, what in ((sections, "section"), (blocks, "block")) if n]
        click.echo(": ".join([path, ", ".join(said)] if said else [path]))
    tell(account.found, err=True)
    if account.running:
        lines = number_of(len(account.running), "line")
        click.echo(f"not in the leaflet, but listed in its definition: {lines} at head and foot")
    click.echo(f"next: handouts check {account.name}")
