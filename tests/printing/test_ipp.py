"""What printers tell that CUPS does not: what lies in which tray; and how it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.deliver.printing.abilities import Printer, printer_of
from builder.deliver.printing.ipp import Attribute, Operation, Tag, Values, answer, question
from builder.deliver.printing.misfit import doubts, misfits, troubles
from builder.deliver.printing.ticket import Ticket, attributes, shown

CASES = yaml.safe_load(Path(__file__).with_name("trays.yaml").read_text("utf-8"))
TICKET: dict[str, Any] = {
    "title": "case", "pdf": b"", "pages": 4, "blanks": 0, "width": 210, "height": 297,
    "sides": "two-sided-long-edge", "colour": True,
}  # fmt: skip


def told(values: dict[str, Any]) -> Values:
    """Attributes as they come over the line, written like those of a job."""
    data = question(
        Operation.CUPS_GET_PRINTERS, 1, (), [_attribute(*each) for each in values.items()]
    )
    (found,) = answer(data).of(Tag.JOB)
    return found


def _attribute(name: str, value: Any) -> Attribute:
    """One with the tag that its value has in YAML."""
    many = value if isinstance(value, list) else [value]
    if isinstance(many[0], dict):
        (members,) = many
        inner = tuple(_attribute(*each) for each in members.items())
        return Attribute(Tag.BEGIN, name, inner)
    kind = {bool: Tag.BOOLEAN, int: Tag.INTEGER}.get(type(many[0]), Tag.KEYWORD)
    return Attribute(kind, name, tuple(many))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_printer_is_asked_for_what_it_has(case: dict[str, Any]) -> None:
    printer = printer_of(told({"printer-name": "Tray", **case["tells"]}))
    ticket = Ticket(**{**TICKET, **case.get("ticket", {})})
    found = [*misfits(ticket, printer, "mono"), *troubles(printer), *doubts(ticket, printer)]
    assert [each.code for each in found] == case.get("codes", [])
    if "asks" in case:
        asked = {each.name: shown(each) for each in attributes(ticket, printer, 1)}
        assert case["asks"] in asked.values()
        assert not {"media", "media-col"} <= asked.keys()


def test_what_is_asked_comes_back_as_it_was() -> None:
    ticket = Ticket(**TICKET, copies=3, tray="tray-1")
    asked = attributes(ticket, Printer("Tray"), 3)
    (found,) = answer(question(Operation.CREATE_JOB, 7, (), asked)).of(Tag.JOB)
    assert found["copies"] == (3,) and found["finishings"] == (3,) and found["number-up"] == (1,)
    assert found["job-sheets"] == ("none", "none")
    size = {"x-dimension": (21000,), "y-dimension": (29700,)}
    assert found["media-col"] == ({"media-size": (size,), "media-source": ("tray-1",)},)
