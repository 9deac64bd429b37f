"""What can be made of a finished file, as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from builder.model.onpaper import Form

Edge = Literal["long", "short"]
PaperName = Literal["A3", "A4", "A5", "A6", "Letter", "Legal"]
FORMS: tuple[Form, ...] = get_args(Form)
EDGES: tuple[Edge, ...] = get_args(Edge)
USUAL_PAPERS: tuple[PaperName, ...] = ("A4", "Letter")
PAPER_NAMES: tuple[PaperName, ...] = get_args(PaperName)


@dataclass(frozen=True)
class Wanted:
    """What is to be made of a file. `creep` is in millimetres a sheet, `signature` in sheets."""

    form: Form
    paper: PaperName = "A4"
    edge: Edge | None = None
    signature: int | None = None
    creep: float = 0.0
    faces: int = 2
    last_on_back: bool = False
    rtl: bool | None = None  # as its language is read, where nobody says

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells it in a name from what is usual."""
        paper = () if self.paper in USUAL_PAPERS else (self.paper,)
        return paper if self.signature is None else (*paper, f"by-{self.signature}")


def on_sheets(form: Form, paper: str) -> Wanted:
    """What is made of a leaflet of ours, on the sheets of the country that its paper is of."""
    name: PaperName = "Letter" if paper.startswith("Letter") else "A4"
    return Wanted(form=form, paper=name, last_on_back=True)
