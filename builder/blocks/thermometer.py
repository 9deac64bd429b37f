from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.model import Block, Handout, block, texts
from builder.pictures.sketch import Sketch, circle, line, paint, path, rectangle
from builder.source.inline import Rich

if TYPE_CHECKING:
    from htpy import Node
    from reportlab.platypus import Flowable

    from builder.paper.compose import Composer
    from builder.web.page import Page

LOW, HIGH = 35.0, 41.0  # the ends of the scale, in degrees Celsius
WIDTH, HEIGHT = 44.0, 118.0
TOP, BOTTOM = 10.0, 88.0  # where on the drawing those ends are
STRIPE = 4.8  # points from stripe to stripe, above the mark
MIDDLE, TUBE, BULB = 14.0, 5.0, 11.0
# A body temperature with any of the signs that part its tenths.
DEGREES = re.compile(r"(?<![\d.,٫·])((?:3[5-9]|4[01])(?:[.,٫·]\d)?)(?![.,٫·]?\d)")


@block("thermometer")
class Thermometer(Block):
    """The temperature at which to ring, large, beside a thermometer that shows it.

    While the site has not set the temperature, the place for it is a line to write on; the
    thermometer shows no mark and is mere decoration.

    - thermometer:
        lead: "Ring us, day or night, at:"
        reading: "{site.ring_at} or above"
        text: Take your temperature before you take a painkiller.
        alt: A thermometer. All from the mark upwards is red.
    """

    shows = True
    main = "reading"
    reading: Rich
    alt: Rich
    lead: Rich | None = None
    text: Rich | None = None

    def degrees(self) -> float | None:
        """The one body temperature in the reading, in degrees Celsius; None for none or several."""
        found = DEGREES.findall(self.reading.text)
        if len(found) != 1 or any(run.blank for run in self.reading.runs):
            return None
        return float(re.sub(r"\D", ".", found[0]))

    @property
    def told(self) -> Rich | None:
        """What the drawing shows. Without a mark it shows nothing that the words do not say."""
        return None if self.degrees() is None else self.alt

    def sketch(self) -> Sketch:
        """A thermometer from 35 to 41 °C; from the mark up it is in the colour of urgency."""
        return Sketch(WIDTH, HEIGHT, tuple(self._shapes()))

    def _shapes(self) -> Iterator[str]:
        glass = paint("paper", "muted", 1.6)
        yield rectangle(MIDDLE - TUBE - 2, 3, TUBE * 2 + 4, BOTTOM + 10, glass, TUBE + 2)
        yield circle(MIDDLE, HEIGHT - BULB - 4, BULB + 2, glass)
        inner = TUBE - 1.2
        yield rectangle(MIDDLE - inner, 6, inner * 2, BOTTOM + 12, paint("surface"), inner)
        yield circle(MIDDLE, HEIGHT - BULB - 4, BULB - 1, paint("primary"))
        mark = self.degrees()
        level = BOTTOM if mark is None else _level(mark)
        filled = HEIGHT - BULB - 4 - level
        yield rectangle(MIDDLE - inner, level, inner * 2, filled, paint("primary"))
        if mark is not None:
            yield rectangle(MIDDLE - inner, 6, inner * 2, level - 6, paint("paper"), inner)
            for stripe in range(int((level - 9) / STRIPE)):  # told from what is below in grey, too
                y = level - (stripe + 1) * STRIPE
                ink = paint("", "urgent", STRIPE / 2)
                yield line(MIDDLE - inner + 1.5, y, MIDDLE + inner - 1.5, y, ink)
            yield path(
                f"M{MIDDLE + 10:.2f} {level:.2f}l10 -6.5v13Z", paint("urgent", "urgent", 1.2)
            )
            yield line(MIDDLE - 7, level, MIDDLE + 12, level, paint("", "urgent", 2))
        for degree in range(int(LOW), int(HIGH) + 1):
            if mark is None or abs(degree - mark) > 0.4:
                y = _level(degree)
                yield line(MIDDLE + 9, y, MIDDLE + 14, y, paint("", "muted", 1.1))

    def compose(self, page: Composer) -> Iterator[Flowable]:
        from builder.paper.beside import beside
        from builder.paper.picture import picture_of

        picture = picture_of(page, self.sketch(), self.told, page.points(WIDTH))
        words = [page.text(self.lead)] if self.lead else []
        words.append(page.text(self.reading, "strip_number"))
        words += [page.text(self.text)] if self.text else []
        for flow in words[1:]:
            flow.before = page.points(4)
        yield beside(page, picture, words, 16, 120)

    def html(self, page: Page) -> Iterator[Node]:
        import htpy as h

        yield h.figure[
            h.div(".beside.thermometer")[
                h.div(".drawn")[page.picture(self.sketch(), self.told)],
                h.div[
                    page.paragraph(self.lead) if self.lead else None,
                    page.paragraph(self.reading, "reading"),
                    page.paragraph(self.text) if self.text else None,
                ],
            ]
        ]

    def words(self, handout: Handout) -> Iterator[Rich]:
        yield from texts((self.lead, self.reading, self.text))


def _level(degrees: float) -> float:
    share = (min(max(degrees, LOW), HIGH) - LOW) / (HIGH - LOW)
    return BOTTOM - share * (BOTTOM - TOP)
