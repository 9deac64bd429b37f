from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic

MOST = 3
# Where a sentence ends, in the scripts we bring fonts for.
END = re.compile(r"[.!?\u2026\u0964\u06d4\u061f\u3002\uff01\uff1f]+(?=\W*(?:\s|$))|[^\W_]\W*$")


@advice("long-main-message")
def long_main_message(case: Case) -> Iterator[Diagnostic]:
    """The main message has more than 3 sentences.

    Row 13 of the checklist (CDC Clear Communication Index 1 to 3): one message, told
    in a breath.
    """
    message = case.handout.main_message
    count = len(END.findall(message.text))
    if count > MOST:
        told = f"the main message has {count} sentences; {MOST} are enough"
        yield warning(message.span, "long-main-message", told, "move the rest into a topic")
