"""What one clinic signs and how it is reached: `sources/sites/*.yaml`."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import (
    Field,
    ValidationInfo,
    model_validator,
)

from builder.diagnostics import Sink, did_you_mean
from builder.model.mail import Mail
from builder.model.onpaper import PaperPrice, Printing
from builder.model.placed import Allowing, Placed, once
from builder.notation.phone import fault
from builder.place import ByName, Text
from builder.source.inline import Rich
from builder.source.values import Day, Email, Language, Name, Phone, WebAddress

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
    editions: tuple[Name, ...] = ()
    preflight: Name | None = None
    facts: Annotated[ByName[SignedFact], Field(default_factory=dict)]
    contacts: tuple[Contact, ...] = ()
    # No leaflet depends on these three.
    mail: Annotated[Mail | None, Field(exclude=True)] = None
    printing: Annotated[Printing | None, Field(exclude=True)] = None
    paper_price: Annotated[PaperPrice | None, Field(exclude=True)] = None

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
