"""The command line: the group `handouts`, whose commands are the files of `commands/`."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import click

from builder import __version__, commands
from builder.console import MACHINE, one_line
from builder.machine.garbage import seldom_sought
from builder.machine.signals import Ended, ended_by_signals
from builder.machine.streams import streams
from builder.project import Project


class Handouts(click.Group):
    """The group of commands; the machine's trouble becomes one line and exit code 3.

    Only the command that runs is loaded.
    """

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(module.name for module in iter_modules(commands.__path__))

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        command: click.Command = import_module(f"builder.commands.{name}").command
        return command

    def main(self, *arguments: Any, **more: Any) -> Any:
        os.environ["TZ"] = "UTC"  # days are those of UTC; Babel would read a broken time zone
        seldom_sought()
        with streams(), ended_by_signals():
            try:
                return super().main(*arguments, **more)
            except Ended as end:
                said, code = str(end), end.code
            except OSError as error:
                name = f"{os.fsdecode(error.filename)}: " if error.filename else ""
                said, code = f"{name}{error.strerror or error}", MACHINE
            except MemoryError:
                said, code = "the machine has no memory left", MACHINE
            click.echo(one_line(f"handouts: {said}"), err=True)
            sys.exit(code)


@click.group(cls=Handouts, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handouts")
@click.option(
    "-C",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    metavar="DIR",
    help="The project: a folder with 'sources' and 'handouts' in it.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Builds branded, accessible leaflets for patients from structured sources."""
    try:
        context.obj = Project.at(folder)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
