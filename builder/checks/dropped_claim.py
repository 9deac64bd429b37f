from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, check, error
from builder.diagnostics import Diagnostic


@check("dropped-claim")
def dropped_claim(case: Case) -> Iterator[Diagnostic]:
    """A block rests on a claim that was judged and may not be used.

    Row 11 of the checklist: what was contradicted or promotes is not printed.
    """
    for block in case.handout.blocks():
        for name in block.claims:
            claim = case.claims.get(str(name))
            if claim is None:
                continue
            if claim.use == "drop":
                message = f"the claim '{name}' is not to be used"
                yield error(name.span, "dropped-claim", message, "take the statement out")
            elif claim.use == "correct" and claim.correction is None:
                message = f"the claim '{name}' is to be used with a correction, but has none"
                yield error(claim.span, "missing-correction", message, "write 'correction'")
