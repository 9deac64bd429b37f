from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.callout import Callout
from builder.blocks.list import List
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic


@advice("no-lead")
def no_lead(case: Case) -> Iterator[Diagnostic]:
    """A list starts with no line that leads in.

    Row 41 of the checklist (NHS content guide). A text before it that ends in
    ':' leads in, and so does the title of the box it stands in; a heading that
    asks is answered by it.
    """
    boxes = (box for box in case.blocks() if isinstance(box, Callout) and box.title)
    seen = {id(inner) for box in boxes for inner in box.blocks or ()}
    leads = False
    for passage in case.passages():
        block = passage.block
        if isinstance(block, List) and id(block) not in seen:
            seen.add(id(block))
            if block.lead is None and not leads and "no-lead" not in block.allow:
                hint = "write 'lead:' with a line such as \"You may feel:\", and 'items:'"
                yield warning(block.span, "no-lead", "no line leads in to the list", hint)
        leads = passage.text.rstrip().endswith((":", "?"))
