from __future__ import annotations

from collections.abc import Iterator

from builder.blocks.callout import Callout
from builder.blocks.listing import Listing
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.words.sentences import as_read, sentences
from builder.words.words import Passage


def _is_of_signs(case: Case, passage: Passage) -> bool:
    """Whether its list stands in a box, or its lead says how soon to act."""
    if isinstance(passage.block, Callout):
        return True
    lead = passage.block.lead if isinstance(passage.block, Listing) else None
    words = case.word_list("urgencies", passage.language)
    spoken = sentences(as_read(lead), passage.language) if lead and words else ()
    return any(words and any(words.within(each)) for each in spoken)


@advice("typed-sign", safety=True)
def typed_sign(case: Case) -> Iterator[Diagnostic]:
    """A list of signs types a warning sign that `sources/signs.yaml` has.

    Row 34 of the checklist: what is typed twice says two things one day. A point of a
    box, or of a list whose lead says how soon to act, that names a sign (by its `named`
    words) is to be printed with `warning-signs`.
    """
    for passage in case.passages("typed-sign"):
        if passage.key != "items" or not _is_of_signs(case, passage):
            continue
        for sign, match in case.named_signs.within(passage.text):
            message = f"the sign '{sign.id}' is typed here"
            hint = f"print it: '- warning-signs: {sign.urgency}', with 'groups' to pick some"
            yield warning(passage.locate(match.group()), "typed-sign", message, hint)
