"""What is wrong with a file that is not the YAML it was meant to be, in an author's words.

The parser says what it expected and where it noticed; an author wants to know
what was typed wrong. The patterns are the words of libyaml 0.2.5. And some of
what the parser takes is still not what was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from builder.place import Source, Span, Text

QUOTES = "put the whole text in quotes"
COLUMNS = "lines that belong together start in the same column"


@dataclass(frozen=True)
class Complaint:
    """What the parser says, where, and where what it was reading began.

    `before` is where the value before that place begins, and where it ends.
    """

    problem: str
    at: Span
    began: Span
    before: tuple[Span, Span]


Told = tuple[Span, str, str, str]  # place, code, message, hint of a diagnostic


def explained(source: Source, complaint: Complaint) -> Told:
    """The diagnostic for a complaint of the parser."""
    at = complaint.at
    line = source.line(at)
    if "\t" in line[: len(line) - len(line.lstrip(" \t-"))] or source.sign(at) == "\t":
        place = at._replace(column=line.index("\t") + 1)
        return place, "tab", "a tab stands where YAML wants spaces", "use spaces"
    for pattern, tell in TELL:
        if re.search(pattern, complaint.problem):
            place, message, hint = tell(source, complaint)
            return place, "yaml-syntax", message, hint
    return at, "yaml-syntax", f"this is not YAML: {complaint.problem}", ""


Found = tuple[Span, str, str]


def _start(source: Source, complaint: Complaint) -> Found:
    """`@clinic`: a text that starts with a sign that means something to YAML."""
    sign = source.sign(complaint.at)
    if not sign:
        return complaint.at, "the file ends in the middle of a list or of keys", ""
    return complaint.at, f"a text cannot start with '{sign}'", QUOTES


def _began(source: Source, complaint: Complaint) -> Found:
    """`*Important* words`: the sign is where the parser began to read a name."""
    return complaint.began, f"a text cannot start with '{source.sign(complaint.began)}'", QUOTES


def _inner_colon(source: Source, complaint: Complaint) -> Found:
    return complaint.at, "a text in brackets cannot hold ':' here", QUOTES


def _after_end(source: Source, complaint: Complaint) -> Found:
    return complaint.at, "nothing can stand after '...'", "take '...' out"


def _open_quote(source: Source, complaint: Complaint) -> Found:
    hint = f"close it with {source.sign(complaint.began)}"
    return complaint.began, "the quotation that starts here does not end", hint


def _escape(source: Source, complaint: Complaint) -> Found:
    hint = "write \\\\ for a backslash, or put the text in '…' instead"
    return complaint.at, "'\\' and what follows it is not a character", hint


def _no_colon(source: Source, complaint: Complaint) -> Found:
    message = "this line is neither 'key: value' nor part of the text above"
    return complaint.began, message, "indent the further lines of a text"


def _open_bracket(source: Source, complaint: Complaint) -> Found:
    sign = source.sign(complaint.began)
    return complaint.began, f"'{sign}' is not closed", f"to print a '{sign}', {QUOTES}"


def _colon(source: Source, complaint: Complaint) -> Found:
    """A ': ' inside a text, or a key in a column where no key can be."""
    at = complaint.at
    key = source.line(at)[: at.column - 1]
    above = source.line(at._replace(line=at.line - 1)) if at.line > 1 else ""
    if " " in key.strip() or not above.strip():
        return at, "a text cannot hold ': '", QUOTES
    if space := re.match(r"[\s-]*[\w-]+:(?=\S)", above):
        place = Span(at.path, at.line - 1, space.end())
        return place, "a space is missing after ':'", ""
    place = at._replace(column=len(key) - len(key.lstrip()) + 1)
    return place, f"'{key.strip()}' does not fit to the lines above it", COLUMNS


def _more(source: Source, complaint: Complaint) -> Found:
    """`"Rest" and drink`, `{term:icans} is a word`: more after what looked whole."""
    at, (start, end) = complaint.at, complaint.before
    sign = source.sign(start)
    if end.line == at.line and end.column <= at.column:
        if sign in ("'", '"'):
            inside = "''" if sign == "'" else '\\"'
            hint = f"{QUOTES}, and write {inside} for each {sign} in it"
            return at, f"the text goes on after its closing {sign}", hint
        if sign and sign in "[{*&!":
            return start, f"a text cannot start with '{sign}'", QUOTES
    above = source.line(at._replace(line=max(at.line - 1, 1)))
    if above.lstrip().startswith("#"):
        hint = f"nothing can follow in the same text; to print '#', {QUOTES}"
        place = Span(at.path, at.line - 1, above.index("#") + 1)
        return place, "a line that starts with '#' is not printed", hint
    return at, "this line does not fit to those above it", COLUMNS


TELL = (
    ("mapping values are not allowed", _colon),
    ("cannot start any token|expected node content|not allowed", _start),
    ("alphabetic|comment or line break|whitespace|indentation indicator", _began),
    ("directive|incompatible|version|digit|[Tt]ag|'[!>]'", _began),
    ("unexpected (end of stream|document indicator)", _open_quote),
    ("escape|hexdecimal", _escape),
    ("unexpected ':'", _inner_colon),
    ("expected <document start>", _after_end),
    ("could not find expected ':'", _no_colon),
    (r"',' or '[\]}]'", _open_bracket),
    ("did not find expected (key|'-' indicator)", _more),
)


HASH = re.compile(r"[ \t]+(?=#($|[^ \t]))")
REST = re.compile(r"\s*$")


def cut(text: Text, end: Span) -> Span | None:
    """The '#' that ends a text without quotes, when it is no comment: `Ward #3`."""
    assert text.source is not None
    line, after = text.source.line(end), end.column - 1
    found = HASH.match(line, after)
    if REST.match(line, after):  # on the next line, further in than the text's key
        end = Span(end.path, end.line + 1)
        if found := re.match(r"[ \t]+(?=#[^ \t])", text.source.line(end)):
            lead = text.source.line(text.span)
            key = len(lead) - len(lead.lstrip(" \t-"))
            if found.end() < key + (text.span.column > key + 1):
                return None
    return end._replace(column=found.end() + 1) if text and found else None


def swallowed(value: Any) -> Span | None:
    """The '#' between a key and a text that starts on the next line: it looks like its start."""
    if not isinstance(value, Text) or value.source is None or value.span.line == 1:
        return None
    lead = re.match(r"\s*", value.source.line(value.span))
    if lead is None or lead.end() < value.span.column - 1:
        return None
    above = value.span._replace(line=value.span.line - 1, column=1)
    while above.line > 1 and value.source.line(above).lstrip().startswith("#"):
        above = above._replace(line=above.line - 1)
    sign = re.search(r"[:-][ \t]+(?=#[^ \t])", value.source.line(above))
    return above._replace(column=sign.end() + 1) if sign else None


def joined(text: Text, end: Span) -> Span | None:
    """The '-' of a line that looks like a list item and is only more of the text above it."""
    assert text.source is not None
    for number in range(text.span.line + 1, end.line + 1):
        line = Span(end.path, number)
        if dash := re.match(r"\s*(?=- )", text.source.line(line)):
            return line._replace(column=dash.end() + 1)
    return None
