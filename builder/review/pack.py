"""A review pack as a handout of its own, which is composed, drawn and proved like any leaflet.

Nothing in it is looked up later. The pack speaks English; what it shows of the
leaflet keeps its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model import WEB, Block, Chapter, Edition, Handout, Layout, Section, TextStyle
from builder.place import Text
from builder.review import glance, told
from builder.review.leaflet import ENGLISH, chapters, foreign
from builder.review.review import Review
from builder.review.say import paragraph, rich

BODY, SMALLEST = 11.0, 10.0  # points: a pack is read at a desk
CLOSER = 0.9  # of the distances between lines: columns are narrow, and a pack is long
SMALL = ("table", "table_head", "caption", "imprint", "running", "strip")
HOW_TO_READ = (
    "On the left are the leaflet's exact words, on the right the claims they rest on: the name of "
    "the claim, whether it may be used, what it says, and its sources with their numbers under "
    "References and how far each is trusted (A to C)."
)


def pack(review: Review) -> Handout:
    """The pack as a merged handout, in its printed edition."""
    handout = review.handout
    english = not foreign(handout.language)
    fields = {
        "name": f"{handout.name}.review",
        "title": rich(f"{handout.code} · {handout.title.text}"),
        "subtitle": rich("Review pack for the person who signs") if english else None,
        "audience": None,
        "not_for": None,
        "edition": _edition(handout.layout),
        "layout": _layout(handout.layout),
        "strip": "none",
        "pages": None,  # those are of the leaflet
        "chapters": tuple(_chapters(review)),
        "variants": {},
    }
    return handout.model_copy(update=fields)


def on_screen(pack: Handout) -> Handout:
    """The same pack as a web page."""
    form = Edition(edition=Text(WEB), title=rich("Review pack, web page"))
    return pack.model_copy(update={"edition": form})


def _edition(layout: Layout) -> Edition:
    made = Edition(edition=Text("review"), title=rich("Review pack"))
    return made.model_copy(update={"scale": _scale(layout)})


def _scale(layout: Layout) -> float:
    return BODY / layout.styles["body"].size


def _layout(layout: Layout) -> Layout:
    """The leaflet's own layout on wide paper, in smaller type, with less room to write."""
    least = SMALLEST / _scale(layout)
    styles = {
        name: _closer(_legible(style, least) if name in SMALL else style)
        for name, style in layout.styles.items()
    }
    sides = {"top": 16.0, "right": 15.0, "bottom": 16.0, "left": 15.0}
    american = layout.paper in ("Letter", "Letter-landscape", "Legal")
    fields = {
        "paper": "Letter-landscape" if american else "A4-landscape",
        "parts": (Text("masthead"), Text("contents")),
        "styles": styles,
        "margins": layout.margins.model_copy(update=sides),
        "rule_space": 7.0,
        "block_space": layout.block_space * CLOSER**3,
    }
    return layout.model_copy(update=fields)


def _closer(style: TextStyle) -> TextStyle:
    return style.model_copy(update={"leading": max(style.leading * CLOSER, style.size * 1.2)})


def _legible(style: TextStyle, least: float) -> TextStyle:
    if style.size >= least:
        return style
    return style.model_copy(update={"size": least, "leading": style.leading * least / style.size})


def _chapters(review: Review) -> Iterator[Chapter]:
    language = ENGLISH if foreign(review.handout.language) else None

    def chapter(title: str, blocks: Iterable[Block], *, new_page: bool = False) -> Chapter:
        section = Section.model_construct(id=Text("pack"), blocks=tuple(blocks))
        return Chapter(title=rich(title), language=language, new_page=new_page, sections=(section,))

    yield chapter("At a glance", glance.blocks(review))
    if review.against:
        yield chapter(f"What changed since {review.against}", told.changes(review))
    yield chapter("Block by block", [paragraph(HOW_TO_READ)], new_page=True)
    yield from chapters(review, review.handout)
    yield chapter("References", told.references(review), new_page=True)
    yield chapter("How easy it is to read", told.reading(review), new_page=True)
    yield chapter("Open warnings", told.warnings(review))
    yield chapter("Signature", told.signature(review), new_page=True)
