"""What the files of `sources/` and the definitions in `handouts/` say, as written."""

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

from builder.diagnostics import Sink, did_you_mean, nearest
from builder.model.blocktype import AnyBlock, Block, BlockType, block
from builder.model.imprint import Covered, Provenance, UserTest
from builder.model.placed import Allowing, Placed, once
from builder.notation.phone import fault
from builder.place import Fields, Text
from builder.source.inline import Rich
from builder.source.values import (
    Code,
    Day,
    Email,
    Flag,
    Language,
    Many,
    Name,
    Phone,
    WebAddress,
    wrong,
)

# What a centre must sign before it is printed as a fact: name -> kind of value.
SAFETY_FACTS: dict[
    str, Literal["phone", "temperature", "minutes", "days", "weeks", "words", "dated"]
] = {
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
    "licensed_products": "dated",
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
    "phone": (".*[0-9].*", "one telephone number"),
    "temperature": (r"(3[5-9]|4[0-2])(\.[0-9])?", "a temperature in °C, such as 38.0"),
    "minutes": (".*[0-9].*", "a number of minutes"),
    "days": (".*[0-9].*", "a number of days"),
    "weeks": (".*[0-9].*", "a number of weeks"),
    "words": (".*", ""),
    "dated": (".*", ""),  # true in one country on one day, both of which are printed
}


# What a handout is for: it sets how easy the words must be, and which parts it needs.
Purpose = Literal["everyday", "treatment", "decision"]


class Section(Placed):
    """A part of a topic. Without a heading it follows on from what stands before it."""

    id: Name
    heading: Rich | None = None
    covers: tuple[Covered, ...] = ()
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
        once((section.id for section in self.sections), "section", info)
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
    treatment: Name | None = None
    purpose: Purpose = "treatment"
    owner: Rich | None = None
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
    related: tuple[Code, ...] = ()
    imprint: Provenance | None = None
    user_test: UserTest | None = None

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        once(self.related, "related leaflet", info)
        if self.review_by is not None and self.review_by <= self.published:
            message = f"the review by {self.review_by} is not after the day of publication"
            raise wrong("out-of-range", message, span=self.title.span)
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


class Site(Allowing):
    """One clinic's own facts: `sources/sites/*.yaml`."""

    site: Name
    name: Rich
    country: Text
    language: Language | None = None
    web: WebAddress | None = None
    facts: dict[Text, SignedFact] = Field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()

    @model_validator(mode="after")
    def _usable(self, info: ValidationInfo) -> Self:
        once((contact.id for contact in self.contacts), "contact", info)
        sink: Sink = info.context["sink"] if info.context else Sink()
        for name, fact in self.facts.items():
            if name not in SAFETY_FACTS:
                message = f"'{name}' is not one of the facts a site signs"
                sink.error(name.span, "unknown-fact", message, did_you_mean(name, SAFETY_FACTS))
                continue
            pattern, what = FACT_VALUES[SAFETY_FACTS[name]]
            hint = fault(fact.value) if SAFETY_FACTS[name] == "phone" else ""
            if hint or not re.fullmatch(pattern, fact.value, re.DOTALL):
                message = f"'{fact.value}' is not {what}"
                sink.error(fact.value.span, "bad-fact", message, hint)
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


class Phrases(Placed):
    """The builder's own words in one language: `builder/phrases/*.yaml`."""

    language: Language
    phrases: dict[Text, Rich]
    facts: dict[Text, Rich]
