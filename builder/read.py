"""YAML to typed models, with the place of every value kept.

Only the parser's events are used: no constructor runs, no alias is followed,
and every plain scalar stays the text that was typed. What costs memory or time
(size, depth) is refused before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from builder.diagnostics import Sink, did_you_mean
from builder.place import Fields, Items, Source, Span, Text
from builder.project import MAX_SOURCE
from builder.syntax import QUOTES, Complaint, explained

LINES = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
MAX_DEPTH = 64
MAX_NODES = 50_000
Model = TypeVar("Model", bound=BaseModel)
Loader: Any = yaml.CSafeLoader  # libyaml's; PyYAML's own takes other texts for YAML
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
# What YAML takes and no page can show: signs that turn the direction of a text,
# a mark of byte order, and what stands for a letter that was lost.
UNSEEN = "\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffd"


class Unreadable(Exception):
    """The file cannot be read on from here; `span`, `code`, `hint` say why."""

    def __init__(self, span: Span, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.span, self.code, self.message, self.hint = span, code, message, hint


def read(path: str, data: bytes, wanted: type[Model], sink: Sink) -> Model | None:
    """The file as a `wanted`, or None when it has errors, which are then in `sink`."""
    own = Sink()
    model: Model | None = None
    try:
        tree = _Tree(path, data, own).value()
        model = _validated(tree, wanted, own)
    except Unreadable as problem:
        own.error(problem.span, problem.code, problem.message, problem.hint)
    sink.extend(own.sorted())
    return None if own.failed else model


def _validated(tree: Any, wanted: type[Model], sink: Sink) -> Model | None:
    """A read tree as a `wanted`; every mistake in it goes to `sink`."""
    try:
        return wanted.model_validate(tree, context={"sink": sink})
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            _report(dict(error), tree.span, sink)
        return None


# pydantic's own kinds of error -> (code, message) of ours; the rest are raised as ours.
KINDS = {
    "missing": ("missing-key", "'{key}' is missing"),
    "too_short": ("empty-list", "the list is empty"),
    "tuple_type": ("wrong-kind", "expected a list"),
    "dict_type": ("wrong-kind", "expected keys with values"),
    "literal_error": ("unknown-value", "'{key}' cannot be '{value}'"),
}


def _report(error: dict[str, Any], fallback: Span, sink: Sink) -> None:
    """One of pydantic's errors as a diagnostic at the place of the value it is about."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "too_short" and value:
        return  # the list's items are at fault, not its length
    span = context.get("span") or getattr(value, "span", fallback)
    code, message = KINDS.get(kind, (kind, error["msg"]))
    hint = context.get("hint") or ""
    if kind in KINDS:
        key = error["loc"][-1] if error["loc"] else ""
        message = message.replace("{key}", str(key)).replace("{value}", str(value))
    if kind == "literal_error":
        hint = did_you_mean(str(value), re.findall(r"'([^']*)'", context["expected"]))
    elif message.startswith("expected "):
        message += f", but {_found(value)}"
    sink.error(span, code, message, hint or _cure(code, message, value))


def _found(value: Any) -> str:
    if isinstance(value, Items):
        return "this is a list"
    if isinstance(value, Fields):
        return "these are keys with values"
    return "this is text" if value else "there is nothing"


def _cure(code: str, message: str, value: Any) -> str:
    """A hint for values that YAML takes for something else than what was meant."""
    if message.startswith("expected text") and isinstance(value, Fields):
        return "to print ': ', put the whole text in quotes"
    if value == "" and value.source and "#" in value.source.line(value.span)[value.span.column :]:
        return "to print '#', put the whole text in quotes"
    return ""


class _Tree:
    """Builds `Fields`, `Items` and `Text` from the events of one file, without recursion."""

    def __init__(self, path: str, data: bytes, sink: Sink) -> None:
        self.path, self.sink = path, sink
        self.text = _decoded(path, data)
        self.source = Source(path, tuple(LINES.split(self.text)))
        self.before = (Span(path), Span(path))  # of the node read last: its start and end
        self.cut: Unreadable | None = None  # of the node read last

    def value(self) -> Any:
        """The whole file. Raises Unreadable."""
        stack: list[Fields | Items] = []
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
                self.before = stack.pop().span, self._span(event.end_mark)
                keys.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            count += 1
            self._refuse(event, len(stack), count)
            node = self._node(event, bool(stack and stack[-1].flow))
            self.before = self._span(event.start_mark), self._span(event.end_mark)
            if not stack:
                root = node
            elif isinstance(stack[-1], Items):
                stack[-1].append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = self._key(node, stack[-1])
            else:
                stack[-1].setdefault(key, node)
                keys[-1] = None
            if isinstance(node, (Fields, Items)):
                stack.append(node)
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
            complaint = Complaint(error.problem or "", at, began, self.before)
            raise Unreadable(*explained(self.source, complaint)) from None
        except yaml.YAMLError as error:
            raise Unreadable(Span(self.path), "yaml-syntax", str(error).split("\n")[0]) from None

    def _refuse(self, event: yaml.NodeEvent, depth: int, count: int) -> None:
        """Raises Unreadable for what costs too much, and for what leaflets do not need."""
        span = self._span(event.start_mark)
        tag = getattr(event, "tag", None)
        quoted = tag == "!" and isinstance(event, yaml.ScalarEvent)  # how libyaml tags "a text"
        if isinstance(event, yaml.AliasEvent) or event.anchor or (tag and not quoted):
            sign = self.source.sign(span)
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
        if bad := re.search(f"[{CONTROL}{UNSEEN}]", text):
            self.sink.error(text.locate(bad.group()), *_unprintable(bad.group()))
        if not event.style:
            self._cut(text, self._span(event.end_mark))
            if not flow:
                self._joined(text, event.end_mark.line + 1)
        return text

    def _cut(self, text: Text, end: Span) -> None:
        """Reports '#' after a text without quotes: what follows is a comment, which is lost."""
        rest = self.source.line(end)[end.column - 1 :]
        found = re.match(r"[ \t]+(?=#($|\S))", rest)
        if not rest.strip():  # on the next line, further in than the text's key: part of the text
            end = Span(self.path, end.line + 1)
            found = re.match(r"[ \t]+(?=#\S)", self.source.line(end))
            key = re.match(r"[\s-]*", self.source.line(text.span))
            if found and key and found.end() <= key.end():
                found = None
        if text and found:
            place = end._replace(column=end.column + found.end())
            hint = "put the whole text in quotes, or a space after '#' if it is a comment"
            self.cut = Unreadable(place, "cut-text", "what follows '#' is cut off here", hint)
            self.sink.error(self.cut.span, self.cut.code, self.cut.message, self.cut.hint)

    def _joined(self, text: Text, last: int) -> None:
        """Reports a line that looks like a list item and is only more of the text above it."""
        for number in range(text.span.line + 1, last + 1):
            if dash := re.match(r"\s*(?=- )", self.source.lines[number - 1]):
                place = Span(self.path, number, dash.end() + 1)
                hint = f"give a list a key of its own; to print the dash, {QUOTES}"
                self.sink.error(place, "joined-line", "'-' makes no list below a text", hint)
                return

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
