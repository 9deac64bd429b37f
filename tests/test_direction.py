"""Which way languages are written, and what keeps its order in text from right to left."""

from __future__ import annotations

import pytest

from builder.notation.direction import direction, isolates


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("ur", "rtl"),
        ("ur-Latn-PK", "ltr"),
        ("az-Arab", "rtl"),
        ("hi", "ltr"),
    ],
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتصل على +91 99 3070 9000 الآن", ["+91 99 3070 9000"]),
        ("رقم 020 7946-0000.", ["020 7946-0000"]),
        ("(020) 7946 0000", ["(020) 7946 0000"]),
        ("الحرارة 38.0 °C أو أكثر", ["38.0 °C"]),
        ("خذ 0.5 mg/kg كل يوم", ["0.5 mg/kg"]),
        ("من 1 إلى 3", []),
        ("ملف-12", []),
        ("درجة −5 تحت", ["−5"]),
        ("CAR-T", []),
        ("3 CAR-T", []),
    ],
)
def test_isolates(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in isolates(text)] == expected
