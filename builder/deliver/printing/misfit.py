"""What a printer cannot do of what a leaflet needs.

A print server does not tell: CUPS takes a job for both sides, or for paper that is not there, and
prints it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from builder.deliver.printing.abilities import Printer
from builder.deliver.printing.ticket import Ticket

# Reasons of a printer for which no paper comes (RFC 8011, 5.4.12), but as a report or warning.
BLOCKING = (
    "cover-open", "door-open", "input-tray-missing", "interlock-open", "marker-supply-empty",
    "media-empty", "media-jam", "media-needed", "output-area-full", "output-tray-missing", "paused",
    "shutdown", "toner-empty",
)  # fmt: skip


class Misfit(NamedTuple):
    """What is in the way; `code` names it, `hint` says what helps."""

    code: str
    message: str
    hint: str


def misfits(ticket: Ticket, printer: Printer, grey_twin: str = "") -> list[Misfit]:
    """What the printer cannot do. `grey_twin` is an edition of the leaflet without colour."""
    return [
        *_formats(printer),
        *_paper(ticket, printer),
        *_tray(ticket, printer),
        *_sides(ticket, printer),
        *_colour(ticket, printer, grey_twin),
        *_staple(ticket, printer),
        *_copies(ticket, printer),
    ]


def doubts(ticket: Ticket, printer: Printer) -> list[Misfit]:
    """What may come out otherwise, though the printer says that it can do it."""
    if not (ticket.colour and printer.colour and printer.usual_mode == "monochrome"):
        return []
    message = "its queue is set to black, and CUPS may then pass over what a job asks for"
    return [Misfit("set-to-black", message, "look at the first sheet; set the queue to colour")]


def troubles(printer: Printer) -> list[Misfit]:
    """Why nothing would come out now."""
    return [*_troubles(printer)]


def blocking(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons for which nothing comes out."""
    return tuple(each for each in reasons if each.removesuffix("-error") in BLOCKING)


def _troubles(printer: Printer) -> Iterator[Misfit]:
    why = f" ({printer.message})" if printer.message else ""
    hint = "see to the printer, then print again, or take another with '--printer'"
    if not printer.accepting:
        yield Misfit("printer-closed", f"it takes no jobs{why}", hint)
    if printer.state == "stopped":
        yield Misfit("printer-stopped", f"it is stopped{why}", hint)
    elif stuck := blocking(printer.reasons):
        yield Misfit("printer-stuck", f"{', '.join(stuck)}{why}", hint)


def _formats(printer: Printer) -> Iterator[Misfit]:
    if not printer.takes_pdf:
        yield Misfit("no-pdf", "it does not take PDF", "take another with '--printer'")


def _paper(ticket: Ticket, printer: Printer) -> Iterator[Misfit]:
    size = ticket.width, ticket.height
    name = ticket.paper.called
    if printer.loaded and not any(each.is_size(*size) for each in printer.loaded):
        loaded = ", ".join(dict.fromkeys(each.called for each in printer.loaded))
        if any(each.is_size(*size) for each in printer.papers):
            yield Misfit("not-loaded", f"{name} is not loaded; there is {loaded}", "load it")
        else:
            yield Misfit(
                "no-such-paper",
                f"it has no {name}; there is {loaded}",
                "take another edition or printer",
            )
    elif not printer.loaded and not any(each.is_size(*size) for each in printer.papers):
        yield Misfit("unknown-paper", f"it does not say that it has {name}", "take another printer")


def _tray(ticket: Ticket, printer: Printer) -> Iterator[Misfit]:
    """A tray that is named must be there, and have that paper as far as anybody tells."""
    if not ticket.tray:
        return
    if printer.trays and ticket.tray not in printer.trays:
        yield Misfit("no-tray", f"it has no '{ticket.tray}'", f"it has {', '.join(printer.trays)}")
    there = [each for each in printer.loaded if each.tray == ticket.tray]
    if there and not any(each.is_size(ticket.width, ticket.height) for each in there):
        message = f"in '{ticket.tray}' is {there[0].called}, not {ticket.paper.called}"
        yield Misfit("other-paper", message, "load it, or let the site name another tray")


def _sides(ticket: Ticket, printer: Printer) -> Iterator[Misfit]:
    if ticket.sides != "one-sided" and ticket.sides not in printer.sides:
        hint = "'--one-sided' prints a leaflet on single sides; else take another printer"
        yield Misfit("no-duplex", f"it cannot print {ticket.sides}", hint)


def _colour(ticket: Ticket, printer: Printer, grey_twin: str) -> Iterator[Misfit]:
    """A leaflet in colours that has a twin in greys is not left to a guess of the printer."""
    if ticket.colour and printer.colour is False and grey_twin:
        hint = f"the edition '{grey_twin}' is made for it: '--edition {grey_twin}'"
        yield Misfit("no-colour", "it prints no colours", hint)


def _staple(ticket: Ticket, printer: Printer) -> Iterator[Misfit]:
    if ticket.staples and not set(ticket.staples) & set(printer.staples):
        hint = "'--no-staple' prints it without; else take another printer"
        yield Misfit("no-staple", "it cannot staple this", hint)


def _copies(ticket: Ticket, printer: Printer) -> Iterator[Misfit]:
    most = max(ticket.runs())
    if most > printer.most_copies:
        yield Misfit(
            "many-copies", f"it makes {printer.most_copies} copies at most", "print fewer at once"
        )
