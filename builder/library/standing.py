"""What the builder says of a handout on its own authority: that it is a draft, or out of date.

A project may word all other phrases as it likes. With these it could make a
draft look approved, so in a language that the builder has words in they stay
the builder's, and in another an English word stands beside the project's.
"""

from __future__ import annotations

from builder.diagnostics import Sink
from builder.model import Phrases
from builder.place import Text
from builder.source.inline import Rich

# Phrase -> the word that says the same wherever the builder cannot read the project's.
MARKS = {"draft": "Draft", "nobody_yet": "nobody yet", "overdue": "Out of date"}


def kept(phrases: Phrases, own: Phrases | None, sink: Sink) -> Phrases:
    """The project's phrases with those of `MARKS` as they must be; what says otherwise is told.

    `own` are the builder's in that language, if it has any.
    """
    words = dict(phrases.phrases)
    for key in [key for key in words if key in MARKS]:
        if own is None:
            words[key] = _marked(words[key], MARKS[key])
        elif words[key].text != own.phrases[key].text:
            message = (
                f"the phrase '{key}' says '{own.phrases[key].text}', and no project changes it"
            )
            hint = "take the line out: readers must be able to rely on it"
            sink.error(words[key].span, "fixed-phrase", message, hint)
            words[key] = own.phrases[key]
    return phrases.model_copy(update={"phrases": words})


def _marked(rich: Rich, mark: str) -> Rich:
    if mark.casefold() in rich.text.casefold():
        return rich
    return Rich.plain(f"{rich.text} ({mark})", Text(f"{rich.text} ({mark})", rich.span))
