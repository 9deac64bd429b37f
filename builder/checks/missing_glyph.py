from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic
from builder.inline import Rich
from builder.place import Span
from builder.words import words

if TYPE_CHECKING:
    from builder.text.faces import Stack


@settled("missing-glyph")
def missing_glyph(case: Case) -> Iterator[Diagnostic]:
    """No font has the character; it would print as an empty box."""
    from builder.text.faces import stacks  # slow to load, seldom needed

    faces = stacks(case.handout.typefaces, case.handout.language)
    known: dict[str, str] = {}
    for rich in words(case.handout):
        for character in dict.fromkeys(rich.text):
            if character not in known:
                known[character] = _problem(character, faces)
            if problem := known[character]:
                name = unicodedata.name(character, "a character without a name")
                shown = character if character.isprintable() else ""
                message = f"{problem}: {shown} (U+{ord(character):04X}, {name})"
                hint = "write it in other words, or give the brand a font that has it"
                yield error(_place(rich, character), "missing-glyph", message, hint)


def _problem(character: str, faces: tuple[Stack, Stack]) -> str:
    from builder.text.faces import covers

    if unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs"):
        return "this is not a character that can be printed"
    if not all(covers(stack, character) for stack in faces):
        return "no font has this character"
    return ""


def _place(rich: Rich, character: str) -> Span:
    return rich.source.locate(character)
