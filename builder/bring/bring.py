"""Brings in a leaflet of another program: read, planned, written, proved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from builder.authors.scaffold import BadName, add, must_be_free, must_be_usable, surroundings
from builder.bring import fidelity, proposals
from builder.bring.account import Account, comments
from builder.bring.brought import Brought, Picture, Remark, Unusable, words_of
from builder.bring.formats import kind_of, read_as
from builder.bring.guesses import guessed
from builder.bring.letters import printable
from builder.bring.markup import written
from builder.bring.printedpicture import printed_picture
from builder.bring.stretch import plain
from builder.bring.topicfiles import MESSAGE, Files, Imprint, default_name, heading
from builder.bring.topicplan import planned
from builder.bring.word.pending import Settle
from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.phrasebook import spoken
from builder.library.reading import read_library
from builder.machine.limited import Limited, TooMuch
from builder.notation.direction import LANGUAGE
from builder.project import MAX_LEAFLET, MAX_SOURCE, Project


@dataclass(frozen=True)
class Wish:
    """How a leaflet is to be brought in: its number, and whose it is; None is for us to find.

    `settle` says what to do with changes in it that nobody has accepted or rejected.
    """

    name: str | None = None
    brand: str | None = None
    site: str | None = None
    settle: Settle = ""


def bring(project: Project, file: Path, wish: Wish) -> Account:
    """Reads a leaflet and writes it as topics and a definition, all or nothing.

    Raises Unusable for a file that cannot be brought in, BadName for a name that cannot be used,
    OSError when the machine is in the way. Nothing is written then, and nothing is ever replaced.
    """
    name = default_name(file.name) if wish.name is None else wish.name
    must_be_usable("handout", name)
    library = read_library(project, Sink())
    must_be_free(project, library, "handout", name)
    around, new = surroundings(project, library, {"brand": wish.brand, "site": wish.site})
    read = guessed(_read(project, file, wish.settle))
    fidelity.all_read(read)
    brought = printable(read)
    with Limited() as limited:
        beside = Beside(project, file, limited)
        files, account = composed(beside, brought, Named(name, around, library))
    for path in files.made:
        if (project.root / path).exists():
            raise BadName(f"'{path}' is there already; take another name with '--as'")
    paths = [*add(project, {**{p: t.encode() for p, t in new.items()}, **files.made})]
    return replace(account, written=tuple(paths))


def _read(project: Project, file: Path, settle: Settle) -> Brought:
    """What a file holds, read where it can do no harm. Raises Unusable."""
    data = project.leaflet(file)
    if len(data) > MAX_LEAFLET:
        raise Unusable("too-large", f"the file is larger than {MAX_LEAFLET // 10**6} MB")
    kind = kind_of(file.name, data)
    try:
        with Limited() as limited:
            return limited(read_as, kind, data, settle)
    except TooMuch:
        message = "the file takes more time or memory to read than a leaflet can"
        raise Unusable("too-costly", message) from None


@dataclass(frozen=True)
class Named:
    """A number that is free, with the brand and site it is for, in a project."""

    name: str
    around: Mapping[str, str]
    library: Library


@dataclass(frozen=True)
class Beside:
    """Where a leaflet lies, with the pictures beside it, and who looks at them."""

    project: Project
    file: Path
    limited: Limited

    def usable(self, picture: Picture) -> tuple[bytes, str]:
        """The bytes of a picture, none where it is not there; no suffix if it cannot be printed."""
        data = picture.data
        if data is None and picture.name:
            data = self.project.picture_beside(self.file, unquote(picture.name))
        try:
            return self.limited(printed_picture, data) if data else (b"", "")
        except TooMuch:
            return data or b"", ""


def composed(beside: Beside, brought: Brought, named: Named) -> tuple[Files, Account]:
    """The files of a leaflet, proved, and the account of them. Raises Unusable."""
    file, project = beside.file, beside.project
    plan = planned(brought.pieces)
    files = Files(named.name, beside.usable)
    opening = files.opened(plan)
    topics = files.topics(plan)
    if not opening and not topics:
        what = "nothing but its title" if plan.title else "no words to print"
        raise Unusable("no-words", f"there is {what} in the file")
    remarks = (*brought.remarks, *plan.remarks)
    running = [each.words for each in brought.running]
    title, told = written(plan.title) if plan.title else (heading((), file.name), ())
    remarks += tuple(Remark("plain-words", each, "title") for each in told)
    if not plan.title:
        remarks += (
            Remark("no-title", "no title was found: the name of the file stands there", ""),
        )
    imprint = Imprint(
        named.name,
        title,
        named.around["brand"],
        named.around["site"],
        project.today,
        proposals.version(running) or "0.1",
        _language(brought, named.library),
    )
    texts = [plain(each) for each in words_of(brought.pieces)]
    account = Account(
        file.name,
        named.name,
        running=brought.running,
        left=(*brought.left, *files.blocks.left),
        remarks=(*remarks, *files.blocks.remarks),
        telephones=tuple(proposals.telephones(texts).items()),
        reviews=tuple(proposals.reviews(running)),
        sizes=tuple(files.counts.items()),
    )
    files.define(plan, imprint, opening, topics, comments(account))
    added = [*files.blocks.added, MESSAGE, imprint.version, *([] if plan.title else [title])]
    left = [each.words for each in files.blocks.left]
    _must_be_readable(files)
    fidelity.all_written(brought, files.made, left, added)
    return files, account


def _language(brought: Brought, library: Library) -> str:
    """The language the leaflet says it is in, if there are phrases for it; "" for the usual."""
    said = brought.language.replace("_", "-")
    known = library.phrases
    usual = said.partition("-")[0] == "en"  # what Word writes into every file it makes
    return said if not usual and re.fullmatch(LANGUAGE, said) and spoken(known, said) else ""


def _must_be_readable(files: Files) -> None:
    """Raises Unusable where a file would be too long to be read as a source."""
    for path, data in files.made.items():
        if path.endswith(".yaml") and len(data) > MAX_SOURCE:
            message = f"it makes a topic of more than {MAX_SOURCE >> 20} MiB"
            raise Unusable("too-large", message, "part it into several leaflets first")
