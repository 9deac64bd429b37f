"""The sheets of a project that can come back: which handout a file is of, and what that asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.which import which
from builder.model import Handout
from builder.notation.fieldnames import SheetId
from builder.paper.compose import Composer
from builder.paper.entries import PHRASES, tooltip
from builder.paper.story import part_story
from builder.pdf.tags import Element
from builder.place import Text
from builder.project import Project
from builder.questions.answering import Named
from builder.questions.questionsheet import Question, QuestionSheet, whole
from builder.questions.unreadable import Unreadable
from builder.questions.wholebank import with_every_question
from builder.sign.handouts import handouts
from builder.source.inline import Rich
from builder.words.whole import whole_of


class Sheets:
    """What each sheet of a project asks; a handout is composed once for all its replies."""

    def __init__(self, project: Project, library: Library) -> None:
        self.project, self.library = project, library
        self._known: dict[str, tuple[Handout, ...]] = {}
        self._asked: dict[SheetId, QuestionSheet] = {}

    def asked(self, sheet: SheetId) -> QuestionSheet:
        """What a sheet asks. Raises Unreadable when the project has no sheet of these words."""
        if sheet not in self._asked:
            self._asked[sheet] = self._found(sheet)
        return self._asked[sheet]

    def spoken(self, sheet: SheetId) -> dict[str, str]:
        """The phrases round the words of fields, as the handout has them now."""
        for handout in self._handouts(sheet.handout):
            return {kind: handout.phrase(name).text for kind, name in PHRASES.items()}
        return {}

    def _found(self, sheet: SheetId) -> QuestionSheet:
        handout = self.handout(sheet)
        bank = tuple(self._bank(handout)) if sheet.own else ()
        return QuestionSheet(sheet, tuple(_questions(handout)), self.spoken(sheet), bank)

    def handout(self, sheet: SheetId) -> Handout:
        """The handout of a sheet, with the words that are on it. Raises Unreadable."""
        known = self._handouts(sheet.handout)
        if not known:
            raise self._unknown(sheet)
        for handout in known:
            same = (handout.language, handout.version.text) == (sheet.language, sheet.of_version)
            if same and handout.fingerprint == sheet.fingerprint:
                return handout
        raise _other_version(sheet, known)

    def handout_now(self, sheet: SheetId) -> Handout:
        """The same, or where the project has other words now, the handout as that version.

        Raises Unreadable when there is no handout of that name.
        """
        try:
            return self.handout(sheet)
        except Unreadable:
            if not (known := self._handouts(sheet.handout)):
                raise
            version = Rich.plain(sheet.of_version, Text(sheet.of_version))
            return known[0].model_copy(update={"version": version})

    def _bank(self, handout: Handout) -> Iterator[Question]:
        """Every question of the bank as a sheet of that handout has it, for who chose others."""
        one = which(self.library, Sink(), [handout.code], site=str(handout.site.site))[0]
        alone = with_every_question(self.project, self.library, one)
        return _questions(alone) if alone is not None else iter(())

    def _handouts(self, code: str) -> tuple[Handout, ...]:
        """The handout for each of its sites, merged, with what any of its editions asks."""
        if code not in self._known:
            wanted = which(self.library, Sink(), [code]) if code in self.library.listed else []
            merged = handouts(self.project, self.library, wanted)
            self._known[code] = tuple(
                whole_of(one.handout).handout for one in merged if one.handout
            )
        return self._known[code]

    def _unknown(self, sheet: SheetId) -> Unreadable:
        message = f"the sheet is of the handout '{sheet.handout}', which is not in this project"
        if self.library.broken or sheet.handout in self.library.listed:
            return Unreadable(
                "unknown-handout", f"{message} without mistakes", "see 'handouts check'"
            )
        return Unreadable(
            "unknown-handout", message, "give the project it was made from, with '-C'"
        )


def _questions(handout: Handout) -> Iterator[Question]:
    page = Composer.of(handout, Element("Document"))
    for name in map(str, handout.layout.parts):
        part_story(page, name)
    # One that editions word otherwise is asked for once.
    for entry in {(entry.id, entry.kind): entry for entry in page.shared.entries}.values():
        name, heard = str(entry.id), tooltip(entry, handout)
        yield Question(name, entry.kind, entry.label, heard, optional=entry.optional)


def _other_version(sheet: SheetId, known: Sequence[Handout]) -> Unreadable:
    own = ", ".join(sorted({handout.version.text for handout in known}))
    version, code = sheet.of_version, sheet.handout
    message = f"the sheet is of version {version} of '{code}', and the project has {own}"
    if {handout.version.text for handout in known} == {sheet.of_version}:
        message = f"the sheet has other words than '{sheet.handout}' has now, both of version {own}"
    if sheet.language not in {handout.language for handout in known}:
        message = (
            f"the project has no '{sheet.handout}' in the language of the sheet, {sheet.language}"
        )
    hint = (
        "read it with the project as it was then, or by the words in the file: '--other-versions'"
    )
    return Unreadable("other-version", message, hint)


def as_in_file(sheet: SheetId, named: Sequence[Named], sheets: Sheets) -> QuestionSheet:
    """What a sheet asks by what its file says, in the order of its fields."""
    asked = QuestionSheet(sheet, (), sheets.spoken(sheet))
    found: dict[tuple[str, str], Question] = {}
    for name, field in named:
        entry, tip = whole(name.entry), field.tip or ""
        words = asked.words_of(tip, name.kind) if tip else entry
        found.setdefault((entry, name.kind), Question(entry, name.kind, words, tip))
    return QuestionSheet(sheet, tuple(found.values()), asked.spoken)
