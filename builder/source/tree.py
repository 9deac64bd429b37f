"""YAML to texts, lists and keys with values, each with its place.

Only the parser's events are used: no constructor runs, no alias is followed,
and every plain scalar stays the text that was typed. What costs memory or time
(size, depth) is refused before it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from builder.diagnostics import Sink
from builder.place import Fields, Items, Source, Span, Text
from builder.source.complaints import QUOTES, Complaint, Told, explained, quoted
from builder.source.decode import UNPRINTABLE, Unreadable, decoded, hidden_ends, unprintable
from builder.source.slips import Typed, lost, may_slip, slips, swallowed, torn

MAX_DEPTH = 64
MAX_NODES = 50_000
Loader: Any = yaml.CSafeLoader  # libyaml's; PyYAML's own takes other texts for YAML


def tree(path: str, data: bytes, sink: Sink) -> Any:
    """The value a file holds. Raises Unreadable; what it can read past goes to `sink`."""
    return _Tree(path, data, sink).value()


class _Tree:
    """Builds `Fields`, `Items` and `Text` from the events of one file, without recursion."""

    def __init__(self, path: str, data: bytes, sink: Sink) -> None:
        self.path, self.sink = path, sink
        self.text = decoded(path, data)
        self.source = Source.of(path, self.text)
        self.stack: list[_Open] = []
        self.before: tuple[Any, Any] = (None, None)  # the marks at which the last node began, ended
        self.cut: Unreadable | None = None  # of the node read last
        # What is wrong in brackets, if all are closed; after a torn text the rest is not as meant.
        self.later: list[Told] = []
        self.torn: list[Told] = []
        self.hidden = [*hidden_ends(path, self.text)]

    def value(self) -> Any:
        """The whole file. Raises Unreadable."""
        root: Any = None
        count = 0
        for event in self._events():
            if isinstance(event, yaml.NodeEvent):
                count += 1
                self._refuse(event, len(self.stack), count)
                node = self._take(event)
                root = node if count == 1 else root
            elif isinstance(event, yaml.CollectionEndEvent):
                self.before = self.stack.pop().begun, event.end_mark
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Unreadable(
                    self._span(event.start_mark), "two-documents", "'---' starts a second document",
                    "put it in a file of its own",
                )  # fmt: skip
        if root is None or root == "":
            raise Unreadable(Span(self.path), "empty-file", "the file is empty")
        for place in self.hidden:
            self.sink.warning(*place)
        for slip in (*self.later, *self.torn):
            self._told(slip)
        if self.torn:
            raise Unreadable(*self.torn[0])
        return root

    def _take(self, event: Any) -> Any:
        """The value of an event, put where it belongs."""
        into = self.stack[-1] if self.stack else None
        node = self._node(event, bool(into and into.value.flow))
        self.before = event.start_mark, event.end_mark
        if into is None:
            pass
        elif isinstance(into.value, Items):
            into.value.append(node)
            self._swallowed(node)
        elif into.key is None:
            into.key, into.after_key = self._key(node, into.value), event.end_mark.index
        else:
            if into.value.flow and ":" not in self.text[into.after_key : event.start_mark.index]:
                self._no_colon(into.value, into.key)
            into.value.setdefault(into.key, node)
            self._swallowed(node)
            into.key = None
        if isinstance(node, (Fields, Items)):
            self.stack.append(_Open(node, event.start_mark))
        return node

    def _events(self) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(self.text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            if self.cut:
                raise self.cut from None  # told already, and the likely cause
            if self.hidden:
                raise Unreadable(*self.hidden[0]) from None
            at = self._span(error.problem_mark or error.context_mark)
            began = self._span(error.context_mark or error.problem_mark)
            before = tuple(self._span(mark) if mark else Span(self.path) for mark in self.before)
            complaint = Complaint(error.problem or "", at, began, (before[0], before[1]))
            raise Unreadable(*explained(self.source, complaint)) from None
        except yaml.YAMLError as error:
            raise Unreadable(Span(self.path), "yaml-syntax", str(error).split("\n")[0]) from None

    def _refuse(self, event: yaml.NodeEvent, depth: int, count: int) -> None:
        """Raises Unreadable for what costs too much, and for what leaflets do not need."""
        tag = getattr(event, "tag", None)
        aliased = isinstance(event, yaml.AliasEvent) or event.anchor
        if not (tag or aliased or depth >= MAX_DEPTH or count > MAX_NODES):
            return
        span = self._span(event.start_mark)
        sign = self.source.sign(span)
        no_tag = tag == "!" and sign != "!"  # how libyaml tags "a text"
        if aliased or (tag and not no_tag):
            code = "tag" if sign == "!" else "alias"
            hint = f"{QUOTES}; YAML's anchors, aliases and tags are not read"
            raise Unreadable(span, code, f"a text cannot start with '{sign}'", hint)
        if depth >= MAX_DEPTH:
            raise Unreadable(span, "too-deep", f"nested more than {MAX_DEPTH} deep")
        if count > MAX_NODES:
            raise Unreadable(span, "too-long", f"the file holds more than {MAX_NODES} values")

    def _node(self, event: Any, flow: bool) -> Any:
        self.cut = None
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, flow)
        node: Fields | Items = Fields() if isinstance(event, yaml.MappingStartEvent) else Items()
        node.span = self._span(event.start_mark)
        node.flow = bool(event.flow_style)
        return node

    def _scalar(self, event: Any, flow: bool) -> Text:
        start, end = event.start_mark.index, event.end_mark.index
        text = Text(event.value, self.source.at(start), self.source)
        if not text.isascii() or not text.isprintable():
            self._unprintable(text)
        raw = self.text[start:end]
        if may_slip(raw, self.text, end):
            self._slips(Typed(text, raw, start, event.style or "", self.source), flow)
        if flow and not event.style and (comma := torn(self.source, self.text, start, end)):
            self.torn.append(comma)
        return text

    def _unprintable(self, text: Text) -> None:
        if bad := UNPRINTABLE.search(text):
            self.sink.error(text.locate(bad.group()), *unprintable(bad.group()))

    def _slips(self, typed: Typed, flow: bool) -> None:
        for slip in slips(typed):
            if slip[1] == "cut-text":
                self.cut = self._told(slip)
            elif flow:
                self.later.append(slip)
            else:
                self._told(slip)

    def _told(self, slip: Told) -> Unreadable:
        """Reports what can be read past."""
        self.sink.error(*slip)
        return Unreadable(*slip)

    def _swallowed(self, node: Any) -> None:
        if place := swallowed(node):
            self._told(lost(self.source, place))

    def _no_colon(self, into: Fields, key: Text) -> None:
        """`{label: Monday, Tuesday}`: the comma ends a text, and its rest would be a key."""
        place, message = into.span, "a text cannot start with '{'"
        if into:
            comma = self.text.rfind(",", 0, self.stack[-1].after_key - len(key))
            place, message = self.source.at(max(comma, 0)), "a text in braces cannot hold ','"
        if place not in (told[0] for told in self.torn):
            self.torn.append((place, "yaml-syntax", message, quoted(self.source, place)))

    def _key(self, node: Any, into: Fields | Items) -> Text:
        if not isinstance(node, Text):
            sign = self.source.sign(node.span)
            message, hint = "a key must be a word", ""
            if sign in ("{", "["):
                hint = f"a text cannot start with '{sign}': {QUOTES}"
            raise Unreadable(node.span, "wrong-kind", message, hint)
        if node in into:
            first = next(key for key in into if key == node)
            hint = f"the first is in line {first.span.line}"
            self.sink.error(node.span, "duplicate-key", f"'{node}' is given twice", hint)
        return node

    def _span(self, mark: Any) -> Span:
        return self.source.at(mark.index) if mark else Span(self.path)


@dataclass
class _Open:
    """A list or keys that are being read: where they began, and the key that waits for its value.

    `after_key` is the offset at which that key ends.
    """

    value: Fields | Items
    begun: Any
    key: Text | None = None
    after_key: int = 0
