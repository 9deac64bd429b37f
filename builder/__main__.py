"""`python -m builder` is the command `handouts`."""

from builder.cli import main

main(prog_name="handouts")
