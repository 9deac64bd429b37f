"""The drawings of body maps: a body from two sides, a face, hands and feet, in two colours.

They are outlines without age, sex or tone of skin. Places are in points from the middle of the
drawing, and from its top; limbs that go on end at its foot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.pictures.sketch import Point, circle, paint, path

WIDTH = 176.0
DETAIL = 1.4  # points, of lines within an outline


@dataclass(frozen=True)
class View:
    """A drawing, `height` points high, and where each part of it is.

    `outlines` and `discs` (middle, radius) are filled, `limbs` are lines with round ends (path,
    how thick), and `details` are lines within: of two shapes that touch, no edge is seen between.
    """

    height: float
    parts: Mapping[str, Point]
    outlines: tuple[str, ...] = ()
    limbs: tuple[tuple[str, float], ...] = ()
    discs: tuple[tuple[Point, float], ...] = ()
    details: tuple[str, ...] = ()
    dots: tuple[Point, ...] = field(default=())

    def shapes(self, middle: float) -> Iterator[str]:
        """The figure in one colour: first all outlines, then all fills, so that it is one piece."""
        place = f"translate({middle:.2f} 0)"
        for colour, more in (("muted", 2.4), ("surface", 0.0)):
            look = paint(colour, colour, 6 + more)
            for outline in self.outlines:
                yield path(outline, look, place)
            for limb, thick in self.limbs:
                yield path(limb, paint("", colour, thick + more), place)
            for (x, y), radius in self.discs:
                yield circle(middle + x, y, radius + more / 2, paint(colour))
        for detail in self.details:
            yield path(detail, paint("", "muted", DETAIL), place)
        for x, y in self.dots:
            yield circle(middle + x, y, 3.2, paint("muted"))


TORSO = (
    "M-24 70Q0 62 24 70Q23 100 21 122Q20 136 19 152Q0 160 -19 152Q-20 136 -21 122Q-23 100 -24 70Z"
)
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
HEAD = (((0.0, 28.0), 20.0),)

FRONT = View(
    268,
    {
        "head": (0, 16), "eyes": (8, 26), "ears": (-19, 30), "mouth": (-3, 38), "throat": (0, 56),
        "chest": (-8, 84), "heart": (8, 90), "lungs": (-14, 94), "breasts": (12, 98),
        "skin": (38, 108), "liver": (-12, 116), "stomach": (9, 118), "muscles": (-37, 118),
        "gut": (2, 136), "bladder": (0, 150), "genitals": (0, 162), "hands": (-43, 164),
        "nails": (44, 168), "legs": (14, 190), "joints": (-13, 204), "bones": (14, 222),
        "feet": (-15, 258),
    },
    outlines=(TORSO,),
    limbs=LIMBS,
    discs=HEAD,
)  # fmt: skip

BACK = View(
    268,
    {
        "head": (0, 16), "neck": (2, 54), "shoulders": (-24, 76), "upper-back": (11, 88),
        "spine": (0, 106), "arms": (-35, 110), "elbows": (37, 116), "lower-back": (-9, 130),
        "hips": (18, 142), "bottom": (-9, 160), "hands": (43, 164), "thighs": (12, 186),
        "knees": (-13, 206), "calves": (13, 226), "heels": (-14, 256),
    },
    outlines=(TORSO,),
    limbs=LIMBS,
    discs=HEAD,
    details=(
        "M0 66V140", "M-15 80Q-8 90 -14 100", "M15 80Q8 90 14 100", "M0 150V164",
        "M-18 165Q-10 172 -2 166", "M18 165Q10 172 2 166",
    ),
)  # fmt: skip

FACE = View(
    206,
    {
        "scalp": (0, 14), "forehead": (-10, 44), "temples": (43, 62), "eyelids": (22, 75),
        "eyes": (-22, 81), "ears": (-58, 90), "nose": (4, 106), "cheeks": (32, 112),
        "jaw": (-37, 134), "lips": (10, 134), "mouth": (-9, 140), "chin": (0, 158),
        "neck": (8, 188),
    },
    outlines=(
        "M-50 70C-50 24 -30 8 0 8C30 8 50 24 50 70C50 120 32 164 0 168C-32 164 -50 120 -50 70Z",
        "M-54 78C-62 74 -63 92 -58 103C-56 108 -53 106 -51 102Z",
        "M54 78C62 74 63 92 58 103C56 108 53 106 51 102Z",
    ),
    limbs=(("M0 160V240", 46.0),),
    details=(
        "M-27 156C-19 165 -10 170 0 170C10 170 19 165 27 156",
        "M-34 81Q-22 71 -10 81Q-22 89 -34 81Z", "M34 81Q22 71 10 81Q22 89 34 81Z",
        "M-36 66Q-23 59 -10 65", "M36 66Q23 59 10 65",
        "M-4 82Q-5 100 -9 110Q-7 116 0 115Q7 116 9 110",
        "M-19 138Q-8 131 0 134Q8 131 19 138Q8 147 0 147Q-8 147 -19 138Z", "M-19 138Q0 141 19 138",
    ),
    dots=((-22, 80.5), (22, 80.5)),
)  # fmt: skip

# A hand whose thumb is on the left, from the middle of its palm; the other one is its mirror.
FINGERS = (
    ((-13, 84), (-17, 44), 8.5), ((-4.5, 82), (-5, 34), 8.5), ((4.5, 82), (7, 40), 8.5),
    ((13, 86), (18, 56), 7.5), ((-15, 116), (-32, 92), 10.5), ((0, 132), (0, 210), 25.0),
)  # fmt: skip
NAILS = ((-17, 44), (-5, 34), (7, 40), (18, 56), (-32, 93))
KNUCKLES = ((-13, 86), (-4.5, 83), (4.5, 84), (13, 88))


def _hand(middle: float, side: int) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The palm of a hand and its fingers; `side` is 1 for a thumb on the left, else -1."""
    x = [f"{middle + side * each:.1f}" for each in (-15, -17, -14, 0, 14, 17, 15)]
    palm = f"M{x[0]} 86Q{x[3]} 80 {x[6]} 88L{x[5]} 118Q{x[4]} 134 {x[3]} 134Q{x[2]} 134 {x[1]} 118Z"
    lines = (
        (f"M{middle + side * a:.1f} {b}L{middle + side * c:.1f} {d}", thick)
        for (a, b), (c, d), thick in FINGERS
    )
    return palm, tuple(lines)


def _arcs(middle: float, side: int, places: tuple[Point, ...], wide: float, deep: float) -> str:
    """Short arcs, one at each place."""
    return "".join(
        f"M{middle + side * x - wide:.1f} {y:.1f}q{wide:.1f} {deep:.1f} {2 * wide:.1f} 0"
        for x, y in places
    )


PALM, BEHIND = -34.0, 34.0
LEFT, RIGHT = _hand(PALM, 1), _hand(BEHIND, -1)
HANDS = View(
    186,
    {
        "fingertips": (PALM - 5, 32), "fingers": (PALM + 7, 58), "thumbs": (PALM - 30, 94),
        "palms": (PALM + 3, 112), "wrists": (PALM, 160), "nails": (BEHIND + 5, 31),
        "joints": (BEHIND - 6, 62), "knuckles": (BEHIND + 5, 83), "back-of-hand": (BEHIND - 2, 112),
    },
    outlines=(LEFT[0], RIGHT[0]),
    limbs=(*LEFT[1], *RIGHT[1]),
    details=(
        f"M{PALM - 13:.0f} 104Q{PALM:.0f} 94 {PALM + 15:.0f} 106",
        f"M{PALM - 12:.0f} 110Q{PALM + 2:.0f} 112 {PALM + 2:.0f} 132",
        _arcs(BEHIND, -1, NAILS, 2.4, -4.5),
        _arcs(BEHIND, -1, KNUCKLES, 2.6, -3.0),
    ),
)  # fmt: skip

# A foot whose large toe is on the right, from the middle; the other one is its mirror.
TOES = (
    ((12, 46), (13, 33), 12.5), ((2, 44), (1, 32), 8.5), ((-6, 48), (-8, 37), 8.0),
    ((-12, 54), (-15, 45), 7.5), ((-17, 62), (-21, 55), 7.0),
)  # fmt: skip
TOENAILS = ((13, 31), (1, 32), (-8, 37.5), (-15, 45.5), (-21, 56))


def _foot(middle: float, side: int) -> tuple[str, tuple[tuple[str, float], ...]]:
    """The outline of a foot without its toes, and these; `side` is 1 or, mirrored, -1."""

    def at(x: float) -> str:
        return f"{middle + side * x:.1f}"

    outline = (
        f"M{at(15)} 48C{at(19)} 66 {at(12)} 92 {at(12)} 112C{at(12)} 124 {at(14)} 134 {at(13)} 146"
        f"C{at(11)} 162 {at(-11)} 162 {at(-13)} 146C{at(-15)} 126 {at(-21)} 96 {at(-19)} 68"
        f"C{at(-17)} 54 {at(-4)} 46 {at(15)} 48Z"
    )
    lines = ((f"M{at(a)} {b}L{at(c)} {d}", thick) for (a, b), (c, d), thick in TOES)
    return outline, tuple(lines)


ABOVE, BELOW = -36.0, 36.0
TOP, SOLE = _foot(ABOVE, 1), _foot(BELOW, -1)
FEET = View(
    186,
    {
        "toenails": (ABOVE + 13, 29), "toes": (ABOVE - 8, 42), "top-of-foot": (ABOVE - 2, 90),
        "ankles": (ABOVE - 13, 140), "between-toes": (BELOW + 3, 47), "ball-of-foot": (BELOW, 72),
        "soles": (BELOW + 6, 102), "arches": (BELOW - 9, 114), "heels": (BELOW, 148),
    },
    outlines=(TOP[0], SOLE[0]),
    limbs=(*TOP[1], *SOLE[1], (f"M{ABOVE:.0f} 146V210", 22.0)),
    details=(
        _arcs(ABOVE, 1, TOENAILS, 2.2, -4.0),
        f"M{ABOVE - 13:.0f} 146q-4 -7 1 -12", f"M{ABOVE + 13:.0f} 146q4 -7 -1 -12",
        f"M{BELOW - 15:.0f} 74Q{BELOW:.0f} 88 {BELOW + 18:.0f} 72",
        f"M{BELOW - 11:.0f} 96Q{BELOW + 3:.0f} 112 {BELOW - 11:.0f} 130",
    ),
)  # fmt: skip

VIEWS = {"front": FRONT, "back": BACK, "face": FACE, "hands": HANDS, "feet": FEET}
PARTS = sorted({part for view in VIEWS.values() for part in view.parts})
