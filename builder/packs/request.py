"""What was asked for: a pack of the project, or leaflets that somebody names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from builder.diagnostics import Sink, nearest
from builder.library.library import Library
from builder.library.phrasebook import ENGLISH, spoken
from builder.library.which import which
from builder.machine.disk import read
from builder.model import WEB, PackDefinition
from builder.place import Span, Text
from builder.source.inline import Rich

MOST = 256 << 20  # bytes of a file that is looked at before another takes its place
OURS = b"<pdf:Producer>handouts "
TITLE, TYPED = Span("--title", 0), Span("handouts", 0)


class Wrong(ValueError):
    """It cannot be asked for so; the message is a sentence for the user."""


def requested(
    library: Library, names: Sequence[str], title: str | None, edition: str
) -> PackDefinition:
    """The pack of that name, or one of the leaflets that are named. Raises Wrong."""
    if edition == WEB:
        raise Wrong(f"'{WEB}' is a page for each leaflet; a pack is on paper")
    known = [library.packs[name] for name in map(_name, names) if name in library.packs]
    if known and len(names) > 1:
        raise Wrong(f"'{known[0].pack}' is a pack: name it alone, or leaflets")
    if not known and (close := _meant(library, names)):
        raise Wrong(f"there is no handout or pack '{names[0]}'; did you mean '{close}'?")
    made = known[0] if known else _typed(library, names)
    if title is None:
        return made
    if not title.strip():
        raise Wrong("the title is empty")
    return made.model_copy(update={"title": Rich.plain(title, Text(title, TITLE))})


def _name(typed: str) -> str:
    """The name of a pack, which may be typed as that of its file."""
    return typed.removesuffix(".yaml").rpartition("/")[2].casefold()


def _meant(library: Library, names: Sequence[str]) -> str:
    """The pack that one name is most like, where it is that of nothing."""
    code, *others = (_code(library, name) for name in names)
    unknown = not others and code not in library.definitions and not library.broken
    return nearest(_name(code), library.packs) if unknown else ""


def _typed(library: Library, names: Sequence[str]) -> PackDefinition:
    codes = [_code(library, name) for name in names]
    code, times = Counter(codes).most_common(1)[0]
    if times > 1:
        raise Wrong(f"'{code}' is named {times} times: a pack has each leaflet once")
    first = library.listed.get(codes[0])
    phrases = spoken(library.phrases, first.language if first else ENGLISH)
    words = (phrases or library.phrases[ENGLISH]).phrases.get("pack")
    made = PackDefinition.model_construct(
        pack=Text("", TYPED),
        title=words or library.phrases[ENGLISH].phrases["pack"],
        contents=tuple(Text(code, TYPED) for code in codes),
    )
    made._span = TYPED
    return made


def _code(library: Library, name: str) -> str:
    """The number of the leaflet that is meant; what nobody knows stays as it is."""
    return next((each.definition for each in which(library, Sink(), (name,))), name)


def may_replace(place: Path) -> bool:
    """Whether nothing lies there, or a PDF that this builder made."""
    if not place.exists():
        return True
    data = read(place, MOST)
    return data is not None and data.startswith(b"%PDF-") and OURS in data
