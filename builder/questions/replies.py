"""Filled question sheets, read back: the one way from files to answers.

>>> from builder.project import Project
>>> from builder.questions.replies import replies
>>> read = replies(Project.at(Path(".")), [Path("inbox/reply.pdf")])
>>> [(each.id, each.ticked, each.text) for each in read.replies[0].answers]
[('how-long', 'yes', 'Will I need to stay near the hospital?')]
>>> [str(each) for each in read.found]
[]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.diagnostics import Diagnostic, Severity, Sink
from builder.library.reading import read_library
from builder.machine.limited import Limited, TooMuch
from builder.model import Handout
from builder.notation.fieldnames import SheetId, parsed
from builder.place import Span
from builder.project import MAX_REPLY, Project
from builder.questions.answering import Named, answers, unknown
from builder.questions.formfields import Form, form_of
from builder.questions.questionsheet import QuestionSheet
from builder.questions.reply import Reply
from builder.questions.sheets import Sheets, as_in_file
from builder.questions.unreadable import Unreadable

NO_FIELDS = (
    "it was printed, scanned or flattened: read what is seen on it, and ask for the file as it was "
    "saved after it was filled in"
)


@dataclass(frozen=True)
class Replies:
    """What was read, in the order of the files; `found` says which were refused, and why.

    `sheets` are those it was read against.
    """

    replies: tuple[Reply, ...]
    found: tuple[Diagnostic, ...]
    sheets: Sheets = field(repr=False)

    @property
    def failed(self) -> bool:
        """Whether a file was refused."""
        return any(each.severity is Severity.ERROR for each in self.found)

    def sheet_of(self, reply: Reply) -> Handout:
        """The handout whose sheet came back; of other words, as the project has it now."""
        return self.sheets.handout_now(reply.sheet)


def replies(project: Project, files: Sequence[Path], *, other_versions: bool = False) -> Replies:
    """Reads filled sheets of this project's handouts, each file by itself.

    A file that cannot be trusted is a diagnostic, and no reply; the others are read. No diagnostic
    repeats what somebody typed. `other_versions` also reads sheets whose words are not those of the
    project now, by the words in the file. Raises OSError when the machine is in the way.
    """
    found, read = list[Diagnostic](), list[Reply]()
    sheets = Sheets(project, read_library(project, Sink()))
    with Limited() as limited:
        for file in files:
            sink = Sink()
            try:
                read.append(_reply(project, file, limited, sheets, sink, other=other_versions))
            except Unreadable as problem:
                sink.error(_at(file), problem.code, problem.message, problem.hint)
            found += sink.sorted()
    return Replies(tuple(read), tuple(found), sheets)


def _at(file: Path) -> Span:
    return Span(str(file), 0)


def _reply(
    project: Project, file: Path, limited: Limited, sheets: Sheets, sink: Sink, *, other: bool
) -> Reply:
    form = _form(project, file, limited)
    named = _ours(form)
    sheet = _sheet(named)
    _warn(form, named, file, sink)
    try:
        asked = sheets.asked(sheet)
    except Unreadable as problem:
        if not (other and problem.code == "other-version"):
            raise
        message = f"{problem.message}; it is read by the words in the file"
        sink.warning(_at(file), problem.code, message, problem.hint)
        asked = as_in_file(sheet, named, sheets)
    if not sheet.own:
        _all_known(named, asked, file, sink)
    given = tuple(answers(named, asked, chosen=sheet.own, by_file=other))
    return Reply(
        file=str(file),
        handout=sheet.handout,
        version=sheet.of_version,
        language=sheet.language,
        fingerprint=sheet.fingerprint,
        own=sheet.own,
        answers=given,
    )


def _form(project: Project, file: Path, limited: Limited) -> Form:
    """The fields of a file. Raises Unreadable."""
    try:
        data = project.reply(file)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        hint = "look whether its name is right, and whether you may read it"
        raise Unreadable("unreadable-file", message, hint) from None
    if len(data) > MAX_REPLY:
        message = f"the file is larger than {MAX_REPLY // 10**6} MB, which no filled sheet is"
        raise Unreadable("too-large", message)
    try:
        return limited(form_of, data)
    except TooMuch:
        message = "the file takes more time or memory to read than a filled sheet can"
        raise Unreadable("too-costly", message) from None


def _ours(form: Form) -> list[Named]:
    """The fields that are ours, by their names. Raises Unreadable where there are none."""
    pairs = ((parsed(field.name), field) for field in form.fields)
    named = [Named(name, field) for name, field in pairs if name is not None]
    if not form.fields:
        raise Unreadable("no-fields", "the file has no fields to fill in", NO_FIELDS)
    if not named:
        message = "the file is a form, but none of its fields is of a question sheet"
        raise Unreadable("other-form", message, "give the sheet that was sent out, filled in")
    return named


def _sheet(named: Sequence[Named]) -> SheetId:
    sheets = {each.name.sheet for each in named}
    if len(sheets) > 1:
        message = f"the file holds fields of {len(sheets)} sheets"
        raise Unreadable("two-sheets", message, "save each sheet as a file of its own")
    return sheets.pop()


def _warn(form: Form, named: Sequence[Named], file: Path, sink: Sink) -> None:
    """Says what else is in a file that is read."""
    others = len(form.fields) - len(named)
    if others:
        message = f"the file has {others} field{'s' * (others != 1)} that no sheet has"
        sink.warning(
            _at(file), "other-fields", message, "look at the file itself for what they say"
        )
    if form.xfa:
        message = "the file has a second form (XFA), and its answers may be in that one"
        hint = "look at the file itself, in the program it was filled in with"
        sink.warning(_at(file), "xfa-form", message, hint)
    if not all(each.field.listed for each in named):
        message = "the form was lost in the file, and its fields were found on its pages"
        sink.warning(_at(file), "lost-form", message, "compare the answers with the file itself")


def _all_known(named: Sequence[Named], asked: QuestionSheet, file: Path, sink: Sink) -> None:
    more = unknown(named, asked)
    if more:
        message = (
            f"the file has {more} field{'s' * (more != 1)} for entries that its sheet does not have"
        )
        sink.warning(
            _at(file), "unknown-entry", message, "look at the file itself for what they say"
        )
