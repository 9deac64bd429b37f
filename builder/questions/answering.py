"""The fields of a file, held against what its sheet asks: one answer an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from builder.notation.fieldnames import OWN_ENTRY, TEXT, TICK, FieldKind, FieldName
from builder.questions.fieldvalues import Value, unclear
from builder.questions.formfields import FormField
from builder.questions.questionsheet import Question, QuestionSheet, ids, whole
from builder.questions.reply import Answer, TextState, Ticked
from builder.questions.textstring import same_words

TYPES = {TICK: "/Btn", TEXT: "/Tx"}
Key = tuple[str, FieldKind]  # an entry, and what is done there
TICKED: dict[str, Ticked] = {"done": "yes", "blank": "blank", "unclear": "unclear"}
TYPED: dict[str, TextState] = {"done": "typed", "blank": "blank", "unclear": "unclear"}
CHANGED = "the words of its question were changed in the file"
REWORDED = "the project has other words for its question now; '--other-versions' reads the file's"


class Named(NamedTuple):
    """A field of the sheet, with what its name says."""

    name: FieldName
    field: FormField


def answers(
    named: Sequence[Named], asked: QuestionSheet, *, chosen: bool, by_file: bool = False
) -> Iterator[Answer]:
    """An answer to each question of the sheet; of those that were `chosen`, to what is there.

    Where a chosen one has other words now, `by_file` reads it by the words in the file.
    """
    found: dict[Key, list[Named]] = {}
    for each in named:
        found.setdefault((whole(each.name.entry), each.name.kind), []).append(each)
    there = (q for q in asked.questions if not q.optional or (q.id, q.kind) in found)
    known = _chosen(found, asked, by_file) if chosen else _known(there)
    for entry in ids(known.values()):
        yield _answer(entry, known, found)


def _known(questions: Iterable[Question]) -> dict[Key, Question]:
    return {(question.id, question.kind): question for question in questions}


def _chosen(
    found: Mapping[Key, list[Named]], asked: QuestionSheet, by_file: bool
) -> dict[Key, Question]:
    """The questions that a file has something of, each whole, in the order of the file.

    The fingerprint is of the sheet for everybody, so those of the bank alone may have changed.
    """
    of_bank = (replace(each, of_bank=True) for each in asked.bank)
    every = _known((*of_bank, *asked.questions))
    known: dict[Key, Question] = {}
    for entry, kind in found:
        own = {key: every[key] for key in ((entry, TICK), (entry, TEXT)) if key in every}
        if by_file and any(_reworded(own[key], found[key]) for key in own if key in found):
            own = {key: _of_file(key, found[key], asked) for key in own if key in found}
        known |= own or {(entry, kind): _of_file((entry, kind), found[entry, kind], asked)}
    return known


def _reworded(question: Question, found: Sequence[Named]) -> bool:
    """Whether a question of the bank alone has other words now than on the sheet."""
    tips = (each.field.tip for each in found)
    return question.of_bank and any(
        tip is not None and not same_words(tip, question.tooltip) for tip in tips
    )


def unknown(named: Sequence[Named], asked: QuestionSheet) -> int:
    """How many fields of the sheet are for entries that it does not have."""
    known = {(question.id, question.kind) for question in asked.questions}
    return sum((whole(each.name.entry), each.name.kind) not in known for each in named)


def _of_file(key: Key, found: list[Named], asked: QuestionSheet) -> Question:
    """A question that the sheet does not have: its words are what its field is called."""
    entry, kind = key
    tip = found[0].field.tip or ""
    return Question(entry, kind, asked.words_of(tip, kind) if tip else entry, tip, of_file=True)


def _answer(
    entry: str,
    known: Mapping[Key, Question],
    found: Mapping[Key, list[Named]],
) -> Answer:
    words, notes = "", list[str]()
    ticked: Ticked | None = None
    text: str | None = None
    state: TextState | None = None
    both = box, lines = known.get((entry, TICK)), known.get((entry, TEXT))
    if box is not None:
        words = box.words
        value = _value(box, found.get((entry, TICK), ()), notes, "the box")
        ticked = TICKED[value.state] if value else "missing"
    if lines is not None:
        words = words or lines.words
        value = _value(lines, found.get((entry, TEXT), ()), notes, "the text")
        state = TYPED[value.state] if value else "missing"
        text = value.text if value and value.state == "done" else None
    if not entry.startswith(OWN_ENTRY) and any(q.of_file for q in both if q):
        notes.append("its words are those of the file: the project has no such question now")
    return Answer(entry, words, ticked, text, state, tuple(notes))


def _value(question: Question, found: Sequence[Named], notes: list[str], what: str) -> Value | None:
    """The value of an entry's fields together; None where the file has none of them."""
    if not found:
        notes.append(f"{what} is not in the file")
        return None
    parts = sorted(found, key=lambda each: _part(each.name.entry))
    value = _joined([_checked(question, each.field) for each in parts])
    if [_part(each.name.entry) for each in parts] != [*range(1, len(parts) + 1)]:
        value = unclear("a part of its lines is not in the file")
    notes += [f"{what}: {said}" for said in (value.why, value.note) if said]
    return value


def _part(entry: str) -> int:
    """Which part of an entry's lines a field is, from 1."""
    return int(entry[len(whole(entry)) + 1 :] or 1)


def _checked(question: Question, field: FormField) -> Value:
    if field.value.state == "unclear":
        return field.value
    if field.kind != TYPES[question.kind]:
        return unclear("it is no longer a field to tick or to write in")
    if field.tip is not None and not same_words(field.tip, question.tooltip):
        return unclear(REWORDED if question.of_bank else CHANGED)
    return field.value


def _joined(values: list[Value]) -> Value:
    """Lines that go on on another page are one text."""
    for value in values:
        if value.state == "unclear":
            return value
    typed = [value for value in values if value.state == "done"]
    if len(typed) < 2:
        return typed[0] if typed else values[0]
    notes = "; ".join(filter(None, (value.note for value in typed)))
    return Value("done", "\n".join(value.text for value in typed), note=notes)
