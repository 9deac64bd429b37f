"""What a leaflet needs of a printer, and which one a site has: no file depends on it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ValidationInfo, model_validator

from builder.model.placed import Placed
from builder.place import Text
from builder.source.values import Currency, Flag, Number, between, wrong

# What can be made of the pages of a finished file, once its sheets are printed, folded or cut.
Form = Literal["booklet", "2-up", "4-up", "cards", "tri-fold"]
PANELS = 6  # of a tri-fold: a sheet that is folded twice, both sides


class OnPaper(Placed):
    """How it is printed, in a definition or its layout: `print`."""

    form: Form | None = None
    one_sided: Flag = False
    staple: Flag = False

    @classmethod
    def of(cls, own: OnPaper | None, layout: OnPaper | None) -> OnPaper:
        """What a definition says, or else its layout, or nobody."""
        return own or layout or cls()

    @model_validator(mode="after")
    def _possible(self, info: ValidationInfo) -> Self:
        if self.form and self.one_sided:
            hint = "leave 'one_sided' out: what is folded or cut has backs"
            raise wrong("out-of-range", f"a {self.form} has no single sides", hint, self.span)
        return self


class Printing(Placed):
    """The printer of a site, by the name it has on the print server, and the tray to take.

    Some queues turn paper over on the other edge than they are asked to: they swap the edges.
    """

    printer: Text
    tray: Text | None = None
    swaps_edges: Flag = False


class PaperPrice(Placed):
    """What paper costs a site: a sheet, and a side that is printed without colour or with it."""

    currency: Currency
    sheet: Annotated[Number, between(0, 1000)]
    side: Annotated[Number, between(0, 1000)]
    colour_side: Annotated[Number, between(0, 1000)] | None = None
