from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from builder.blocks.listing import ATTRIBUTES
from builder.blocks.numerals import numeral
from builder.diagnostics import did_you_mean
from builder.model import Block, Handout, Merger, Placed, block, with_claims_of
from builder.model import Sign as WarningSign
from builder.pictures.sketch import Sketch, circle, line, paint, path, spread, uncrossed
from builder.place import Text
from builder.source.inline import Rich, Run
from builder.source.values import Many, Name, naming, wrong

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.boxes import Box
    from builder.paper.compose import Composer
    from builder.text.faces import Face
    from builder.web.page import Page

WIDTH, HEIGHT = 176.0, 268.0
MIDDLE = WIDTH / 2
DISC, FIGURE = 9.0, 1.35  # the radius of a number's disc, and of it the size of the number
# By itself it has that share of the page, and its numbers stand so much further out.
MOST, BEYOND = 0.45, 40.0
Mark = tuple[int, tuple[float, float]]
# Where each part is, from the middle of the body and from the top, in points.
PARTS: dict[str, tuple[float, float]] = {
    "head": (0, 16), "eyes": (8, 26), "ears": (-19, 30), "mouth": (-3, 38), "throat": (0, 56),
    "chest": (-8, 84), "heart": (8, 90), "lungs": (-14, 94), "breasts": (12, 98),
    "skin": (38, 108), "liver": (-12, 116), "stomach": (9, 118), "muscles": (-37, 118),
    "gut": (2, 136), "bladder": (0, 150), "genitals": (0, 162), "hands": (-43, 164),
    "nails": (44, 168), "legs": (14, 190), "joints": (-13, 204), "bones": (14, 222),
    "feet": (-15, 258),
}  # fmt: skip
TORSO = (
    "M-24 70Q0 62 24 70Q23 100 21 122Q20 136 19 152Q0 160 -19 152Q-20 136 -21 122Q-23 100 -24 70Z"
)
# Limbs are lines with round ends: (path, how thick).
LIMBS = (
    ("M-27 78Q-37 112 -42 152", 14.0),
    ("M27 78Q37 112 42 152", 14.0),
    ("M-10 158Q-13 205 -13 246", 18.0),
    ("M10 158Q13 205 13 246", 18.0),
    ("M-13 254Q-16 259 -20 260", 11.0),
    ("M13 254Q16 259 20 260", 11.0),
    ("M0 44V66", 13.0),
    ("M-43 156V164", 12.0),
    ("M43 156V164", 12.0),
)


def _part(name: Text) -> Text:
    if name not in PARTS:
        message = f"'{name}' is not a part of the body map"
        raise wrong("unknown-part", message, did_you_mean(name, PARTS), name.span)
    return name


Part = Annotated[
    Text, AfterValidator(_part), WithJsonSchema({"type": "string", "enum": sorted(PARTS)})
]


class Spot(Placed):
    """What may be noticed at a part of the body.

    Warning signs come in their own words, with how soon to act on them, before any text.
    """

    internal = frozenset({"found"})
    part: Part
    label: Rich | None = None
    signs: tuple[Annotated[Name, naming("sign")], ...] = ()
    text: Rich | None = None
    found: SkipJsonSchema[tuple[WarningSign, ...]] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.signs):
            raise wrong("missing-key", "the part has no 'text' and no 'signs'")
        return self

    def merged(self, merger: Merger) -> Self:
        found = (merger.sign(name) for name in self.signs)
        resolved = self.resolved(merger.resolve)
        return resolved.model_copy(update={"found": tuple(each for each in found if each)})

    def told(self, handout: Handout) -> Rich:
        """All that stands beside the number: "Skin: a new rash (ring us now). Dry skin"."""
        runs: list[Run] = [*self.label.strong().runs, Run(" ")] if self.label else []
        for number, sign in enumerate(self.found):
            act = handout.phrase(f"act_{sign.urgency}").text
            runs += [*([Run("; ")] if number else []), *sign.words.runs, Run(f" ({act})")]
        if self.text:
            runs += [*([Run("; ")] if self.found else []), *self.text.runs]
        written = self.text or self.label or self.found[0].words
        return Rich(tuple(runs), written.source)


@block("body-map")
class BodyMap(Block):
    """Signs by part of the body: a plain figure, with a number at each part and in the list.

    - body-map:
        alt: A body from the front, with numbers at the skin and the eyes.
        parts:
          - {part: skin, label: "Skin:", signs: [rash]}
          - {part: eyes, text: "dry, sore eyes"}
    """

    factual = True
    shows = True
    main = "parts"
    parts: Many[Spot]
    alt: Rich
    caption: Rich | None = None

    def merged(self, merger: Merger) -> Self:
        parts = tuple(spot.merged(merger) for spot in self.parts)
        signs = (sign for spot in parts for sign in spot.found)
        claims = with_claims_of(signs, self.claims)
        plain = self.model_copy(update={"parts": ()}).resolved(merger.resolve)
        return plain.model_copy(update={"parts": parts, "claims": claims})

    @property
    def signs(self) -> tuple[Text, ...]:
        return tuple(sign.id for spot in self.parts for sign in spot.found)

    def sketch(self, face: Face, *, disc: float = DISC, beyond: float = 0) -> Sketch:
        """The figure, seen from the front, with a line from each part to its number.

        Each number stands in a disc of that radius, `beyond` points further out than by itself.
        """
        more = disc - DISC + beyond
        edge = disc + 1
        left, right = self._sides()
        shapes = list(_body(more))
        for side, x in ((left, edge), (right, WIDTH + 2 * more - edge)):
            places = [(MIDDLE + more + x, y) for _, (x, y) in side]
            levels = spread([y for _, y in places], disc * 2 + 3, edge, HEIGHT - edge)
            levels = uncrossed(places, levels, x)
            for place, level in zip(places, levels, strict=True):
                shapes.append(line(*place, x, level, paint("", "primary", 1.1)))
                shapes.append(circle(*place, 2.6, paint("primary", "paper", 1)))
            for (number, _), level in zip(side, levels, strict=True):
                shapes.append(circle(x, level, disc, paint("primary")))
                shapes += numeral(face, number, x, level, size=disc * FIGURE, role="on-primary")[0]
        return Sketch(WIDTH + 2 * more, HEIGHT, tuple(shapes))

    def _sides(self) -> tuple[list[Mark], list[Mark]]:
        """The number and place of each part, from above down, by the side its number stands on."""
        left: list[Mark] = []
        right: list[Mark] = []
        for number, spot in sorted(enumerate(self.parts, 1), key=lambda p: PARTS[p[1].part][1]):
            place = PARTS[spot.part]
            fewer = left if len(left) <= len(right) else right
            side = fewer if place[0] == 0 else left if place[0] < 0 else right
            side.append((number, place))
        return left, right

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.beside import beside
        from builder.paper.picture import picture_of

        yield from page.caption(self.caption)
        scale = page.sheet.height * MOST / HEIGHT if page.single else page.points(1)
        disc = max(DISC, page.floor / scale / FIGURE)
        sketch = self.sketch(
            page.setting("body").bold[0], disc=disc, beyond=BEYOND if page.single else 0
        )
        picture = picture_of(page, sketch, self.alt, sketch.width * scale)
        if not page.single:
            yield beside(page, picture, list(self._list(page)), 22, 170)
            return
        picture.keep_with_next = True
        picture.after = page.points(10)
        yield picture
        yield from self._list(page)

    def _list(self, page: Composer) -> Iterator[Box]:
        listing = page.add("L", attributes=ATTRIBUTES["Decimal"])
        for number, spot in enumerate(self.parts, 1):
            entry = listing.add("LI")
            yield _numbered(entry, number, spot.told(page.handout))

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        from builder.text.faces import stacks

        face = stacks(page.handout.typefaces, page.language)[1][0]
        items = (
            h.li[
                h.span(".number")[str(number)], " ", h.div[page.paragraph(spot.told(page.handout))]
            ]
            for number, spot in enumerate(self.parts, 1)
        )
        yield h.figure[
            page.caption(self.caption),
            h.div(".beside")[
                h.div(".drawn")[page.picture(self.sketch(face), self.alt)],
                h.ol(".timeline.marks", role="list")[items],
            ],
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        if self.caption:
            yield self.caption
        for number, spot in enumerate(self.parts, 1):
            yield Rich.plain(str(number))
            yield spot.told(handout)


def _body(start: float) -> Iterator[str]:
    """The figure in one colour: first all outlines, then all fills, so that it is one piece."""
    middle = f"translate({MIDDLE + start:.2f} 0)"
    for colour, more in (("muted", 2.4), ("surface", 0.0)):
        look = paint(colour, colour, 6 + more)
        yield path(TORSO, look, middle)
        for limb, thick in LIMBS:
            yield path(limb, paint("", colour, thick + more), middle)
        yield circle(MIDDLE + start, 28, 20 + more / 2, paint(colour))


def _numbered(entry: Composer, number: int, text: Rich) -> Box:
    """An item of the list, with its number in a disc as in the picture."""
    from builder.paper.rows import DISC as DISC_EMS
    from builder.paper.rows import disc_mark

    label = entry.text(Rich.plain(str(number)), role="Lbl", strong=True, colour="on-primary")
    flow = entry.add("LBody").text(text, role="P")
    mark: Any = disc_mark(entry, label, flow)
    size = flow.paragraph.setting.size
    box = entry.item([flow], size * 2.2, mark)
    box.before = size * 0.6
    box.unbroken = True
    box.least = 2 * DISC_EMS * size + 2  # the disc is higher than a line
    return box
