"""Names of form fields say the same to whoever reads them back."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.notation.fieldnames import FieldName, SheetId, parsed

SHEET = SheetId("CT-11", "0.1", "en-GB", "3fa91c02d4e7")
PART = st.text(st.characters(codec="utf-8"), max_size=8)


# How fast a machine makes them up says nothing of a name.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(FieldName, st.builds(SheetId, PART, PART, PART, PART), PART, st.just("text")))
def test_a_name_is_read_back_as_it_was(name: FieldName) -> None:
    assert parsed(str(name)) == name
    assert re.fullmatch(r"[A-Za-z0-9_-]+", str(name))


def test_a_name_can_be_told_from_any_other() -> None:
    entries = ["a-b", "a.b", "a_b", "ab", "a--b", "a-2E-b", "A-B"]
    assert len({str(FieldName(SHEET, entry, "tick")) for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    "name",
    ["", "name", "a_b_c_d_e_f", "a_b_c_d_e", "a_b_c_d_e_f_tick", "a_b_c_d_é_tick", "a_b_c_d_-_tick",
     "a_b_c_d_-0041-_tick", "a_b_c_d_-41-_tick", "a_b_c_d_-FFFFFF-_tick", "a_b_c_d_e.f_tick"],
)  # fmt: skip
def test_a_name_of_others_is_not_ours(name: str) -> None:
    assert parsed(name) is None


def test_a_sheet_for_one_person_says_so_in_its_version() -> None:
    sheet = SheetId("CT-11", "0.1", "en-GB", "0123456789ab")
    own = sheet.for_one()
    assert (own.version, own.own, own.of_version, sheet.own) == ("0.1+own", True, "0.1", False)
    assert own.for_one() == own
    assert parsed(str(FieldName(own, "own-1", "text"))) == FieldName(own, "own-1", "text")
