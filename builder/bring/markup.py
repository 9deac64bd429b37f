"""Words as the inline markup of our sources, so that they are read back as what they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from pydantic_core import PydanticCustomError

from builder.bring.stretch import Stretch, Words, plain, tidy
from builder.notation.addresses import fault
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.source.shifted import LOWERED, PLAIN, RAISED
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
    on_line = _on_line(kept)
    flat = "raised and lowered letters stand on the line"
    ways = (
        (kept, ()),
        (on_line, (flat,) if _other_than_signs(kept) else ()),
        (_without("strong", on_line), ("strong words are plain",)),
        (_bare(on_line), ("links are plain words",)),
    )
    for each, more in ways:
        for signs in (MARKED, ANY):
            text = "".join(_grouped(each, signs))
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
        lost = bool(each.href and fault(each.href))
        if lost:
            told.append(f"the link to {each.href[:200]} is plain words")
        plainer = replace(each, italic=False, href="" if lost else each.href)
        if plainer.shift and kept:  # it is what the word is to which it belongs
            plainer = replace(plainer, strong=kept[-1].strong, href=kept[-1].href)
        kept.append(plainer)
    return tidy(kept), tuple(dict.fromkeys(told))


def _on_line(words: Words) -> Words:
    """Raised and lowered figures as signs of their own, so that 10⁶ is never 106."""
    return tidy(replace(each, text=_as_signs(each), shift="") for each in words)


def _as_signs(each: Stretch) -> str:
    table = {"raised": RAISED, "lowered": LOWERED}.get(each.shift)
    return each.text.translate(table) if table else each.text


def _shown_signs(each: Stretch) -> str:
    """The text of a stretch, its figures as Unicode has them above or below the line."""
    return _as_signs(each) if PLAIN.issuperset(each.text) else each.text


def _other_than_signs(words: Words) -> bool:
    return any(each.shift and any(sign.isalpha() for sign in each.text) for each in words)


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


def _grouped(words: Words, signs: re.Pattern[str]) -> Iterator[str]:
    """The markup of words: what is strong or a link in one, whatever stands raised in it."""
    for (strong, href), group in groupby(words, lambda each: (each.strong, each.href)):
        text = "".join(_shifted(each, signs) for each in group)
        if strong and text.strip():
            text = f"**{text}**"
        yield f"[{text}]({href})" if href else text


def _shifted(each: Stretch, signs: re.Pattern[str]) -> str:
    mark = {"raised": "^", "lowered": "~"}.get(each.shift, "")
    return mark + signs.sub(lambda match: "\\" + match.group(), each.text) + mark


def _same(text: str, words: Words) -> bool:
    """Whether a text is read as these words."""
    try:
        found = Rich.read(Text(text), None)
    except PydanticCustomError:
        return False
    return _shown(found.runs) == _shown(_run(each) for each in words)


def _run(each: Stretch) -> Run:
    """A stretch as the run our reader makes of it."""
    shown = _shown_signs(each)
    shift = each.shift if shown == each.text else ""
    return Run(shown, each.strong, each.href, shift=shift).cleaned()


def _shown(runs: Iterable[Run]) -> list[tuple[str, bool, str, str]]:
    """What is seen of runs: each sign with how it is set."""
    return [
        (sign, run.strong, run.href, run.shift)
        for run in runs
        if run.reference is None
        for sign in run.text
        if not sign.isspace()
    ]
