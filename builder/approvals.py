"""Approvals: who signed which words, told apart from those that the words have left behind."""

from __future__ import annotations

import json
from datetime import date

from builder.fingerprint import fingerprint
from builder.library import Library
from builder.model import Approval, Handout

FOLDER = "handouts/approvals"
HEADING = """\
# Who approved which words of {code}. Written by 'handouts approve'; every approval stays.
# A change of the words voids it. To approve them as they are now, run the command again.
handout: {code}
approvals:
"""


def approved(handout: Handout, library: Library) -> Handout:
    """The handout with the approvals that hold for its words, or the last one that does not."""
    record = library.approvals.get(handout.code)
    if record is None:
        return handout
    own = [
        each
        for each in record.approvals
        if each.language == handout.language and each.site == handout.site.site
    ]
    if not own:
        return handout
    now = fingerprint(handout)
    valid = tuple(each for each in own if each.fingerprint == now)
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
        "fingerprint": fingerprint(handout),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    text = record or HEADING.format(code=handout.code)
    return text.rstrip("\n") + "\n  - " + "\n    ".join(lines) + "\n"


def signature(handout: Handout, approval: Approval) -> str:
    """Who approved, as the imprint prints it: role, name, day."""
    return f"{approval.role}, {approval.name}, {handout.day(approval.date)}"
