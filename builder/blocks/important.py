from __future__ import annotations

from builder.blocks.callout import Callout
from builder.model import block


@block("important")
class Important(Callout):
    """Something that must not be missed; it is framed.

    - important:
        title: Do not stop your medicine
        text: Talk to us first.
    """

    kind = "important"
