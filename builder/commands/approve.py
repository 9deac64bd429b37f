"""`handouts approve`: records who approved exactly the words of a handout."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from builder.build import checked
from builder.checks.check import SAFETY
from builder.console import MISTAKES, alone, must_be_project, tell
from builder.diagnostics import Diagnostic, Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.machine.disk import write
from builder.model import Handout
from builder.outputs.result import Wish
from builder.project import Project
from builder.sign.approvals import place_of, recorded
from builder.sign.fingerprint import fingerprint
from builder.words.words import words

ROLE, NAME = "--role", "--name"


@click.command("approve")
@click.argument("handout")
@click.option(ROLE, required=True, help="As what they approve, such as 'consultant haematologist'.")
@click.option(NAME, required=True, help="Who approves; it is printed in the leaflet.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="When (default: today).")
@click.option("--language", help="The language of the words, where there are several.")
@click.option("--site", help="The site whose facts the words have, where there are several.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def command(
    project: Project,
    handout: str,
    role: str,
    name: str,
    day: datetime | None,
    language: str | None,
    site: str | None,
    yes: bool,
) -> None:
    """Record that NAME has approved the words of HANDOUT, exactly as they are now.

    Any change of what is printed or read aloud voids the approval: a word, a number, a fact of the
    site, a picture, the imprint, a date. A change of colours, fonts or margins does not.
    """
    must_be_project(project)
    when = day.date() if day else project.today
    _usable(project, role, name, when)
    sink = Sink()
    library = read_library(project, sink)
    one = _merged(project, library, handout, site, language, sink)
    path = place_of(one.code)
    if any((str(a.role), str(a.name)) == (role, name) for a in one.approvals):
        click.echo(f"{one.code}: {name} has approved these words as {role} before", err=True)
        return
    _describe(one, [d for d in sink.sorted() if d.code in SAFETY])
    if not yes:
        click.confirm(f"Does {name} approve these words, as {role}?", abort=True, err=True)
    with alone((project.root / path).parent):
        before = project.read(path).decode() if project.names(path) else ""
        write(project.root / path, recorded(before, one, role, name, when).encode())
    click.echo(project.root / path)


def _usable(project: Project, role: str, name: str, when: date) -> None:
    """Raises UsageError for what would not say who approved, or when."""
    for option, value in ((ROLE, role), (NAME, name)):
        if not value.strip() or not value.isprintable():
            raise click.UsageError(f"{option} must be words that can be printed")
    if when > project.today:
        raise click.UsageError(f"{when} has not come yet")


def _merged(
    project: Project,
    library: Library,
    name: str,
    site: str | None,
    language: str | None,
    sink: Sink,
) -> Handout:
    """The one handout that is meant. Exits with its mistakes, if it has any."""
    wish = Wish((name,), site=site)
    found = list(checked(project, library, wish, sink))
    if sink.failed or not found:
        tell([d for d in sink.sorted() if d.severity == "error"], err=True)
        sys.exit(MISTAKES)
    sites = sorted({str(handout.site.site) for handout in found})
    if len(sites) > 1:
        raise click.UsageError(f"which site? '--site' can be {', '.join(sites)}")
    if language not in (None, found[0].language):
        raise click.UsageError(f"'{found[0].code}' is in the language '{found[0].language}'")
    return found[0]


def _describe(handout: Handout, open_: list[Diagnostic]) -> None:
    """Shows what is being approved, and the warnings of safety that are open."""
    count = sum(len(rich.text.split()) for rich in words(handout))
    review = f", to be reviewed by {handout.day(handout.review_by)}" if handout.review_by else ""
    click.echo(f"{handout.code}  {handout.title.text}", err=True)
    click.echo(f"version {handout.version.text}, {handout.language}{review}", err=True)
    click.echo(f"site {handout.site.site}, {count} words", err=True)
    click.echo(f"fingerprint {fingerprint(handout)[:16]}", err=True)
    tell(open_, err=True)
