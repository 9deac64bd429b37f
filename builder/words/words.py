"""The words of a handout in reading order: what every output must say, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice

from builder.model import FRONT, Block, Handout, Placed, Step, texts, without_inner
from builder.model.parttype import part
from builder.place import SPACE, Span, letters
from builder.source.inline import MARKUP, Rich
from builder.words.sentences import Sentence, as_read, sentences


def words(handout: Handout) -> Iterator[Rich]:
    """Every text that is printed as content, part by part."""
    for name in handout.layout.parts:
        if name == "contents":
            yield from texts([handout.how_to_fill])
            for step in handout.walk():
                yield from () if step.chapter.cover else said(step, handout)
        else:
            yield from part[str(name)].words(handout)


@dataclass(frozen=True)
class Passage:
    """A text of the handout, with the block and heading it stands under, if any.

    `key` is the key it was written under (`text`, `items`, `heading` …), `topic`
    the number of the topic it stands in (0 before the first), `part` that of the
    section in it.
    """

    rich: Rich
    block: Block | None
    heading: Rich | None
    key: str = ""
    language: str = ""
    topic: int = 0
    part: int = 0
    printed: str = ""

    @property
    def shown(self) -> str:
        """What is printed of it, with what the block adds: "55 out of 100 alive"."""
        return self.printed or self.text

    @cached_property
    def text(self) -> str:
        """The words as they are read: a fact nobody has signed is a 0 in them."""
        return as_read(self.rich)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return sentences(self.text, self.language)

    @property
    def english(self) -> bool:
        """Whether rules of English may be applied."""
        return self.language.partition("-")[0] == "en"

    @property
    def whole(self) -> bool:
        """Whether it is made of sentences or points: not a label or the cell of a table."""
        return self.key in RUNNING or self.text.rstrip().endswith((".", "?", "!"))

    def locate(self, words: str, start: int = 0) -> Span:
        """The place of `words`, which begin at the character `start` of the text or after it."""
        at = self.text.find(words, start)
        if at < 0 or not self._places:
            return self.rich.source.locate(words)
        return self._places[min(self._before[at], len(self._places) - 1)]

    @cached_property
    def _places(self) -> tuple[Span, ...]:
        """The place of each letter; none where markup makes the letters others than those read."""
        source = self.rich.source
        if source.source is None or MARKUP.search(source) or letters(source) != self._before[-1]:
            return ()
        return tuple(islice(source.source.letters(source.span), letters(source)))

    @cached_property
    def _before(self) -> tuple[int, ...]:
        """How many letters stand before each character of the text."""
        return tuple(accumulate((sign not in SPACE for sign in self.text), initial=0))


# The keys of texts that are sentences, points or headings; other texts are if they end as one.
RUNNING = frozenset(
    ("text", "items", "lead", "do", "do_not", "meaning", "words", "seen", "heading", *FRONT)
)


def passages(handout: Handout) -> Iterator[Passage]:
    """Every text an author wrote for this handout, with its block and the heading above it.

    Those of blocks inside of others come with the innermost block; the
    builder's own phrases and the site's facts are not among them.
    """
    for key in FRONT:
        if rich := getattr(handout, key):
            yield Passage(rich, None, None, key, handout.language)
    known = _keys(handout.terms) | _keys(tuple(handout.phrases.values()), "phrases")
    for step in handout.walk():
        chapter = step.chapter
        language = chapter.language or handout.language
        above = chapter.title or handout.title
        if step.section is None and chapter.cover:
            continue  # its title is the builder's own
        if step.section is None:
            yield Passage(above, None, None, "heading", language, step.topic)
            continue
        under = Passage(above, None, None, "", language, step.topic, step.part)
        if step.heading is not None:
            yield replace(under, rich=step.heading, key="heading")
        if step.block is not None:
            under = replace(under, heading=step.section.heading or chapter.title)
            yield from _passages(step.block, handout, under, known)


def _passages(block: Block, handout: Handout, like: Passage, known: Known) -> Iterator[Passage]:
    language = block.language or like.language
    like = replace(like, block=block, language=language)
    written = _keys(block)
    for rich in without_inner(block).words(handout):
        if rich.source.source is not None:
            source = id(rich.source)  # alive as long as the handout: its author wrote it
            key, own = written.get(source) or known.get(source) or ("text", rich)
            if key != "phrases":
                yield Passage(
                    own, block, like.heading, key, language, like.topic, like.part, rich.text
                )
    for each in getattr(block, "blocks", None) or ():
        yield from _passages(each, handout, like, known)


Known = dict[int, tuple[str, Rich]]


def _keys(value: object, key: str = "") -> Known:
    """The texts below a value by the `id` of what was written, with the key it stands under."""
    return {id(rich.source): (key, rich) for key, rich in texts_below(value, key)}


def texts_below(value: object, key: str = "") -> Iterator[tuple[str, Rich]]:
    """Every text below a value, with the key its author wrote it under."""
    if isinstance(value, Rich):
        yield key, value
    elif isinstance(value, Placed):
        for name in type(value).model_fields:
            yield from texts_below(getattr(value, name), name)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_below(each, key)


def said(step: Step, handout: Handout) -> Iterator[Rich]:
    """The texts of one thing in the contents."""
    if step.heading is not None:
        yield step.heading
    if step.block is not None:
        yield from step.block.words(handout)
