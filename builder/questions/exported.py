"""Replies as tables and data that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from builder.notation.spreadsheet import escaped
from builder.questions.reply import Answer, Reply

COLUMNS = (
    "file", "handout", "version", "language", "fingerprint", "id", "question", "ticked", "text",
    "note", "text_state", "own",
)  # fmt: skip


def as_data(replies: Iterable[Reply]) -> list[dict[str, Any]]:
    """Plain values: what JSON and YAML hold."""
    return [reply.as_data() for reply in replies]


def as_yaml(replies: Iterable[Reply], *, ascii_only: bool = False) -> str:
    """YAML, in its own letters or in ASCII alone."""
    data = as_data(replies)
    text: str = yaml.safe_dump(data, allow_unicode=not ascii_only, sort_keys=False, width=100)
    return text


def as_csv(replies: Iterable[Reply]) -> str:
    """One row an entry. What a spreadsheet would take for a formula has an apostrophe before it."""
    rows = [COLUMNS, *(_row(reply, answer) for reply in replies for answer in reply.answers)]
    return "".join(",".join(map(escaped, row)) + "\n" for row in rows)


def _row(reply: Reply, answer: Answer) -> tuple[str, ...]:
    sheet = (reply.file, reply.handout, reply.version, reply.language, reply.fingerprint)
    said = (answer.id, answer.question, answer.ticked or "", answer.text or "")
    state, own = answer.text_state or "", "yes" if reply.own else "no"
    return (*sheet, *said, "; ".join(answer.notes), state, own)
