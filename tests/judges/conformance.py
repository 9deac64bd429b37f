"""What the validator `page` says of a file: PDF/UA-1 (ISO 14289-1), PDF/A-2a (ISO 19005-2)."""

from __future__ import annotations

from functools import lru_cache

import page

PROFILES = ("ua1", "2a")


def failures(pdf: bytes, profile: str) -> list[str]:
    """The rules a file fails under `profile`, each with its place; empty when it conforms.

    Raises ValueError for a profile the validator does not know.
    """
    return list(_failures(pdf, profile))


@lru_cache(maxsize=8)
def _failures(pdf: bytes, profile: str) -> tuple[str, ...]:
    try:
        report = page.validate_pdf_bytes(pdf, profile=profile)
    except page.PageError as error:
        return (f"{profile}: {error}",)
    found = []
    for failure in report.failures:
        place = failure.object_id
        where = f" (object {place.object_number})" if place else ""
        found.append(f"{failure.rule_id}: {failure.message}{where}")
    if not report.is_compliant and not found:
        found.append(f"{profile}: does not conform, no reason given")
    return tuple(found)
