from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.checks.check import Case, error, settled
from builder.diagnostics import Diagnostic

if TYPE_CHECKING:
    from builder.text.faces import Stack


@settled("missing-glyph")
def missing_glyph(case: Case) -> Iterator[Diagnostic]:
    """No font has the character, or the one that has it leaves it blank.

    It would print as an empty box, or not at all. In a clinic's own font that
    is asked of each word once it is shaped: a ligature may be blank too.
    """
    from builder.text.faces import stacks  # slow to load, seldom needed
    from builder.text.printable import unprintable

    faces = stacks(case.handout.typefaces, case.handout.language)
    brand = case.handout.brand
    own = brand.font_files is not None or bool(brand.more_fonts)
    known: dict[str, str] = {}
    good: set[str] = set()
    for rich in case.printed:
        if not own and good.issuperset(rich.text):
            continue
        groups: dict[tuple[str, str], list[str]] = {}
        blank = _blank(rich.text, faces, case.handout.language) if own else frozenset()
        for character in dict.fromkeys(rich.text):
            if character not in known:
                known[character] = unprintable(character, faces)
                good.update(() if known[character] else character)
            if problem := known[character] or (BLANK if character in blank else ""):
                groups.setdefault((problem, _script(character)), []).append(character)
        for (problem, script), characters in groups.items():
            hint = "write it in other words, or add a font that has it to the brand: 'more_fonts:'"
            message = problem + _named(script, characters)
            yield error(rich.source.locate(characters[0]), "missing-glyph", message, hint)


BLANK = "the font leaves this character blank"


def _blank(text: str, faces: tuple[Stack, Stack], language: str) -> frozenset[str]:
    """The characters of a text that nothing is seen of, though something should be."""
    from builder.text.faces import needs_ink
    from builder.text.shape import shaper

    lost: set[str] = set()
    for stack in faces:
        for piece in text.split():
            rtl = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in piece)
            seen: dict[str, bool] = {}
            for face, gid, said in shaper(stack, language).word(piece, rtl=rtl).glyphs:
                seen[said] = seen.get(said, False) or face.inked(gid)
            lost.update(*(said for said, inked in seen.items() if not inked))
    return frozenset(character for character in lost if needs_ink(character))


def _script(character: str) -> str:
    """The script of a letter, by its name; a sign stands for itself."""
    if unicodedata.category(character)[0] in "LM":
        script = unicodedata.name(character, character).partition(" ")[0]
        return "Chinese" if script == "CJK" else script.title()
    return character


def _named(script: str, characters: list[str]) -> str:
    """Which characters: one by its name, several of a script together."""
    first = characters[0]
    if len(characters) > 1:
        letters = ", ".join(c for c in characters if unicodedata.category(c)[0] == "L")
        return f" and others of its script, {script}: {letters or ascii(first)}"
    name = unicodedata.name(first, "a character without a name")
    return f": {first if first.isprintable() else ''} (U+{ord(first):04X}, {name})"
