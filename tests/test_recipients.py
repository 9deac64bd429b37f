"""Each list in recipients.yaml gives the people and the faults in recipients.txt, and no secret."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import yaml

from builder.deliver.lists.cell import MOST_TOLD, Cell
from builder.deliver.lists.columns import Allowed
from builder.deliver.lists.recipients import MOST_ROWS, recipients
from builder.diagnostics import Diagnostic, Sink
from builder.model import PersonalField
from builder.place import Span
from builder.source.inline import Rich
from tests.conftest import ROOT

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/recipients.yaml").read_text("utf-8"))
FIELDS = {
    "ward": PersonalField(label=Rich.plain("Ward"), kind="text", most=20),
    "seen": PersonalField(label=Rich.plain("Seen"), kind="date"),
    "ring": PersonalField(label=Rich.plain("Ring"), kind="phone"),
}
HINTED = {"2026", "example", "large", "print"}  # words of hints that are about nobody
HEADER = b"address,ward,seen,ring\n"


def allowed(case: dict[str, Any]) -> Allowed:
    return Allowed(
        fields=FIELDS,
        editions=("standard", "large-print"),
        languages=("en-GB", "hi"),
        needs_address=case.get("address", True),
        password_column=case.get("password", ""),
        weak_passwords=case.get("weak", False),
    )


def read(data: bytes, case: dict[str, Any]) -> tuple[list[str], list[Diagnostic]]:
    """The people as they are read, and what is found in the list."""
    sink = Sink()
    found = recipients(BytesIO(data), case.get("name", "people.csv"), allowed(case), sink)
    shown = [
        f"{one.row}: {[one.address, one.name, one.language, one.edition, *one.values]}"
        + (f" {one.password}" if one.password else "")
        for one in found
    ]
    return shown, sink.sorted()


def test_each_list(expect: Callable[[Any, str], None]) -> None:
    told = []
    for case in CASES:
        data = case["list"].encode(case.get("as", "utf-8"))
        people, found = read(data, case)
        told += [f"== {case['case']}", *map(str, found), *people, ""]
        said = " ".join(map(str, found)).casefold()
        known = {*allowed(case).columns, *HINTED}
        for word in set(re.findall(r"\w{4,}", case["list"].casefold())) - known:
            assert not re.search(rf"\b{re.escape(word)}\b", said), (case["case"], word)
    expect(ROOT / "tests/recipients.txt", "\n".join(told))


def test_all_faults_are_told_at_once_and_the_rest_counted() -> None:
    data = HEADER + b"".join(b"quixada%d,,,\n" % n for n in range(MOST_TOLD + 234))
    people, found = read(data, {})
    assert not people
    assert len(found) == MOST_TOLD + 1
    assert found[-1].message == "there are 234 more faults in this list"


def test_a_row_that_has_a_fault_is_not_among_the_people() -> None:
    people, found = read(HEADER + b"ada@example.org,,,\nquixada,,,\nbob@example.org,,,\n", {})
    assert ([each[0] for each in people], len(found)) == (["2", "4"], 1)


# What has no end, or is much too large. Each is read in a process that may have so much memory
# and no more: more than it needs, much less than the list.
ENDLESS = {
    "one line of a gigabyte": ("b'x' * 65536", 16384, "people.csv:1:1 too-long"),
    "one cell of a gigabyte": ("b'\"' + b'x,' * 32767", 16384, "people.csv:1:1 too-long"),
    "line ends": ("b'\\n' * 65536", 16384, "people.csv:327681:1 too-long"),
    "NUL bytes": ("b'\\0' * 65536", 16384, "people.csv:1:1 not-utf-8"),
    "an open quotation mark": (
        "HEADER + b'\"ada@example.org,,,\\n' if not n else b'ada@example.org,,,\\n' * 3000",
        16384,
        "people.csv:2:1 open-quote",
    ),
    "a million people": (
        "(b'' if n else HEADER) + b''.join(b'a%d@example.org,ward seven,2026-01-01,\\n'"
        " % (n * 2000 + m) for m in range(2000))",
        500,
        f"people.csv:{MOST_ROWS + 2}:1 too-long",
    ),
    "a million faults": (
        "(b'' if n else HEADER) + b'quixada,,,\\n' * 2000",
        500,
        "people.csv:2:1 bad-address",
    ),
    "empty lines at first": ("b'\\n' * 2000 + HEADER", 1, "-:1:1 empty-list"),
    "remarks at first": ("b' #\\n' * 2000 + b'x\\n'", 1, "-:1:1 missing-column"),
    "YAML without end": ("b'- address: ada@example.org\\n' * 2000", 16384, "-:1:1 too-long"),
}
CHILD = """
import resource, sys
from io import RawIOBase
from builder.deliver.lists.recipients import recipients
from builder.diagnostics import Sink
from tests.test_recipients import HEADER, allowed

class Pieces(RawIOBase):
    '''A list that is made as it is read.'''
    def __init__(self): self.n, self.kept = 0, b''
    def readable(self): return True
    def readinto(self, into):
        n = self.n
        if not self.kept and n < COUNT: self.kept, self.n = PIECE, n + 1
        part, self.kept = self.kept[:len(into)], self.kept[len(into):]
        into[:len(part)] = part
        return len(part)

import email_validator, yaml
from builder.deliver.copies import passwords
used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()
most = used + MOST
resource.setrlimit(resource.RLIMIT_AS, (most, most))
sink = Sink()
found = recipients(Pieces(), NAME, allowed({}), sink)
first = sink.sorted()[0]
print(len(found), first.span, first.code)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited otherwise elsewhere")
@pytest.mark.share(3)
@pytest.mark.parametrize("what", ENDLESS)
def test_a_list_without_end_takes_no_more_memory(what: str) -> None:
    piece, count, told = ENDLESS[what]
    code = CHILD.replace("PIECE", piece).replace("COUNT", str(count))
    code = code.replace("NAME", repr(told.partition(":")[0]))
    code = code.replace("MOST", str((160 if "people" in what else 24) << 20))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == (f"0 {told}\n", "")


@pytest.mark.parametrize("quoted", [b"", b'"Quixada"'])
def test_what_is_too_much_in_a_row_is_not_parted_into_cells(
    quoted: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[str]()

    class Counted(Cell):
        def __init__(self, text: str, at: Span) -> None:
            super().__init__(text, at)
            made.append(text)

    monkeypatch.setattr("builder.deliver.lists.delimited.Cell", Counted)
    wide = b"," * 20_000
    rows = HEADER + b"ada@example.org," + quoted + b",," + wide + b"\n" + wide + quoted + b"x\n"
    people, found = read(rows, {})
    assert [each[0] for each in people] == ["2"]
    assert [str(each).partition(":")[2].partition("\n")[0] for each in found] == [
        "3:1: error[ragged-row]: row 3 has more than the 4 cells of the first line"
    ]
    assert len(made) == 12
    people, found = read(HEADER[:-1] + wide + b"x\n" + rows, {})
    assert [each.code for each in found] == ["too-long"]


UNSEEN = "\u200b \u00ad \u200d \u200f \u061c \u034f \ufe0f \U000e0101 \u3164 \u200b\xa0\u200d"


@pytest.mark.parametrize("sign", UNSEEN.split(" "))
def test_a_cell_of_signs_that_nobody_sees_is_refused(sign: str) -> None:
    row = f"ada@example.org,{sign},,\n".encode()
    people, found = read(HEADER + row, {})
    assert (people, [each.code for each in found]) == ([], ["invisible"])
    people, found = read(HEADER + row.replace(b",,", f"\u0915\u094d{sign}\u0937,,".encode()), {})
    assert (len(people), found) == (1, [])
