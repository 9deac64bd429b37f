"""What YAML takes, and nobody meant: words that would be lost, torn or run together in silence.

The parser is right about each of these, and the page would be wrong. What a
text looked like in its file tells what its author meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.place import LINES, Source, Span, Text
from builder.source.complaints import Told, quoted

COMMENT = re.compile(r"\s+#")
HASH = re.compile(r"[ \t]+(?=#($|[^ \t]))")
NUMBER = re.compile(r"[ \t]+(?=#[ \t]+[0-9])")  # `ext # 12`
REST = re.compile(r"\s*$")
# How the points of a list begin where people type one: 1. 1) (1) a. a) ii) - * and any bullet.
COUNTED = re.compile(r"\(?(?:[0-9]{1,3}|[a-z]|[ivx]{2,4}|[A-Z](?=\)))[.)](?=\s)")
MARKED = re.compile(
    r"(?:[-*+|\u2010-\u2015\u2212]|>(?!\s*[0-9])|#{1,6}|\[[ xX]?\])(?=\s)|(?:-{3,}|={3,}|```)\s*$"
)
BULLETS = "\u2022\u2023\u2043\u204c\u204d\u2219\u25cb\u25cf\u25e6\u00b7\u2713-\u2718\u2610-\u2612"
BULLET = re.compile(f"[{BULLETS}\u25a0-\u25ff\u2190-\u21ff\u2794-\u27bf\uf0b7\uf0a7]")
ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.)|$)", re.S)
# A comma inside of a number: `1,000`, with a space that does not part, or `1, 000`.
TORN = re.compile(r",[\u00a0\u2009\u202f]?\d|, 0\d\d(?!\d)")
OPENED = {"(": ")", "\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb"}
ENDS = {"n": "\n", "r": "\r", "N": "\x85", "L": "\u2028", "P": "\u2029", "t": "\t"}
JOINED = "the lines of a text are joined"


@dataclass(frozen=True)
class Typed:
    """A text, and how it was typed: `raw` from the offset `start` on, in a `style` of YAML."""

    text: Text
    raw: str
    start: int
    style: str
    source: Source

    def at(self, position: int) -> Span:
        """The place of a character of `raw`."""
        return self.source.at(self.start + position)

    @property
    def end(self) -> Span:
        return self.at(len(self.raw))


def may_slip(raw: str, text: str, end: int) -> bool:
    """Whether a text that ends in its file at `end` needs a look: few do, and a look takes long.

    It stands on several lines, has an escape, or '#' comes next after it.
    """
    return "\n" in raw or "\r" in raw or "\\" in raw or COMMENT.match(text, end) is not None


def slips(typed: Typed) -> Iterator[Told]:
    """What is wrong with how a text was typed, though YAML takes it."""
    yield from _cut(typed)
    yield from _run_together(typed)
    if typed.style == '"':
        yield from _escaped(typed)


def _cut(typed: Typed) -> Iterator[Told]:
    """`Ward #3`: what follows '#' is a comment to YAML, and was not meant as one."""
    if typed.style not in ("|", ">") and (place := cut(typed.text, typed.end)):
        yield lost(typed.source, place)


def lost(source: Source, place: Span) -> Told:
    more = ", or a space after '#' if it is a comment"
    if source.line(place)[place.column :].startswith((" ", "\t")):
        more = "; write a comment on a line of its own"
    hint = quoted(source, place, more)
    return place, "cut-text", "what follows '#' is cut off here", hint


def cut(text: Text, end: Span) -> Span | None:
    """The '#' that ends a text, when it is no comment: `Ward #3`."""
    assert text.source is not None
    line, after = text.source.line(end), end.column - 1
    found = HASH.match(line, after)
    if not found and " " in text and re.search(r"[^\W\d_]", text):
        found = NUMBER.match(line, after)
    if REST.match(line, after):  # on the next line, further in than the text's key
        end = Span(end.path, end.line + 1)
        if found := re.match(r"[ \t]+(?=#[^ \t])", text.source.line(end)):
            lead = text.source.line(text.span)
            key = len(lead) - len(lead.lstrip(" \t-"))
            if found.end() < key + (text.span.column > key + 1):
                return None
    return end._replace(column=found.end() + 1) if text and found else None


def swallowed(value: object) -> Span | None:
    """The '#' between a key and a text that starts on the next line: it looks like its start."""
    if not isinstance(value, Text) or value.source is None or value.span.line == 1:
        return None
    if value.source.line(value.span)[: value.span.column - 1].strip():
        return None
    above = value.span._replace(line=value.span.line - 1, column=1)
    while above.line > 1 and value.source.line(above).lstrip().startswith("#"):
        above = above._replace(line=above.line - 1)
    sign = re.search(r"[:-][ \t]+(?=#[^ \t])", value.source.line(above))
    return above._replace(column=sign.end() + 1) if sign else None


def torn(source: Source, text: str, start: int, end: int) -> Told | None:
    """The comma in brackets that ends a text in its midst: `[1,000 mg]`, `[fruit (plums, figs)]`.

    `text` is the whole file; a text without quotes stands in it from `start` to `end`.
    """
    if text[end : end + 1] != ",":
        return None
    place = source.at(end)
    if TORN.match(text, end) and text[end - 1].isdigit():
        front, back = (
            re.search(r"\d*$", text[start:end]),
            re.match(r",\s?\d*", text[end : end + 20]),
        )
        shown = "".join(part.group() for part in (front, back) if part)
        hint = quoted(source, place, "; between two values, put a space after ','")
        return place, "torn-number", f"in brackets, ',' tears '{shown}' into two values", hint
    if sign := _unclosed(text[start:end]):
        message = f"'{sign}' is not closed before ',', which begins the next value in brackets"
        return place, "torn-text", message, quoted(source, place)
    return None


def _unclosed(words: str) -> str:
    """The bracket or quotation mark that is opened last and not closed; "" for none."""
    for sign, closing in OPENED.items():
        if sign == "\u201c" and "\u201e" in words:
            continue  # in German it closes
        if words.rfind(sign) > max(map(words.rfind, closing)):
            return sign
    return ""


def _run_together(typed: Typed) -> Iterator[Told]:
    """The first line that was meant to start on a new one, and would follow the one above it."""
    begun = blank = False
    for number, (start, row) in enumerate(_rows(typed.raw)):
        words = row.strip()
        if number == 0 and typed.style in ("|", ">"):
            continue  # the sign itself, perhaps with a comment
        if not words.strip("'\""):
            blank = blank or (begun and not words)
            continue
        place = typed.at(start + len(row) - len(row.lstrip()))
        sign = _point(words)
        if begun and (blank or sign):
            yield _paragraph(place) if blank else _listed(place, sign)
            return
        begun = True


def _rows(raw: str) -> Iterator[tuple[int, str]]:
    """The lines of a text, each with the offset of its start."""
    start = 0
    for end in LINES.finditer(raw):
        yield start, raw[start : end.start()]
        start = end.end()
    yield start, raw[start:]


def _paragraph(place: Span) -> Told:
    hint = "write the second paragraph as a block of its own, or take the blank line out"
    return place, "joined-line", f"a blank line starts no paragraph: {JOINED}", hint


def _listed(place: Span, sign: str) -> Told:
    hint = "write a list, each point after '- '; "
    hint += "if it is none, put the sign at the end of the line above"
    return place, "joined-line", f"'{sign}' starts no line: {JOINED}", hint


def _point(line: str) -> str:
    """The sign with which a line starts that looks like a point of a list; none is ''."""
    found = COUNTED.match(line) or MARKED.match(line) or BULLET.match(line)
    return found.group() if found else ""


def _escaped(typed: Typed) -> Iterator[Told]:
    r"""`"one\ntwo"`: an escape that ends a line, or is a tab, and prints as a space."""
    text, last = typed.text.strip(), typed.raw.rstrip('"')
    for match in ESCAPE.finditer(typed.raw):
        code = match[1] or match[2] or match[3]
        sign = chr(int(code, 16)) if code else ENDS.get(match[4] or "", "")
        if sign not in tuple(ENDS.values()) or sign not in text:
            continue
        if not last[match.end() :].strip() or match.start() == 1:
            continue  # at an end of the text it is no more than a space there
        kind, cure = (
            ("tab", "a space") if sign == "\t" else ("new line", "a list, or a second block")
        )
        hint = f"write {cure}; to print a backslash, write \\\\"
        yield typed.at(match.start()), "joined-line", f"'{match.group()}' makes no {kind}", hint
        return
