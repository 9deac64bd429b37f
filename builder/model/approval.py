"""Who approved exactly which words: `handouts/approvals/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Code, Day, Language, Many, Name, wrong

PATTERN = "^[0-9a-f]{64}$"


def _fingerprint(value: Any) -> Text:
    text = Text.validate(value)
    if len(text) != 64 or text.strip("0123456789abcdef"):
        hint = "it is written by 'handouts approve'; do not change it"
        raise wrong("bad-fingerprint", "this is not the fingerprint of any words", hint)
    return text


Fingerprint = Annotated[
    Text, BeforeValidator(_fingerprint), WithJsonSchema({"type": "string", "pattern": PATTERN})
]


class Approval(Placed):
    """A named person has, in a role, approved the words with this fingerprint."""

    role: Text
    name: Text
    date: Day
    language: Language
    site: Name
    version: Text
    fingerprint: Fingerprint


class Approvals(Placed):
    """All approvals there ever were of one handout; those of other words are history."""

    handout: Code
    approvals: Many[Approval]
