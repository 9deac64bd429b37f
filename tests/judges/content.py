"""Reads a page's content stream once: who says what, and what nobody says.

Only operators that show, paint, mark or choose a font are looked at. Form
XObjects are read where they are painted. ISO 32000-1, 14.6 (marked content),
14.7.4 (content of the structure tree), 14.8.2 (artifacts, text).
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from .fonts import UNKNOWN, Font, Fonts
from .objects import Key, array, entries, key_of, name, string, whole

# A content stream (page or form XObject) and a marked-content identifier in it.
Spot = tuple[Key, int]

PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"))
SHOWING = frozenset(("Tj", "TJ", "'", '"'))
WANTED = " ".join([*PAINTING, *SHOWING, "BMC BDC EMC BT ET q Q Tf gs Do BI ID EI"])
INLINE_IMAGE = "INLINE IMAGE"
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
TOO_DEEP = 20


@dataclass(eq=False, slots=True)
class Mark:
    """An open marked-content sequence."""

    tag: str
    spot: Spot | None
    replaced: bool
    text_object: int | None

    @property
    def decides(self) -> bool:
        """Whether it says what becomes of its content: structure or artifact."""
        return self.spot is not None or self.tag == "Artifact"


@dataclass(eq=False)
class Content:
    """What one page shows. `sequences` are its MCIDs as opened, repeats included."""

    number: int
    texts: dict[Spot, str] = field(default_factory=dict)
    sequences: list[Spot] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    loose: str = ""
    painted: Counter[Key] = field(default_factory=Counter)
    forms: dict[Key, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_content(page: pikepdf.Page, number: int, fonts: Fonts) -> Content:
    """The content of page `number` (counted from 1)."""
    reader = _Reader(Content(number), fonts)
    reader.run(page, page.obj.objgen, entries(page.resources))
    reader.finish()
    return reader.content


class _Reader:
    def __init__(self, content: Content, fonts: Fonts) -> None:
        self.content, self.fonts = content, fonts
        self.marks: list[Mark] = []
        self.sink: Mark | None = None
        self.font: Font | None = None
        self.text_object: int | None = None
        self.text_objects = 0
        self.depth = 0
        self.unmarked: Counter[str] = Counter()

    # -- streams

    def run(self, stream: Any, owner: Key, resources: dict[str, Any]) -> None:
        """Reads one content stream; it must close what it opens (ISO 32000-1, 14.6.1)."""
        base, before = len(self.marks), self.font
        saved: list[Font | None] = []
        fonts = entries(resources.get("/Font"))
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            instructions = pikepdf.parse_content_stream(stream, WANTED)
        self.content.faults += [self._here(f"content stream: {w.message}") for w in said]
        for instruction in instructions:
            operator, operands = str(instruction.operator), instruction.operands
            if operator in SHOWING:
                self._show(operator, operands)
            elif operator == "Tf":
                self._choose(fonts, operands)
            elif operator == "gs":
                self._state(resources, operands)
            elif operator == "q":
                saved.append(self.font)
            elif operator == "Q":
                self._restore(saved)
            elif operator in ("BDC", "BMC"):
                self._begin(owner, resources, operands)
            elif operator == "EMC":
                self._end(base)
            elif operator in ("BT", "ET"):
                self._text_object(operator)
            elif operator == "Do":
                self._paint_object(resources, operands)
            elif operator in PAINTING or operator == INLINE_IMAGE:
                self._paint(operator)
        self._close(base, len(saved))
        self.font = before

    def _restore(self, saved: list[Font | None]) -> None:
        if saved:
            self.font = saved.pop()
        else:
            self._fault("Q without q")

    def _close(self, base: int, saved: int) -> None:
        if len(self.marks) > base:
            self._fault(f"{len(self.marks) - base} marked-content sequences are not closed")
            del self.marks[base:]
            self._settle()
        if saved:
            self._fault(f"{saved} q without Q")
        if self.text_object is not None:
            self._fault("BT without ET")
            self.text_object = None

    def finish(self) -> None:
        for operator, count in self.unmarked.items():
            self._fault(f"{operator}, {count} times, outside of marked content")
        if self.content.loose:
            self._fault(f"text outside of marked content: {self.content.loose[:60]!r}")
        for text in (*self.content.texts.values(), *self.content.artifacts):
            if UNKNOWN in text:
                self._fault(f"glyphs without Unicode in {text[:60]!r}")
            if PRIVATE_USE.search(text):
                self._fault(f"private-use characters in {text[:60]!r}")

    def _here(self, fault: str) -> str:
        return f"page {self.content.number}: {fault}"

    def _fault(self, fault: str) -> None:
        self.content.faults.append(self._here(fault))

    # -- marked content

    def _begin(self, owner: Key, resources: dict[str, Any], operands: Any) -> None:
        tag = name(operands[0])
        properties = self._properties(resources, operands)
        mcid = whole(properties.get("/MCID"))
        actual = string(properties.get("/ActualText"))
        replaced = any(mark.replaced for mark in self.marks)
        spot = None if mcid is None else (owner, mcid)
        mark = Mark(tag, spot, replaced or actual is not None, self.text_object)
        self._check_nesting(mark)
        self.marks.append(mark)
        if mark.decides:
            self.sink = mark
        if spot is not None:
            self.content.sequences.append(spot)
            self.content.texts.setdefault(spot, "")
        elif tag == "Artifact":
            self.content.artifacts.append("")
        if actual is not None and not replaced:
            self._say(actual)

    def _properties(self, resources: dict[str, Any], operands: Any) -> dict[str, Any]:
        """The property list of BDC: written in place or named (ISO 32000-1, 14.6.2)."""
        if len(operands) < 2:
            return {}
        listed = operands[1]
        if isinstance(listed, pikepdf.Name):
            properties = entries(resources.get("/Properties"))
            if str(listed) not in properties:
                self._fault(f"property list {listed} is not in the resources")
            listed = properties.get(str(listed))
        return entries(listed)

    def _check_nesting(self, mark: Mark) -> None:
        """Content belongs to one element or is an artifact (ISO 14289-1, 7.1)."""
        outer, what = self.sink, f"{mark.tag} MCID {mark.spot[1]}" if mark.spot else mark.tag
        if mark.spot is not None and mark.tag == "Artifact":
            self._fault(f"artifact with MCID {mark.spot[1]}")
        if outer is None or not mark.decides:
            return
        if outer.spot is None and mark.spot is not None:
            self._fault(f"{what} inside an artifact")
        elif outer.spot is not None and mark.spot is None:
            self._fault(f"artifact inside {outer.tag} MCID {outer.spot[1]}")
        elif outer.spot is not None:
            self._fault(f"{what} inside {outer.tag} MCID {outer.spot[1]}")

    def _end(self, base: int) -> None:
        if len(self.marks) <= base:
            self._fault("EMC without BMC or BDC")
            return
        mark = self.marks.pop()
        if mark.text_object != self.text_object:
            self._fault(f"{mark.tag} and a text object overlap")
        self._settle()

    def _settle(self) -> None:
        self.sink = next((mark for mark in reversed(self.marks) if mark.decides), None)

    def _text_object(self, operator: str) -> None:
        """BT and ET; marks opened inside must be closed inside (ISO 32000-1, 14.6.1)."""
        if operator == "BT":
            if self.text_object is not None:
                self._fault("BT inside a text object")
            self.text_objects += 1
            self.text_object = self.text_objects
            return
        if self.text_object is None:
            self._fault("ET without BT")
        elif self.marks and self.marks[-1].text_object == self.text_object:
            self._fault(f"{self.marks[-1].tag} and a text object overlap")
        self.text_object = None

    # -- text

    def _choose(self, fonts: dict[str, Any], operands: Any) -> None:
        font = fonts.get(str(operands[0]))
        if font is None:
            self._fault(f"font {operands[0]} is not in the resources")
        self.font = None if font is None else self.fonts.of(font)

    def _state(self, resources: dict[str, Any], operands: Any) -> None:
        """A graphics state can choose a font, too (ISO 32000-1, 8.4.5)."""
        state = entries(entries(resources.get("/ExtGState")).get(str(operands[0])))
        if chosen := array(state.get("/Font")):
            self.font = self.fonts.of(chosen[0])

    def _show(self, operator: str, operands: Any) -> None:
        font = self.font
        if font is None:
            self._fault("text is shown without a font")
            return
        parts = operands[0] if operator == "TJ" else operands[-1:]
        shown = b"".join([bytes(part) for part in parts if isinstance(part, pikepdf.String)])
        codes = font.codes(shown)
        if font.wide and 0 in codes:
            # ISO 14289-1, 7.21.8
            self._fault(f"the .notdef glyph of {font.name} is shown")
        if self.marks and any(mark.tag == "ReversedChars" for mark in self.marks):
            codes = codes[::-1]
            if " " in font.text(codes).strip(" "):
                # ISO 32000-1, 14.8.2.3.3
                self._fault(f"a space within reversed text {font.text(codes)!r}")
        if self.text_object is None:
            self._fault("text is shown outside of a text object")
        if not (self.marks and self.marks[-1].replaced):
            self._say(font.text(codes))

    def _say(self, text: str) -> None:
        if self.sink is None:
            self.content.loose += text
        elif self.sink.spot is not None:
            self.content.texts[self.sink.spot] += text
        else:
            self.content.artifacts[-1] += text

    # -- graphics

    def _paint(self, what: str) -> None:
        """ISO 14289-1, 7.1: all content is tagged or an artifact."""
        if self.sink is None:
            self.unmarked[what] += 1

    def _paint_object(self, resources: dict[str, Any], operands: Any) -> None:
        """Do: an image, or a form XObject, which is read (ISO 32000-1, 14.7.4.2 and .3)."""
        painted = entries(resources.get("/XObject")).get(str(operands[0]))
        values = entries(painted)
        if not values:
            self._fault(f"XObject {operands[0]} is not in the resources")
            return
        key = key_of(painted)
        self.content.painted[key] += 1
        if name(values.get("/Subtype")) == "Form":
            self._read_form(painted, key, values, resources)
        elif "/StructParent" not in values:
            self._paint(f"{operands[0]} Do")

    def _read_form(
        self, form: Any, key: Key, values: dict[str, Any], outer: dict[str, Any]
    ) -> None:
        if self.depth == TOO_DEEP:
            self._fault("form XObjects paint each other")
            return
        before, inside = len(self.content.sequences), self.text_object
        self.depth, self.text_object = self.depth + 1, None
        self.run(form, key, entries(values.get("/Resources")) or outer)
        self.depth, self.text_object = self.depth - 1, inside
        if any(owner == key for owner, _ in self.content.sequences[before:]):
            self.content.forms[key] = form
