from __future__ import annotations

from builder.blocks.callout import Callout
from builder.model import block


@block("note")
class Note(Callout):
    """Something good to know; a bar stands at its side.

    - note: You can ask for this leaflet in large print.
    """

    kind = "note"
