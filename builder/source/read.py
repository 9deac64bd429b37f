"""A file as the typed model it should be; every mistake in it as a diagnostic."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from builder.diagnostics import Sink, did_you_mean
from builder.place import Fields, Items, Span, Text
from builder.source.complaints import straight
from builder.source.decode import Unreadable
from builder.source.tree import tree

Model = TypeVar("Model", bound=BaseModel)


def read(path: str, data: bytes, wanted: type[Model], sink: Sink) -> Model | None:
    """The file as a `wanted`, or None when it has errors, which are then in `sink`."""
    own = Sink()
    model: Model | None = None
    try:
        model = _validated(tree(path, data, own), wanted, own)
    except Unreadable as problem:
        own.error(problem.span, problem.code, problem.message, problem.hint)
    sink.extend(own.sorted())
    return None if own.failed else model


def _validated(value: Any, wanted: type[Model], sink: Sink) -> Model | None:
    """A value as a `wanted`; every mistake in it goes to `sink`."""
    try:
        return wanted.model_validate(value, context={"sink": sink})
    except ValidationError as errors:
        for error in errors.errors(include_url=False):
            _report(dict(error), value.span, sink)
        return None


NESTED = "no text, point of a list or cell of a table holds a list: write one text ('a, b and c'), "
NESTED += "or a list of its own; a point of a list or step may have 'text' and 'items'"
EMPTY = "write it, or take its key or its '-' out"
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
        key = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "")
        message = message.replace("{key}", str(key)).replace("{value}", str(value))
    if kind == "literal_error":
        hint = did_you_mean(str(value), re.findall(r"'([^']*)'", context["expected"]))
    elif message.startswith("expected "):
        message += f", but {_found(value)}"
    hint = hint or _cure(message, value)
    if isinstance(value, Text) and code.startswith(("bad-", "wrong-", "unknown-")):
        hint = "; ".join(each for each in (hint, straight(value[:1])) if each)
    sink.error(span, code, message, hint)


def _found(value: Any) -> str:
    if isinstance(value, Items):
        return "this is a list"
    if isinstance(value, Fields):
        return "these are keys with values"
    return "this is text" if value else "there is nothing"


def _cure(message: str, value: Any) -> str:
    """A hint for values that YAML takes for something else than what was meant."""
    if message.startswith("expected a list") and value:
        dashed = isinstance(value, Fields) and next(iter(value)).startswith("-")
        return "put a space after '-'" if dashed else "start each item with '- '"
    if message.startswith("expected text") and isinstance(value, (Fields, Items)):
        inner = value.values() if isinstance(value, Fields) else ()
        if isinstance(value, Items) or any(isinstance(each, Items) for each in inner):
            return NESTED
        return "to print ': ', put the whole text in quotes"
    if value == "":
        after = value.source.line(value.span)[value.span.column :] if value.source else ""
        return "to print '#', put the whole text in quotes" if "#" in after else EMPTY
    return ""
