"""`handouts outline`: what a PDF tells a screen reader."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from builder.console import MISTAKES


@click.command("outline")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Print the structure tree of a PDF: what a screen reader is told, in order."""
    from builder.hear.outline import NotTagged, outline

    try:
        click.echo(outline(file.read_bytes()), nl=False)
    except NotTagged as problem:
        click.echo(f"{file}: error[not-tagged]: {problem}", err=True)
        sys.exit(MISTAKES)
