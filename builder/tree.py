"""YAML to texts, lists and keys with values, each with its place.

Only the parser's events are used: no constructor runs, no alias is followed,
and every plain scalar stays the text that was typed. What costs memory or time
(size, depth) is refused before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from builder.diagnostics import Sink
from builder.place import Fields, Items, Source, Span, Text
from builder.project import MAX_SOURCE
from builder.syntax import QUOTES, Complaint, cut, explained, joined, swallowed

LINES = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
MAX_DEPTH = 64
MAX_NODES = 50_000
Loader: Any = yaml.CSafeLoader  # libyaml's; PyYAML's own takes other texts for YAML
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
# What YAML takes and no page can show: signs that show letters in another order than they are
# written and heard, a mark of byte order, and what stands for a letter that was lost.
UNSEEN = "\u202d\u202e\ufeff\ufff9-\ufffd"
UNPRINTABLE = re.compile(f"[{CONTROL}{UNSEEN}]")


class Unreadable(Exception):
    """The file cannot be read on from here; `span`, `code`, `hint` say why."""

    def __init__(self, span: Span, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.span, self.code, self.message, self.hint = span, code, message, hint


def tree(path: str, data: bytes, sink: Sink) -> Any:
    """The value a file holds. Raises Unreadable; what it can read past goes to `sink`."""
    return _Tree(path, data, sink).value()


class _Tree:
    """Builds `Fields`, `Items` and `Text` from the events of one file, without recursion."""

    def __init__(self, path: str, data: bytes, sink: Sink) -> None:
        self.path, self.sink = path, sink
        self.text = _decoded(path, data)
        self.source = Source(path, tuple(LINES.split(self.text)))
        self.before: tuple[Any, Any] = (None, None)  # the marks at which the last node began, ended
        self.cut: Unreadable | None = None  # of the node read last

    def value(self) -> Any:
        """The whole file. Raises Unreadable."""
        stack: list[Fields | Items] = []
        begun: list[Any] = []
        keys: list[Text | None] = []
        root: Any = None
        count = 0
        for event in self._events():
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Unreadable(
                    self._span(event.start_mark), "two-documents", "'---' starts a second document",
                    "put it in a file of its own",
                )  # fmt: skip
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.before = begun.pop(), event.end_mark
                stack.pop()
                keys.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            count += 1
            self._refuse(event, len(stack), count)
            node = self._node(event, bool(stack and stack[-1].flow))
            self.before = event.start_mark, event.end_mark
            if not stack:
                root = node
            elif isinstance(stack[-1], Items):
                stack[-1].append(node)
                self._lost(swallowed(node))
            elif (key := keys[-1]) is None:
                keys[-1] = self._key(node, stack[-1])
            else:
                stack[-1].setdefault(key, node)
                self._lost(swallowed(node))
                keys[-1] = None
            if isinstance(node, (Fields, Items)):
                stack.append(node)
                begun.append(event.start_mark)
                keys.append(None)
        if root is None or root == "":
            raise Unreadable(Span(self.path), "empty-file", "the file is empty")
        return root

    def _events(self) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(self.text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            at = self._span(error.problem_mark or error.context_mark)
            if self.cut:
                raise self.cut from None  # told already, and the likely cause
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
        quoted = tag == "!" and sign != "!"  # how libyaml tags "a text"
        if aliased or (tag and not quoted):
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
        text = Text(event.value, self._span(event.start_mark), self.source)
        if bad := UNPRINTABLE.search(text):
            self.sink.error(text.locate(bad.group()), *_unprintable(bad.group()))
        if not event.style:
            end = self._span(event.end_mark)
            self.cut = self._lost(cut(text, end))
            if not flow and (dash := joined(text, end)):
                hint = f"give a list a key of its own; to print the dash, {QUOTES}"
                self.sink.error(dash, "joined-line", "'-' makes no list below a text", hint)
        return text

    def _lost(self, place: Span | None) -> Unreadable | None:
        """Reports '#' where what follows is a comment and was not meant as one."""
        if place is None:
            return None
        hint = "put the whole text in quotes, or a space after '#' if it is a comment"
        lost = Unreadable(place, "cut-text", "what follows '#' is cut off here", hint)
        self.sink.error(lost.span, lost.code, lost.message, lost.hint)
        return lost

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
        """The place of a mark; one past the last line is at the end of the file."""
        if mark is None:
            return Span(self.path)
        if mark.line < len(self.source.lines):
            return Span(self.path, mark.line + 1, mark.column + 1)
        return Span(self.path, len(self.source.lines), len(self.source.lines[-1]) + 1)


def _unprintable(character: str) -> tuple[str, str, str]:
    """The code, message and hint for a character that cannot be printed."""
    message = f"the character U+{ord(character):04X} cannot be printed"
    lost = "it stands for a letter that was lost: type that again"
    return "control-character", message, lost if character == "\ufffd" else "take it out"


def _decoded(path: str, data: bytes) -> str:
    """The text of a file. Raises Unreadable when it is too long or not UTF-8."""
    if len(data) > MAX_SOURCE:
        raise Unreadable(Span(path), "too-long", f"the file is larger than {MAX_SOURCE >> 20} MiB")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        hint = "save the file as UTF-8"
        raise Unreadable(Span(path), "not-utf-8", "the file is saved as UTF-16", hint)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        hint = "save the file as UTF-8"
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        span = _end(path, data[: error.start].decode("utf-8"))
        raise Unreadable(span, "not-utf-8", message, hint) from None
    if bad := re.search(f"[{CONTROL}]|^\ufeff", text):
        raise Unreadable(_end(path, text[: bad.start()]), *_unprintable(bad.group()))
    return text


def _end(path: str, text: str) -> Span:
    """The place after a text with which a file begins."""
    lines = LINES.split(text)
    return Span(path, len(lines), len(lines[-1]) + 1)
