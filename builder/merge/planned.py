"""All that a handout might print, as it was written: snippets in place, nothing left out yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, ValuesView
from typing import Any, NamedTuple

from builder.diagnostics import did_you_mean
from builder.library.snippets import expanded
from builder.library.vocabulary import Vocabulary
from builder.merge.lookup import Lookup
from builder.model import OF_ITSELF, Block, Conditional, Placed, Section, Topic, TopicUse
from builder.place import Text
from builder.source.forsome import Row
from builder.source.inline import Rich
from builder.source.when import Circumstances, Said, When

# What a project has of each word that it does not declare: a file with mistakes may have more.
KINDS = {"edition": "layout", "language": "handout", "site": "site", "treatment": "sign"}


class Planned(NamedTuple):
    """A topic of a handout with the sections it is to print, or a section of one bare block."""

    sections: tuple[Section, ...]
    use: TopicUse | None = None
    topic: Topic | None = None


Plan = tuple[Planned, ...]


def planned(lookup: Lookup) -> Plan:
    """The contents of a handout; what they name and is not there is reported."""
    made: list[Planned] = []
    for entry in lookup.definition.contents:
        if isinstance(entry, TopicUse):
            topic = lookup.find(lookup.library.topics, entry.topic, "topic")
            if topic is not None:
                made.append(Planned(tuple(_chosen(lookup, topic, entry)), entry, topic))
        else:
            bare = Section.model_construct(id=Text("block"), blocks=(entry,))
            made.append(Planned((_expanded(lookup, bare),)))
    return tuple(made)


def _chosen(lookup: Lookup, topic: Topic, use: TopicUse) -> Iterator[Section]:
    """The sections that are to be printed, in that order."""
    known = {str(section.id): section for section in topic.sections}
    found: Iterable[Section | None] = topic.sections
    if use.sections is not None:
        found = (lookup.find(known, name, "section") for name in use.sections)
    yield from (_expanded(lookup, section) for section in found if section is not None)


def _expanded(lookup: Lookup, section: Section) -> Section:
    snippets = lookup.library.snippets
    blocks = expanded(section.blocks, lambda name: lookup.find(snippets, name, "snippet"))
    return section.model_copy(update={"blocks": tuple(blocks)})


def conditions(plan: Plan) -> Iterator[When]:
    """The conditions of all that is planned."""
    for each in plan:
        yield from _asked_by(each.use)
        yield from _asked_by(each.sections)


def _asked_by(value: Any) -> Iterator[When]:
    """The conditions of a thing, and of all that stands in it."""
    if isinstance(value, (Conditional, Rich, Row)) and value.when is not None:
        yield value.when
    inside = vars(value).values() if isinstance(value, Placed) else value
    if isinstance(inside, (tuple, ValuesView)):
        for each in inside:
            if isinstance(each, (tuple, Placed, Rich)):
                yield from _asked_by(each)


def outer_blocks(plan: Plan) -> Iterator[Block]:
    """The blocks that stand one below the other."""
    sections = (section for each in plan for section in each.sections)
    return (block for section in sections for block in section.blocks)


def checked(lookup: Lookup, asked: Iterable[When], true: Circumstances) -> bool:
    """Whether all conditions can be told of a leaflet of which so much is `true`.

    What they ask that the project does not know, and what the definition does not say, is reported.
    """
    known, good = lookup.library.vocabulary, True
    of_definition = [Said(word, values) for word, values in lookup.definition.written_for.items()]
    for said in of_definition:
        good &= _is_known(lookup, said, {w: v for w, v in known.items() if w not in OF_ITSELF})
    every = {id(said): said for when in asked for said in when.said}.values()
    for said in every:
        good &= _is_known(lookup, said, known)
    for said in {str(said.word): said for said in reversed(every)}.values() if good else ():
        good &= _is_told(lookup, said, true)
    lookup.incomplete |= not good
    return good


def _is_known(lookup: Lookup, said: Said, known: Vocabulary) -> bool:
    values = known.get(str(said.word))
    if values is None:
        hint = did_you_mean(said.word, known) if known else ""
        hint = hint or "declare it, with all its values, in sources/conditions.yaml"
        message = f"there is no condition '{said.word}'"
        lookup.report(said.word.span, "condition", message, hint)
        return False
    strange = [value for value in said.values if str(value) not in values]
    for value in strange:
        kind = KINDS.get(str(said.word), "condition")
        message = f"'{said.word}' cannot be '{value}'"
        lookup.report(value.span, kind, message, did_you_mean(value, values), code="unknown-value")
    return not strange


def _is_told(lookup: Lookup, said: Said, true: Circumstances) -> bool:
    """Whether the leaflet says it: where nobody knows for whom it is, nothing is left out."""
    if said.word in true or said.word in OF_ITSELF:
        return True
    definition = lookup.definition
    message = f"'{definition.handout}' does not say of which '{said.word}' it is"
    hint = f"write 'written_for: {{{said.word}: …}}'; {said.word.span} is for some of them only"
    lookup.sink.error(definition.handout.span, "unsaid-condition", message, hint)
    return False
