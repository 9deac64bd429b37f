"""A block: a piece of a section, of one of the kinds in `blocks/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, Protocol, Self, TypeVar

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError, core_schema

from builder.diagnostics import Sink, did_you_mean
from builder.model.figures import StudyFigure
from builder.model.pictures import SharedPicture
from builder.model.placed import Allowing, Conditional
from builder.model.questions import PickedGroup, WantedQuestions
from builder.model.signs import Asked, Sign
from builder.model.site import Contact
from builder.place import Fields, Span, Text
from builder.registry import Registry
from builder.source.inline import Rich
from builder.source.values import (
    File,
    Flag,
    Language,
    naming,
    wrong,
)

Kind = TypeVar("Kind", bound="Block")
block: Registry[type[Block]] = Registry("block", "builder.blocks")


class Block(Conditional, Allowing):
    """A piece of a section; `blocks/` has one file for each kind.

    `main` names the field that stands for the whole when the author writes
    only one value: `- paragraph: Rest.` A model knows neither paper nor screen, nor the handout
    it is merged into: what a block composes with has its type in `blocks/`.
    """

    main: ClassVar[str] = ""
    factual: ClassVar[bool] = False  # whether it states something, which needs a claim
    tool: ClassVar[bool] = False  # whether readers tick it or write on it
    # Across the frame, or beside the gutter of the layout, in which the marks of one may hang.
    stands: ClassVar[Literal["across", "column", "hanging"]] = "across"
    heads: ClassVar[bool] = False  # whether it is a heading of what follows it
    shows: ClassVar[bool] = False  # whether it is looked at: what stands before it leads into it
    claims: tuple[Annotated[Text, naming("claim")], ...] = ()
    language: Annotated[Language, naming("language")] | None = None
    keep: Flag = False
    new_page: Flag = False

    @property
    def opens_page(self) -> bool:
        """Whether all of it begins a page."""
        return self.new_page

    @property
    def ends(self) -> bool:
        """Whether it belongs to what stands before it, if that does not."""
        return False

    @property
    def snippet(self) -> Text | None:
        """The name of the snippet whose blocks are to stand in its place."""
        return None

    @property
    def signs(self) -> tuple[Text, ...]:
        """The warning signs it prints, when it is merged."""
        return ()

    @property
    def asked(self) -> Asked | None:
        """Which warning signs it is to print, as its author wrote it."""
        return None

    @property
    def files(self) -> tuple[tuple[File, Span], ...]:
        """The pictures it shows, when it is merged, each with the place where it is named."""
        return ()

    def compose(self, page: Any) -> Iterator[Any]:
        """The flowables of the block, with their elements added below `page.parent`."""
        raise NotImplementedError

    def html(self, page: Any) -> Iterator[Any]:
        """The elements of the block on a web page, with the words of `words`."""
        raise NotImplementedError

    def words(self, handout: Any) -> Iterator[Rich]:
        """Every text the block prints, in reading order."""
        raise NotImplementedError

    def merged(self, merger: Merger) -> Self:
        """The block with its texts and references resolved; what it cannot find it reports.

        So are the blocks inside of it.
        """
        outer = without_inner(self).resolved(merger.resolve)
        inner = getattr(self, "blocks", None)
        if not inner:
            return outer
        return outer.model_copy(update={"blocks": tuple(each.merged(merger) for each in inner)})


class Merger(Protocol):
    """What a block may ask for while it is merged; what is not there was reported."""

    def resolve(self, rich: Rich) -> Rich: ...

    def picture(self, path: Text) -> File | None: ...

    def drawing(self, name: Text, *, told: bool) -> SharedPicture | None: ...

    def contact(self, name: Text) -> Contact | None: ...

    def signs(self, wanted: Asked, span: Span) -> tuple[Sign, ...]: ...

    def questions(self, wanted: WantedQuestions, span: Span) -> tuple[PickedGroup, ...]: ...

    def sign(self, name: Text) -> Sign | None: ...

    def figure(self, name: Text) -> StudyFigure | None: ...

    def wrong(self, span: Span, code: str, message: str, hint: str = "") -> None: ...


class BlockType:
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


AnyBlock = Annotated[Block, BlockType]
BESIDE = ("claims", "language", "when", "keep", "new_page", "allow", "because")


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
        raise no_block(kinds[0]) if kinds else wrong("unknown-block", "the block has no kind")
    for key in kinds:
        if key not in block:
            names = block[known[0]].names()
            hint = f"put it inside '{known[0]}:'" if key in names else did_you_mean(key, names)
            sink.error(key.span, "unknown-key", f"unknown key '{key}'", hint)
        elif key is not known[0]:
            hint = "start each block with its own '-'"
            sink.error(key.span, "two-blocks", f"'{key}' is a second block here", hint)
    return Text(known[0], known[0].span)


def no_block(key: Text) -> PydanticCustomError:
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


def with_inner(outer: Block) -> Iterator[Block]:
    """A block, and those inside of it."""
    yield outer
    for inner in vars(outer).get("blocks") or ():  # few kinds have the field
        yield from with_inner(inner)


def without_inner(outer: Kind) -> Kind:
    """The block with nothing inside of it: what it says itself."""
    return outer.model_copy(update={"blocks": None}) if getattr(outer, "blocks", None) else outer
