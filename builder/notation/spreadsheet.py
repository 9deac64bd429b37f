"""A cell of a table that a spreadsheet opens, as delimited text."""

from __future__ import annotations

import re

# What a spreadsheet takes for a formula, some also in full width; with an apostrophe before it,
# for text.
STARTS = "=+-@\uff1d\uff0b\uff0d\uff20"


def escaped(text: str) -> str:
    """A cell that no spreadsheet takes for a formula, in quotes where it must be (RFC 4180)."""
    text = f"'{text}" if text[:1] in tuple(f"{STARTS}\t\r\n") else text
    return '"{}"'.format(text.replace('"', '""')) if re.search('[",;\n\r]', text) else text
