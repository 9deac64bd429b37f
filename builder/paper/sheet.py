"""Where on the paper things stand: the frame for the text, the lines for header and footer."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model import Handout
from builder.model.design import design

PAPERS = {
    "A3": (841.89, 1190.55),
    "A4": (595.276, 841.89),
    "A4-landscape": (841.89, 595.276),
    "A5": (419.528, 595.276),
    "A6": (297.638, 419.528),
    "Letter": (612.0, 792.0),
    "Letter-landscape": (792.0, 612.0),
    "Half-Letter": (396.0, 612.0),
    "Legal": (612.0, 1008.0),
    "card-folded": (484.724, 153.071),  # two cards of 85.5 by 54 mm, as a bank's (ISO/IEC 7810)
    "large-card-folded": (544.252, 368.504),  # two of 96 by 130 mm, from A4 or Letter
}
POINTS = 72 / 25.4  # in a millimetre
SAFE = 18.0  # no printer marks the outer quarter inch
# Papers that are cut from a larger one, on which text keeps 3 mm from the cut.
CUT, FROM_CUT = ("card-folded", "large-card-folded"), 3 * POINTS
# From this leading on, in ems, a script slants (Nastaliq), and the tail of a short
# word may reach so many ems of its size beyond the word's own width.
SLANTING, TAIL = 2.0, 0.5


@dataclass(frozen=True)
class Sheet:
    """All in points from the lower left corner. `header` and `footer` are the feet of their lines.

    What touches an edge of the paper goes on beyond it by the `bleed`. Of paper that is folded,
    `left` and `width` are those of a panel, from its own left edge.

    Margins grow where an edition's larger type needs the room: nothing is ever
    set in the part of the paper that printers cannot reach.
    """

    paper: tuple[float, float]
    left: float
    bottom: float
    width: float
    height: float
    header: float
    footer: float
    bleed: float = 0
    panels: int = 1

    @property
    def panel(self) -> float:
        """How wide a panel is, in points: the paper, where it is not folded."""
        return self.paper[0] / self.panels

    def edge(self, number: int, side: int, *, rtl: bool) -> float:
        """The left edge of the panel `number` of a `side` of the paper, both from 0.

        The front of what is folded once has the fold where reading begins, as a book's: it stands
        last on the first side.
        """
        last = self.panels - 1
        return self.panel * (last - number if (side % 2 == 0) != rtl else number)


def sheet_of(handout: Handout, lines: int = 1) -> Sheet:
    """The sheet of a handout in its edition, with so many lines in its footer."""
    made = design(handout.layout, handout.edition)
    paper, margins = PAPERS[made.paper], made.margins
    safe = FROM_CUT if made.paper in CUT else SAFE
    size, leading = made.styles["running"].size, made.styles["running"].leading
    tall = max((t.leading for t in handout.typefaces if t.suits(handout.language)), default=0)
    leading = max(leading, tall * size)
    header = leading + 12 if handout.layout.running == "all" else 0
    apart = 2 if handout.layout.running == "draft" else 12
    top = max(margins.top * POINTS, safe + header)
    bottom = max(margins.bottom * POINTS, safe + leading * lines + apart)
    largest = max(style.size for style in made.styles.values())
    tail = safe + TAIL * largest if tall >= SLANTING else 0
    left, right = (max(side * POINTS, tail) for side in (margins.left, margins.right))
    panels = handout.layout.panels
    return Sheet(
        paper=paper,
        left=left,
        bottom=bottom,
        width=paper[0] / panels - left - right,
        height=paper[1] - top - bottom,
        header=paper[1] - top + 11,
        footer=bottom - apart + 1 - leading,
        bleed=made.bleed * POINTS,
        panels=panels,
    )
