"""What the manifest says of an output for those who look for it: what it is for, for whom."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from builder.model import Handout


@dataclass(frozen=True)
class Card:
    """How a leaflet is told apart from others; all of it is empty where an older builder wrote it.

    `edition` and `site` are what these are called; `review_by` is a day (ISO 8601), or empty.
    `codes` are those of what it is about, as `notation/clinicalcodes.py` writes them.
    """

    edition: str = ""
    site: str = ""
    subtitle: str = ""
    message: str = ""
    audience: str = ""
    treatment: str = ""
    review_by: str = ""
    codes: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says, text by text."""
        ones = (getattr(self, field.name) for field in fields(self))
        return tuple(text for one in ones for text in ((one,) if isinstance(one, str) else one))


NO_CARD = Card()


def card_of(handout: Handout) -> Card:
    return Card(
        edition=handout.edition_title,
        site=handout.site.name.text,
        subtitle=handout.subtitle.text if handout.subtitle else "",
        message=handout.main_message.text,
        audience=handout.audience.text if handout.audience else "",
        treatment=handout.treatment or "",
        review_by=handout.review_by.isoformat() if handout.review_by else "",
        codes=handout.codes,
    )


def plain(card: Card) -> dict[str, Any]:
    """A card as the manifest holds it: what is empty is left out."""
    return {name: value for name, value in asdict(card).items() if value}


def card_from(item: Any) -> Card | None:
    """A card as `plain` gives it; None for what no builder could have written."""
    names = {field.name for field in fields(Card)}
    if not isinstance(item, dict) or not item.keys() <= names:
        return None
    codes = item.get("codes", [])
    if not isinstance(codes, list):
        return None
    card = Card(**{**item, "codes": tuple(codes)})
    return card if all(isinstance(text, str) for text in card.texts) else None
