from __future__ import annotations

from collections.abc import Iterator

from builder.checks.check import ADVICE, Case, check, error
from builder.diagnostics import Diagnostic, did_you_mean


@check("unknown-allow")
def unknown_allow(case: Case) -> Iterator[Diagnostic]:
    """Something is allowed that no check warns of; an error cannot be allowed at all."""
    list(check)  # all of them are loaded, and have said whether they only warn
    allowed = [code for block in case.blocks() for code in block.allow]
    for code in (*case.handout.allow, *allowed):
        if code in check and code not in ADVICE:
            message = f"'{code}' cannot be allowed"
            yield error(code.span, "unknown-allow", message, "mend what it finds")
        elif code not in ADVICE:
            message = f"there is no check '{code}' that warns"
            yield error(code.span, "unknown-allow", message, did_you_mean(code, ADVICE))
