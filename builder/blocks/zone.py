from __future__ import annotations

from typing import Literal

from builder.blocks.callout import Callout
from builder.model import block


@block("zone")
class Zone(Callout):
    """What to do as long as things are so: one colour of a traffic light, in an action plan.

    The colour is said in a word, and by the lamp that is lit, for not everybody sees it.

    - zone:
        colour: amber
        title: You cough at night
        items: [use your blue inhaler, ring us if that does not help]
    """

    main = ""
    colour: Literal["green", "amber", "red"]

    @property
    def boxed(self) -> str:
        return self.colour
