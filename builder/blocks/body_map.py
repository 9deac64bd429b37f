from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from builder.blocks.listing import ATTRIBUTES
from builder.blocks.numerals import numeral
from builder.diagnostics import did_you_mean
from builder.model import Block, Handout, Merger, Placed, block, with_claims_of
from builder.model import Sign as WarningSign
from builder.pictures.bodies import FRONT, PARTS, VIEWS, WIDTH, View
from builder.pictures.sketch import Sketch, circle, line, paint, spread, uncrossed
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

MIDDLE = WIDTH / 2
DISC, FIGURE = 9.0, 1.35  # the radius of a number's disc, and of it the size of the number
# By itself it has that share of the page, and its numbers stand so much further out.
MOST, BEYOND = 0.45, 40.0
Mark = tuple[int, tuple[float, float]]


def _part(name: Text) -> Text:
    if name not in PARTS:
        message = f"'{name}' is not a part of the body map"
        raise wrong("unknown-part", message, did_you_mean(name, PARTS), name.span)
    return name


Part = Annotated[Text, AfterValidator(_part), WithJsonSchema({"type": "string", "enum": PARTS})]


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

    It is seen from the front; other views are its `back`, a `face`, `hands` (a palm, and a hand
    from behind) and `feet` (one from above, and a sole).

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
    view: Literal["front", "back", "face", "hands", "feet"] | None = None
    alt: Rich
    caption: Rich | None = None

    @model_validator(mode="after")
    def _visible(self) -> Self:
        """Each part can be seen in the view."""
        for spot in self.parts:
            if spot.part not in self.drawn.parts:
                others = [name for name, view in VIEWS.items() if spot.part in view.parts]
                message = f"'{spot.part}' is not in the view '{self.seen}'"
                hint = f"it is in: {', '.join(others)}"
                raise wrong("unknown-part", message, hint, spot.part.span)
        return self

    @property
    def drawn(self) -> View:
        return VIEWS[self.seen]

    @property
    def seen(self) -> str:
        return self.view or "front"

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
        """The figure in its view, with a line from each part to its number.

        Each number stands in a disc of that radius, `beyond` points further out than by itself.
        """
        more = disc - DISC + beyond
        edge = disc + 1
        left, right = self._sides()
        shapes = list(self.drawn.shapes(MIDDLE + more))
        height = self.drawn.height
        for side, x in ((left, edge), (right, WIDTH + 2 * more - edge)):
            places = [(MIDDLE + more + x, y) for _, (x, y) in side]
            levels = spread([y for _, y in places], disc * 2 + 3, edge, height - edge)
            levels = uncrossed(places, levels, x)
            for place, level in zip(places, levels, strict=True):
                shapes.append(line(*place, x, level, paint("", "primary", 1.1)))
                shapes.append(circle(*place, 2.6, paint("primary", "paper", 1)))
            for (number, _), level in zip(side, levels, strict=True):
                shapes.append(circle(x, level, disc, paint("primary")))
                shapes += numeral(face, number, x, level, size=disc * FIGURE, role="on-primary")[0]
        return Sketch(WIDTH + 2 * more, height, tuple(shapes))

    def _sides(self) -> tuple[list[Mark], list[Mark]]:
        """The number and place of each part, from above down, by the side its number stands on."""
        left: list[Mark] = []
        right: list[Mark] = []
        places = self.drawn.parts
        for number, spot in sorted(enumerate(self.parts, 1), key=lambda p: places[p[1].part][1]):
            place = places[spot.part]
            fewer = left if len(left) <= len(right) else right
            side = fewer if place[0] == 0 else left if place[0] < 0 else right
            side.append((number, place))
        return left, right

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.beside import beside
        from builder.paper.picture import picture_of

        yield from page.caption(self.caption)
        scale = page.sheet.height * MOST / FRONT.height if page.single else page.points(1)
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
