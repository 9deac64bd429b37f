"""Blocks made up from their own fields, so that a new block is tested without a word here."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from builder.blocks.callout import Callout
from builder.model import BESIDE, AnyBlock, Block, Urgency, block
from builder.model.placed import Placed
from builder.pictures.bodies import FRONT
from builder.source.inline import Rich
from builder.source.values import between
from tests.fuzz import texts

Made = st.SearchStrategy[Any]
# Files, and a drawing that leaflets share.
PICTURES = ("round.svg", "wide.svg", "tall.svg", "photo.png", "grey.jpg", "disc")
# Boxes within boxes go so far.
DEEPEST = 2
# A box holds one of them at least.
STAND_IN = {"snippet"}  # blocks of a file of its own, in the place of one
BODY = frozenset(("text", "items", "blocks"))


def any_block(language: str, depth: int = 0) -> Made:
    """One of the registered blocks as YAML has it, perhaps in a language of its own."""
    names = st.sampled_from(sorted({*block} - STAND_IN))
    return names.flatmap(lambda name: one(name, language, depth))


def in_language(languages: list[str], language: str) -> Made:
    """A block in the language of the leaflet, or one that says that it is in another."""

    def other(chosen: str) -> Made:
        return any_block(chosen).map(lambda made: {**made, "language": chosen})

    return st.one_of(any_block(language), st.sampled_from(languages).flatmap(other))


def one(name: str, language: str, depth: int) -> Made:
    """A block of a kind."""
    kind = block[name]
    special = SPECIAL.get(name)
    fields = special(language) if special else fields_of(kind, language, depth)
    return fields.map(lambda made: {name: made or ""})


# -- by fields


def fields_of(kind: type[Placed], language: str, depth: int) -> Made:
    """A mapping of a model's fields; those that may be left out sometimes are."""
    internal: frozenset[str] = getattr(kind, "internal", frozenset())
    needed: dict[str, Made] = {}
    optional: dict[str, Made] = {}
    for key, field in kind.model_fields.items():
        if key in internal or (issubclass(kind, Block) and key in BESIDE):
            continue
        made = of_type(_annotated(field), language, depth)
        if made is not None:
            (needed if field.is_required() else optional)[key] = made
    made = st.fixed_dictionaries(needed, optional=optional)
    return made.filter(BODY.intersection) if set(optional) >= BODY else made


def _annotated(field: FieldInfo) -> Any:
    bounds = [entry for entry in field.metadata if isinstance(entry, between)]
    return Annotated[field.annotation, bounds[0]] if bounds else field.annotation


def of_type(wanted: Any, language: str, depth: int) -> Made | None:
    """A value of a type as its author writes it; None for a type that is not known here."""
    origin, inside = get_origin(wanted), get_args(wanted)
    if wanted == AnyBlock:
        return any_block(language, depth + 1) if depth < DEEPEST else _paragraph(language)
    if origin is Annotated:
        bounds = next((entry for entry in inside[1:] if isinstance(entry, between)), None)
        number = _number(inside[0], bounds)
        return of_type(inside[0], language, depth) if number is None else number
    if origin in (Union, UnionType):
        each = [of_type(t, language, depth) for t in inside if t is not NoneType]
        known = [made for made in each if made is not None]
        return st.one_of(known) if known else None
    if origin is tuple:
        item = of_type(inside[0], language, depth)
        return None if item is None else st.lists(item, min_size=1, max_size=4)
    if isinstance(wanted, type) and issubclass(wanted, Placed):
        return fields_of(wanted, language, depth)
    return texts.rich(language) if wanted is Rich else _number(wanted, None)


def _number(wanted: Any, bounds: between | None) -> Made | None:
    low, high = (bounds.low, min(bounds.high, bounds.low + 9)) if bounds else (1, 9)
    if wanted is bool:
        return st.booleans()
    if wanted is int:
        return st.integers(int(low), int(high))
    return st.integers(int(low), int(high)).map(float) if wanted is float else None


def _paragraph(language: str) -> Made:
    return texts.rich(language).map(lambda text: {"paragraph": text})


# -- with rules that no field tells


def figure(language: str) -> Made:
    said = st.one_of(
        texts.short(language).map(lambda alt: {"alt": alt}), st.just({"decorative": True})
    )
    more = st.fixed_dictionaries(
        {},
        optional={"caption": texts.rich(language), "width": st.integers(5, 400)},
    )
    shown = st.sampled_from(PICTURES).map(
        lambda name: {"image" if "." in name else "picture": name}
    )
    return st.tuples(shown, more, said).map(lambda three: three[0] | three[1] | three[2])


def pictured_list(language: str) -> Made:
    files = st.sampled_from([name for name in PICTURES if "." in name])
    item = st.fixed_dictionaries({"image": files, "text": texts.rich(language)})
    return st.fixed_dictionaries(
        {"items": st.lists(item, min_size=1, max_size=4)},
        optional={"lead": texts.rich(language)},
    )


def scale(language: str) -> Made:
    return st.fixed_dictionaries(
        {"items": st.lists(texts.rich(language), min_size=1, max_size=4)},
        optional={
            "lead": texts.rich(language),
            "first": st.integers(0, 4),
            "last": st.integers(5, 10),
        },
    )


def picture_steps(language: str) -> Made:
    """Two to six of the drawings that the project shares."""
    step = st.fixed_dictionaries(
        {"picture": st.sampled_from(["disc", "square"]), "text": texts.running(language)}
    )
    return st.fixed_dictionaries(
        {"steps": st.lists(step, min_size=2, max_size=6)},
        optional={"caption": texts.short(language), "numbered": st.booleans()},
    )


def contact(language: str) -> Made:
    return st.just("office")


def table(language: str) -> Made:
    """One to four columns with a header row, a header column, or both."""

    def of_width(width: int) -> Made:
        row = st.lists(texts.running(language), min_size=width, max_size=width)
        return st.fixed_dictionaries(
            {"rows": st.lists(row, min_size=1, max_size=6), "row_headers": st.just(True)},
            optional={
                "columns": st.lists(texts.running(language), min_size=width, max_size=width),
                "caption": texts.short(language),
                "widths": st.lists(st.integers(1, 2), min_size=width, max_size=width),
            },
        ).flatmap(
            lambda made: st.booleans().map(
                lambda headers: made | {"row_headers": headers or "columns" not in made}
            )
        )

    return st.integers(1, 4).flatmap(of_width)


def do_and_do_not(language: str) -> Made:
    """Two columns, which are never parted: neither is as long as a page."""
    items = st.lists(texts.short(language), min_size=1, max_size=3)
    return st.fixed_dictionaries({"do": items, "do_not": items})


def story(language: str) -> Made:
    return st.fixed_dictionaries(
        {
            "text": texts.rich(language),
            "consent": st.just("R-1"),
            "date": st.just("2026-05-01"),
            "balance": texts.rich(language),
        }
    )


def pictograph(language: str) -> Made:
    """One to three charts, whose one or two groups are not more than all people."""
    group = st.fixed_dictionaries(
        {"count": st.integers(0, 5), "label": texts.rich(language)},
        optional={"kind": st.sampled_from(["benefit", "harm", "other"])},
    )
    chart = st.fixed_dictionaries(
        {"groups": st.lists(group, min_size=1, max_size=2), "rest": texts.rich(language)},
        optional={"title": texts.short(language)},
    )
    return st.fixed_dictionaries(
        {"caption": texts.rich(language), "charts": st.lists(chart, min_size=1, max_size=3)},
        optional={"out_of": st.sampled_from(["10", "20", "50", "100"])},
    )


def body_map(language: str) -> Made:
    sign = st.fixed_dictionaries(
        {"part": st.sampled_from(sorted(FRONT.parts)), "text": texts.rich(language)}
    )
    return st.fixed_dictionaries(
        {"alt": texts.short(language), "parts": st.lists(sign, min_size=1, max_size=14)},
        optional={"caption": texts.rich(language)},
    )


def questions(language: str) -> Made:
    """Those of a stage: the questions themselves stand in the project."""
    return st.fixed_dictionaries(
        {"stage": st.sampled_from(["first-visit", "second-visit"])},
        optional={"most": st.integers(1, 9), "sensitive": st.booleans()},
    )


def side_by_side(language: str) -> Made:
    """Two or three short ones."""
    short = ("write-in", "paragraph", "checklist", "question", "list", "key-facts")
    kinds = st.sampled_from(short).flatmap(lambda name: one(name, language, DEEPEST))
    return st.fixed_dictionaries({"blocks": st.lists(kinds, min_size=2, max_size=3)})


def warning_signs(language: str) -> Made:
    """Those of an urgency: the signs themselves stand in the project."""
    return st.fixed_dictionaries(
        {"urgency": st.sampled_from(get_args(Urgency))},
        optional={
            "title": texts.short(language),
            "text": texts.rich(language),
            "carer": st.booleans(),
        },
    )


def glossary(language: str) -> Made:
    return st.fixed_dictionaries(
        {}, optional={"heading": texts.short(language), "first": st.sampled_from(["plain", "term"])}
    )


def weeks(language: str) -> Made:
    stretch = st.fixed_dictionaries(
        {"label": texts.rich(language), "start": st.integers(0, 9)},
        optional={
            "end": st.integers(9, 90),
            "ongoing": st.sampled_from(["true", "false"]),
            "text": texts.rich(language),
        },
    )
    return st.fixed_dictionaries(
        {"alt": texts.short(language), "stretches": st.lists(stretch, min_size=1, max_size=6)},
        optional={"unit": st.sampled_from(["days", "weeks", "months"])},
    )


def qr(language: str) -> Made:
    to = st.text("abcdefghij/-", max_size=60).map(lambda rest: f"https://example.org/{rest}")
    return st.fixed_dictionaries({"to": to, "says": texts.rich(language)})


def zone(language: str) -> Made:
    colours = st.sampled_from(["green", "amber", "red"])
    box = fields_of(Callout, language, DEEPEST)
    return st.tuples(colours, box).map(lambda two: {"colour": two[0], **two[1]})


SPECIAL = {
    "body-map": body_map,
    "contact": contact,
    "do-and-do-not": do_and_do_not,
    "figure": figure,
    "glossary": glossary,
    "pictograph": pictograph,
    "pictured-list": pictured_list,
    "scale": scale,
    "picture-steps": picture_steps,
    "qr": qr,
    "questions": questions,
    "side-by-side": side_by_side,
    "story": story,
    "table": table,
    "warning-signs": warning_signs,
    "weeks": weeks,
    "zone": zone,
}
