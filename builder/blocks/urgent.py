from __future__ import annotations

from builder.blocks.callout import Callout
from builder.model import block


@block("urgent")
class Urgent(Callout):
    """What to do at once; its title stands in a filled band.

    - urgent:
        title: Ring us now
        items: [you shiver, you cannot wake up properly]
    """

    kind = "urgent"
