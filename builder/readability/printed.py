"""How easy each handout is to read: the report of `handouts check --report`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from builder.model import Handout
from builder.readability.report import Part, Report
from builder.readability.scores import ENOUGH, FKGL, LIMITS, SMOG

MASKED = "a word of a listed term counts as a word of one syllable"
COLUMNS = ("sentences", "words", "mean", "longest", "SMOG", "masked", "FKGL", "masked")


def as_data(reports: list[tuple[Handout, Report]]) -> dict[str, Any]:
    """The reports as JSON has them, with the names of the formulas."""
    return {
        "formulas": {"smog": SMOG, "fkgl": FKGL, "masked": MASKED, "sentences_needed": ENOUGH},
        "handouts": [
            {
                "handout": handout.code,
                "purpose": handout.purpose,
                "limits": asdict(LIMITS[handout.purpose]),
                **_part_data(found.whole),
                "terms": list(found.terms),
                "sections": [_part_data(part) for part in found.sections],
            }
            for handout, found in reports
        ],
    }


def _part_data(part: Part) -> dict[str, Any]:
    raw, masked = part.raw, part.masked
    return {
        "title": part.name,
        "sentences": raw.sentences,
        "words": raw.words,
        "mean": round(raw.mean, 1),
        "longest": raw.longest,
        "smog": {"raw": round(raw.smog, 1), "masked": round(masked.smog, 1)},
        "fkgl": {"raw": round(raw.fkgl, 1), "masked": round(masked.fkgl, 1)},
        "enough": raw.sentences >= ENOUGH,
    }


def as_text(reports: list[tuple[Handout, Report]]) -> Iterator[str]:
    """The reports as tables, line by line."""
    for handout, found in reports:
        limits = LIMITS[handout.purpose]
        yield f"{handout.code}  {found.whole.name}"
        yield (
            f"  {handout.purpose}: masked SMOG at most {limits.smog:g}, masked FKGL "
            f"{limits.fkgl:g}, SMOG {limits.smog_raw:g}; sentences {limits.mean:g} words on "
            f"average, {limits.longest} the longest"
        )
        yield _row("section", COLUMNS)
        for part in found.sections:
            yield _row(part.name, cells(part))
        yield _row("the whole handout", cells(found.whole))
        yield f"  {len(found.terms)} listed terms: {', '.join(found.terms) or 'none'}"
        yield ""
    yield f"SMOG: {SMOG.partition(': ')[2]}, grades of schools in the US"
    yield f"FKGL: {FKGL.partition(': ')[2]}"
    yield f"masked: {MASKED}"
    yield f"* over the limit   ~ fewer than {ENOUGH} sentences: no more than a guess"


def cells(part: Part) -> tuple[str, ...]:
    """What the table says of a part: its `COLUMNS`."""
    raw, masked, limits = part.raw, part.masked, part.limits
    few = "~" if raw.sentences < ENOUGH else ""

    def score(value: float, most: float | None = None) -> str:
        over = "*" if most is not None and not few and round(value, 1) > most else ""
        return f"{few}{value:.1f}{over}"

    return (
        str(raw.sentences),
        str(raw.words),
        f"{raw.mean:.1f}",
        f"{raw.longest}{'*' if raw.longest > limits.longest else ''}",
        score(raw.smog, limits.smog_raw),
        score(masked.smog, limits.smog),
        score(raw.fkgl),
        score(masked.fkgl, limits.fkgl),
    )


def _row(name: str, cells: tuple[str, ...]) -> str:
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    return f"  {shown:<40}" + "".join(f"{cell:>10}" for cell in cells)
