"""Telephone numbers as people write them: which is one number, and what a telephone dials for it.

Nobody checks what a link dials until somebody needs it, so what may be two numbers, or a number
and something else, is refused: its digits, put together, would reach nobody.
"""

from __future__ import annotations

import re

GAPS = " \u00a0\u2009\u202f"
JOINTS = r"\-.\u2010\u2011\u2013"  # hyphens, a point, a dash
NUMBER = re.compile(rf"\+?[0-9(][0-9()/{GAPS}{JOINTS}]*")
SIGNS = re.compile(rf"[0-9+()/{GAPS}{JOINTS}]+")
MOST = 15  # digits of a number with its country (ITU-T E.164, 6)
# What is known to be a whole number by itself, however it stands beside another.
EMERGENCY = {"000", "111", "112", "911", "999"}

ONE = "give one number in digits; put words, an extension or a second number beside it"


def fault(written: str) -> str:
    """What to do about a number that cannot be dialled as it is written; nothing if it can."""
    number = re.sub(rf"[{GAPS}]*([/{JOINTS}])[{GAPS}]*", r"\1", written.strip(GAPS))
    if re.search(rf"\([{GAPS}]*0[{GAPS}]*\)", number):
        return "it is two numbers in one: leave out '(0)'"
    if not _one(number):
        return ONE
    tail = re.search(rf"([0-9]+)[{JOINTS}]([0-9]{{1,2}})$", number)
    if tail and len(tail[1]) > len(tail[2]) and tail[2] != "0":
        return f"'{tail[2]}' may be an extension or a second line: {ONE}"
    return ""


def _one(number: str) -> bool:
    """Whether it can only be one number."""
    groups = re.findall("[0-9]+", number)
    signed = SIGNS.fullmatch(number) and number.rfind("+") <= number.startswith("(")
    long_enough = 2 <= len("".join(groups).removeprefix("00")) <= MOST
    two = len(groups) > 1 and EMERGENCY.issuperset(groups)
    split = "/" in number and not _after_code(number)
    return bool(signed) and long_enough and _bracketed(number) and not (two or split)


def _bracketed(number: str) -> bool:
    """Whether brackets, if there are any, hold one code with a number after it."""
    if not re.search("[()]", number):
        return True
    found = re.fullmatch(r"[^()]*\(\+?[0-9][^()]*\)([^()]*)", number)
    return found is not None and len(re.findall("[0-9]", found[1])) >= 4


def _after_code(number: str) -> bool:
    """Whether a stroke stands where some countries write it: after the code of a place."""
    before, _, after = number.partition("/")
    code = re.sub("[^0-9]", "", before)
    most = 8 if number.startswith("+") else 6
    return (
        (number[0] == "+" or code[:1] == "0")
        and len(code) <= most
        and "/" not in after
        and not after.startswith(("0", "+"))
        and len(re.findall("[0-9]", after)) >= 4
    )


def dialled(written: str) -> str:
    """The digits of a number, with the plus that may stand before them."""
    return re.sub("[^0-9+]", "", written)


def says(words: str, number: str) -> bool:
    """Whether words give a number, with its country or without."""
    found = NUMBER.findall(words.replace("(0)", ""))
    return any(_same(dialled(each), dialled(number)) for each in found)


def _same(one: str, other: str) -> bool:
    """Whether two numbers are one: +44 20 7946 0000 is 020 7946 0000 in its own country."""
    short, long = sorted((re.sub(r"^\+?0*", "", each) for each in (one, other)), key=len)
    country = len(long) - len(short)
    abroad = any(each.startswith(("+", "00")) for each in (one, other))
    return one == other or (
        long.endswith(short) and len(short) >= 5 and (country == 0 or (abroad and country <= 3))
    )
