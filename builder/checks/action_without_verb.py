from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.check import Case, advice, warning
from builder.checks.demands import english
from builder.diagnostics import Diagnostic

STARTS = """a an the this that these those there here it its he she they we you i your our my his
her their all any some each every most many no not if when while once as because although since
after before during until in on at to from with without for of by about please always also
should must may might can could will would is are was be what who which where why how
and or but then so"""
NO_VERB = frozenset(STARTS.split())
VERBS = frozenset({"bring", "ring", "rely", "apply", "reply", "sing", "mention", "question"})


@advice("action-without-verb")
def action_without_verb(case: Case) -> Iterator[Diagnostic]:
    """The action does not begin with what to do.

    Row 14 of the checklist (CDC Clear Communication Index; PEMAT 20), in English: a
    list of words that begin no instruction. "Please" and "you should" delay the verb.
    """
    action = case.handout.action
    if action is None or not english(case.handout):
        return
    first = re.sub(r"\W", "", action.text.split()[0].casefold()) if action.text.split() else ""
    if first in NO_VERB or (first.endswith(("ing", "ly", "tion")) and first not in VERBS):
        message = f"the action begins with '{first}', not with what to do"
        hint = "begin with the verb: 'Ring us at once if …'"
        yield warning(action.span, "action-without-verb", message, hint)
