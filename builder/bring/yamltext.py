"""Values as a file of YAML that people go on to write in.

What is not plainly words stands in quotes: "08", "no", "12:30" and "1e3" are texts to every
reader of YAML, old and new, and a dose is what was typed. Long texts are folded where no line
can look like the point of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

# A tuple is written in brackets if it has room there; a day as it is.
Value: TypeAlias = "str | int | bool | date | Sequence[Value] | Mapping[str, Value]"
WIDE = 100
LETTER = r"[^\W\d_]"
PLAIN = re.compile(rf"{LETTER}(?:[\w ,.;()'’“”?!/%\u2013\u2014-]*[\w.,;)’”?!%])?")
# What YAML 1.1 or 1.2 takes for something else than a text.
TAKEN = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
WORD = re.compile(rf"{LETTER}{{2,}}")


def dumped(value: Mapping[str, Value], comments: Sequence[str] = ()) -> str:
    """The text of a file: comments first, then the keys in their order."""
    return "".join(f"{line}\n" for line in (*map(_comment, comments), *_keys(value, 0)))


def _comment(line: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in line)
    return f"# {shown}".rstrip()


def _keys(value: Mapping[str, Value], indent: int) -> Iterator[str]:
    for key, each in value.items():
        yield from _under(f"{' ' * indent}{key}:", each, indent + 2)


def _under(head: str, value: Value, indent: int) -> Iterator[str]:
    """A value after what names it."""
    if isinstance(value, str):
        yield from _scalar(head, value, indent)
    elif isinstance(value, bool | int | date):
        yield f"{head} {str(value).lower()}"
    elif isinstance(value, tuple) and _fits(head, value):
        yield f"{head} {_row(value)}"
    elif isinstance(value, Mapping):
        yield head
        yield from _keys(value, indent)
    else:
        yield head
        for each in value:
            yield from _item(each, indent)


def _item(value: Value, indent: int) -> Iterator[str]:
    dash = f"{' ' * indent}-"
    if isinstance(value, Mapping):
        first, *rest = _keys(value, indent + 2)
        yield f"{dash} {first.lstrip()}"
        yield from rest
    elif isinstance(value, tuple) and not _fits(dash, value):
        first, *rest = [line for each in value for line in _item(each, indent + 2)]
        yield f"{dash} {first.lstrip()}"
        yield from rest
    else:
        yield from _under(dash, value, indent + 2)


def _fits(head: str, values: Sequence[Value]) -> bool:
    """Whether values have room in brackets on the line that names them."""
    only_texts = all(isinstance(each, str) for each in values)
    return only_texts and len(f"{head} {_row(values)}") <= WIDE


def _row(values: Sequence[Value]) -> str:
    return f"[{', '.join(_quoted(str(each), flow=True) for each in values)}]"


def _scalar(head: str, text: str, indent: int) -> Iterator[str]:
    line = f"{head} {_quoted(text)}"
    parts = _folded(text, WIDE - indent) if len(line) > WIDE else [text]
    if len(parts) == 1 or text.strip() != text:
        yield line
        return
    yield f"{head} >-"
    yield from (" " * indent + part for part in parts)


def _quoted(text: str, *, flow: bool = False) -> str:
    """The text as a scalar; where it stands in brackets (`flow`), a comma would end it."""
    plain = PLAIN.fullmatch(text) and text.lower() not in TAKEN and "  " not in text
    if plain and not (flow and "," in text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _folded(text: str, width: int) -> list[str]:
    """The text in lines that are joined by spaces, each after the first begins with a word."""
    lines: list[str] = []
    rest = text
    while len(rest) > width:
        cut = _cut(rest, width)
        if not cut:
            break
        lines.append(rest[:cut])
        rest = rest[cut + 1 :]
    return [*lines, rest]


def _cut(text: str, width: int) -> int:
    """The space at which a line of a text may end; 0 for none."""
    spaces = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", text)]
    good = [at for at in spaces if WORD.fullmatch(text[at + 1 :].partition(" ")[0])]
    return max((at for at in good if at <= width), default=min(good, default=0))
