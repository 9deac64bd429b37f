"""Words that checks look for: the builder's own, and a project's in `sources/words/`."""

from __future__ import annotations

from typing import Annotated

from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Flag, Many, Name, naming


class WordEntry(Placed):
    """Words that are looked for, and what to write in their place.

    They are let stand in a sentence that has one of `unless` in it, and, where
    `denied` is true, in one that says no ("no food treats an illness"), asks, or
    quotes what people say.
    """

    find: Many[Text]
    say: Text | None = None
    unless: Many[Text] | None = None
    denied: Flag = False


class WordListFile(Placed):
    """Words of one kind in one language: `sources/words/LANGUAGE/LIST.yaml`.

    They are looked for beside the builder's own of that kind. Words that are in both stand as
    the project has them; in a sentence with one of `unless` none of the list is looked for.
    """

    list: Annotated[Name, naming("word-list")]
    entries: Many[WordEntry] = ()
    unless: Many[Text] | None = None
