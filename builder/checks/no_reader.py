from __future__ import annotations

import re
from collections.abc import Iterator

from builder.blocks.steps import Steps
from builder.blocks.urgent import Urgent
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.model import Block, with_inner
from builder.words.words import Passage

PERSON = re.compile(r"\b(?:you|your|yours|yourself|we|us|our|ours|I|me|my|mine)\b", re.IGNORECASE)


@advice("no-reader")
def no_reader(case: Case) -> Iterator[Diagnostic]:
    """Steps, or an urgent box, speak to nobody: no "you", no "we", no instruction.

    Row 46 of the checklist (PEMAT 21). Verbs that begin an instruction are in
    `readability/en/instructions.yaml`.
    """
    texts: dict[int, list[Passage]] = {}
    for passage in case.passages("no-reader"):
        texts.setdefault(id(passage.block), []).append(passage)
    for block in case.blocks("no-reader"):
        if isinstance(block, (Urgent, Steps)):
            own = [passage for inner in with_inner(block) for passage in texts.get(id(inner), ())]
            if (
                own
                and own[0].english
                and not any(_speaks(case, each) for each in own)
                and not _within(block, case)
            ):
                message = "nobody is spoken to, and nobody acts"
                hint = "write 'you' or 'we', or begin with what to do: 'Ring us', 'Do not …'"
                yield warning(block.span, "no-reader", message, hint)


def _speaks(case: Case, passage: Passage) -> bool:
    """Whether a text names the reader or us, or a sentence of it is an instruction."""
    verbs = case.word_list("instructions", passage.language)
    starts = [words[0] for words in map(str.split, re.split(r"[.:?!]", passage.text)) if words]
    instructs = verbs is not None and any(word in verbs for word in starts)
    return instructs or PERSON.search(passage.text) is not None


def _within(block: Block, case: Case) -> bool:
    """Whether the block stands in another, which speaks for it."""
    return any(
        block is not outer and any(block is inner for inner in with_inner(outer))
        for outer in case.blocks()
        if getattr(outer, "blocks", None)
    )
