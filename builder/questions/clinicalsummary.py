"""What somebody wrote on a sheet, on one page for the clinician: a handout of its own.

First the three questions that matter most, then who comes and what matters, then the questions
that were ticked or written at, each with what was typed beside it. What is too long for the page
is cut there, and stands whole on the pages after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from builder.blocks.key_facts import KeyFact, KeyFacts
from builder.blocks.list import List
from builder.blocks.paragraph import Paragraph
from builder.blocks.steps import Steps
from builder.blocks.table import Table
from builder.blocks.write_in import WriteIn
from builder.model import Block, Chapter, Handout, Layout, Section
from builder.notation.fieldnames import OWN_ENTRY
from builder.paper.render import Rendered, render
from builder.place import Text
from builder.questions.asprinted import AsPrinted
from builder.questions.reply import Answer, Reply
from builder.source.inline import Rich, Run
from builder.text.tongues import typed

TOP = "top-"  # the names of the lines for the questions that matter most: `top-1`, `top-2`, …
# Of the type of the sheet, and the characters of one text on the first page: what is tried in turn.
ROOM = ((1, None), (0.86, None), (1, 300), (0.86, 300), (0.86, 160), (0.8, 80), (0.8, 40))
LEAST_TOP, SPARED = 160, 40  # characters that are never cut: of a top question, at an end
WIDTHS = (5.0, 6.0)
# What a team needs next, by the names of lines and boxes; what it ticks itself, what others write.
FIRST, TOGETHER, OWN_LINES = (
    ("interpreter", "companion", "record-1", "matters"),
    "together-1",
    "own",
)
# Characters: of one text, and of all of them, that are drawn at all. The time it takes grows with
# their square where no space parts them; what is more is in the file, and the page says so.
MOST, MOST_IN_ALL = 6000, 60_000
DOUBTS = {"unclear": "summary_odd", "missing": "summary_missing"}  # the phrase for each state


def drawn(sheet: Handout, reply: Reply) -> Rendered:
    """The summary as a file: on one page, and what is cut there on the pages after it."""
    for scale, length in ROOM:
        page = Summary(sheet, reply, length, scale)
        done = render(page.handout())
        if done.pages == 1:
            break
        if length is None:
            uncut = page, done
    else:  # it is more than a page in any case: then nothing is cut in vain
        page, done = uncut
    return render(page.handout(whole=True)) if page.cut else done


class Summary:
    """One reply as a handout in the looks of its sheet, in type of that `scale`.

    Texts are cut to `length` characters.
    """

    def __init__(
        self, sheet: Handout, reply: Reply, length: int | None = None, scale: float = 1
    ) -> None:
        self.sheet, self.reply, self.length, self.scale = sheet, reply, length, scale
        self.cut: list[
            tuple[Rich, str, int]
        ] = []  # the question of each text that was cut, the text, and how much more there is
        texts = sum(bool(each.text) for each in reply.answers)
        self.most = min(MOST, MOST_IN_ALL // max(1, texts))
        self._as_printed = AsPrinted(sheet)
        self._chapters = [*self._first()]

    def handout(self, *, whole: bool = False) -> Handout:
        """The page; `whole` adds what was cut on it."""
        chapters = [*self._chapters, *(self._in_full() if whole else ())]
        form = self.sheet.edition.model_copy(update={"scale": self.scale, "fillable": False})
        return self.sheet.model_copy(
            update={
                "name": f"{self.sheet.name}.summary",
                "title": self.sheet.phrase("summary"),
                "subtitle": self.sheet.title,
                "tag": None,
                "audience": None,
                "not_for": None,
                "main_message": self.sheet.phrase("summary"),
                "action": None,
                "strip": "none",
                "edition": form,
                "layout": _layout(self.sheet.layout),
                "chapters": tuple(chapters),
                "variants": {},
                "pages": None,
            }
        )

    def _first(self) -> Iterator[Chapter]:
        told = self.sheet.phrase
        yield _chapter(None, [WriteIn(label=told("summary_whose"))])
        answers = [each for each in self.reply.answers if each.id != TOGETHER]
        first = sorted((a for a in answers if a.id in FIRST and _says(a)), key=_need)
        tops = [each for each in answers if each.id.startswith(TOP)]
        asked = [each for each in answers if _is_question(each)]
        said = sorted((a for a in asked if _says(a)), key=lambda each: each.ticked != "yes")
        rest = [a for a in answers if _says(a) and a not in (*first, *tops, *said)]
        if tops:
            items = [self._typed(each, LEAST_TOP).strong() for each in tops if each.text]
            none = Paragraph(text=told("nothing_written"))
            yield _chapter(told("summary_top"), [Steps(items=tuple(items)) if items else none])
        if first:
            pairs = [(self._asked(each), self._also(each)) for each in first]
            yield _chapter(None, [_facts(pairs)])
        if asked:
            rows = [(self._asked(each), self._typed(each)) for each in said]
            none = Paragraph(text=told("nothing_ticked"))
            yield _chapter(told("summary_ticked"), [self._table(rows) if rows else none])
        also = [(self._asked(each), self._also(each)) for each in rest]
        if also:
            yield _chapter(told("summary_also"), [self._table(also)])
        if doubts := [*self._doubts()]:
            yield _chapter(told("summary_unclear"), [_points(doubts)])

    def _also(self, answer: Answer) -> Rich:
        """What stands beside something that is no ticked question."""
        return self._typed(answer) if answer.text else self.sheet.phrase("ticked")

    def _doubts(self) -> Iterator[Rich]:
        """What must be asked again: it is unclear, or not in the file.

        Why is in the notes of the answers, in English; the page is in the language of its sheet.
        """
        for answer in self.reply.answers:
            states = {answer.ticked, answer.text_state}
            if told := next((DOUBTS[each] for each in DOUBTS if each in states), None):
                yield self._within(told, self._asked(answer).runs[0])

    def _asked(self, answer: Answer) -> Rich:
        """The words of a question: of the sheet, or of the person it was made for."""
        words = self._as_printed.text(answer.question)  # it may be of the file, not of the sheet
        own = answer.id.startswith(OWN_ENTRY)
        return _rich(self._own(words)) if own else _said(words)

    def _typed(self, answer: Answer, least: int = 0) -> Rich:
        all_of_it = answer.text or ""
        drawn = all_of_it if len(all_of_it) <= self.most else _begun(all_of_it, self.most)
        text, rest = self._as_printed.text(drawn), len(all_of_it) - len(drawn)
        length = None if self.length is None else max(self.length, least)
        if length is None or len(text) <= length + SPARED:
            return self._held(text, rest)
        self.cut.append((self._asked(answer), text, rest))
        begun = _begun(text, length)
        return self._within("goes_on", self._own(begun), number=str(len(self.cut)))

    def _held(self, text: str, rest: int) -> Rich:
        """What was typed, and how many characters more of it are in the file."""
        own = self._own(text)
        return self._within("rest_in_file", own, number=str(rest)) if rest else _rich(own)

    def _own(self, text: str) -> Run:
        return typed(text, self.sheet.language).cleaned()

    def _within(self, phrase: str, words: Run, **values: str) -> Rich:
        """A phrase with the words of a person in it."""
        before, _, after = self.sheet.phrase(phrase, **values).text.partition("%words%")
        return _rich(*(run for run in (Run(before), words, Run(after)) if run.text))

    def _in_full(self) -> Iterator[Chapter]:
        blocks: list[Block] = []
        for number, (question, text, rest) in enumerate(self.cut, 1):
            blocks.append(Paragraph(text=_rich(Run(f"{number}. "), *question.runs).strong()))
            own = self._own(text)
            language = Text(own.language) if own.language else None
            held = Paragraph(text=self._held(text, rest))
            blocks.append(held.model_copy(update={"language": language}))
        yield _chapter(self.sheet.phrase("in_full"), blocks, new_page=True)

    def _table(self, rows: Sequence[tuple[Rich, Rich]]) -> Table:
        columns = self.sheet.phrase("question"), self.sheet.phrase("written")
        made = Table(columns=columns, rows=tuple(rows), row_headers=True)
        return made.model_copy(update={"widths": WIDTHS})


def _is_question(answer: Answer) -> bool:
    """A question has a box to tick and room for an answer; so has what is asked in own words."""
    return answer.id == OWN_LINES or None not in (answer.ticked, answer.text_state)


def _need(answer: Answer) -> int:
    return FIRST.index(answer.id)


def _facts(pairs: Iterable[tuple[Rich, Rich]]) -> KeyFacts:
    return KeyFacts(facts=tuple(KeyFact(label=label, value=value) for label, value in pairs))


def _begun(text: str, length: int) -> str:
    """The whole words with which a text begins; of a longer word, its beginning."""
    return text[:length].rpartition(" ")[0] or text[:length]


def _says(answer: Answer) -> bool:
    return answer.ticked == "yes" or bool(answer.text)


def _said(words: str) -> Rich:
    return Rich.plain(words, Text(words))


def _rich(*runs: Run) -> Rich:
    return Rich(runs, Text("".join(run.text for run in runs)))


def _points(items: Iterable[Rich]) -> Block:
    return List(items=tuple(items))


def _chapter(title: Rich | None, blocks: Iterable[Block], *, new_page: bool = False) -> Chapter:
    section = Section.model_construct(id=Text("summary"), blocks=tuple(blocks))
    return Chapter(title=title, language=None, new_page=new_page, sections=(section,))


def _layout(layout: Layout) -> Layout:
    """The sheet's own layout, with nothing but the title above."""
    parts = (Text("sheet-masthead"), Text("contents"))
    return layout.model_copy(update={"parts": parts})
