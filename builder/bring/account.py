"""What an import did: what was made, what is otherwise now, what was left and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.bring.brought import Aside, Remark
from builder.diagnostics import Diagnostic, Severity
from builder.place import Span


@dataclass(frozen=True)
class Account:
    """The account of one import. `written` are the paths of all files, in their order.

    `sizes` tells of each file with text how many sections and blocks it has; `telephones` each
    number with how often it stands there.
    """

    file: str
    name: str
    running: tuple[Aside, ...]
    left: tuple[Aside, ...]
    remarks: tuple[Remark, ...]
    telephones: tuple[tuple[str, int], ...]
    reviews: tuple[str, ...]
    sizes: tuple[tuple[str, tuple[int, int]], ...]
    written: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What somebody must look at: a warning for each kind of change, and for each text left."""
        return (*self._changed(), *map(self._left, self.left))

    def _changed(self) -> Iterator[Diagnostic]:
        kinds: dict[tuple[str, str], list[str]] = {}
        for remark in self.remarks:
            kinds.setdefault((remark.code, remark.message), []).append(remark.place)
        for (code, message), places in kinds.items():
            times = f" ({len(places)} times)" if len(places) > 1 else ""
            where = next((f"{place}: " for place in places if place), "")
            yield self._warning(code, f"{where}{message}{times}")

    def _left(self, aside: Aside) -> Diagnostic:
        place = f"{aside.place}: " if aside.place else ""
        return self._warning("left-out", f"{place}{told(aside)}")

    def _warning(self, code: str, message: str) -> Diagnostic:
        return Diagnostic(Span(self.file, 0), code, Severity.WARNING, message)

    def as_data(self) -> dict[str, object]:
        """Plain values: what JSON holds."""
        return {
            "file": self.file,
            "handout": self.name,
            "written": [*self.written],
            "running": [[each.what, each.words] for each in self.running],
            "left": [[each.what, each.words, each.place] for each in self.left],
            "changed": [[each.code, each.message, each.place] for each in self.remarks],
            "telephones": dict(self.telephones),
        }


def told(aside: Aside) -> str:
    """What was left, and the words of it."""
    times = f", {1 + len(aside.again)} times" if aside.again else ""
    return f"{aside.what}{times}: “{aside.words}”" if aside.words else f"{aside.what}{times}"


def comments(account: Account) -> Sequence[str]:
    """What stands at the head of the definition, for whoever goes on with it."""
    lines = [f"Brought in from {account.file}. Nobody has read it through yet."]
    if account.running:
        lines += ["", "At the head and foot of its pages, and not in the leaflet:"]
        lines += [f"  {told(each)}" for each in account.running]
    if account.reviews:
        lines += ["", "From that, perhaps (year-month-day):", "  review_by:"]
    if account.left:
        lines += ["", "Left out:"]
        lines += [f"  {each.place or 'the file'}: {told(each)}" for each in account.left]
    if account.telephones:
        lines += ["", "Telephone numbers in the texts; as contacts of the site they stand once:"]
        lines += [f'  - {{id: …, name: …, phone: "{number}", checked: …}}  # {times}×'
                  for number, times in account.telephones]  # fmt: skip
    return lines
