"""What was done in a field: read from all places where programs leave it, or told as unclear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from builder.questions.fieldnodes import Node, Objects
from builder.questions.revisions import contents
from builder.questions.textstring import decoded

State = Literal["done", "blank", "unclear"]
OFF = "Off"
MOST_TEXT = 100_000  # characters; nobody types more
STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]*)>", re.DOTALL)
UNSHOWN = re.compile(rb"[\s\\0-9]*|(?:\s|00|20)*")
# What entries of a field or a box are whose keys are one letter, as that of a value is: one byte
# that was changed makes any of them of another (ISO 32000-1, 12.5.2 and 12.7.3).
LETTERS: dict[str, type[Any] | tuple[type[Any], ...]] = {
    "/A": DictionaryObject, "/C": ArrayObject, "/F": NumberObject, "/H": NameObject,
    "/I": ArrayObject, "/M": TextStringObject, "/P": DictionaryObject, "/Q": NumberObject,
    "/T": TextStringObject, "/V": object,
}  # fmt: skip
PAIRS = {
    "/AA", "/AF", "/AP", "/AS", "/BM", "/BS", "/CA", "/ca", "/DA", "/DR", "/DS", "/DV", "/FT",
    "/Ff", "/MK", "/NM", "/OC", "/RV", "/SV", "/TI", "/TM", "/TU",
}  # fmt: skip


@dataclass(frozen=True)
class Value:
    """What a field says; `why` it is unclear. `text` of a tick box is empty."""

    state: State
    text: str = ""
    why: str = ""
    note: str = ""


BLANK, DONE = Value("blank"), Value("done")


def unclear(why: str) -> Value:
    return Value("unclear", why=why)


class Values:
    """Reads the values of boxes and the fields above them."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.shared: dict[int, set[int]] = {}  # which fields have their value in an object

    def of(self, chain: list[Node], *, parted: bool) -> Value:
        """The value of a box, whose fields follow it in the chain."""
        kind = next(filter(None, (self.objects.entry(node.own, "/FT") for node in chain)), None)
        said = [node for node in chain if "/V" in node.own]
        if parted and chain[0] in said:
            said = chain[:1]
        if why := self._odd(chain[0].own) or self._lost(said):
            return unclear(why)
        if kind == "/Btn":
            return self._ticked(chain[0], said)
        if kind == "/Tx":
            return self._typed(chain[0], said)
        return unclear("it is no longer a field to tick or to write in")

    def _lost(self, said: list[Node]) -> str:
        """Why a value that is said to be somewhere cannot be this field's."""
        for node in said:
            if isinstance(raw := node.own.raw_get("/V"), IndirectObject):
                if self.objects.get(raw) is None:
                    return "its value is not in the file"
                self.shared.setdefault(raw.idnum, set()).add(id(node.own))
        return ""

    def is_shared(self, chain: list[Node]) -> bool:
        """Whether the value of a field is that of another one too, when all were read."""
        raws = [node.own.raw_get("/V") for node in chain if "/V" in node.own]
        return any(
            len(self.shared.get(r.idnum, ())) > 1 for r in raws if isinstance(r, IndirectObject)
        )

    def _odd(self, own: DictionaryObject) -> str:
        """Why a box was damaged, where one byte of it may have been a value."""
        for key in own:
            value = self.objects.entry(own, key)
            if value is not None and not isinstance(value, LETTERS.get(key, object)):
                return "an entry of the field is not what it must be"
            if (len(key) < 4 and key not in LETTERS.keys() | PAIRS) or not key[1:].isalnum():
                return "the field has an entry that no form has"
        changed = self.objects.entry(own, "/M")
        if changed is not None and not str(changed).startswith("D:"):
            return "an entry of the field is not what it must be"
        return ""

    # -- boxes to tick

    def _ticked(self, box: Node, said: list[Node]) -> Value:
        """Ticked by its value, by the look that is shown, or by both; never by one against all."""
        values = [self.objects.entry(node.own, "/V") for node in said]
        values += [self.objects.entry(box.own, "/AS")]
        found = [value for value in values if value is not None]
        if not all(isinstance(value, NameObject) for value in found):
            return unclear("its value is not that of a box to tick")
        states = {str(value)[1:] for value in found}
        on = states - {OFF}
        if not on:
            return BLANK
        if OFF in states or len(on) > 1:
            return unclear("the file says both that it is ticked and that it is not")
        if len(found) == 1 and not self._means_a_tick(box, on.pop()):
            return unclear("it is not sure that its value means a tick")
        return DONE

    def _means_a_tick(self, box: Node, state: str) -> bool:
        """Whether a state that nothing else confirms is one: the box can look so, or it is a word.

        One that may have been Off before a byte of it was changed is none.
        """
        looks = self.objects.entry(self.objects.entry(box.own, "/AP"), "/N")
        if isinstance(looks, DictionaryObject) and f"/{state}" in looks:
            return True
        same = sum(one == other for one, other in zip(state, OFF, strict=False))
        close = len(state) in (2, 3, 4) and same >= 2
        word = state.isascii() and state.isalnum()
        return word and not close and state.casefold() not in ("off", "no", "false", "0")

    # -- lines to write on

    def _typed(self, box: Node, said: list[Node]) -> Value:
        found = [self._text(self.objects.entry(node.own, "/V")) for node in said]
        if wrong := next((value for value in found if value.state == "unclear"), None):
            return wrong
        if len({value.text for value in found}) > 1:
            return unclear("the file holds two different texts for it")
        value = found[0] if found else BLANK
        if value.state == "blank" and self._shows_words(box):
            return unclear("it shows words that the file does not hold as its text")
        return value

    def _text(self, value: Any) -> Value:
        data = _bytes(value)
        if data is None:
            return unclear("its value is no text")
        text = decoded(data)
        if text.fault:
            return unclear(text.fault)
        if len(text.text) > MOST_TEXT:
            return unclear(f"it is longer than {MOST_TEXT} characters")
        if text.blank:
            return BLANK
        note = ", ".join(text.unread)
        return Value(
            "done", text.text, note=f"it holds signs that nobody can read: {note}" if note else ""
        )

    def _shows_words(self, box: Node) -> bool:
        look = self.objects.entry(self.objects.entry(box.own, "/AP"), "/N")
        if not isinstance(look, StreamObject):
            return False
        return any(
            not UNSHOWN.fullmatch(found[1] or found[2] or b"")
            for found in STRING.finditer(contents(look))
        )


def _bytes(value: Any) -> bytes | None:
    """The bytes of a string, or of a stream that holds a long one; None for any other value."""
    if value is None:
        return b""
    if isinstance(value, TextStringObject | ByteStringObject):
        return bytes(value.original_bytes)
    return contents(value) if isinstance(value, StreamObject) else None
