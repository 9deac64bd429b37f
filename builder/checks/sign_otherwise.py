from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.blocks.warning_signs import WarningSigns
from builder.checks.check import Case, advice, warning
from builder.diagnostics import Diagnostic
from builder.readability.lists import WordList
from builder.words.words import Passage

SAID = {
    "emergency": "ring the emergency number",
    "now": "ring now",
    "day": "ring within a day",
    "visit": "tell us at the next visit",
}


@advice("sign-otherwise", safety=True)
def sign_otherwise(case: Case) -> Iterator[Diagnostic]:
    """A text names a warning sign, and says to act on it sooner or later than its own urgency.

    Row 34 of the checklist: `sources/signs.yaml` says how soon (`urgency`), and by which
    words texts name a sign (`named`). What counts is said nearest to the words: in their
    sentence, else in the title, lead or text of their block, else before them in the
    section; a point of a list speaks for itself alone, and what not to do for nothing.
    Two urgencies there leave it open which is meant, and so are wrong for each. Words for
    urgency in `readability/LANGUAGE/urgencies.yaml`.
    """
    if not case.named_signs:
        return
    spoken = (each for each in case.passages() if each.key != "do_not")
    for _, section in groupby(spoken, key=lambda each: (each.topic, each.part)):
        before: frozenset[str] = frozenset()
        for _, block in groupby(section, key=lambda each: id(each.block)):
            passages = list(block)
            words = case.word_list("urgencies", passages[0].language)
            if words is None:
                continue
            if isinstance(passages[0].block, WarningSigns):
                yield from _titled(passages[0].block, passages, words)
                continue
            here = _said(words, (each for each in passages if each.key != "items"))
            if "sign-otherwise" not in (passages[0].block.allow if passages[0].block else ()):
                yield from _otherwise(case, passages, words, here or before)
            before = _said(words, passages) or before


def _titled(
    block: WarningSigns, passages: Iterable[Passage], words: WordList
) -> Iterator[Diagnostic]:
    """The title and text of a list of signs say its own urgency, or none."""
    for passage in passages:
        if passage.key in ("title", "text") and (_said(words, [passage]) - {block.urgency}):
            message = f"a list of signs to '{SAID[block.urgency]}' says something else"
            hint = f"leave out the '{passage.key}', or say the urgency of the list"
            yield warning(passage.rich.span, "sign-otherwise", message, hint)


def _otherwise(
    case: Case, passages: Iterable[Passage], words: WordList, around: frozenset[str]
) -> Iterator[Diagnostic]:
    for passage in passages:
        for sentence in passage.sentences:
            own = frozenset(found.say for found in words.within(sentence))
            said = own or around
            for sign, match in case.named_signs.within(sentence.text):
                if said and said != {sign.urgency}:
                    other = ", ".join(SAID[each] for each in sorted(said - {sign.urgency}))
                    message = f"'{match.group()}' beside '{other}'; the sign '{sign.id}' says "
                    message += f"'{SAID[sign.urgency]}'"
                    place = passage.locate(match.group(), sentence.start + match.start())
                    hint = "say the one in the same sentence, or print the sign: 'warning-signs'"
                    yield warning(place, "sign-otherwise", message, hint)


def _said(words: WordList, passages: Iterable[Passage]) -> frozenset[str]:
    """How soon texts say to act."""
    spoken = (sentence for each in passages for sentence in each.sentences)
    return frozenset(found.say for each in spoken for found in words.within(each))
