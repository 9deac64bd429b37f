"""How the pages look: the report of `handouts check --pages`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from builder.pages import limits
from builder.pages.breaches import broken
from builder.pages.measure import PageMeasured
from builder.pages.measurer import Looked
from builder.pages.splits import Split

COLUMNS = ("filled", "blank", f">{limits.TOLD}", f">{limits.LONG}", "smallest")
LIMITS: dict[str, float] = {
    "filled": limits.FULL,
    "filled_last": limits.LAST,
    "rows_unsplit": limits.WHOLE,
    "rows_each_side": limits.SIDE,
    "characters": limits.LONG,
}
SHOWN = 60  # characters of a text


def as_data(looked: Sequence[Looked]) -> dict[str, Any]:
    """The report as JSON has it: lengths in points, shares from 0 to 1."""
    return {"limits": LIMITS, "files": [_file_data(each) for each in looked]}


def _file_data(looked: Looked) -> dict[str, Any]:
    found = looked.measured
    return {
        "file": looked.path,
        "handout": looked.handout,
        "title": looked.title,
        "edition": looked.edition,
        "smallest": found.smallest,
        "smallest_allowed": looked.smallest,
        "pages": [_page_data(looked, page) for page in found.pages],
    }


def _page_data(looked: Looked, page: PageMeasured) -> dict[str, Any]:
    blank = page.fill.blank
    return {
        "page": page.number,
        "filled": round(page.fill.filled, 3),
        "blank": {"points": round(blank, 1), "share": round(blank / page.fill.height, 3)},
        "smallest": page.smallest,
        "long_lines": [
            {"characters": line.characters, "text": line.text} for line in page.long_lines
        ],
        "splits": [{**asdict(each), "rows": each.rows} for each in _from(looked, page)],
        "breaks": [each.what for each in looked.breaches if each.page == page.number],
    }


def _from(looked: Looked, page: PageMeasured) -> list[Split]:
    """The splits that begin on a page."""
    return [each for each in looked.measured.splits if each.pages[0] == page.number]


def as_text(looked: Sequence[Looked]) -> Iterator[str]:
    """The report as tables, line by line."""
    for each in looked:
        found = each.measured
        least = f", and may be {each.smallest:g}" if each.smallest else ""
        yield f"{each.handout} {each.edition}  {each.title}"
        yield f"  {len(found.pages)} pages; the smallest type is {found.smallest:g} points{least}"
        yield _row("page", COLUMNS)
        for page in found.pages:
            yield _row(str(page.number), _cells(each, page))
            yield from _beneath(each, page)
        yield ""
    count = Counter(breach.what for each in looked for breach in each.breaches)
    told = ", ".join(f"{times} {what}" for what, times in sorted(count.items()))
    pages = sum(len(each.measured.pages) for each in looked)
    yield f"{pages} pages; {told or 'none breaks a limit'}"
    yield (
        f"* breaks a limit: a page is {limits.FULL:.0%} full, the last one {limits.LAST:.0%}, "
        f"unless the next chapter asks for a new page;"
    )
    yield (
        f"  {limits.WHOLE} rows or fewer stand together, of more {limits.SIDE} on each side; "
        f"no line stands alone, none has over {limits.LONG} characters"
    )


def _row(name: str, cells: Sequence[str]) -> str:
    return f"  {name:>4}" + "".join(f"{cell:>14}" for cell in cells)


def _cells(looked: Looked, page: PageMeasured) -> tuple[str, ...]:
    broken = {breach.what for breach in looked.breaches if breach.page == page.number}

    def marked(value: str, what: str) -> str:
        return f"{value}{'*' if what in broken else ' '}"

    fill = page.fill
    over = sum(line.characters > limits.LONG for line in page.long_lines)
    return (
        marked(f"{fill.filled:.0%}", "not-full"),
        f"{fill.blank:.0f} pt {fill.blank / fill.height:4.0%} ",
        f"{len(page.long_lines)} ",
        marked(str(over), "long-line"),
        marked(f"{page.smallest:g}", "small-type"),
    )


def _beneath(looked: Looked, page: PageMeasured) -> Iterator[str]:
    """What is split, and which lines are too long."""
    for split in _from(looked, page):
        mark = "*" if broken(split, looked.measured.pages) else " "
        sides = f" {' + '.join(map(str, split.sides))}" if split.sides else ""
        pages = "-".join(map(str, split.pages))
        yield f"      {mark} {split.kind}{sides}, pages {pages}: {_short(split.text)}"
    for line in page.long_lines:
        if line.characters > limits.LONG:
            yield f"      * line of {line.characters}: {_short(line.text)}"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rstrip() + " …"
