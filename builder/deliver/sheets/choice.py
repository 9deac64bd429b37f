"""The questions of one person in the place of those that a sheet prints for everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from builder.blocks.questions import Questions
from builder.deliver.lists.fitness import REFUSED
from builder.diagnostics import Sink, did_you_mean
from builder.library.library import Library
from builder.library.which import Which
from builder.model import BankQuestion, Block, Chapter, Handout, PickedGroup
from builder.notation.fieldnames import OWN_ENTRY
from builder.notation.marks import MOST_MARKS, heaped
from builder.place import Span, Text
from builder.project import Project
from builder.questions.wholebank import with_every_question
from builder.source.inline import Rich
from builder.text.tongues import typed

MOST_OWN, LONGEST = 20, 300  # own questions, and characters of one
PICK, ADD = Span("--pick", 0), Span("--add", 0)


def suits(picked: Sequence[str], added: Sequence[str], bank: Sequence[PickedGroup]) -> Sink:
    """What is wrong with a choice; no message repeats a question of the person's own."""
    sink, known = Sink(), _names(bank)
    for name in picked:
        if name not in known:
            message = f"there is no question '{name}'"
            sink.error(PICK, "unknown-question", message, did_you_mean(name, known))
    if len(added) > MOST_OWN:
        sink.error(ADD, "too-many", f"a sheet has room for {MOST_OWN} own questions at most")
    for number, text in enumerate(added, 1):
        if not text.strip():
            sink.error(ADD, "empty", f"own question {number} is empty")
        elif len(text) > LONGEST:
            message = f"own question {number} is longer than {LONGEST} characters"
            sink.error(ADD, "too-long", message, "make two of it")
        elif bad := REFUSED.search(text):
            message = f"own question {number} has a character that cannot be printed"
            sink.error(ADD, "control-character", f"{message}, U+{ord(bad[0]):04X}")
        elif any(heaped(text)):
            message = f"own question {number} has more than {MOST_MARKS} marks on one letter"
            sink.error(ADD, "many-marks", message, "type it again without them")
    return sink


def bank_of(project: Project, library: Library, which: Which) -> tuple[PickedGroup, ...]:
    """Every question of the bank as a sheet of the handout would print it, in the bank's order."""
    made = with_every_question(project, library, which)
    assert made is not None, "its own contents were merged"
    return next(block.groups for block in made.blocks() if isinstance(block, Questions))


def picked_of(groups: Sequence[PickedGroup], names: Collection[str]) -> tuple[PickedGroup, ...]:
    """Those of the questions that have these names; groups that have none are left out."""
    found = (
        (group, tuple(each for each in group.questions if each.id in names)) for group in groups
    )
    return tuple(group.model_copy(update={"questions": own}) for group, own in found if own)


def own_group(handout: Handout, added: Sequence[str]) -> Iterator[PickedGroup]:
    """The person's own questions under one heading; nothing where there are none."""
    if added:
        numbered = enumerate(added, 1)
        asked = tuple(_own_question(*each, handout.language) for each in numbered)
        yield PickedGroup.model_construct(heading=handout.phrase("own_questions"), questions=asked)


def _own_question(number: int, text: str, language: str) -> BankQuestion:
    name, words = Text(f"{OWN_ENTRY}{number}"), Rich((typed(text, language).cleaned(),), Text(text))
    return BankQuestion.model_construct(id=name, text=words, stage=name, group=name, lines=1)


def chosen(
    handout: Handout, groups: tuple[PickedGroup, ...] | None, added: Sequence[str]
) -> Handout:
    """The sheet with the person's own questions before all others, and those picked in `groups`.

    Each block of questions keeps those that were picked of its own (None: all it has), the first
    has what no block prints for everybody; a heading that nothing stands under any more is gone.
    It is a draft, whoever has approved the sheet, where it has a question that the sheet has not.
    Raises ValueError for a handout that prints no questions of the bank.
    """
    printed = [block for block in handout.blocks() if isinstance(block, Questions)]
    if not printed:
        raise ValueError("it prints no questions of the bank")
    every = {question for block in printed for question in _names(block.groups)}
    wanted = every if groups is None else _names(groups)
    choice = _Choice(printed[0], every, wanted, groups or (), tuple(own_group(handout, added)))
    chapters = tuple(map(choice.chapter, handout.chapters))
    more = {} if every.issuperset(wanted) else {"approvals": ()}
    chapters = tuple(chapter for chapter in chapters if chapter.sections)
    return handout.with_chapters(chapters, personal=True, **more)


def _names(groups: Sequence[PickedGroup]) -> set[str]:
    return {str(question.id) for group in groups for question in group.questions}


@dataclass(frozen=True)
class _Choice:
    """What becomes of each part of a sheet; `every` question is on it, these are `wanted`."""

    first: Questions
    every: set[str]
    wanted: set[str]
    groups: tuple[PickedGroup, ...]
    own: tuple[PickedGroup, ...]

    def chapter(self, chapter: Chapter) -> Chapter:
        """The chapter without sections that nothing is left of."""
        made = ((each, self._blocks(each.blocks)) for each in chapter.sections)
        sections = (s.model_copy(update={"blocks": left}) for s, left in made if left)
        return chapter.model_copy(update={"sections": tuple(sections)})

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(made for made in map(self._block, blocks) if made is not None)

    def _block(self, block: Block) -> Block | None:
        """The block for the person; None where nothing is left of it."""
        if isinstance(block, Questions):
            groups = self._asked(block)
            return block.asking(groups) if groups else None
        inner = getattr(block, "blocks", None)
        if not inner:
            return block
        left = self._blocks(inner)
        return block.model_copy(update={"blocks": left}) if left else None

    def _asked(self, block: Questions) -> tuple[PickedGroup, ...]:
        here = _names(block.groups) & self.wanted
        if block is not self.first:
            return picked_of(block.groups, here)
        more = self.wanted - self.every
        return (*self.own, *picked_of(self.groups if more else block.groups, here | more))
