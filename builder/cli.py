"""The command line: the group `handouts`, whose commands are the files of `commands/`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import click

from builder import __version__, commands
from builder.console import MACHINE
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

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            click.echo(f"handouts: {name}{error.strerror or error}", err=True)
            context.exit(MACHINE)
        except MemoryError:
            click.echo("handouts: the machine has no memory left", err=True)
            context.exit(MACHINE)


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
