"""Passwords of copies: those that are made are good, and those that people think of are not."""

from __future__ import annotations

import re

import pytest

from builder.deliver.copies.passwords import LEAST_BITS, bits, generated, unusable, weakness

WEAK = [
    "1234", "0000000000000000000000", "1961-04-03", "03.04.1961", "3 April 1961", "19610403",
    "password", "Password123!", "P@ssw0rd2026!!", "LetMeIn!LetMeIn!", "abcdefghijklmnopqrstuv",
    "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaaaaaaaaaa", "horse battery staple", "xk7xk7xk7xk7xk7",
    "98765432109876543210", "zyxwvutsrqponmlkjihg", "",
]  # fmt: skip
GOOD = ["vxk3-hgbt-n7cz-rdjp", "aB3$kL9@mN2!xQ7z", "correct horse battery staple salmon 7 %"]


def test_what_is_made_can_be_typed_and_not_guessed() -> None:
    made = {generated() for _ in range(500)}
    assert len(made) == 500
    for password in made:
        assert re.fullmatch(r"([bcdfghjknprtvxz347]{4}-){3}[bcdfghjknprtvxz347]{4}", password)
        assert weakness(password) == ""
        assert bits(password) >= LEAST_BITS


@pytest.mark.parametrize("password", WEAK)
def test_what_people_think_of_is_weak(password: str) -> None:
    assert weakness(password) != ""
    assert unusable(password) == ""


@pytest.mark.parametrize("password", GOOD)
def test_a_good_one_is_good(password: str) -> None:
    assert weakness(password) == ""


@pytest.mark.parametrize("password", ["vxk3-hgbt-n7cz-rdjé", "vxk3-hgbt\tn7cz-rdjp", "x7K!" * 17])
def test_what_not_every_reader_takes_is_never_used(password: str) -> None:
    assert unusable(password) != ""
    assert weakness(password) == unusable(password)
