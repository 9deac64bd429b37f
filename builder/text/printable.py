"""Whether a character can be printed."""

from __future__ import annotations

import unicodedata

from builder.place import UNSEEN
from builder.text.faces import Stack, covers

NOT_SEEN = "this sign is not seen, and does nothing here; take it out"


def unprintable(character: str, faces: tuple[Stack, Stack]) -> str:
    """Why a character cannot be printed; nothing if it can."""
    if unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs"):
        return "this is not a character that can be printed"
    if not all(covers(stack, character) for stack in faces):
        return NOT_SEEN if UNSEEN.match(character) else "no font has this character"
    return ""
