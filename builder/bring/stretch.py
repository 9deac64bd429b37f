"""Words as another program set them: stretches of text, each of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from builder.place import SPACE, UNSEEN
from builder.source.decode import UNPRINTABLE

GAP = re.compile(f"[{SPACE}\u000b\u000c]+")
# What shows letters in another order, or joins and parts them unseen: direction is found without.
TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LOST = re.compile("[\ufffd\ue000-\uf8ff]")  # a letter that was lost, or has no meaning by itself


@dataclass(frozen=True)
class Stretch:
    """Text of one kind. `raised` and `lowered` are small figures above and below the line."""

    text: str
    strong: bool = False
    italic: bool = False
    href: str = ""
    shift: Literal["", "raised", "lowered"] = ""

    def alike(self, other: Stretch) -> bool:
        """Whether the two differ in their text alone."""
        return replace(self, text="") == replace(other, text="")


Words = tuple[Stretch, ...]


def plain(words: Words) -> str:
    """The text of words alone."""
    return "".join(each.text for each in words)


def clean(text: str) -> str:
    """The text without signs that no page shows; what parts lines parts words."""
    return UNPRINTABLE.sub("", TURNING.sub("", GAP.sub(" ", text)))


def tidy(stretches: Iterable[Stretch]) -> Words:
    """Words with single spaces, none at either end, and neighbours of one kind in one stretch."""
    joined: list[Stretch] = []
    for each in stretches:
        text = re.sub(" +", " ", clean(each.text))
        if not joined or joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if joined and joined[-1].alike(each):
            joined[-1] = replace(each, text=joined[-1].text + text)
        else:
            joined.append(replace(each, text=text))
    while joined and not (text := joined[-1].text.rstrip(" \u00a0")):
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=text)
        joined[0] = replace(joined[0], text=joined[0].text.lstrip("\u00a0 "))
    return tuple(joined) if seen(plain(tuple(joined))) else ()


def cut(words: Words, signs: int) -> Words:
    """Words without so many signs at their beginning."""
    kept: list[Stretch] = []
    for each in words:
        gone = min(signs, len(each.text))
        signs -= gone
        kept.append(replace(each, text=each.text[gone:]))
    return tidy(kept)


def unmarked(words: Words) -> Words:
    """The words as a heading has them, all of which is strong by itself."""
    return tidy(replace(each, strong=False) for each in words)


def seen(text: str) -> bool:
    """Whether anything would be seen of a text."""
    return bool(UNSEEN.sub("", text).strip())


def spaced(parts: Iterable[Words]) -> Words:
    """Several texts as one, a space between them."""
    made: list[Stretch] = []
    for part in parts:
        made += [Stretch(" "), *part] if made else part
    return tidy(made)
