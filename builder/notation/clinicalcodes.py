"""Codes by which clinical systems name a disease or a treatment, and how to tell a slip in one.

A code with a slip is a search that finds nothing, or another leaflet.
"""

from __future__ import annotations

import re

# ICD-10 (WHO, volume 2, 2.4.1): a letter, two digits, and after a point what is more exact;
# national versions go on to seven signs, and have letters in them.
ICD10 = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")
# SNOMED CT (Release File Specification, 6): 6 to 18 digits; the last two before the check digit say
# that it is a concept, of the international edition or of an extension.
CONCEPT = re.compile(r"[1-9][0-9]{2,14}[01]0[0-9]")
# Verhoeff's check digit: the multiplication in the dihedral group of ten, and the permutation.
TIMES = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
TURNED = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def icd10_fault(code: str) -> str:
    """What is wrong with a code of ICD-10; nothing if it can be one."""
    return "" if ICD10.fullmatch(code) else "a letter, two digits, perhaps a point and more: C83.3"


def snomed_fault(code: str) -> str:
    """What is wrong with the number of a concept of SNOMED CT; nothing if it can be one."""
    if not re.fullmatch("[0-9]{6,18}", code):
        return "the number of a concept, 6 to 18 digits"
    if checked(code) != 0:
        return "a digit of it is wrong, for its last one is a check of the others"
    return "" if CONCEPT.fullmatch(code) else "it numbers a description or a relation, no concept"


def checked(digits: str) -> int:
    """What Verhoeff's check makes of a number with its check digit: 0 if all digits fit."""
    found = 0
    for place, digit in enumerate(reversed(digits)):
        found = int(TIMES[found][int(TURNED[place % 8][int(digit)])])
    return found
