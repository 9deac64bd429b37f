"""How a leaflet goes on paper: its edition says what is printed, here it becomes a ticket."""

from __future__ import annotations

from dataclasses import dataclass

from builder.deliver.printing.leafletfile import LeafletFile
from builder.deliver.printing.ticket import BOTH, Sides, Ticket
from builder.model import Handout
from builder.model.design import design
from builder.notation.direction import direction
from builder.print.forpaper import ForPaper, for_paper
from builder.print.impose import imposed
from builder.print.wanted import Form, Wanted


@dataclass(frozen=True)
class How:
    """What is asked for at the printer; None is as the leaflet says."""

    copies: int = 1
    form: Form | None = None
    one_sided: bool = False
    staple: bool | None = None


def ticket_for(found: LeafletFile, how: How) -> Ticket:
    """The file as it is sent, and how it is printed. Raises Unprintable."""
    form = how.form
    sides: Sides
    if form is None:
        made = for_paper(found.pdf, whole_sheets=_turned_over(found, how))
        sides = _sides(made) if _turned_over(found, how) else "one-sided"
    else:
        sheets = imposed(found.pdf, found.file.stem, _wanted(found.handout, form))
        made = for_paper(sheets.pdf, whole_sheets=True)
        sides = BOTH[sheets.paper.edge]
    return Ticket(
        title=found.file.stem,
        pdf=made.pdf,
        pages=made.pages,
        blanks=made.blanks,
        width=made.width,
        height=made.height,
        sides=sides,
        colour=not found.handout.edition.grey,
        copies=how.copies,
        staples=_staples(found.handout, form) if how.staple and made.pages > 2 else (),
    )


def _turned_over(found: LeafletFile, how: How) -> bool:
    """Whether there is anything for a back."""
    return found.entry.pages > 1 and not how.one_sided


def _sides(made: ForPaper) -> Sides:
    """A leaflet is bound at a side, like a book: of a page that lies, that is the short edge."""
    return BOTH["short" if made.lies else "long"]


def _wanted(handout: Handout, form: Form) -> Wanted:
    letter = design(handout.layout, handout.edition).paper.startswith("Letter")
    return Wanted(form=form, paper="Letter" if letter else "A4", last_on_back=True)


def _staples(handout: Handout, form: Form | None) -> tuple[str, ...]:
    """Where it is stapled: in the fold, or in the corner where reading begins."""
    if form == "booklet":
        return ("saddle-stitch",)
    if direction(handout.language) == "rtl":
        return ("staple-top-right",)
    return ("staple-top-left", "staple")
