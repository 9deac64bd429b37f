"""What libyaml and pydantic call a mistake: their next version may call it something else.

Then the hint for it would be lost, and no other test would say so. `parser_words.yaml` has a
text for each thing the parser says and each pattern that looks for it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from pydantic import BaseModel, Field, ValidationError

from builder.source.complaints import TELL
from builder.source.read import KINDS
from builder.source.tree import Loader

CASES = yaml.safe_load((Path(__file__).parent / "parser_words.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_libyaml_says_it_in_these_words(case: dict[str, str]) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as error:
        list(yaml.parse(case["text"], Loader=Loader))
    assert error.value.problem == case["says"]
    found = next(tell.__name__ for pattern, tell in TELL if re.search(pattern, case["says"]))
    assert found == case["told"]


def test_every_pattern_finds_words_that_are_said() -> None:
    said = [case["says"] for case in CASES]
    alone = [part for pattern, _ in TELL for part in re.split(r"\|(?![^\[(]*[\])])", pattern)]
    assert [part for part in alone if not any(re.search(part, words) for words in said)] == []


class Whole(BaseModel):
    """A model with which every kind of error can be made."""

    must: str
    many: Annotated[tuple[str, ...], Field(min_length=1)] = ("a",)
    named: dict[str, str] = {}
    one: Literal["a", "b"] = "a"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("missing", {}),
        ("too_short", {"must": "a", "many": ()}),
        ("tuple_type", {"must": "a", "many": 1}),
        ("dict_type", {"must": "a", "named": 1}),
        ("literal_error", {"must": "a", "one": "c"}),
    ],
)
def test_pydantic_gives_these_kinds(kind: str, value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as error:
        Whole.model_validate(value)
    (found,) = error.value.errors()
    assert found["type"] == kind
    assert kind in KINDS
    if kind == "literal_error":  # its words are taken apart to find what could stand there
        assert re.findall("'([^']*)'", found["ctx"]["expected"]) == ["a", "b"]
