"""What is wrong with a cell: signs that no print has, what a spreadsheet made of it, its kind.

Each finds a code, what to say and a hint; none of them repeats what the cell holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from builder.model import PersonalField
from builder.notation.days import meant
from builder.notation.marks import MOST_MARKS, heaped
from builder.notation.phone import fault as undialled
from builder.notation.spreadsheet import STARTS
from builder.place import empty
from builder.source.decode import CONTROL
from builder.source.values import DAY_PATTERN

Wrong = tuple[str, str, str]  # the code, what is wrong with 'COLUMN', and what to do

# Whatever ends a line somewhere, hides, or shows letters in another order than they are heard.
REFUSED = re.compile(
    f"[{CONTROL}\t\n\r\x85\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd"
    "\U000e0000-\U000e007f]"
)
# `4.41E+11`: a long number as a spreadsheet shows it, its last digits gone.
SPOILED = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[Ee]\+[0-9]+")
# A number or day that its column was too narrow for, and a formula that failed.
LOST = re.compile(r"#+|#(?:N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV/0!)")
AGAIN = "give the column the kind 'text' in the spreadsheet, and type it again"


def text_of(cell: str) -> str:
    """What a cell was meant to hold: without space around it, and the apostrophe of a text.

    So it undoes `spreadsheet.escaped`.
    """
    text = unicodedata.normalize("NFC", cell.strip())
    return text[1:] if text[:1] == "'" and text[1:2] in tuple(STARTS) else text


def unfit(cell: str) -> Iterator[Wrong]:
    """What is wrong with any cell, whatever its column. Only the first is worth telling."""
    if bad := REFUSED.search(cell):
        message = f"has a character that cannot be printed, U+{ord(bad.group()):04X}"
        yield "control-character", message, "take it out, or type the text again"
    if any(heaped(cell)):
        message = f"has more than {MOST_MARKS} marks on one letter"
        yield "many-marks", message, "type the text again without them"
    if cell.strip() and empty(cell):
        message = "looks empty, but has characters that cannot be seen"
        yield "invisible", message, "delete what is in it, or type it again"
    if SPOILED.fullmatch(cell.strip()):
        yield "spoiled-number", "is a number whose digits a spreadsheet cut off", AGAIN
    if LOST.fullmatch(cell.strip()):
        yield "spoiled-number", "is what a spreadsheet shows where it cannot show a value", AGAIN
    if cell.strip().startswith("="):
        yield "formula", "is a formula", f"{AGAIN}; a text can begin with '="


def unlike(text: str, field: PersonalField) -> Iterator[Wrong]:
    """What is wrong with a value for its field."""
    if len(text) > field.most:
        hint = f"shorten it, or raise 'most' of the field, which is {field.most}"
        yield "too-long", f"is longer than {field.most} characters", hint
    if field.kind == "date" and not is_day(text):
        yield "bad-day", "is not a day", _day_hint(text)
    if field.kind == "phone" and undialled(text):
        yield "bad-phone", "cannot be dialled", "give one telephone number, in digits"


def is_day(text: str) -> bool:
    """Whether it is year-month-day (ISO 8601), and in the calendar."""
    try:
        return bool(re.fullmatch(DAY_PATTERN, text) and date.fromisoformat(text))
    except ValueError:
        return False


def _day_hint(text: str) -> str:
    hint = "write year-month-day, such as 2026-08-06"
    if len(meant(text)) > 1:
        return f"{hint}; nobody can tell here which number is the month"
    return hint
