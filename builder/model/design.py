"""A layout as one of its editions prints it: every length as it is printed.

An edition says what differs from the layout: all sizes by a factor, some of them by hand, other
paper, other colour roles. What is the same in all editions is written once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from builder.model.breaking import Fit
from builder.model.edition import Edition
from builder.model.looks import Layout
from builder.model.styles import MORE_BOXES, MORE_STYLES, Box, Margins, TextStyle
from builder.pictures.tones import grey
from builder.place import Text

Look = TypeVar("Look")

# What an edition may put in the place of any colour of a brand: what every printer has.
INKS = {"black": "#000000", "white": "#ffffff"}

# Larger editions enlarge what is read, not what is already large: a title of 32
# points needs no 41, and would push the text off the first page.
LARGE = 24.0
LEAST_LEADING = 1.2  # of the size: lines are set no closer for the sake of a page


@dataclass(frozen=True)
class Design:
    """Lengths in points, but margins, bleed and `rule_space` in millimetres.

    `smallest` is the size below which no type is set, in points; 0 for none.
    """

    paper: str
    margins: Margins
    bleed: float
    styles: Mapping[str, TextStyle]
    boxes: Mapping[str, Box]
    block_space: float
    item_space: float
    rule_space: float
    smallest: float
    single_column: bool
    gutter: float


def design(layout: Layout, edition: Edition) -> Design:
    """The layout with what an edition changes in it."""
    scale = edition.scale
    block_space, item_space = edition.block_space, edition.item_space
    return Design(
        paper=edition.paper or layout.paper,
        margins=edition.margins or layout.margins,
        bleed=layout.bleed,
        styles={
            name: _style(edition, name, style)
            for name, style in _with_more(layout.styles, MORE_STYLES).items()
        },
        boxes={
            name: _box(edition, name, box)
            for name, box in _with_more(layout.boxes, MORE_BOXES).items()
        },
        block_space=layout.block_space * scale if block_space is None else block_space,
        item_space=layout.item_space * scale if item_space is None else item_space,
        rule_space=layout.rule_space,
        smallest=edition.smallest,
        single_column=edition.single_column,
        gutter=0.0 if edition.single_column else float(layout.gutter * scale),
    )


def tighter(made: Design, fit: Fit, share: float) -> Design:
    """The same with smaller spaces, and lines closer together, by a share of what may be.

    No type gets smaller.
    """
    space, leading = (1 - share * (1 - bound) for bound in (fit.space, fit.leading))
    return replace(
        made,
        styles={name: _closer(style, space, leading) for name, style in made.styles.items()},
        block_space=made.block_space * space,
        item_space=made.item_space * space,
    )


def _closer(style: TextStyle, space: float, leading: float) -> TextStyle:
    least = min(style.leading, style.size * LEAST_LEADING)
    changes = {
        "leading": max(style.leading * leading, least),
        "before": style.before * space,
        "after": style.after * space,
    }
    return style.model_copy(update=changes)


def _style(edition: Edition, name: str, style: TextStyle) -> TextStyle:
    """Sizes are those the edition gives, or as many times larger, and never below its smallest."""
    changes = _given(edition.styles.get(name))
    size = changes.get("size") or enlarged(style.size, edition.scale)
    size = max(size, edition.smallest)
    changes.setdefault("leading", style.leading * size / style.size)
    changes.setdefault("before", style.before * edition.scale)
    changes.setdefault("after", style.after * edition.scale)
    return style.model_copy(update={**changes, "size": size})


def enlarged(size: float, scale: float) -> float:
    """A size of type in an edition of that scale, in points."""
    if scale > 1 and size * scale > LARGE:
        return max(size, LARGE)
    return size * scale


def _with_more(own: Mapping[Text, Look], more: Mapping[str, str]) -> dict[str, Look]:
    """The looks that a layout gives; what it leaves out of `more` looks as another does."""
    given = {str(name): look for name, look in own.items()}
    return given | {name: given[other] for name, other in more.items() if name not in given}


def _box(edition: Edition, name: str, box: Box) -> Box:
    lengths = ("edge_width", "bar_width", "radius", "inset")
    scaled = {key: getattr(box, key) * edition.scale for key in lengths}
    return box.model_copy(update={**scaled, **_given(edition.boxes.get(name))})


def _given(change: Any) -> dict[str, Any]:
    """What an edition says of a style or a box, without what it leaves as it is."""
    if change is None:
        return {}
    return {key: getattr(change, key) for key in change.model_fields_set}


def palette(colours: Mapping[Text, Text], edition: Edition) -> dict[str, str]:
    """The colours of a brand by role, as an edition prints them: `#rrggbb`."""
    own = {str(role): str(colour) for role, colour in colours.items()}
    known = INKS | own
    found = {role: known.get(str(edition.colours.get(role, role)), own[role]) for role in own}
    return {role: grey(each) for role, each in found.items()} if edition.grey else found
