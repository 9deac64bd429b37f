"""One piece of paper as it is ordered, which topics in which layout: `handouts/*.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import core_schema

from builder.diagnostics import nearest
from builder.model.blocktype import Block, BlockType, block
from builder.model.catalogued import Codes, Withdrawal
from builder.model.edition import WEB
from builder.model.field import PersonalField
from builder.model.imprint import Provenance, UserTest
from builder.model.onpaper import OnPaper
from builder.model.pagecount import Pages
from builder.model.placed import Allowing, Conditional, once
from builder.place import ByName, Fields, Text
from builder.source.inline import Rich
from builder.source.values import (
    NAME_PATTERN,
    Code,
    Day,
    Flag,
    Language,
    Many,
    Name,
    naming,
    wrong,
)
from builder.source.when import Values

LISTED = ("address", "edition", "language")  # columns of any list of recipients
# What a handout is for: it sets how easy the words must be, and which parts it needs.
Purpose = Literal["everyday", "treatment", "decision"]


class TopicUse(Conditional):
    """A topic in a handout, whole or some of its sections."""

    topic: Annotated[Name, naming("topic")]
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
        return BlockType.validate(value, info)


def _like_topic(value: Fields) -> bool:
    """Whether keys that name no block were meant as a topic."""
    first = next(iter(value), "")
    return first not in block and nearest(first, [*block, "topic"]) == "topic"


class HandoutDefinition(Allowing):
    """One piece of paper: which topics, in what order, in which layout: `handouts/*.yaml`."""

    handout: Code
    title: Rich
    subtitle: Rich | None = None
    audience: Rich | None = None
    not_for: Rich | None = None
    main_message: Rich
    action: Rich | None = None
    tag: Rich | None = None
    picture: Annotated[Name, naming("picture")] | None = None
    treatment: Annotated[Name, naming("treatment")] | None = None
    purpose: Purpose = "treatment"
    group: Annotated[Name, naming("group")] | None = None
    owner: Rich | None = None
    layout: Annotated[Name, naming("layout")]
    pages: Pages | None = None
    brand: Annotated[Name, naming("brand")] | None = None
    site: Annotated[Name, naming("site")] | None = None
    language: Annotated[Language, naming("language")] = Text("en-GB")
    written_for: ByName[Values] = Field(default_factory=ByName)
    editions: Many[Annotated[Name, naming("edition")]] = (Text("standard"),)
    strip: Literal["first-and-last", "every", "none"] = "first-and-last"
    contents: Many[Annotated[TopicUse | Block, _AnyEntry]]
    fields: ByName[PersonalField] = Field(default_factory=ByName)
    version: Rich
    published: Day
    review_by: Day | None = None
    related: tuple[Annotated[Code, naming("handout")], ...] = ()
    codes: Codes | None = None
    withdrawn: Withdrawal | None = None
    imprint: Provenance | None = None
    user_test: UserTest | None = None
    print: Annotated[OnPaper | None, Field(exclude=True)] = None

    @property
    def every_edition(self) -> tuple[str, ...]:
        """The editions that are built: those it names, and the web page."""
        return tuple(dict.fromkeys([*map(str, self.editions), WEB]))

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        once(self.related, "related leaflet", info)
        for name in self.fields:
            if name in LISTED or not re.fullmatch(NAME_PATTERN, name):
                hint = f"small letters, digits and hyphens, but none of: {', '.join(LISTED)}"
                raise wrong(
                    "bad-name", f"a personal field cannot be called '{name}'", hint, name.span
                )
        if self.review_by is not None and self.review_by <= self.published:
            message = f"the review by {self.review_by} is not after the day of publication"
            raise wrong("out-of-range", message, span=self.title.span)
        if self.withdrawn is not None and self.withdrawn.on < self.published:
            message = f"it was withdrawn on {self.withdrawn.on}, before it was published"
            raise wrong("out-of-range", message, span=self.withdrawn.span)
        return self
