"""What goes to a printer with a file: how it is printed, as attributes of a job (RFC 8011, 5.2).

Every attribute that could be otherwise on a queue is said each time, in one spelling, so that
nothing depends on what somebody saved there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from builder.deliver.printing.abilities import STAPLES, Printer
from builder.deliver.printing.ipp import Attribute, Tag
from builder.deliver.printing.media import Media, of_size
from builder.model.onpaper import Form, Printing
from builder.model.printer import Offset
from builder.print.backs import moved
from builder.print.slots import Paper
from builder.print.wanted import Edge

Sides = Literal["one-sided", "two-sided-long-edge", "two-sided-short-edge"]
# By the edge on which the paper is turned over (RFC 8011, 5.2.8).
BOTH: dict[Edge, Sides] = {"long": "two-sided-long-edge", "short": "two-sided-short-edge"}
NO_FINISHING = 3  # RFC 8011, 5.2.6
COLLATED = "separate-documents-collated-copies"


@dataclass(frozen=True)
class Ticket:
    """One file as it is to come out. Lengths in millimetres, `width` and `height` as it lies.

    `staples` are those that would do, the best first; none where it is not stapled. `tray` is
    the one to take; without it, the one that the printer tells, or none.
    """

    title: str
    pdf: bytes
    pages: int
    blanks: int
    width: float
    height: float
    sides: Sides
    colour: bool
    form: Form | None = None
    scale: float = 1.0
    copies: int = 1
    staples: tuple[str, ...] = ()
    tray: str = ""

    @property
    def sheets(self) -> int:
        """Of all copies."""
        each = self.pages + self.blanks
        return (each if self.sides == "one-sided" else -(-each // 2)) * self.copies

    @property
    def paper(self) -> Media:
        """What it is printed on, as nobody has loaded it yet."""
        return of_size(self.width, self.height)

    def runs(self) -> list[int]:
        """The copies of each job: stapled ones are jobs of their own, or all had one staple."""
        return [1] * self.copies if self.staples else [self.copies]


def at(ticket: Ticket, printer: Printer, printing: Printing | None) -> Ticket:
    """The ticket for that printer; what the site says of its own is true of no other.

    One that `swaps_edges` turns paper over on the other edge than it is asked to.
    """
    if printing is None or printing.printer != printer.name:
        return ticket
    swapped = {BOTH["long"]: BOTH["short"], BOTH["short"]: BOTH["long"]}
    sides = swapped.get(ticket.sides, ticket.sides) if printing.swaps_edges else ticket.sides
    return replace(ticket, sides=sides, tray=str(printing.tray or ""))


def with_backs(ticket: Ticket, offset: Offset) -> Ticket:
    """The ticket of a file whose backs are moved for a printer. Raises Unprintable."""
    if ticket.sides == "one-sided":
        return ticket
    edge: Edge = "long" if ticket.sides == BOTH["long"] else "short"
    paper = Paper(ticket.width, ticket.height, edge)
    return replace(ticket, pdf=moved(ticket.pdf, offset, paper))


def on(ticket: Ticket, printer: Printer | None) -> Media:
    """The paper that is taken: what is loaded in that size, or what the printer calls it."""
    known = (*printer.loaded, *printer.papers) if printer else ()
    fit = [each for each in known if each.is_size(ticket.width, ticket.height)]
    best = [each for each in fit if each.tray == ticket.tray] if ticket.tray else []
    named = [each for each in fit if each.name == ticket.paper.name]
    paper = next(iter(best or named or fit), ticket.paper)
    return replace(paper, tray=ticket.tray) if ticket.tray else paper


def attributes(ticket: Ticket, printer: Printer | None, copies: int) -> tuple[Attribute, ...]:
    """What a job is told, for so many copies."""
    return tuple(_attributes(ticket, printer, copies))


def _attributes(ticket: Ticket, printer: Printer | None, copies: int) -> Iterator[Attribute]:
    yield Attribute(Tag.INTEGER, "copies", (copies,))
    yield Attribute(Tag.KEYWORD, "multiple-document-handling", (COLLATED,))
    yield Attribute(Tag.KEYWORD, "sides", (ticket.sides,))
    yield _media(on(ticket, printer))
    yield Attribute(Tag.KEYWORD, "print-scaling", ("none",))
    mode = "color" if ticket.colour else "monochrome"
    yield Attribute(Tag.KEYWORD, "print-color-mode", (mode,))
    yield Attribute(Tag.INTEGER, "number-up", (1,))
    yield Attribute(Tag.ENUM, "finishings", (_finishing(ticket, printer),))
    yield Attribute(Tag.KEYWORD, "job-sheets", ("none", "none"))


def _media(paper: Media) -> Attribute:
    """Its name or, where a tray is known, its size and the tray (PWG 5100.7): never both."""
    if not paper.tray:
        return Attribute(Tag.KEYWORD, "media", (paper.name,))
    short, long = sorted((paper.width, paper.height))
    size = tuple(
        Attribute(Tag.INTEGER, name, (round(length * 100),))
        for name, length in (("x-dimension", short), ("y-dimension", long))
    )
    tray = Attribute(Tag.KEYWORD, "media-source", (paper.tray,))
    return Attribute(Tag.BEGIN, "media-col", (Attribute(Tag.BEGIN, "media-size", size), tray))


def _finishing(ticket: Ticket, printer: Printer | None) -> int:
    known = printer.staples if printer else ticket.staples
    wanted = next((name for name in ticket.staples if name in known), "")
    return next((number for number, name in STAPLES.items() if name == wanted), NO_FINISHING)


def shown(attribute: Attribute) -> str:
    """An attribute as people of CUPS write it."""
    values = [shown(v) if isinstance(v, Attribute) else str(v) for v in attribute.values]
    said = f"{{{' '.join(values)}}}" if attribute.tag is Tag.BEGIN else ",".join(values)
    return f"{attribute.name}={said}"
