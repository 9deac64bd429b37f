"""Passwords of encrypted copies: made at random, and those on a list looked at.

A copy is opened by whoever has the file and time: a password is only as good as what it costs
to try all that are as likely. One of four digits, or a day of birth, costs nothing.
"""

from __future__ import annotations

import math
import re
import secrets
from itertools import pairwise

from builder.notation.days import meant

# Small letters without vowels, so that no word comes about, and digits; none looks like another
# in any hand or font.
LETTERS = "bcdfghjknprtvxz347"
GROUPS, GROUP = 4, 4  # 16 of 18 letters: 66 bits
LEAST_BITS, MOST_LENGTH = 60, 64
WORD_BITS = 13  # one of some 8,000 words
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz")
LIKE = str.maketrans("@43!10$57", "aaeiiosst")  # signs that people put for letters
DIGITS = re.compile(r"[0-9 ./-]+")
VOWEL = re.compile("[aeiouy]")
WORD = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}")


def generated() -> str:
    """A new password, in groups that people can read and type: `vxk3-hgbt-n7cz-rdjp`."""
    while True:
        groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
        if not weakness(password := "-".join(groups)):
            return password


def unusable(password: str) -> str:
    """Why not every reader opens a copy with it, and so nobody may use it; "" if all do.

    PDF takes more (ISO 32000-2, 7.6.4.3.3), but keyboards and readers write such letters in
    several ways.
    """
    if not (password.isascii() and password.isprintable()):
        return "it has letters that not every reader takes; use plain letters, digits and signs"
    if len(password) > MOST_LENGTH:
        return f"it is longer than {MOST_LENGTH} characters"
    return ""


def weakness(password: str) -> str:
    """Why it may be guessed or cannot be used; "" for a good one."""
    if said := unusable(password):
        return said
    if meant(password.strip()) or re.fullmatch(
        r"[0-9]{1,4}([ ./-])[0-9]{1,2}\1[0-9]{1,4}", password
    ):
        return "it is a date"
    if DIGITS.fullmatch(password):
        return "it is only digits"
    if re.fullmatch(r"(.{1,8}?)\1+.{0,7}", password):
        return "it repeats itself"
    if bits(password) < LEAST_BITS:
        return "it is too short, or made of words and rows of keys"
    return ""


def bits(password: str) -> float:
    """How many bits an attacker has to guess at the most: words and rows of keys count little."""
    sort = sum(
        size
        for kind, size in (("[a-z]", 26), ("[A-Z]", 26), ("[0-9]", 10), ("[^A-Za-z0-9]", 33))
        if re.search(kind, password)
    )
    each = math.log2(sort) if sort > 1 else 1.0
    plain = password.translate(LIKE)
    words = [w.span() for w in WORD.finditer(plain) if VOWEL.search(w.group().lower())]
    within = {place for start, end in words for place in range(start, end)}
    total = 0.0
    for place, (before, sign) in enumerate(pairwise(f"\0{password.lower()}")):
        if place not in within:
            total += 1 if _follows(before, sign) else each
    return total + sum(min(WORD_BITS, each * (end - start)) for start, end in words)


def _follows(before: str, sign: str) -> bool:
    """Whether a sign is the one before it again, or its neighbour in a row, either way."""
    pair, back = before + sign, sign + before
    return before == sign or any(pair in row or back in row for row in ROWS)
