from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, warning, warns
from builder.diagnostics import Diagnostic


@warns("claim-without-source")
def claim_without_source(case: Case) -> Iterator[Diagnostic]:
    """A block rests on a claim that names no source.

    Row 9 of the checklist (DISCERN 4; PIF TICK 4): sources are recorded, and a
    reader who asks can have them. A question, a contact or an opinion needs none.
    """
    for block in case.blocks():
        for name in block.claims:
            claim = case.claims.get(str(name))
            if claim and claim.use != "drop" and not claim.sources and claim.kind in NEEDS:
                message = f"the claim '{claim.id}' names no source"
                hint = "list what supports it under 'sources'"
                yield warning(claim.span, "claim-without-source", message, hint)


NEEDS = ("fact", "instruction")
