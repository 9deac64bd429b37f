"""The bytes of a source as text: UTF-8, and nothing that no page can show.

What is saved in another way is told by its name, for an author can save it
again; what an editor does not show is told at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.place import LINES, Span
from builder.project import MAX_SOURCE

# The next line (NEL), line and paragraph separators end a line for YAML 1.1, and for no editor.
HIDDEN = re.compile("[\x85\u2028\u2029]")
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
# What YAML takes and no page can show: signs that show letters in another order than they are
# written and heard, a mark of byte order, and what stands for a letter that was lost.
UNSEEN = "\u202d\u202e\ufeff\ufff9-\ufffd"
UNPRINTABLE = re.compile(f"[{CONTROL}{UNSEEN}]")
PASTED = "it came with pasted text: type a space, or write a second block"
HINTS = {
    "\ufffd": "it stands for a letter that was lost: type that again",
    **dict.fromkeys("\x0b\x0c", f"it is a line end that no editor shows: {PASTED}"),
}
MARKS = {  # the longer ones first: UTF-16's begins UTF-32's (The Unicode Standard, 2.13)
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
SAVE = "save the file as UTF-8"


class Unreadable(Exception):
    """The file cannot be read on from here; `span`, `code`, `hint` say why."""

    def __init__(self, span: Span, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.span, self.code, self.message, self.hint = span, code, message, hint


def unprintable(character: str) -> tuple[str, str, str]:
    """The code, message and hint for a character that cannot be printed."""
    message = f"the character U+{ord(character):04X} cannot be printed"
    return "control-character", message, HINTS.get(character, "take it out")


def decoded(path: str, data: bytes) -> str:
    """The text of a file. Raises Unreadable when it is too long or not UTF-8."""
    if len(data) > MAX_SOURCE:
        raise Unreadable(Span(path), "too-long", f"the file is larger than {MAX_SOURCE >> 20} MiB")
    if saved := _marked(data) or _unmarked(data):
        raise Unreadable(Span(path), "not-utf-8", f"the file is saved as {saved}", SAVE)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        span = _end(path, data[: error.start].decode("utf-8"))
        raise Unreadable(span, "not-utf-8", _told(data, error), SAVE) from None
    if bad := re.search(f"[{CONTROL}]|^\ufeff", text):
        raise Unreadable(_end(path, text[: bad.start()]), *unprintable(bad.group()))
    return text


def hidden_ends(path: str, text: str) -> Iterator[tuple[Span, str, str, str]]:
    """What to say of the first character of each line that ends a line for YAML and no editor."""
    for number, line in enumerate(LINES.split(text) if HIDDEN.search(text) else (), 1):
        if bad := HIDDEN.search(line):
            message = f"U+{ord(bad.group()):04X} is a line end that no editor shows"
            yield Span(path, number, bad.start() + 1), "hidden-line-end", message, PASTED


def _marked(data: bytes) -> str:
    """The encoding that a mark of byte order tells, but for UTF-8."""
    return next((name for mark, name in MARKS.items() if data.startswith(mark)), "")


def _unmarked(data: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: keys and spaces are ASCII, so a quarter is at the least."""
    if b"\0" not in data:
        return ""
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        try:
            text = data[: len(data) // width * width].decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and sum(map(str.isascii, text)) * 4 > len(text):
            return encoding[:6].upper()
    return ""


def _told(data: bytes, error: UnicodeDecodeError) -> str:
    """What the first byte that is not UTF-8 tells of how the file is saved."""
    at = error.start
    byte = f"byte 0x{data[at]:02x}"
    if not data[:at].isascii():  # so most of it is UTF-8
        cut_off = error.reason == "unexpected end of data"
        return (
            "the file ends within a character: it was cut off"
            if cut_off
            else f"{byte} is not UTF-8"
        )
    text = data.decode("cp1252", "replace")
    if UNPRINTABLE.search(text):
        return f"{byte} is not UTF-8"
    return f"the file is saved as Windows-1252 (Latin-1), it seems: {byte} is its '{text[at]}'"


def _end(path: str, text: str) -> Span:
    """The place after a text with which a file begins."""
    lines = LINES.split(text)
    return Span(path, len(lines), len(lines[-1]) + 1)
