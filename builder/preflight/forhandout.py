"""What a handout in its edition is held to, and whether a printer spoils it as it was drawn."""

from __future__ import annotations

from builder.diagnostics import Diagnostic
from builder.model import Handout, Printer
from builder.model.design import design
from builder.model.onpaper import Form
from builder.notation.direction import direction
from builder.paper.fit import pages_of
from builder.paper.sheet import CUT
from builder.preflight.preflight import opened, pages
from builder.preflight.rule import Asked, Fault, rule
from builder.preflight.written import place_of
from builder.preflight.zones import zones
from builder.see.dots import Dots


def asked_of(handout: Handout, printer: Printer | None = None, form: Form | None = None) -> Asked:
    """What a printer, that of its site if none is given, and the edition ask of its file.

    `form` is what is made of it once it is printed.
    """
    made = design(handout.layout, handout.edition)
    return Asked(
        printer=printer or handout.printer,
        smallest=made.smallest,
        ours=True,
        trimmed=made.paper in CUT or made.bleed > 0,
        rtl=direction(handout.language) == "rtl",
        grey=handout.edition.grey,
        pages=pages_of(handout),
        form=form,
    )


def spoiled(handout: Handout, pdf: bytes) -> tuple[Diagnostic, ...]:
    """What the printer of its site would cut off, in a file that was just drawn.

    Only the edges of pages are looked at, a hundredth of a second for ten of them; what stands
    there is named only where something does.
    """
    asked = asked_of(handout)
    with opened(pdf) as document:
        return tuple(
            _told(fault, handout)
            for seen in pages(document)
            if any(Dots.of(seen.page, area=zone.area).inks for zone in zones(seen, asked))
            for fault in rule["unprintable"](seen, asked)
        )


def _told(fault: Fault, handout: Handout) -> Diagnostic:
    """A fault of a handout's file, told to its authors."""
    where = f"page {fault.page} in the edition '{handout.edition.edition}'"
    message = f"{where}: {fault.message}"
    span = place_of(handout, fault.about) or handout.layout.span
    return Diagnostic(span, fault.code, fault.severity, message, fault.hint)
