"""The questions of a sheet: those of its stage and treatment, in the order of the bank."""

from __future__ import annotations

from collections.abc import Iterator

from builder.diagnostics import did_you_mean
from builder.library.banks import in_tongue
from builder.merge.lookup import Lookup
from builder.model import (
    ALL,
    BankQuestion,
    PickedGroup,
    QuestionBank,
    WantedQuestions,
)
from builder.place import Span


def asked(
    lookup: Lookup, language: str, wanted: WantedQuestions, span: Span
) -> tuple[PickedGroup, ...]:
    """What a sheet prints, group by group; what it names that no question has is reported."""
    bank = _bank(lookup, language, span)
    if bank is None:
        return ()
    lookup.used(bank)
    known = _named(lookup, bank, wanted)
    treatment = lookup.definition.treatment
    found = list(_most((q for q in bank.questions if wanted.picks(q, treatment)), wanted.most))
    if not found and known:
        hint = "take 'stage' or 'treatment' out, or add a question to the bank"
        lookup.report(span, "question", "no question of the bank is for this sheet", hint)
    return tuple(_grouped(bank, found))


def _bank(lookup: Lookup, language: str, span: Span) -> QuestionBank | None:
    """The questions in that language; None where there are none, which is reported."""
    banks = lookup.library.questions
    if bank := in_tongue(banks, language):
        return bank
    if banks:
        message = f"the project has no questions in the language '{language}'"
        hint = f"translate them in sources/questions/{language}.yaml"
    else:
        message = "the project has no questions"
        hint = "write them in sources/questions.yaml"
    lookup.report(span, "question", message, hint)
    return None


def _named(lookup: Lookup, bank: QuestionBank, wanted: WantedQuestions) -> bool:
    """Whether there is all that the sheet names; what there is not is reported."""
    known = {
        "stage": ([wanted.stage], {str(q.stage) for q in bank.questions}),
        "treatment": (
            [wanted.treatment],
            {ALL, *(str(one) for q in bank.questions for one in q.treatments)},
        ),
        "id": (wanted.pick or (), {str(q.id) for q in bank.questions}),
    }
    unknown = [
        (kind, name, there)
        for kind, (names, there) in known.items()
        for name in names
        if name is not None and name not in there
    ]
    for kind, name, there in unknown:
        message = f"no question has the {kind} '{name}'"
        lookup.report(name.span, "question", message, did_you_mean(name, there))
    return not unknown


def _most(found: Iterator[BankQuestion], most: int | None) -> Iterator[BankQuestion]:
    """So many of them at most; those that are asked for by choice alone are not counted."""
    count = 0
    for question in found:
        count += not question.sensitive
        if most is None or question.sensitive or count <= most:
            yield question


def _grouped(bank: QuestionBank, found: list[BankQuestion]) -> Iterator[PickedGroup]:
    for group in bank.groups:
        if own := tuple(each for each in found if each.group == group.id):
            yield PickedGroup.model_construct(heading=group.heading, lead=group.lead, questions=own)
