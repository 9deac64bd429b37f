"""How a leaflet goes on paper: its sources say what is printed, here it becomes a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from builder.deliver.printing.leafletfile import LeafletFile
from builder.deliver.printing.ticket import BOTH, Sides, Ticket
from builder.model import Handout
from builder.model.onpaper import Form, OnPaper
from builder.notation.direction import direction
from builder.print.forpaper import ForPaper, for_paper
from builder.print.impose import imposed
from builder.print.printedhow import must_be_readable
from builder.print.source import Unprintable
from builder.print.wanted import on_sheets


@dataclass(frozen=True)
class How:
    """What is asked for at the printer; None is as the leaflet says."""

    copies: int = 1
    form: Form | None = None
    one_sided: bool | None = None
    staple: bool | None = None

    def over(self, leaflet: OnPaper) -> OnPaper:
        """With what the leaflet says of the rest."""
        form = self.form or (None if self.one_sided else leaflet.form)
        one_sided = leaflet.one_sided if self.one_sided is None else self.one_sided
        staple = leaflet.staple if self.staple is None else self.staple
        return OnPaper(form=form, one_sided=one_sided and not form, staple=staple)


class _LaidOut(NamedTuple):
    file: ForPaper
    sides: Sides
    scale: float = 1.0


def ticket_for(found: LeafletFile, how: How) -> Ticket:
    """The file as it is sent, and how it is printed. Raises Unprintable."""
    wanted = how.over(found.on_paper)
    made = _laid_out(found, wanted)
    return Ticket(
        title=found.file.stem,
        pdf=made.file.pdf,
        pages=made.file.pages,
        blanks=made.file.blanks,
        width=made.file.width,
        height=made.file.height,
        sides=made.sides,
        colour=not found.handout.edition.grey,
        form=wanted.form,
        scale=made.scale,
        copies=how.copies,
        staples=_staples(found.handout, wanted) if made.file.pages > 2 else (),
    )


def _laid_out(found: LeafletFile, wanted: OnPaper) -> _LaidOut:
    """The sides of all sheets, and how they are turned over."""
    if wanted.form:
        return _imposed(found, wanted.form)
    if wanted.one_sided or found.entry.pages == 1:
        return _LaidOut(for_paper(found.pdf, whole_sheets=False), "one-sided")
    made = for_paper(found.pdf, whole_sheets=True)
    # It is bound at a side, like a book: of a page that lies, that is the short edge.
    return _LaidOut(made, BOTH["short" if made.lies else "long"])


def _imposed(found: LeafletFile, form: Form) -> _LaidOut:
    """On sheets to be folded or cut; type that must not be smaller than so much is not."""
    sheets = imposed(found.pdf, found.file.stem, on_sheets(form, found.paper))
    must_be_readable(found.handout.edition, form, sheets.scale)
    file = for_paper(sheets.pdf, whole_sheets=True)
    return _LaidOut(file, BOTH[sheets.paper.edge], sheets.scale)


def _staples(handout: Handout, wanted: OnPaper) -> tuple[str, ...]:
    """Where it is stapled: in the fold, or in the corner where reading begins."""
    if not wanted.staple:
        return ()
    if wanted.form:
        if wanted.form != "booklet":
            raise Unprintable(f"{wanted.form} cannot be stapled; say '--no-staple'")
        return ("saddle-stitch",)
    if direction(handout.language) == "rtl":
        return ("staple-top-right",)
    return ("staple-top-left", "staple")
