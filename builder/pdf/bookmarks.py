"""The outline of a file, by which viewers lead to its headings."""

from __future__ import annotations

from collections.abc import Iterable

from builder.pdf.canvas import Bookmark
from builder.pdf.file import PdfFile, text_string


def bookmarks(file: PdfFile, marks: Iterable[Bookmark], numbers: list[int]) -> str:
    """The outline (ISO 32000-1, 12.3.3) as an entry of the catalog, all of it open."""
    entries = list(marks)
    if not entries:
        return ""
    root = file.reserve()
    made = [file.reserve() for _ in entries]
    parents: list[int | None] = []
    kids: dict[int | None, list[int]] = {None: []}
    path: list[int] = []
    for index, entry in enumerate(entries):
        while path and entries[path[-1]].level >= entry.level:
            path.pop()
        parents.append(path[-1] if path else None)
        kids.setdefault(parents[-1], []).append(index)
        path.append(index)

    def below(index: int) -> int:
        return sum(1 + below(kid) for kid in kids.get(index, ()))

    for index, entry in enumerate(entries):
        parent, siblings = parents[index], kids[parents[index]]
        place = siblings.index(index)
        above = root if parent is None else made[parent]
        out = f"<</Title{text_string(entry.title)}/Parent {above} 0 R"
        out += f"/Dest[{numbers[entry.page]} 0 R/XYZ 0 {entry.top + 6:.2f} null]"
        if place:
            out += f"/Prev {made[siblings[place - 1]]} 0 R"
        if place + 1 < len(siblings):
            out += f"/Next {made[siblings[place + 1]]} 0 R"
        if own := kids.get(index):
            out += f"/First {made[own[0]]} 0 R/Last {made[own[-1]]} 0 R/Count {below(index)}"
        file.put(made[index], out + ">>")
    first, last = made[kids[None][0]], made[kids[None][-1]]
    count = len(entries)
    file.put(root, f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {count}>>")
    return f"/Outlines {root} 0 R"
