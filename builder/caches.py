"""What a process remembers: all of it, in one table, with how much and why it may.

A cache gives what its key determines and nothing else: neither what was drawn
before nor in which order. So a key holds all that the value depends on, by
value; what never changes while a process runs (the builder's own files, the
Unicode database, the libraries) need not be in it. Each is bounded, for a
library can be of any size; `None` stands where keys are single characters.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

Made = TypeVar("Made")

MOST: dict[str, int | None] = {
    # Of letters and words.
    "text.bidi.category": None,
    "text.bidi.resolve.closing_of": None,
    "text.faces.script_of": None,
    "readability.syllables.syllables": 50_000,
    "notation.quantities.wholes": 4_096,
    "words.sentences.sentences": 2_000,  # a text and its language
    "readability.lists._parts": 2_000,
    "review.diff._cut": 10_000,
    # Of a language: as CLDR and the builder's own lists have it.
    "notation.direction.direction": 256,
    "notation.cldr.script_in_use": 128,
    "notation.cldr._locale": 128,
    "notation.cldr.day_in_words": 256,  # and of a day
    "readability.lists.word_list": 128,
    "readability.listed._listed": 8,  # the project's terms, word for word
    # Of the bytes of a file, or of its digest.
    "project._digested": 256,  # its state on the disk: device, number, times, size
    "project._contents": 64,
    "pictures.raster.raster": 32,
    "pictures.images.problems": 64,  # with the brand's colours
    "pictures.svg.paths._again": 256,
    "pictures.svg.svg._drawing": 128,  # with the brand's colours
    "text.fontfile.usable": 16,
    # Of a face: its font file, and the family it prints for.
    "text.faces.face": 64,
    "text.faces.Face.advance": 4_096,
    "text.faces.Face.inked": 4_096,
    "text.faces.Face.outline": 256,
    "text.shape.shaper": 64,
    "text.lines._shaped": 2_048,  # a text and its faces
    "text.atmost._width": 8_192,  # a word
    "paper.show.coded": 50_000,  # a shaped word, its size, whether a space follows
    "pdf.embed._embedded": 128,
    "pdf.embed._subset": 128,
    "pdf.fieldfont.field_font": 8,
    # Of colours.
    "pictures.tones.contrast": 4_096,
    "pictures.tones.luminance": 4_096,
    "pictures.tones.oklab": 4_096,
    "pictures.tones.on_screen": 4_096,
    # What is made once: of the builder's own files, and objects of libraries.
    "library.shipped.shipped": 64,
    "machine.toolchain.toolchain": 1,
    "machine.kept._place": 4,  # work for others; who draws for several commands has one of each
    "readability.syllables._dictionary": 1,
    "authors.keys._read": 2,
    "source.inline._markdown": 1,
    "pdf.write._profile": 1,
    "pictures.srgb._srgb": 1,
    "text.faces._outlining": 1,
    "text.fontfile._counting": 1,
}


def remembered(made: Callable[..., Made]) -> _lru_cache_wrapper[Made]:
    """The decorator of a function that remembers. Raises KeyError where the table has it not."""
    name = f"{made.__module__}.{made.__qualname__}".removeprefix("builder.")
    return lru_cache(maxsize=MOST[name])(made)
