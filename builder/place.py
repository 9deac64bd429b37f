"""Where a value was written.

A `Text` is a string that knows its place, so a check three stages after the
file was read can still say `sources/topics/falls.yaml:12:9`.
"""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, overload

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import PydanticCustomError, core_schema

T = TypeVar("T")
V = TypeVar("V")


class Span(NamedTuple):
    """A place in a file: the path as an author knows it; line and column from 1.

    Line 0 stands for what has no lines, such as an option of a command.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


# What ends a line for every editor, and so for whoever is told a place.
LINES = re.compile("\r\n|[\n\r]")
# What counts as space when a text is set: as many as there are together print as one.
SPACE = " \t\r\n\x85\u2028\u2029"
LETTER = rf"[^{SPACE}]"
# What is never seen: Default_Ignorable_Code_Point (UAX #44), and the empty cell of Braille.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# The letters of a scalar by the sign it starts with; an escape is one letter, or a space.
LETTERS = {
    "'": re.compile(f"(?P<letter>''|{LETTER})"),
    '"': re.compile(
        r"\\(?:[ \ttnrNLP]|$|x(?:20|09|0[aAdD]|85)|u00(?:20|09|0[aAdD]|85)|u202[89])"
        r"|(?P<letter>\\(?:x..|u....|U........|.)|" + LETTER + ")"
    ),
    "": re.compile(f"(?P<letter>{LETTER})"),
}


# What an editor takes a text to be, which knows YAML's numbers and flags and not our reader.
WORDS = ["string", "number", "boolean"]


@dataclass(frozen=True)
class Source:
    """The lines of one file, to find a word inside a text that spans several."""

    path: str
    lines: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)  # the offset in the file of each line's start

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        starts = (0, *(match.end() for match in LINES.finditer(text)))
        return cls(path, tuple(LINES.split(text)), starts)

    def at(self, offset: int) -> Span:
        """The place of a character, counted from the file's start."""
        line = bisect_right(self.starts, offset)
        return Span(self.path, line, offset - self.starts[line - 1] + 1)

    def line(self, at: Span) -> str:
        return self.lines[at.line - 1] if at.line <= len(self.lines) else ""

    def sign(self, at: Span) -> str:
        """The character at a place; "" after the end of its line."""
        return self.line(at)[at.column - 1 : at.column]

    def letters(self, start: Span) -> Iterator[Span]:
        """The place of each letter of the scalar that starts there, and on to the file's end."""
        line, column = start.line, start.column - 1
        sign = self.sign(start)
        if sign in ("|", ">"):
            line, column = line + 1, 0
        elif sign in ("'", '"'):
            column += 1
        for number in range(line, len(self.lines) + 1):
            found = LETTERS.get(sign, LETTERS[""]).finditer(self.lines[number - 1], column)
            yield from (Span(self.path, number, m.start() + 1) for m in found if m["letter"])
            column = 0


def empty(text: str) -> bool:
    """Whether nothing would be seen of it."""
    return not (text if text.isascii() else UNSEEN.sub("", text)).strip()


def letters(text: str) -> int:
    """How many characters a text has that are not spaces."""
    return len(re.findall(LETTER, text))


def _named(text: str) -> str:
    return ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(text) if not sign.isspace())


def _pattern(words: str, text: str) -> str:
    """Words as they are read, to be found in a text as it was written: in parts, or decomposed."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        words = words if words in text else unicodedata.normalize("NFD", words)
    escaped = map(re.escape, words) if UNSEEN.search(text) else [re.escape(words)]
    unseen = f"{UNSEEN.pattern}*"
    return re.sub(rf"(\\?[{SPACE}])+", f"[{SPACE}]+", unseen.join(escaped))


class Text(str):
    """A string that remembers where it was written."""

    span: Span
    source: Source | None

    def __new__(cls, value: str, span: Span | None = None, source: Source | None = None) -> Text:
        text = super().__new__(cls, value)
        text.span = span or Span("")
        text.source = source
        return text

    def __reduce__(self) -> tuple[Callable[..., Text], tuple[str, Span]]:
        # A worker process needs the place of a text, never the whole file around it.
        return Text, (str(self), self.span)

    def locate(self, words: str, after: int = 0) -> Span:
        """The place of `words` in this text, or of the text itself if they are not there.

        `after` letters of the text are passed over; spaces are not counted.
        """
        if not self.source or not words:
            return self.span
        pattern = _pattern(words, self)
        number = counted = 0
        for match in re.finditer(pattern, self):
            number += letters(self[counted : match.start()])
            counted = match.start()
            if number >= after:
                return next(islice(self.source.letters(self.span), number, None), self.span)
        return self.span

    @classmethod
    def validate(cls, value: Any) -> Text:
        """`value` if it is a text with something in it.

        Raises PydanticCustomError, whose type is the code of the diagnostic.
        """
        if isinstance(value, Text) and not empty(value):
            return value
        raise _no_text(value)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        from pydantic_core import core_schema  # slow to load: a place alone needs none of it

        return core_schema.no_info_plain_validator_function(
            cls.validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": WORDS, "minLength": 1}


def _no_text(value: Any) -> PydanticCustomError:
    from pydantic_core import PydanticCustomError

    if not isinstance(value, Text):
        return PydanticCustomError("wrong-kind", "expected text")
    only = f": it has only signs that are not seen ({_named(value)})" if value.strip() else ""
    return PydanticCustomError("empty-text", "the text is empty{only}", {"only": only})


if TYPE_CHECKING:

    class ByName(Mapping[Text, V]):
        """What has names: the keys know where they were written, and any string finds them.

        A `Text` is the same key as its letters, which `dict[Text, …]` does not tell of look-ups.
        """

        @abstractmethod
        def __getitem__(self, name: str, /) -> V: ...
        @overload
        @abstractmethod
        def get(self, name: str, /) -> V | None: ...
        @overload
        @abstractmethod
        def get(self, name: str, /, default: V | T) -> V | T: ...

else:
    ByName = dict[Text, V]


class Fields(dict[Any, Any]):
    """A mapping as it was read: the keys are `Text`, and it knows its place."""

    span: Span
    flow = False


class Items(list[Any]):
    """A list as it was read, with its place; `flow` if it is written in brackets."""

    span: Span
    flow = False
