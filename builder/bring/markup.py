"""Words as the inline markup of our sources, so that they are read back as what they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic_core import PydanticCustomError

from builder.bring.stretch import Stretch, Words, plain, tidy
from builder.notation.addresses import fault
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.source.unused import unused

MARKED = re.compile(r"[\\*\[\]{}]")  # what our markup is made of
ANY = re.compile(r"[\\*\[\]{}^~_`<>&#=|!+-]")  # and what looks like that of others


class Unwritable(ValueError):
    """Words that no markup gives back as they were: our own mistake."""


def written(words: Words) -> tuple[str, tuple[str, ...]]:
    """The words as a source has them, and what of them it does not say.

    That is a list of sentences: nothing of it is a word. Raises Unwritable.
    """
    kept, told = _kept(words)
    for each, more in ((kept, ()), (_without("strong", kept), ("strong words are plain",)),
                       (_bare(kept), ("links are plain words",))):  # fmt: skip
        for signs in (MARKED, ANY):
            text = "".join(_marked(stretch, signs) for stretch in each)
            if _same(text, each) and (signs is ANY or not [*unused(text)]):
                return text, (*told, *more)
    raise Unwritable(plain(words))


def _kept(words: Words) -> tuple[Words, tuple[str, ...]]:
    """What our markup can say of the words, and sentences for the rest."""
    told: list[str] = []
    kept: list[Stretch] = []
    for each in _spaces_apart(words):
        if each.italic:
            told.append("italics are plain")
        if each.shift:
            told.append("raised and lowered figures stand on the line")
        lost = bool(each.href and fault(each.href))
        if lost:
            told.append(f"the link to {each.href[:200]} is plain words")
        kept.append(replace(each, italic=False, shift="", href="" if lost else each.href))
    return tidy(kept), tuple(dict.fromkeys(told))


def _spaces_apart(words: Words) -> Iterator[Stretch]:
    """Strong words and links without the spaces at their ends, which markup cannot hold."""
    for each in words:
        core = each.text.strip(" \u00a0")
        before, _, after = each.text.partition(core) if core else (each.text, "", "")
        if before:
            yield Stretch(before)
        if core:
            yield replace(each, text=core)
        if after:
            yield Stretch(after)


def _without(key: str, words: Words) -> Words:
    return tidy(replace(each, **{key: False}) for each in words)  # type: ignore[arg-type]


def _bare(words: Words) -> Words:
    return tidy(Stretch(each.text) for each in words)


def _marked(each: Stretch, signs: re.Pattern[str]) -> str:
    text = signs.sub(lambda match: "\\" + match.group(), each.text)
    if each.strong and text.strip():
        text = f"**{text}**"
    return f"[{text}]({each.href})" if each.href else text


def _same(text: str, words: Words) -> bool:
    """Whether a text is read as these words."""
    try:
        found = Rich.read(Text(text), None)
    except PydanticCustomError:
        return False
    return _shown(found.runs) == _shown(
        Run(each.text, each.strong, each.href).cleaned() for each in words
    )


def _shown(runs: object) -> list[tuple[str, bool, str]]:
    """What is seen of runs: each sign with how it is set."""
    return [
        (sign, run.strong, run.href)
        for run in runs  # type: ignore[attr-defined]
        if run.reference is None
        for sign in run.text
        if not sign.isspace()
    ]
