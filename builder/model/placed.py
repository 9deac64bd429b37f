"""A frozen value that was read from a file, and knows where it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from builder.diagnostics import Sink, did_you_mean, nearest
from builder.place import Fields, Items, Span, Text
from builder.source.inline import Rich
from builder.source.values import (
    wrong,
)
from builder.source.when import When

NOWHERE = Span("")


class Placed(BaseModel):
    """A frozen value that was read from a file, and knows where."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    internal: ClassVar[frozenset[str]] = frozenset()  # fields that merging fills in
    _span: Span = PrivateAttr(default_factory=lambda: NOWHERE)

    @property
    def span(self) -> Span:
        return self._span

    @classmethod
    def names(cls) -> list[str]:
        """The keys an author can write."""
        return [name for name in cls.model_fields if name not in cls.internal]

    @model_validator(mode="wrap")
    @classmethod
    def _place(cls, value: Any, handler: Callable[[Any], Self], info: ValidationInfo) -> Self:
        """Reports unknown keys with the nearest known one, and keeps the place.

        What stands under a misspelt key is read as if the key were right.
        """
        names = cls.names()
        if isinstance(value, (Text, Items)):
            hint = f"its keys are: {', '.join(names)}"
            raise wrong("wrong-kind", "expected keys with values", hint)
        if not isinstance(value, Fields):
            return handler(value)
        sink: Sink = info.context["sink"] if info.context else Sink()
        known = Fields({k: v for k, v in value.items() if k in names})
        for key in [k for k in value if k not in names]:
            hint = did_you_mean(key, names)
            sink.error(key.span, "unknown-key", f"unknown key '{key}'", hint)
            if close := nearest(key, names):
                known.setdefault(close, value[key])
        known.span = value.span
        placed = handler(known)
        placed._span = value.span
        return placed

    @classmethod
    def may_lack(cls, name: str) -> bool:
        """Whether a key may be left out."""
        return not cls.model_fields[name].is_required()

    def fault(self) -> str:
        """Why it cannot be as it is, in the words of whoever reads it; "" where it can."""
        given = {name: getattr(self, name) for name in self.names()}
        try:
            self.model_validate({k: v for k, v in given.items() if v is not None and v != ()})
        except ValidationError as problem:
            first = problem.errors()[0]
            return f"'{first['loc'][0]}' is missing" if first["type"] == "missing" else first["msg"]
        return ""

    def resolved(self, resolve: Callable[[Rich], Rich]) -> Self:
        """The same value with every text in it put through `resolve`."""
        changed = {}
        for name in type(self).model_fields:
            before = getattr(self, name)
            after = _resolved(before, resolve)
            if after is not before:
                changed[name] = after
        return self.model_copy(update=changed) if changed else self


class Conditional(Placed):
    """What may be for some leaflets only."""

    when: When | None = None


class Allowing(Placed):
    """What may allow the warnings of some checks, if its author says why."""

    allow: tuple[Text, ...] = ()
    because: Text | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.allow and self.because is None:
            hint = "write 'because:' and the reason, for the one who signs"
            raise wrong("missing-key", "'allow' has no reason", hint, self.allow[0].span)
        if self.because is not None and not self.allow:
            raise wrong("missing-key", "'because' belongs to 'allow'", span=self.because.span)
        return self


def _resolved(value: Any, resolve: Callable[[Rich], Rich]) -> Any:
    if isinstance(value, Rich):
        return resolve(value)
    if isinstance(value, Placed):
        return value.resolved(resolve)
    if isinstance(value, tuple):
        return tuple(_resolved(item, resolve) for item in value)
    return value


def once(names: Iterable[Text], kind: str, info: ValidationInfo) -> None:
    """Reports names that are given twice in one file."""
    first: dict[Text, Text] = {}
    for name in names:
        if name in first and info.context:
            sink: Sink = info.context["sink"]
            hint = f"the first is in line {first[name].span.line}"
            sink.error(name.span, "duplicate-name", f"there are two {kind}s '{name}'", hint)
        first.setdefault(name, name)
