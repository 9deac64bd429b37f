"""A project's words that checks look for: `sources/words/LANGUAGE/LIST.yaml`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from builder.diagnostics import Sink, did_you_mean
from builder.model import WordListFile
from builder.project import bundled_names

PATTERN = "sources/words/*/*.yaml"


def key_of(path: str, words: WordListFile) -> tuple[str, str]:
    """The language of a list, which its folder says, and its name."""
    return PurePosixPath(path).parent.name, str(words.list)


def known_lists() -> frozenset[str]:
    """The lists that checks look for, each called as its file."""
    return frozenset(PurePosixPath(each).stem for each in bundled_names("readability/*/*.yaml"))


def is_looked_for(path: str, words: WordListFile, languages: Collection[str], sink: Sink) -> bool:
    """Whether a check looks for the words of a file; why not is reported."""
    language, name = key_of(path, words)
    known = known_lists()
    if name not in known:
        message = f"no check looks for a list '{name}'"
        sink.error(words.list.span, "unknown-list", message, did_you_mean(words.list, known))
    elif language not in languages:
        message = f"the builder has no words in the language '{language}'"
        hint = f"a folder in sources/words/ is a language: {', '.join(sorted(languages))}"
        sink.error(words.list.span, "unknown-language", message, hint)
    elif PurePosixPath(path).name != f"{name}.yaml":
        message = f"the list '{name}' stands in the file of another"
        sink.error(words.list.span, "misplaced-list", message, f"call the file {name}.yaml")
    else:
        return True
    return False
