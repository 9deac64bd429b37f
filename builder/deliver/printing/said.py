"""What is said of printing where there is nothing to print with."""

from __future__ import annotations

from builder.deliver.printing.printserver import is_installed

NOTHING = "nothing was sent"


def nobody_there() -> str:
    """Why no printer is known here."""
    if is_installed():
        return "no print server runs on this machine; start CUPS, or name one with CUPS_SERVER"
    return "there is no print server here: CUPS is not installed, and CUPS_SERVER names none"
