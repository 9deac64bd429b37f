"""The form of a file: its fields, what they look like empty and ticked, the font to type in.

A field and its annotation are one object, without a parent, a script or an action, and each has a
name of its own (ISO 32000-1, 12.7): programs that save it have nothing to take apart. PDF/A-2
wants an appearance of each and no request to make one (ISO 19005-2, 6.3.3, 6.4.1), PDF/UA the words
heard at it and its place in the structure tree (ISO 14289-1, 7.18.1, 7.18.4). Nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.notation.fieldnames import TICK
from builder.pdf.fieldfont import write_field_font
from builder.pdf.file import PdfFile, text_string
from builder.pdf.structure import Numbers
from builder.pdf.tags import Element, FormField, Widget
from builder.text.faces import Face

PRINT = 4  # the one flag that is set (ISO 32000-1, table 165)
MULTILINE = 1 << 12  # table 228
FROM_RIGHT = 2  # table 222
ON, OFF = "On", "Off"
FONT = "Field"
# Where a tick begins, turns and ends, in shares of its box, and how thick it is.
TICKED, STROKE = ((0.2, 0.52), (0.42, 0.28), (0.8, 0.78)), 0.14


def form(
    file: PdfFile, order: Sequence[Element], pages: Sequence[int], key: int
) -> tuple[Numbers, str]:
    """The form fields of the elements, in reading order, and the catalog's entry for them.

    `pages` are the objects of the pages, `key` is the first in the parent tree that is free.
    Raises AssertionError for two fields of one name.
    """
    widgets = [element.widget for element in order if element.widget]
    if not widgets:
        return {}, ""
    names = {widget.field.name for widget in widgets}
    assert len(names) == len(widgets), "two fields of a form have one name"
    made = _Form(file, pages)
    numbers: Numbers = {
        widget: (made.add(widget, at), at) for at, widget in enumerate(widgets, key)
    }
    fields = " ".join(f"{number} 0 R" for number, _ in numbers.values())
    return numbers, f"/AcroForm<</Fields[{fields}]{made.typing}>>"


@dataclass
class _Form:
    """Adds fields to a file; tick boxes that look alike share their looks, as they never change.

    `typing` are the entries of the form for words that are typed: their font, how they are set.
    """

    file: PdfFile
    pages: Sequence[int]
    typing: str = ""
    _looks: dict[str, int] = field(default_factory=dict)
    _fonts: dict[Face, int] = field(default_factory=dict)

    def add(self, widget: Widget, key: int) -> int:
        """The number of its object (ISO 32000-1, tables 164, 188 and 220)."""
        shown, box = widget.field, " ".join(f"{v:.2f}" for v in widget.rect)
        own = self._tick(widget) if shown.kind == TICK else self._text(widget)
        return self.file.add(
            f"<</Type/Annot/Subtype/Widget/F {PRINT}/Rect[{box}]/P {self.pages[widget.page]} 0 R"
            f"/StructParent {key}/T{text_string(shown.name)}/TU{text_string(shown.tooltip)}{own}"
            f"/BS<</W {shown.width:g}/S/S>>/MK<</BC[{shown.edge}]/BG[1 1 1]>>>>"
        )

    def _tick(self, widget: Widget) -> str:
        """A box that is on or off; the mark is a path, for a font of signs would be embedded."""
        width, height = _size(widget)
        box = _frame(widget.field, width, height)
        places = [f"{width * x:.2f} {height * y:.2f}" for x, y in TICKED]
        line = f"{places[0]} m {places[1]} l {places[2]} l S"
        mark = f"{widget.field.mark} RG {width * STROKE:.2f} w 1 J 1 j {line}"
        on, off = (self._shared(widget, code) for code in (f"{box}\nq {mark} Q", box))
        return f"/FT/Btn/V/{OFF}/AS/{OFF}/AP<</N<</{ON} {on} 0 R/{OFF} {off} 0 R>>>>"

    def _text(self, widget: Widget) -> str:
        """A box to type in, with looks of its own: programs write into them what was typed."""
        shown = widget.field
        assert shown.face is not None
        if shown.face not in self._fonts:
            self._fonts[shown.face] = write_field_font(self.file, shown.face)
        resources = f"<</Font<</{FONT} {self._fonts[shown.face]} 0 R>>>>"
        typed = f"/DA(/{FONT} {shown.size:g} Tf 0 g)"
        self.typing = self.typing or f"/DR{resources}{typed}"
        code = f"{_frame(shown, *_size(widget))}\n/Tx BMC\nEMC"
        flags = f"/Ff {MULTILINE}" if shown.several else ""
        side = f"/Q {FROM_RIGHT}" if shown.rtl else ""
        look = self._look(widget, code, resources)
        return f"/FT/Tx{flags}{typed}{side}/AP<</N {look} 0 R>>"

    def _shared(self, widget: Widget, code: str) -> int:
        if code not in self._looks:
            self._looks[code] = self._look(widget, code, "<<>>")
        return self._looks[code]

    def _look(self, widget: Widget, code: str, resources: str) -> int:
        """A form XObject (ISO 32000-1, 8.10 and 12.5.5)."""
        width, height = _size(widget)
        entries = (
            f"/Type/XObject/Subtype/Form/BBox[0 0 {width:.2f} {height:.2f}]/Resources{resources}"
        )
        return self.file.compressed(code.encode("ascii"), entries)


def _size(widget: Widget) -> tuple[float, float]:
    left, foot, right, top = widget.rect
    return right - left, top - foot


def _frame(shown: FormField, width: float, height: float) -> str:
    """A white box with its edge inside."""
    line = shown.width
    box = f"{line / 2:g} {line / 2:g} {width - line:.2f} {height - line:.2f} re"
    return f"q 1 1 1 rg {shown.edge} RG {line:g} w {box} B Q"
