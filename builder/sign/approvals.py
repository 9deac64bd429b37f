"""Approvals: who signed which words, told apart from those that the words have left behind.

What is recorded is a seal: the digest of the words and of the record's own
lines. So an approval is void when a word changes, and when somebody changes by
hand who approved, as what, or when. It shows a change; it proves no identity.
"""

from __future__ import annotations

import json
from datetime import date

from builder.library.library import Library
from builder.model import Approval, Handout
from builder.pictures.svg.paths import UnsupportedSvg
from builder.pictures.unusable import UnusablePicture
from builder.sign.fingerprint import digest_of, fingerprint
from builder.text.fontfile import UnusableFont

# A picture or font that cannot be used keeps a handout from being composed.
UNUSABLE = (UnusableFont, UnusablePicture, UnsupportedSvg)
FOLDER = "handouts/approvals"
HEADING = """\
# Who approved which words of {code}. Written by 'handouts approve'; every approval stays.
# A change of the words voids it. To approve them as they are now, run the command again.
handout: {code}
approvals:
"""


def approved(handout: Handout | None, library: Library) -> Handout | None:
    """The handout with the approvals that hold for its words, or the last one that does not.

    None as it is: mistakes kept it from being merged.
    """
    record = library.approvals.get(handout.code) if handout else None
    if handout is None or record is None:
        return handout
    own = [
        each
        for each in record.approvals
        if each.language == handout.language and each.site == handout.site.site
    ]
    if not own:
        return handout
    try:
        words = fingerprint(handout)
    except UNUSABLE:  # a check reports it; until it is mended nobody has approved what is printed
        words = ""
    valid = tuple(each for each in own if each.fingerprint == _seal(words, _lines(each)))
    void = None if valid else max(own, key=lambda each: each.date)
    return handout.model_copy(update={"approvals": valid, "void": void})


def place_of(code: str) -> str:
    """The file that records the approvals of a handout."""
    return f"{FOLDER}/{code}.yaml"


def recorded(record: str, handout: Handout, role: str, name: str, day: date) -> str:
    """The text of the record with one more approval; `record` is empty for the first."""
    entry = {
        "role": role,
        "name": name,
        "date": day.isoformat(),
        "language": handout.language,
        "site": str(handout.site.site),
        "version": handout.version.text,
    }
    entry["fingerprint"] = _seal(fingerprint(handout), entry)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    text = record or HEADING.format(code=handout.code)
    return text.rstrip("\n") + "\n  - " + "\n    ".join(lines) + "\n"


def _lines(approval: Approval) -> dict[str, str]:
    """An approval as it was recorded, without its seal."""
    names = (name for name in Approval.model_fields if name != "fingerprint")
    return {name: str(getattr(approval, name)) for name in names}


def _seal(words: str, lines: dict[str, str]) -> str:
    """The digest of the fingerprint of the words, and of who approved them, as what and when."""
    return digest_of([words, lines])
