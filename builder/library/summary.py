"""What other sources need to know of a definition or a topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.diagnostics import Sink
from builder.library.known import NOTHING_TOLD, Gone, Known, Listed, Told
from builder.model import Block, HandoutDefinition, Topic, TopicUse
from builder.model.catalogued import Withdrawal
from builder.place import Text


def known_of(thing: HandoutDefinition | Topic, sink: Sink) -> Known:
    """What is noted of one without mistakes, which can then be forgotten; `sink` has warnings."""
    found = tuple(sink.sorted())
    if isinstance(thing, HandoutDefinition):
        return Known(_short(thing.handout), found, _listed(thing))
    for_all = [each for each in thing.sections if each.when is None]
    told = {str(each.id): told_by(each.blocks, each.covers) for each in for_all}
    telling = {name: each for name, each in told.items() if each != NOTHING_TOLD}
    return Known(_short(thing.topic), found, sections=telling)


def _short(text: Text) -> Text:
    """A text with its place, without the lines of its file: these are to be forgotten."""
    return Text(str(text), text.span)


def _listed(thing: HandoutDefinition) -> Listed:
    uses = (entry for entry in thing.contents if isinstance(entry, TopicUse))
    return Listed(
        str(thing.handout),
        thing.span.path,
        None if thing.site is None else str(thing.site),
        None if thing.treatment is None else str(thing.treatment),
        str(thing.language),
        str(thing.layout),
        thing.every_edition,
        _short(thing.title.source),
        tuple((str(use.topic), _told_sections(use)) for use in uses),
        told_by(entry for entry in thing.contents if not isinstance(entry, TopicUse)),
        None if thing.withdrawn is None else _gone(thing.withdrawn),
    )


def _told_sections(use: TopicUse) -> tuple[str, ...] | None:
    """The sections that any reader of the leaflet has; None is all of the topic."""
    if use.when is not None:
        return ()
    return None if use.sections is None else tuple(map(str, use.sections))


def _gone(thing: Withdrawal) -> Gone:
    instead = None if thing.instead is None else _short(thing.instead)
    return Gone(thing.on.isoformat(), str(thing.because), instead)


def told_by(blocks: Iterable[Block], covers: Iterable[str] = ()) -> Told:
    """What blocks tell of themselves, and the names of the snippets among them.

    Another leaflet cannot rely on what is for some only.
    """
    every = [*_for_all(blocks)]
    asked = (block.asked for block in every)
    signs = tuple(each.plain() for each in asked if each is not None)
    snippets = tuple(str(block.snippet) for block in every if block.snippet is not None)
    return Told(tuple(map(str, covers)), signs, any(block.tool for block in every), snippets)


def _for_all(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are in any leaflet, and those inside of them."""
    for block in blocks:
        if block.when is None:
            yield block
            yield from _for_all(getattr(block, "blocks", None) or ())
