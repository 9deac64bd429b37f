"""A plan as the files of sources: a topic each, the pictures beside them, and the definition."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from builder.authors.scaffold import schema_line
from builder.bring.blockvalues import Block, Blocks
from builder.bring.brought import Aside, Picture
from builder.bring.stretch import Words, plain
from builder.bring.topicplan import Chapter, Part, Plan
from builder.bring.yamltext import Value, dumped

FIRST = "start"  # the id of a section without a heading
NOTHING = "TODO: say what stood here, which could not be printed."
MESSAGE = "TODO: say the one thing to take away."
# The bytes of a picture, if it is there, and its suffix, if it can be printed.
Usable = Callable[[Picture], tuple[bytes, str]]


@dataclass(frozen=True)
class Imprint:
    """What the definition says beside the leaflet's own words."""

    name: str
    title: str
    brand: str
    site: str
    published: date
    version: str = "0.1"
    language: str = ""


@dataclass
class Files:
    """The files that are to be written, by path; and what their blocks tell.

    `usable` gives a picture as it is printed; no bytes are one that cannot be.
    """

    name: str
    usable: Usable
    made: dict[str, bytes] = field(default_factory=dict)
    blocks: Blocks = field(init=False)
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)  # sections, blocks
    _folder: str = ""
    _digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.blocks = Blocks(self._saved)

    @property
    def definition(self) -> str:
        return f"handouts/{self.name.lower()}.yaml"

    def topics(self, plan: Plan) -> list[str]:
        """Makes the topics of a plan; gives their names."""
        names: list[str] = []
        for chapter in plan.chapters:
            name = unlike(
                f"{self.name.lower()}-{slug(plain(chapter.title))}"[:60].rstrip("-"), names
            )
            names.append(name)
            self._topic(name, chapter)
        return names

    def _topic(self, name: str, chapter: Chapter) -> None:
        folder = f"sources/topics/{self.name.lower()}"
        path = f"{folder}/{name}.yaml"
        self._folder = folder
        ids: list[str] = []
        sections = [self._section(part, ids) for part in chapter.parts or [Part((), ())]]
        value: dict[str, Value] = {
            "topic": name,
            "title": self.blocks.text(chapter.title, ""),
            "sections": sections,
        }
        self.counts[path] = (len(sections), sum(_blocks(each) for each in sections))
        self.made[path] = f"{schema_line(path, 'topic')}{dumped(value)}".encode()

    def _section(self, part: Part, ids: list[str]) -> dict[str, Value]:
        name = unlike(slug(plain(part.heading))[:40].rstrip("-") if part.heading else FIRST, ids)
        ids.append(name)
        value: dict[str, Value] = {"id": name}
        if part.heading:
            value["heading"] = self.blocks.text(part.heading, "")
        blocks = self.blocks.of(part.pieces)
        if not blocks:
            blocks = [{"paragraph": NOTHING}]
            self.blocks.added.append(NOTHING)
        return {**value, "blocks": blocks}

    def opened(self, plan: Plan) -> list[Block]:
        """The blocks that stand in the definition itself, before the first topic."""
        self._folder = "handouts"
        return self.blocks.of(plan.opening)

    def define(
        self,
        plan: Plan,
        imprint: Imprint,
        opening: Sequence[Block],
        topics: Sequence[str],
        comments: Sequence[str],
    ) -> None:
        """Makes the definition. `comments` stand at its head."""
        value: dict[str, Value] = {"handout": imprint.name, "title": imprint.title}
        if plan.subtitle:
            value["subtitle"] = self.blocks.text(plan.subtitle, "")
        contents: list[Value] = [*opening, *({"topic": name} for name in topics)]
        value |= {
            "main_message": MESSAGE,
            "layout": "leaflet",
            "brand": imprint.brand,
            "site": imprint.site,
            **({"language": imprint.language} if imprint.language else {}),
            "editions": ("standard", "large-print"),
            "contents": contents,
            "version": imprint.version,
            "published": imprint.published,
        }
        self.counts[self.definition] = (0, len(opening))
        text = dumped(value, comments)
        self.made[self.definition] = f"{schema_line(self.definition, 'handout')}{text}".encode()

    def _saved(self, picture: Picture) -> str:
        """The name of a picture's file; one that cannot be printed is kept beside, and told."""
        data, suffix = self.usable(picture)
        said = f" ({picture.alt})" if picture.alt else ""
        if not data:
            what = f"a picture that is not there: {picture.name[:200] or 'without a name'}{said}"
            self.blocks.left.append(Aside(what, "", picture.place))
            return ""
        digest = f"{self._folder} {hashlib.sha256(data).hexdigest()}"
        if digest not in self._digests:
            own = f"{self.name.lower()}/" if self._folder == "handouts" else ""
            ending = suffix or f".{slug(picture.name.rpartition('.')[2])[:8]}"
            name = f"{own}picture-{len(self._digests) + 1}{ending}"
            self._digests[digest] = name
            self.made[f"{self._folder}/{name}"] = data
        name = self._digests[digest]
        if not suffix:
            place = f"{self._folder}/{name}"
            what = f"a picture that cannot be printed{said}: {picture.name}, kept as {place}"
            self.blocks.left.append(Aside(what, "", picture.place))
        return name if suffix else ""


def slug(words: str) -> str:
    """Words as a name: small letters of the English alphabet, figures and hyphens."""
    letters = unicodedata.normalize("NFKD", words.replace("'", "").replace("’", ""))
    ascii_only = letters.encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", ascii_only).strip("-") or "part"


def unlike(name: str, taken: Sequence[str]) -> str:
    """The name, with a number after it where it is taken."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def default_name(file: str) -> str:
    """The number of a leaflet after the name of its file."""
    return slug(PurePosixPath(file).stem)[:31].strip("-")


def heading(words: Words, file: str) -> str:
    """A title to print: its words, or else the name of the file."""
    return plain(words) or PurePosixPath(file).stem.replace("-", " ").replace("_", " ").strip()


def _blocks(section: dict[str, Value]) -> int:
    found = section["blocks"]
    return len(found) if isinstance(found, list) else 0
