"""The words of a project in one more language: a file to fill in, made from what is still unsaid.

All of it is a comment until somebody writes it, so that no leaflet prints what nobody translated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from builder.library.library import Library
from builder.library.phrasebook import DECLARED, ENGLISH, PRINTED, reference, spoken, unsaid
from builder.model import Phrases

INTRO = """\
# yaml-language-server: $schema=../../.schemas/phrases.json
# Words that leaflets print, in '{language}'. Take the '#' away before each line, and say it in that
# language; 'handouts check' tells what is missing. Write 'reviewed: true' once somebody who grew up
# with the language has read it, the builder's own words included.
language: {language}
reviewed: false
"""


def language_file(library: Library, language: str) -> str:
    """The text of `sources/phrases/LANGUAGE.yaml` to begin with."""
    known = reference(library.phrases[ENGLISH], library.facts)
    found = spoken(library.phrases, language) or _nothing(known)
    missing = set(unsaid(found, known))
    return INTRO.format(language=language) + "".join(
        f"# {group}:\n{lines}"
        for group in PRINTED
        if (lines := "".join(_lines(known, group, missing)))
    )


def _lines(known: Phrases, group: str, missing: set[str]) -> Iterator[str]:
    for name, words in getattr(known, group).items():
        if (f"{group}.{name}" if group in DECLARED else str(name)) in missing:
            yield f"#   {name}: {json.dumps(str(words.source), ensure_ascii=False)}\n"


def _nothing(known: Phrases) -> Phrases:
    """A language that nobody has said anything in."""
    return known.model_copy(update={group: {} for group in PRINTED})
