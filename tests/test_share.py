"""A share of many cases: never none, the same ones everywhere, and all of them in turn."""

from __future__ import annotations

import pytest

from tests.share import Share

CASES = [f"case {number}" for number in range(23)]


@pytest.mark.parametrize("of", [1, 4, 23, 100])
def test_turns_try_everything_once(of: int) -> None:
    tried = [Share(turn=turn)(CASES, of) for turn in range(min(of, len(CASES)))]
    assert all(tried)
    assert sorted(case for share in tried for case in share) == sorted(CASES)
    assert Share(turn=of)(CASES, of) == (tried[0] if of <= len(CASES) else tried[of % len(CASES)])


def test_places_are_tried_in_turn() -> None:
    turns = [place for turn in range(4) for place in range(23) if Share(turn=turn).tries(place, 4)]
    assert sorted(turns) == [*range(23)]
    assert all(Share(whole=True).tries(place, 4) for place in range(23))


def test_is_in_order_and_the_same_for_whoever_asks() -> None:
    found = Share()(CASES, 4)
    assert found == [case for case in CASES if case in found]
    assert sorted(Share()(reversed(CASES), 4)) == sorted(found)


def test_all_when_it_is_whole_and_never_of_none() -> None:
    assert Share(whole=True)(CASES, 4) == CASES
    with pytest.raises(ValueError, match="no cases"):
        Share()([], 4)


@pytest.mark.share(9)
@pytest.mark.parametrize("number", range(10))
def test_one_of_nine(number: int, request: pytest.FixtureRequest, some: Share) -> None:
    """It runs twice; ten times where all are asked for, or one by its name."""
    cases = [item for item in request.session.items if item.name.startswith("test_one_of_nine[")]
    named = any("[" in argument for argument in request.config.args)
    assert len(cases) == (10 if some.whole else 2) or named
