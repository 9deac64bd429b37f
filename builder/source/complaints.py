"""What is wrong with a file that is not the YAML it was meant to be, in an author's words.

The parser says what it expected and where it noticed; an author wants to know
what was typed wrong. The patterns are the words of libyaml 0.2.5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.place import Source, Span

QUOTES = "put the whole text in quotes"
CURLY = "\u2018-\u201f\u2039\u203a\u2032\u2033\xab\xbb\xb4\uff02\uff07"
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


def quoted(source: Source, at: Span, more: str = "") -> str:
    """The hint to put a text in quotes; it may stand in curly ones, as word processors type them.

    A single closing one is an apostrophe.
    """
    signs = re.findall(f"[{CURLY}]", source.line(at)[: at.column])
    sign = next((sign for sign in signs if sign != "\u2019"), "")
    return "; ".join(each for each in (QUOTES + more, straight(sign)) if each)


def straight(sign: str) -> str:
    """What to say of a quotation mark that is none to YAML; nothing of any other sign."""
    curly = re.fullmatch(f"[{CURLY}]", sign)
    return f"{sign} is no quotation mark to YAML: type \" or '" if curly else ""


def _start(source: Source, complaint: Complaint) -> Found:
    """`@clinic`: a text that starts with a sign that means something to YAML."""
    sign = source.sign(complaint.at)
    if not sign:
        return complaint.at, "the file ends in the middle of a list or of keys", ""
    hint = QUOTES + ('; an empty cell is ""' if sign == "," else "")
    return complaint.at, f"a text cannot start with '{sign}'", hint


def _began(source: Source, complaint: Complaint) -> Found:
    """`*Important* words`: the sign is where the parser began to read a name."""
    return complaint.began, f"a text cannot start with '{source.sign(complaint.began)}'", QUOTES


def _inner_colon(source: Source, complaint: Complaint) -> Found:
    return complaint.at, "a text in brackets cannot hold ':' here", quoted(source, complaint.at)


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
    return (
        complaint.began,
        f"'{sign}' is not closed",
        f"to print a '{sign}', {quoted(source, complaint.at)}",
    )


def _colon(source: Source, complaint: Complaint) -> Found:
    """A ': ' inside a text, or a key in a column where no key can be."""
    at = complaint.at
    key = source.line(at)[: at.column - 1]
    above = source.line(at._replace(line=at.line - 1)) if at.line > 1 else ""
    if " " in key.strip() or not above.strip():
        return at, "a text cannot hold ': '", quoted(source, at)
    if space := re.match(r"[\s-]*[\w-]+:(?=\S)", above):
        place = Span(at.path, at.line - 1, space.end())
        return place, "a space is missing after ':'", ""
    place = at._replace(column=len(key) - len(key.lstrip()) + 1)
    return place, f"'{key.strip()}' does not fit to the lines above it", COLUMNS


def _more(source: Source, complaint: Complaint) -> Found:
    """`"Rest" and drink`, `{term:spirometry} is a word`: more after what looked whole."""
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
