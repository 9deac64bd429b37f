"""What sources say, and what they make together.

`Topic`, `HandoutDefinition`, `Layout`, `Brand`, `Site`, `Terms`, `Claims` and
`Phrases` are files as written. `Handout` is the merged document: frozen, with
nothing left to look up, and therefore also the cache key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from builder.diagnostics import Sink, did_you_mean, nearest
from builder.inline import Rich
from builder.place import Fields, Items, Span, Text
from builder.registry import Registry
from builder.values import (
    Code,
    Colour,
    Day,
    Email,
    File,
    Flag,
    Language,
    Many,
    Name,
    Number,
    Phone,
    between,
    wrong,
)

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from builder.pdf.compose import Composer

block: Registry[type[Block]] = Registry("block", "builder.blocks")

# What a centre must sign before it is printed as a fact: name -> kind of value.
SAFETY_FACTS: dict[str, Literal["phone", "temperature", "minutes", "days", "weeks", "words"]] = {
    "approver": "words",
    "call_24h": "phone",
    "costs_contact": "words",
    "emergency_number": "phone",
    "feedback": "words",
    "fever_c": "temperature",
    "food_safety_days": "days",
    "formats_line": "words",
    "inpatient_days": "days",
    "interpreter_line": "words",
    "licensed_products": "words",
    "low_temp_rule": "words",
    "no_driving_weeks": "weeks",
    "not_alone_days": "days",
    "stay_near_days": "days",
    "stay_near_minutes": "minutes",
    "support_directory": "words",
    "trial_registry": "words",
}

# What the value of each kind must look like, and what it then is.
FACT_VALUES = {
    "phone": (".*[0-9].*", "a telephone number"),
    "temperature": (r"(3[5-9]|4[0-2])(\.[0-9])?", "a temperature in °C, such as 38.0"),
    "minutes": (".*[0-9].*", "a number of minutes"),
    "days": (".*[0-9].*", "a number of days"),
    "weeks": (".*[0-9].*", "a number of weeks"),
    "words": (".*", ""),
}


class Placed(BaseModel):
    """A frozen value that was read from a file, and knows where."""

    model_config = ConfigDict(frozen=True)
    internal: ClassVar[frozenset[str]] = frozenset()  # fields that merging fills in
    _span: Span = PrivateAttr(default=Span(""))

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

    def resolved(self, resolve: Callable[[Rich], Rich]) -> Self:
        """The same value with every text in it put through `resolve`."""
        changed = {}
        for name in type(self).model_fields:
            before = getattr(self, name)
            after = _resolved(before, resolve)
            if after is not before:
                changed[name] = after
        return self.model_copy(update=changed) if changed else self


def _resolved(value: Any, resolve: Callable[[Rich], Rich]) -> Any:
    if isinstance(value, Rich):
        return resolve(value)
    if isinstance(value, Placed):
        return value.resolved(resolve)
    if isinstance(value, tuple):
        return tuple(_resolved(item, resolve) for item in value)
    return value


class Block(Placed):
    """A piece of a section; `blocks/` has one file for each kind.

    `main` names the field that stands for the whole when the author writes
    only one value: `- paragraph: Rest.`
    """

    main: ClassVar[str] = ""
    claims: tuple[Text, ...] = ()
    language: Language | None = None

    def compose(self, page: Composer) -> Iterator[Flowable]:
        """The flowables of the block, with their elements added below `page.parent`."""
        raise NotImplementedError

    def words(self, handout: Handout) -> Iterator[Rich]:
        """Every text the block prints, in reading order."""
        raise NotImplementedError

    def merged(self, merger: Merger) -> Self:
        """The block with its texts and references resolved; what it cannot find it reports."""
        return self.resolved(merger.resolve)


class Merger(Protocol):
    """What a block may ask for while it is merged; what is not there was reported."""

    def resolve(self, rich: Rich) -> Rich: ...

    def picture(self, path: Text) -> File | None: ...

    def contact(self, name: Text) -> Contact | None: ...


class _AnyBlock:
    """The pydantic type of a mapping whose one kind key names the block it is."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(
            cls.validate,
            serialization=core_schema.plain_serializer_function_ser_schema(_block_dump),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"$comment": "block"}  # `schema` puts the definition in its place

    @staticmethod
    def validate(value: Any, info: ValidationInfo) -> Block:
        if isinstance(value, Block):
            return value
        sink: Sink = info.context["sink"] if info.context else Sink()
        if isinstance(value, Text):
            value = _bare(value)
        if not isinstance(value, Fields):
            raise wrong("wrong-kind", "expected a block such as 'paragraph: …'")
        kind = _kind(value, sink)
        wanted = block[kind]
        fields = _block_fields(kind, wanted, value, sink)
        return wanted.model_validate(fields, context=info.context)


AnyBlock = Annotated[Block, _AnyBlock]
BESIDE = ("claims", "language")


def _block_dump(value: Block) -> dict[str, Any]:
    kind = type(value)
    return {"block": kind.__name__, **kind.__pydantic_serializer__.to_python(value, mode="json")}


def _bare(kind: Text) -> Fields:
    """`- glossary` is a block with nothing to say."""
    fields = Fields({kind: None})
    fields.span = kind.span
    return fields


def _kind(value: Fields, sink: Sink) -> Text:
    """The key that names a block; what stands beside it and may not is reported.

    Raises PydanticCustomError when there is no such key.
    """
    kinds = [key for key in value if key not in BESIDE]
    known = [key for key in kinds if key in block]
    if not known:
        raise _no_block(kinds[0]) if kinds else wrong("unknown-block", "the block has no kind")
    for key in kinds:
        if key not in block:
            names = block[known[0]].names()
            hint = f"put it inside '{known[0]}:'" if key in names else did_you_mean(key, names)
            sink.error(key.span, "unknown-key", f"unknown key '{key}'", hint)
        elif key is not known[0]:
            hint = "start each block with its own '-'"
            sink.error(key.span, "two-blocks", f"'{key}' is a second block here", hint)
    return Text(known[0], known[0].span)


def _no_block(key: Text) -> PydanticCustomError:
    """What is wrong with a key that names no block."""
    hint = did_you_mean(key, block)
    if key.partition(":")[0] in block:
        hint = "put a space after ':'"
    elif " " in key:
        hint = "a text is a block too: '- paragraph: …'"
    return wrong("unknown-block", f"'{key}' is not a block", hint, key.span)


def _block_fields(kind: Text, wanted: type[Block], value: Fields, sink: Sink) -> Fields:
    """The block's fields, whether written in full, as one value, or with claims beside it."""
    body = value[kind]
    needs = wanted.main if wanted.main and wanted.model_fields[wanted.main].is_required() else ""
    if isinstance(body, Fields):
        fields = Fields(body)
    elif not needs and body in (None, ""):
        fields = Fields()
    elif not wanted.main:
        hint = f"its keys are: {', '.join(wanted.names())}"
        raise wrong("wrong-kind", f"'{kind}' needs keys with values", hint, body.span)
    else:
        body = Text("", kind.span) if body is None else body
        fields = Fields({Text(wanted.main, body.span): body})
    for key in [key for key in value if key in BESIDE]:
        if key in fields:
            sink.error(key.span, "duplicate-key", f"'{key}' is given twice", "put all in one place")
        fields[key] = value[key]
    fields.span = kind.span
    return fields


def _once(names: Iterable[Text], kind: str, info: ValidationInfo) -> None:
    """Reports names that are given twice in one file."""
    first: dict[Text, Text] = {}
    for name in names:
        if name in first and info.context:
            sink: Sink = info.context["sink"]
            hint = f"the first is in line {first[name].span.line}"
            sink.error(name.span, "duplicate-name", f"there are two {kind}s '{name}'", hint)
        first.setdefault(name, name)


# ---- files as written ---------------------------------------------------------------------------


class Section(Placed):
    """A part of a topic. Without a heading it follows on from what stands before it."""

    id: Name
    heading: Rich | None = None
    blocks: Many[AnyBlock]


class Topic(Placed):
    """Content about one subject, free of any look: `sources/topics/**.yaml`."""

    topic: Name
    title: Rich
    treatment: Name | None = None
    language: Language | None = None
    sections: Many[Section]

    @model_validator(mode="after")
    def _unlike(self, info: ValidationInfo) -> Self:
        _once((section.id for section in self.sections), "section", info)
        return self


class TopicUse(Placed):
    """A topic in a handout, whole or some of its sections."""

    topic: Name
    title: Rich | None = None
    sections: Many[Name] | None = None
    new_page: Flag = False


class _AnyEntry:
    """A line of `contents`: a topic, or any block."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(cls.validate)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"$comment": "topic-use"}, {"$comment": "block"}]}

    @staticmethod
    def validate(value: Any, info: ValidationInfo) -> TopicUse | Block:
        if isinstance(value, Fields) and ("topic" in value or _like_topic(value)):
            return TopicUse.model_validate(value, context=info.context)
        if isinstance(value, Text) and value not in block and not nearest(value, block):
            raise wrong("unknown-block", f"'{value}' is not a block", "a topic is '- topic: NAME'")
        return _AnyBlock.validate(value, info)


def _like_topic(value: Fields) -> bool:
    """Whether keys that name no block were meant as a topic."""
    first = next(iter(value), "")
    return first not in block and nearest(first, [*block, "topic"]) == "topic"


class HandoutDefinition(Placed):
    """One piece of paper: which topics, in what order, in which layout: `handouts/*.yaml`."""

    handout: Code
    title: Rich
    subtitle: Rich | None = None
    audience: Rich | None = None
    not_for: Rich | None = None
    main_message: Rich
    action: Rich | None = None
    tag: Rich | None = None
    treatment: Name | None = None
    layout: Name
    brand: Name | None = None
    site: Name | None = None
    language: Language = Text("en-GB")
    editions: Many[Name] = (Text("standard"),)
    strip: Literal["first-and-last", "every", "none"] = "first-and-last"
    contents: Many[Annotated[TopicUse | Block, _AnyEntry]]
    version: Rich
    published: Day
    review_by: Day | None = None


class TextStyle(Placed):
    """How one kind of text is set. Lengths in points; `on` is the colour role it stands on."""

    size: Annotated[Number, between(6, 200)]
    leading: Annotated[Number, between(6, 300)]
    weight: Literal["regular", "bold"] = "regular"
    colour: Name = Text("text")
    on: Name = Text("paper")
    before: Annotated[Number, between(0, 200)] = 0
    after: Annotated[Number, between(0, 200)] = 0

    @model_validator(mode="after")
    def _open(self) -> Self:
        if self.leading < self.size:
            message = f"the leading {self.leading:g} is smaller than the size {self.size:g}"
            raise wrong("out-of-range", message)
        return self


class Box(Placed):
    """How a callout is drawn: its ground, edge and bar (colour roles), widths in points."""

    fill: Name = Text("surface")
    edge: Name | None = None
    edge_width: Annotated[Number, between(0, 20)] = 0
    bar: Name | None = None
    bar_width: Annotated[Number, between(0, 40)] = 0
    band: Name | None = None
    label: Name = Text("primary")
    icon: Name | None = None
    on_icon: Name = Text("paper")
    radius: Annotated[Number, between(0, 40)] = 0
    inset: Annotated[Number, between(0, 60)] = 12


class Margins(Placed):
    """Distances from the edges of the paper, in millimetres."""

    top: Annotated[Number, between(5, 100)]
    right: Annotated[Number, between(5, 100)]
    bottom: Annotated[Number, between(5, 100)]
    left: Annotated[Number, between(5, 100)]


class Edition(Placed):
    """Another form of the same handout: `scale` multiplies every size of type and space."""

    edition: Name
    title: Rich
    scale: Annotated[Number, between(0.5, 4)] = 1


STYLES = (
    "body", "lead", "title", "subtitle", "organisation", "heading", "subheading", "label",
    "caption", "table", "table_head", "running", "message", "strip", "strip_number", "imprint",
)  # fmt: skip
BOXES = ("note", "important", "urgent", "message", "contact", "do", "do-not")


class Layout(Placed):
    """A page design as data: `handouts/layouts/*.yaml`."""

    layout: Name
    title: Rich
    paper: Literal["A3", "A4", "A5", "A6", "Letter", "Legal"]
    margins: Margins
    styles: dict[Text, TextStyle]
    boxes: dict[Text, Box]
    editions: Many[Edition]
    rule_space: Annotated[Number, between(6, 20)] = 9
    block_space: Annotated[Number, between(0, 60)] = 10
    item_space: Annotated[Number, between(0, 60)] = 4
    parts: Many[Name]

    @model_validator(mode="after")
    def _complete(self, info: ValidationInfo) -> Self:
        _all_of("styles", STYLES, self.styles, info)
        _all_of("boxes", BOXES, self.boxes, info)
        _once((edition.edition for edition in self.editions), "edition", info)
        _once(self.parts, "part", info)
        if "contents" not in self.parts:
            raise wrong("missing-key", "'parts' must name 'contents'", span=self.parts[0].span)
        return self


def _all_of(
    group: str, names: Iterable[str], given: Mapping[Text, Any], info: ValidationInfo
) -> None:
    """Reports keys that a group must have and has not, and those nothing looks at."""
    if info.context is None or not given:
        return
    sink: Sink = info.context["sink"]
    missing = [name for name in names if name not in given]
    for key in [key for key in given if key not in names]:
        close = nearest(key, missing)
        missing = [name for name in missing if name != close]
        sink.error(key.span, "unknown-key", f"unknown key '{key}'", did_you_mean(key, names))
    if missing:
        message = f"missing in '{group}': {', '.join(missing)}"
        sink.error(next(iter(given)).span, "missing-key", message)


class FontFiles(Placed):
    """A clinic's own typeface: files in the brand's folder."""

    regular: Text
    bold: Text
    licence: Text


ROLES = (
    "primary", "on-primary", "text", "muted", "paper", "surface", "line", "accent",
    "urgent", "on-urgent", "urgent-surface", "important", "important-surface",
)  # fmt: skip


class Brand(Placed):
    """How an organisation looks: `handouts/brands/<brand>/brand.yaml`."""

    brand: Name
    name: Rich
    colours: dict[Text, Colour]
    font: Name | None = None
    font_files: FontFiles | None = None
    logo: Text | None = None
    logo_alt: Rich | None = None
    footer: Rich | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if missing := [role for role in ROLES if role not in self.colours]:
            message = f"missing in 'colours': {', '.join(missing)}"
            raise wrong("missing-key", message, span=next(iter(self.colours), self).span)
        return self


class SignedFact(Placed):
    """A safety setting of one centre: its value, and the role that signed it, when, until when."""

    value: Text
    signed_by: Text
    signed: Day
    until: Day


class Contact(Placed):
    """An ordinary way to reach somebody, and the day somebody checked it."""

    id: Name
    name: Rich
    phone: Phone | None = None
    email: Email | None = None
    hours: Rich | None = None
    note: Rich | None = None
    checked: Day


class Site(Placed):
    """One clinic's own facts: `sources/sites/*.yaml`."""

    site: Name
    name: Rich
    country: Text
    language: Language | None = None
    facts: dict[Text, SignedFact] = {}
    contacts: tuple[Contact, ...] = ()

    @model_validator(mode="after")
    def _usable(self, info: ValidationInfo) -> Self:
        _once((contact.id for contact in self.contacts), "contact", info)
        sink: Sink = info.context["sink"] if info.context else Sink()
        for name, fact in self.facts.items():
            if name not in SAFETY_FACTS:
                message = f"'{name}' is not one of the facts a site signs"
                sink.error(name.span, "unknown-fact", message, did_you_mean(name, SAFETY_FACTS))
                continue
            pattern, what = FACT_VALUES[SAFETY_FACTS[name]]
            if not re.fullmatch(pattern, fact.value, re.DOTALL):
                message = f"'{fact.value}' is not {what}"
                sink.error(fact.value.span, "bad-fact", message)
        for contact in self.contacts:
            if contact.id in {*SAFETY_FACTS, "name"}:
                message = f"a contact cannot be called '{contact.id}': a fact has that name"
                sink.error(contact.id.span, "duplicate-name", message)
        return self


class Term(Placed):
    """A medical word with its plain word: an entry of `sources/terms.yaml`."""

    id: Name
    term: Rich
    plain: Rich
    say: Rich | None = None
    meaning: Rich


class Terms(Placed):
    """The words we explain."""

    terms: Many[Term]


class Reference(Placed):
    """What supports a claim."""

    name: Text
    organisation: Text | None = None
    url: Text | None = None
    trust: Literal["A", "B", "C"] | None = None
    says: Text | None = None


class Claim(Placed):
    """A statement that topics may make, and whether they may."""

    id: Name
    claim: Text
    use: Literal["keep", "correct", "drop"]
    correction: Text | None = None
    sources: tuple[Reference, ...] = ()


class Claims(Placed):
    """A file of `sources/evidence/`."""

    claims: Many[Claim]


class Phrases(Placed):
    """The builder's own words in one language: `builder/phrases/*.yaml`."""

    language: Language
    phrases: dict[Text, Rich]
    facts: dict[Text, Rich]


# ---- the merged document ------------------------------------------------------------------------


class Chapter(Placed):
    """A topic as it stands in a handout, or blocks that stand on their own (no title)."""

    title: Rich | None
    language: str | None
    new_page: bool
    sections: tuple[Section, ...]


class Typeface(BaseModel):
    """The two faces a family prints in."""

    model_config = ConfigDict(frozen=True)
    regular: File
    bold: File


class Fact(BaseModel):
    """A safety setting as a handout knows it: its label, and its value if somebody signed it."""

    model_config = ConfigDict(frozen=True)
    label: Rich
    value: str | None


class Handout(BaseModel):
    """One definition with one brand, site, edition and language, fully merged.

    It holds everything that can change the output, so the digest of it is the
    key under which the output is kept.
    """

    model_config = ConfigDict(frozen=True)
    name: str
    code: str
    title: Rich
    subtitle: Rich | None
    audience: Rich | None
    not_for: Rich | None
    main_message: Rich
    action: Rich | None
    tag: Rich | None
    edition: Edition
    language: str
    layout: Layout
    brand: Brand
    logo: File | None
    typefaces: tuple[Typeface, ...]
    icons: tuple[tuple[str, File], ...]
    site: Site
    facts: dict[str, Fact]
    strip: Literal["first-and-last", "every", "none"]
    chapters: tuple[Chapter, ...]
    terms: tuple[Term, ...]
    phrases: dict[str, Rich]
    version: Rich
    published: date
    review_by: date | None
    stamp: str
    used_facts: tuple[str, ...]
    builder: str
    sources: tuple[str, ...]

    def phrase(self, name: str, **values: str) -> Rich:
        """One of the builder's own phrases, with `%name%` filled in."""
        rich = self.phrases[name]
        if not values:
            return rich
        words = rich.text
        for key, value in values.items():
            words = words.replace(f"%{key}%", value)
        return Rich.plain(words, rich.source)

    def day(self, day: date) -> str:
        """A day in words, as the handout's language writes it: 6 August 2026."""
        from babel.dates import format_date  # loaded only where a date is printed

        return str(format_date(day, "d MMMM y", _locale(self.language))).replace(" ", "\u00a0")

    def blocks(self) -> Iterator[Block]:
        """Every block, those inside other blocks too, in reading order."""
        for chapter in self.chapters:
            for section in chapter.sections:
                for outer in section.blocks:
                    yield from with_inner(outer)


@lru_cache
def _locale(language: str) -> Any:
    """How a language writes dates; English, where nobody has told CLDR."""
    from babel import Locale, UnknownLocaleError

    for name in (language, language.partition("-")[0]):
        try:
            return Locale.parse(name, sep="-")
        except UnknownLocaleError:
            continue
    return Locale("en")


def with_inner(outer: Block) -> Iterator[Block]:
    """A block, and those inside of it."""
    yield outer
    for inner in getattr(outer, "blocks", None) or ():
        yield from with_inner(inner)


def texts(rich: Iterable[Rich | None]) -> Iterator[Rich]:
    """Those of the texts that are there."""
    return (text for text in rich if text is not None)
