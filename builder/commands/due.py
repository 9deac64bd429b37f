"""`handouts due`: what must be reviewed."""

from __future__ import annotations

import re
import sys
from datetime import date

import click

from builder.console import MISTAKES, must_be_project, tell, tell_data
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.project import Project
from builder.upkeep.due import Due, by_owner, due, until


def _period(context: click.Context, option: click.Parameter, value: str) -> tuple[int, str]:
    """A count of days, weeks, months or years: 90d, 6w, 3m, 1y."""
    found = re.fullmatch(r"([0-9]{1,5})([dwmy])", value)
    if not found:
        raise click.BadParameter(f"'{value}' is no period; write 90d, 6w, 3m or 1y")
    return int(found[1]), found[2]


@click.command("due")
@click.option("--within", callback=_period, default="90d", show_default=True, metavar="PERIOD",
              help="What falls due in this time: 90d, 6w, 3m or 1y.")  # fmt: skip
@click.option("--fail", is_flag=True, help="Exit with 1 when something is overdue.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def command(project: Project, within: tuple[int, str], fail: bool, form: str) -> None:
    """List what must be reviewed, by whom and until when.

    These are leaflets past their review date or changed since they were
    approved, facts of a site whose signature runs out, quality marks,
    telephone numbers nobody has tried for 12 months, and sources nobody has
    read for 24; and what nobody has said or signed yet.
    """
    must_be_project(project)
    sink, today = Sink(), project.today
    rows = due(project, read_library(project, sink), until(today, *within))
    if form == "json":
        tell_data([_as_data(row, today) for row in rows])
    else:
        _tell(rows, today)
    tell(sink.sorted(), err=True)
    late = sum(row.overdue(today) for row in rows)
    undated = sum(row.due is None for row in rows)
    parts = [f"{late} overdue", f"{len(rows) - late - undated} to come"]
    parts += [f"{undated} with no day"] if undated else []
    click.echo(", ".join(parts), err=True)
    sys.exit(MISTAKES if sink.failed or (fail and late) else 0)


def _tell(rows: list[Due], today: date) -> None:
    for owner, mine in by_owner(rows).items():
        click.echo(owner or "nobody is named for these")
        for row in mine:
            day = row.due.isoformat() if row.due else "no day set"
            late = "overdue" if row.overdue(today) else ""
            click.echo(f"  {day}  {late:<7}  {row.kind:<8}  {row.what}  ({row.span})")


def _as_data(row: Due, today: date) -> dict[str, object]:
    return {
        "due": row.due.isoformat() if row.due else None,
        "days": (row.due - today).days if row.due else None,
        "overdue": row.overdue(today),
        "kind": row.kind,
        "what": row.what,
        "owner": row.owner or None,
        "file": row.span.path,
        "line": row.span.line,
        "column": row.span.column,
    }
