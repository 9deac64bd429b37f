from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.callout import Callout
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("typed-sign", safety=True)
def typed_sign(case: Case) -> Iterator[Diagnostic]:
    """A box types a warning sign that `sources/signs.yaml` has.

    Row 34 of the checklist: what is typed twice says two things one day. A point of a
    box that names a sign (by its `named` words) is to be printed with `warning-signs`.
    """
    for passage in case.passages("typed-sign"):
        if passage.key != "items" or not isinstance(passage.block, Callout):
            continue
        for sign, match in case.named_signs.within(passage.text):
            message = f"the sign '{sign.id}' is typed here"
            hint = f"print it: '- warning-signs: {sign.urgency}', with 'groups' to pick some"
            yield warning(passage.locate(match.group()), "typed-sign", message, hint)
