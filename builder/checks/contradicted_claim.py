from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import Case, check, error
from builder.diagnostics import Diagnostic

BAD = ("contradicted", "unverifiable", "promotional")


@check("contradicted-claim")
def contradicted_claim(case: Case) -> Iterator[Diagnostic]:
    """A block rests on a claim that was contradicted, is unverifiable or promotes, as it stands.

    Row 11 of the checklist: such a claim is dropped, or used as its correction says.
    """
    for block in case.blocks():
        for name in block.claims:
            claim = case.claims.get(str(name))
            if claim and claim.use == "keep" and claim.verdict in BAD:
                message = f"the claim '{name}' was judged '{claim.verdict}', but is to be kept"
                hint = "write 'use: drop', or 'use: correct' with its 'correction'"
                yield error(claim.span, "contradicted-claim", message, hint)
