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

MAX_DEPTH = 64
Model = TypeVar("Model", bound=BaseModel)
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


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


KINDS = {
    "missing": "missing-key",
    "too_short": "empty-list",
    "tuple_type": "wrong-kind",
    "model_type": "wrong-kind",
    "model_attributes_type": "wrong-kind",
    "dict_type": "wrong-kind",
    "literal_error": "unknown-value",
}
MESSAGES = {
    "missing": "'{key}' is missing",
    "too_short": "the list is empty",
    "tuple_type": "expected a list",
    "model_type": "expected keys with values",
    "model_attributes_type": "expected keys with values",
    "dict_type": "expected keys with values",
    "literal_error": "'{input}' is not one of the values that '{key}' can have",
}


def _report(error: dict[str, Any], fallback: Span, sink: Sink) -> None:
    """One of pydantic's errors as a diagnostic at the place of the value it is about."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "reported" or (kind == "too_short" and value):
        return  # told already; or a list whose items are at fault, not its length
    span = context.get("span") or getattr(value, "span", fallback)
    key = error["loc"][-1] if error["loc"] else ""
    message = MESSAGES.get(kind, error["msg"]).format(key=key, input=value)
    hint = context.get("hint", "")
    if kind == "literal_error":
        hint = did_you_mean(str(value), re.findall(r"'([^']*)'", context["expected"]))
    sink.error(span, KINDS.get(kind, kind), message, hint)


class _Tree:
    """Builds `Fields`, `Items` and `Text` from the events of one file, without recursion."""

    def __init__(self, path: str, data: bytes, sink: Sink) -> None:
        self.path, self.sink = path, sink
        self.text = _decoded(path, data)
        self.source = Source(path, tuple(re.split("\r\n|[\n\r\x85\u2028\u2029]", self.text)))

    def value(self) -> Any:
        """The whole file. Raises Unreadable."""
        stack: list[Fields | Items] = []
        keys: list[Text | None] = []
        root: Any = None
        for event in self._events():
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise Unreadable(
                    self._span(event), "two-documents", "'---' starts a second document",
                    "put it in a file of its own",
                )  # fmt: skip
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()
                keys.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            self._refuse(event, len(stack))
            node = self._node(event)
            if not stack:
                root = node
            elif isinstance(stack[-1], Items):
                stack[-1].append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = self._key(node, stack[-1])
            else:
                self._put(stack[-1], key, node)
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
            raise self._syntax(error) from None
        except yaml.YAMLError as error:
            raise Unreadable(Span(self.path), "yaml-syntax", str(error).split("\n")[0]) from None

    def _syntax(self, error: yaml.MarkedYAMLError) -> Unreadable:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        text = self.source.lines[line] if line < len(self.source.lines) else ""
        span = Span(self.path, line + 1, column + 1)
        if "\t" in text[: len(text) - len(text.lstrip())] or text[column : column + 1] == "\t":
            place = Span(self.path, line + 1, text.find("\t") + 1)
            return Unreadable(place, "tab", "a tab stands where YAML wants spaces", "use spaces")
        hint = ""
        if "mapping values are not allowed" in (error.problem or ""):
            hint = "put the text in quotes if it has ': ' in it"
        elif "found character that cannot start" in (error.problem or ""):
            hint = "put the text in quotes"
        problem = (error.problem or "this is not YAML").replace("\n", " ")
        return Unreadable(span, "yaml-syntax", problem, hint)

    def _refuse(self, event: yaml.NodeEvent, depth: int) -> None:
        span = self._span(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            hint = "write the words again, or put them in a topic of their own"
            message = f"'{sign}{event.anchor}': anchors and aliases are not read"
            raise Unreadable(span, "alias", message, f"{hint}; put a text that starts so in quotes")
        tag = getattr(event, "tag", None)
        if tag is not None and not (tag == "!" and isinstance(event, yaml.ScalarEvent)):
            hint = "leave it out; put a text that starts with '!' in quotes"
            raise Unreadable(span, "tag", f"the tag '{tag}' is not read", hint)
        if depth >= MAX_DEPTH:
            raise Unreadable(span, "too-deep", f"nested more than {MAX_DEPTH} deep")

    def _node(self, event: yaml.NodeEvent) -> Any:
        span = self._span(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, span)
        node: Fields | Items = Fields() if isinstance(event, yaml.MappingStartEvent) else Items()
        node.span = span
        return node

    def _scalar(self, event: yaml.ScalarEvent, span: Span) -> Text:
        last = event.end_mark.line + 1
        text = Text(event.value, span, self.source, last)
        if bad := CONTROL.search(text):
            message = f"the text holds the control character U+{ord(bad.group()):04X}"
            self.sink.error(span, "control-character", message, "take it out")
        rest = self.source.lines[last - 1][event.end_mark.column :] if event.style is None else ""
        if re.match(r"[ \t]+#\S", rest):
            place = Span(self.path, last, event.end_mark.column + rest.index("#") + 1)
            hint = "put the whole text in quotes, or a space after '#' if it is a comment"
            self.sink.error(place, "cut-text", "what follows '#' is cut off here", hint)
        return text

    def _key(self, node: Any, into: Fields | Items) -> Text:
        if not isinstance(node, Text):
            raise Unreadable(node.span, "wrong-kind", "a key must be a word")
        if node in into:
            self.sink.error(node.span, "duplicate-key", f"'{node}' is given twice")
        return node

    def _put(self, into: Fields | Items, key: Text, node: Any) -> None:
        assert isinstance(into, Fields)
        into.setdefault(key, node)

    def _span(self, event: yaml.Event) -> Span:
        mark = event.start_mark
        return Span(self.path, mark.line + 1, mark.column + 1)


def _decoded(path: str, data: bytes) -> str:
    """The text of a file. Raises Unreadable when it is too long or not UTF-8."""
    if len(data) > MAX_SOURCE:
        raise Unreadable(Span(path), "too-long", f"the file is larger than {MAX_SOURCE >> 20} MiB")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        hint = "save it again as UTF-8"
        raise Unreadable(Span(path), "not-utf-8", "the file is saved as UTF-16", hint)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        lines = data[: error.start].split(b"\n")
        span = Span(path, len(lines), len(lines[-1].decode("utf-8", "replace")) + 1)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise Unreadable(span, "not-utf-8", message, "save the file as UTF-8") from None
    if bad := CONTROL.search(text):
        lines_before = text[: bad.start()].split("\n")
        span = Span(path, len(lines_before), len(lines_before[-1]) + 1)
        message = f"the file holds the control character U+{ord(bad.group()):04X}"
        raise Unreadable(span, "control-character", message, "take it out")
    return text
