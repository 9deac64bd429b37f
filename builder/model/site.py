"""What one clinic signs and how it is reached: `sources/sites/*.yaml`."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import (
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

from builder.model.mail import Mail
from builder.model.onpaper import PaperPrice, Printing
from builder.model.placed import Allowing, Placed, once
from builder.place import ByName, Text
from builder.source.inline import Rich
from builder.source.values import (
    Day,
    Email,
    HttpsLink,
    Language,
    Name,
    Phone,
    WebAddress,
    naming,
    wrong,
)


class SiteFact(Placed):
    """A fact of one site: its value, and the role that signed it, when, until when.

    One that is not about safety may have its value alone, or the day somebody `checked` it.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {
                "signed_by": ["signed", "until"],
                "signed": ["signed_by", "until"],
                "until": ["signed_by", "signed"],
            }
        }
    )
    value: Text
    signed_by: Text | None = None
    signed: Day | None = None
    until: Day | None = None
    checked: Day | None = None

    @model_validator(mode="after")
    def _signed_whole(self) -> Self:
        signature = (self.signed_by, self.signed, self.until)
        if any(signature) and not all(signature):
            hint = "give 'signed_by', 'signed' and 'until', or none of them"
            raise wrong("missing-key", "a signature is a role, its day, and until when", hint)
        return self


class FurtherPhone(Placed):
    """One more telephone number of a contact, and what it is for."""

    label: Rich
    phone: Phone


class Contact(Placed):
    """An ordinary way to reach somebody, or to come to them, and the day somebody checked it."""

    id: Name
    name: Rich
    phone: Phone | None = None
    phones: tuple[FurtherPhone, ...] = ()
    email: Email | None = None
    address: Rich | None = None
    map: HttpsLink | None = None
    hours: Rich | None = None
    note: Rich | None = None
    checked: Day


class Site(Allowing):
    """One clinic's own facts: `sources/sites/*.yaml`."""

    site: Name
    name: Rich
    country: Text
    language: Annotated[Language, naming("language")] | None = None
    web: WebAddress | None = None
    editions: tuple[Annotated[Name, naming("edition")], ...] = ()
    preflight: Annotated[Name, naming("printer")] | None = None
    facts: Annotated[ByName[SiteFact], Field(default_factory=dict)]
    contacts: tuple[Contact, ...] = ()
    # No leaflet depends on these three.
    mail: Annotated[Mail | None, Field(exclude=True)] = None
    printing: Annotated[Printing | None, Field(exclude=True)] = None
    paper_price: Annotated[PaperPrice | None, Field(exclude=True)] = None

    @model_validator(mode="after")
    def _usable(self, info: ValidationInfo) -> Self:
        once((contact.id for contact in self.contacts), "contact", info)
        return self
