from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("no-address")
def no_address(case: Case) -> Iterator[Diagnostic]:
    """The brand does not say where the publisher is found.

    Row 1 of the checklist (NHS standard for health content 1; EQIP): who answers for
    a leaflet is named, with an address. The imprint prints a line to write on; no release
    is made without it, allowed or not.
    """
    brand = case.handout.brand
    if brand.address is None:
        message = "the brand has no 'address' of the publisher"
        hint = "write in the brand: 'address: 1 High Street, Town'"
        yield warning(brand.span, "no-address", message, hint)
