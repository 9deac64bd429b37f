"""A file that is not as it was saved is refused, or read right; it never says something else."""

from __future__ import annotations

import io
import random
import re
import shutil
from collections.abc import Callable, Iterator

import pytest
from pikepdf import Pdf

from builder.notation.fieldnames import FieldKind
from builder.questions.fieldvalues import Value
from builder.questions.formfields import form_of
from builder.questions.unreadable import Unreadable
from tests.conftest import PLAIN
from tests.replies.forms import ENTRIES, filled, form, name, saved
from tests.replies.sheets import asking, given, sheet

GIVEN = {
    name(ENTRIES[0], "text"): "Will I be able to drive? – नहीं",
    name(ENTRIES[1], "text"): "plain (words) of mine\nin two lines",
    name(ENTRIES[1], "tick"): "/On",
    name(ENTRIES[3], "tick"): "/On",
}
MUTATIONS = 200  # of each file, and of each of several ways


def _files() -> dict[str, bytes]:
    """One filled sheet as five programs would save it."""
    anew, after = filled(form(), GIVEN), filled(form(), GIVEN, incremental=True)
    with Pdf.open(io.BytesIO(anew)) as pdf:
        packed = saved(pdf, packed=True)
    with Pdf.open(io.BytesIO(after)) as pdf:
        arranged = io.BytesIO()
        pdf.save(arranged, linearize=True, static_id=True)
    return {
        "anew": anew,
        "after": after,
        "packed": packed,
        "arranged": arranged.getvalue(),
        "after-packed": filled(form(packed=True), GIVEN, incremental=True),
        "twice": filled(after, {name(ENTRIES[2], "text"): "later"}, incremental=True),
    }


MADE = ("anew", "after", "packed", "arranged", "after-packed", "twice", "sheet", "sheet-anew")
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Those, and a sheet that the builder made."""
    folder = tmp_path_factory.mktemp("clinic") / "project"
    shutil.copytree(PLAIN, folder)
    asking(folder)
    blank = sheet(folder)
    typed: dict[tuple[str, FieldKind], str]
    typed = {("driving", "text"): "Is it (really) so?", ("duration", "tick"): "/On"}
    anew, after = given(blank, typed), given(blank, typed, incremental=True)
    return {**_files(), "sheet": after, "sheet-anew": anew}


def said(pdf: bytes) -> dict[str, Value]:
    return {each.name: each.value for each in form_of(pdf).fields}


@pytest.mark.parametrize("file", MADE[:6])
def test_a_whole_file_is_read(files: Files, file: str) -> None:
    found = said(files[file])
    states = {one: value.text or value.state for one, value in found.items()}
    assert {key: states[key] for key in GIVEN} == {
        key: text.replace("/On", "done") for key, text in GIVEN.items()
    }
    assert len(found) == 2 * len(ENTRIES)


@pytest.mark.parametrize("file", MADE)
def test_a_file_that_was_cut_short_is_refused(files: Files, file: str) -> None:
    whole = files[file]
    for cut in range(1, 501):
        rest = whole[:-cut]
        if whole.rstrip() == rest.rstrip():
            assert said(rest) == said(whole)
        else:
            with pytest.raises(Unreadable) as refused:
                form_of(rest)
            assert refused.value.code == "damaged-file"


@pytest.mark.parametrize("more", [b"\n", b"\r\n\0\0"])
def test_space_after_the_end_does_no_harm(files: Files, more: bytes) -> None:
    assert said(files["anew"] + more) == said(files["anew"])


@pytest.mark.parametrize("more", [b"x", b"12 0 obj <</V (lost)>>", b"\n--boundary--\n", b"%%EOF\n"])
def test_what_stands_after_the_end_may_be_an_answer(files: Files, more: bytes) -> None:
    with pytest.raises(Unreadable):
        form_of(files["anew"] + more)


def _numbers(pdf: bytes, chance: random.Random) -> bytes:
    found = chance.choice([*re.finditer(rb"[0-9]+", pdf)])
    other = str(int(found[0]) + chance.choice([-1, 1, 9])).rjust(len(found[0]), "0")
    return pdf[: found.start()] + other[: len(found[0])].encode() + pdf[found.end() :]


def _objects(pdf: bytes, chance: random.Random) -> bytes:
    """Two objects in each other's place, under their own numbers or under the other's."""
    found = [*re.finditer(rb"([0-9]+) 0 obj\b(.*?)endobj", pdf, re.DOTALL)]
    one, other = sorted(chance.sample(found, 2), key=re.Match.start)
    part = chance.choice([0, 2])
    between = pdf[one.end(part) : other.start(part)]
    return pdf[: one.start(part)] + other[part] + between + one[part] + pdf[other.end(part) :]


def _spans(change: Callable[[bytes, random.Random], bytes], most: int) -> Callable[..., bytes]:
    """Changes a stretch of a file, of so many bytes at most, to something else."""

    def changed(pdf: bytes, chance: random.Random) -> bytes:
        start = chance.randrange(len(pdf))
        end = min(len(pdf), start + chance.randint(1, most))
        return pdf[:start] + change(pdf[start:end], chance) + pdf[end:]

    return changed


WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "removed": _spans(lambda part, chance: b"", 200),
    "doubled": _spans(lambda part, chance: part * 2, 200),
    "emptied": _spans(lambda part, chance: bytes(len(part)), 64),
    "blanked": _spans(lambda part, chance: b" " * len(part), 64),
    "put in": _spans(lambda part, chance: chance.randbytes(3) + part, 1),
    "byte": _spans(lambda part, chance: chance.randbytes(1), 1),
    "bit": _spans(lambda part, chance: bytes([part[0] ^ 1 << chance.randrange(8)]), 1),
    "sign": _spans(lambda part, chance: bytes([chance.choice(b"()<>[]/%\\ \n")]), 1),
    "number": _numbers,
    "objects": _objects,
}


def _own_bytes(pdf: bytes) -> list[tuple[int, int]]:
    """Where the bytes of what was typed stand: a change of these alone is seen by nobody."""
    found = re.finditer(rb"/V (?:\(((?:\\.|[^\\()])*)\)|<([0-9a-f]+)>)", pdf, re.DOTALL)
    return [each.span(each.lastindex or 1) for each in found]


def _where(pdf: bytes, other: bytes) -> tuple[int, int]:
    """The stretch of a file that is another one in the other file."""
    start = _alike(pdf, other)
    least = min(len(pdf), len(other)) - start
    return start, len(pdf) - min(_alike(pdf[::-1], other[::-1]), least)


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes at the start of both are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _others(pdf: bytes, other: bytes) -> Iterator[str]:
    """The fields that say something else to the same question, and not that it is unclear."""
    before = {each.name: each for each in form_of(pdf).fields}
    for each in form_of(other).fields:
        was = before.get(each.name, each)
        same = each.tip in (was.tip, None)
        if same and each.value.state != "unclear" and each.value != was.value:
            yield each.name


@pytest.mark.share(5)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", MADE)
def test_a_changed_file_never_says_something_else(files: Files, file: str, way: str) -> None:
    whole = files[file]
    for seed in range(MUTATIONS // len(WAYS)):
        other = WAYS[way](whole, random.Random(f"{file} {way} {seed}"))
        if other == whole:
            continue
        try:
            wrong = [*_others(whole, other)]
        except Unreadable as refused:
            assert refused.code in ("damaged-file", "not-a-pdf", "encrypted-file", "too-costly")
            continue
        if wrong:
            assert len(wrong) == 1, (seed, wrong)
            start, end = _where(whole, other)
            assert any(a <= start and end <= b for a, b in _own_bytes(whole)), (seed, wrong)
