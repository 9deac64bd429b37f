"""Whether the object at a place of a PDF is written as it must be (ISO 32000-1, 7.3).

Readers of PDF go on where something is wrong, and drop what they cannot read: a
value in which one byte was changed is then no value. What a person typed must
not be lost like that, so an object that holds it is looked at byte by byte.
"""

from __future__ import annotations

import re

# As programs write it: NUL is space too, and long rows of either are what was wiped out.
SPACE = rb"\t\n\f\r "
MOST_SPACE = rb"{0,12}"
TOKEN = re.compile(
    rb"[" + SPACE + rb"]" + MOST_SPACE + rb"(?:(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<name>/[^\0" + SPACE + rb"()<>\[\]{}/%]*)"
    rb"|(?P<hex><(?:[0-9A-Fa-f]+(?:[ \r\n]{1,2}[0-9A-Fa-f]+)*)?[ \r\n]{0,2}>)|(?P<string>\()"
    rb"|(?P<number>[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+))|(?P<word>true|false|null|R))"
)  # fmt: skip
AFTER = re.compile(rb"[" + SPACE + rb"]" + MOST_SPACE + rb"(endobj|stream)")
PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
PAIR = {b"<<": b">>", b"[": b"]"}
DEEPEST = 64


class Malformed(ValueError):
    """What stands there is no object, or it holds a comment."""


def wellformed(data: bytes, start: int, ended: bool = True) -> bool:
    """Whether one whole object begins at an offset; if `ended`, its end is marked after it."""
    try:
        end = _end(data, start)
        return not ended or AFTER.match(data, end) is not None
    except Malformed:
        return False


def _end(data: bytes, position: int) -> int:
    """Where the object ends that begins there. Raises Malformed."""
    stack: list[tuple[bytes, list[bytes]]] = [(b"", [])]
    while True:
        token = TOKEN.match(data, position)
        if token is None:
            raise Malformed
        position = token.end()
        kind, said = str(token.lastgroup), token[str(token.lastgroup)]
        if kind == "open":
            stack.append((said, []))
        elif kind == "close":
            opened, held = stack.pop()
            if PAIR.get(opened) != said:
                raise Malformed
            if opened == b"<<":
                _entries(held)
            stack[-1][1].append(b"")
        elif kind == "string":
            position = _string_end(data, position)
            stack[-1][1].append(b"")
        elif said == b"R":
            _reference(stack[-1][1])
        else:
            stack[-1][1].append(said)
        if len(stack) > DEEPEST:
            raise Malformed
        if len(stack) == 1 and not _may_be_reference(data, position, stack[0][1]):
            return position


def _string_end(data: bytes, position: int) -> int:
    depth = 1
    for sign in PARENTHESIS.finditer(data, position):
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    raise Malformed


def _reference(held: list[bytes]) -> None:
    """Two whole numbers and an R are one value."""
    if not (held[-2:] and all(part.isdigit() for part in held[-2:]) and len(held) > 1):
        raise Malformed
    held[-2:] = [b""]


def _may_be_reference(data: bytes, position: int, held: list[bytes]) -> bool:
    return (
        held[-1].isdigit()
        and re.match(rb"\s+(?:[0-9]+\s+)?[0-9R]", data[position : position + 24]) is not None
    )


def _entries(held: list[bytes]) -> None:
    """A dictionary is names and values in turn, each name once."""
    keys = held[::2]
    if len(held) % 2 or not all(key[:1] == b"/" for key in keys) or len({*keys}) < len(keys):
        raise Malformed
