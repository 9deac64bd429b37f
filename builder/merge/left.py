"""What is left of a plan for one leaflet, once all is gone that is for others only.

It is done before any reference is looked up: what is not printed leaves no term, fact, figure,
reference or picture behind, and no entry in a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.library.vocabulary import circumstances, in_one_edition
from builder.merge.lookup import Lookup
from builder.merge.planned import Plan, Planned, checked, conditions, planned
from builder.model import Block, Section, TopicUse
from builder.source.when import Circumstances


def left_in_each(
    lookup: Lookup, site: str, language: str, editions: Iterable[str]
) -> dict[str, Plan]:
    """What is left in each edition of a handout: one plan for those in which it is the same.

    None is left in any of a handout of which nobody can tell; why, was reported.
    """
    plan, editions = planned(lookup), [*editions]
    true = circumstances(lookup.library.vocabulary, lookup.definition, site, language)
    asked = [*conditions(plan)]
    if not checked(lookup, asked, true):
        return dict.fromkeys(editions, ())
    made: dict[tuple[bool, ...], Plan] = {(): plan}
    found: dict[str, Plan] = {}
    for edition in editions:
        here = in_one_edition(true, edition)
        met = tuple(when.holds(here) for when in asked)
        if met not in made:
            made[met] = left(plan, here)
        found[edition] = made[met]
    bare = [edition for edition in editions if not found[edition]]
    if bare and not lookup.incomplete:
        name = lookup.definition.handout
        message = f"nothing is left of '{name}' in: {', '.join(bare)}"
        hint = "all that it names is for others only"
        lookup.missing(name.span, "nothing-left", message, hint)
    return found


def left(plan: Iterable[Planned], true: Circumstances) -> Plan:
    """The plan of a leaflet of which this is `true`; what nothing is left in goes, too."""
    made = (_planned(each, true) for each in plan)
    return tuple(each for each in made if each.sections)


def _planned(each: Planned, true: Circumstances) -> Planned:
    if each.use is not None and not _holds(each.use, true):
        return each._replace(sections=())
    sections = (_section(section, true) for section in each.sections if _holds(section, true))
    return each._replace(sections=tuple(section for section in sections if section.blocks))


def _section(section: Section, true: Circumstances) -> Section:
    blocks = tuple(_blocks(section.blocks, true))
    return section.model_copy(update={"blocks": blocks, "when": None})


def _holds(thing: TopicUse | Section | Block, true: Circumstances) -> bool:
    return thing.when is None or thing.when.holds(true)


def _blocks(blocks: Iterable[Block], true: Circumstances) -> Iterator[Block]:
    for block in blocks:
        if _holds(block, true) and (made := _block(block, true)) is not None:
            yield made


def _block(block: Block, true: Circumstances) -> Block | None:
    """The block with what is left inside of it; None for one in which nothing is."""
    inner = getattr(block, "blocks", None)
    if not inner:
        return block.model_copy(update={"when": None}) if block.when else block
    blocks = tuple(_blocks(inner, true))
    if not blocks and not any(getattr(block, name, None) for name in ("text", "items")):
        return None
    return block.model_copy(update={"when": None, "blocks": blocks or None})
