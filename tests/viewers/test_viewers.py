"""What the viewers that people have do with a sheet to fill in: seen, saved, printed, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from builder.cli import main
from builder.outputs.result import Wish
from builder.paper.render import render
from tests.conftest import ROOT, merged
from tests.viewers import fields, pdfium
from tests.viewers.browse import TICK, Answers, Done, Job, filled, walk
from tests.viewers.fields import Field

LONG = "Can I go home by bus, and who rings me when the result is there? " * 31
TEXTS = (
    "How long will I be away? I don't know whom to ask.",
    "Łukasz, Zoë’s son – “aged 7” – 38.0 °C",
    "मेरा सवाल: क्षत्रिय, हिन्दी? 12",
    "متى أبدأ العلاج؟ 12 مغ",
    LONG[:2000],
)
LINES = f"one\n\n  two\n{LONG}"[:2000]
EMOJI = "I feel 🙂 today"
WIDTH, HEIGHT = 595.28, 841.89
VIEWERS = ["pdfjs", "chromium", "pdfium"]


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """The sheet of questions that most leaflets name."""
    (handout,), _ = merged(ROOT, Wish(names=("CT-11",), edition="fillable"))
    return render(handout).pdf


@pytest.fixture(scope="module")
def answers(sheet: bytes) -> Answers:
    """A text in each field of the first, a number in the others, lines where they fit; every other
    box is ticked.
    """
    asked = fields.read(sheet)
    texts = [field.name for field in asked if field.kind == "/Tx"]
    ticks = [field.name for field in asked if field.kind == "/Btn"]
    typed = [*TEXTS, EMOJI]
    typed += [f"number {number}" for number in range(len(typed), len(texts))]
    lines = {field.name: LINES for field in asked if field.multiline}
    return dict(zip(texts, typed, strict=True)) | lines | dict.fromkeys(ticks[::2], TICK)


@pytest.fixture(scope="module")
def done(
    sheet: bytes, answers: Answers, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Done]:
    """What comes of each job, all done in one browser."""
    steps = walk(fields.stops(sheet), answers)
    first = next(field.name for field in fields.read(sheet) if field.kind == "/Tx")
    jobs = [
        Job("pdfjs", "pdfjs", sheet, steps),
        Job("pdfjs-empty", "pdfjs", sheet),
        Job("pdfjs-again", "pdfjs", of="pdfjs", mode=1),
        Job("chromium", "chromium", sheet, steps),
        Job("chromium-in-box", "chromium", sheet, [("click", first), ("type", "still here")]),
        Job("pdfjs-in-box", "pdfjs", sheet, [("click", first), ("type", "still here")]),
    ]
    return filled(jobs, tmp_path_factory.mktemp("viewers"))


Saved = Callable[[str], bytes]


@pytest.fixture
def saved(sheet: bytes, answers: Answers, request: pytest.FixtureRequest) -> Callable[[str], bytes]:
    """The sheet as a viewer saved it, or empty; a browser is started only for those in it."""

    def of(viewer: str) -> bytes:
        if viewer == "empty":
            return sheet
        if viewer == "pdfium":
            return pdfium.filled(sheet, fields.read(sheet), answers)
        done: Mapping[str, Done] = request.getfixturevalue("done")
        return done[viewer].pdf

    return of


# -- what is saved


def expected(sheet: bytes, answers: Answers) -> dict[str, str]:
    """What each field must hold."""
    found = {}
    for field in fields.read(sheet):
        answer = answers.get(field.name, "/Off" if field.kind == "/Btn" else "")
        found[field.name] = "/On" if answer is TICK else str(answer)
    return found


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_is_typed_and_ticked_is_saved(viewer: str, saved: Saved, answers: Answers) -> None:
    """In browsers, in the fields that the Tab key led to: it goes through them as they are read."""
    found, wanted = fields.values(saved(viewer)), expected(saved("empty"), answers)
    assert len(found) == 38
    if viewer == "chromium":  # which keeps half of an emoji, in bytes that are no text
        (emoji,) = (name for name, answer in answers.items() if answer == EMOJI)
        assert isinstance(found.pop(emoji), bytes)
        del wanted[emoji]
    assert found == wanted


@pytest.mark.parametrize("viewer", VIEWERS)
def test_it_is_read_back(viewer: str, saved: Saved, answers: Answers, tmp_path: Path) -> None:
    """By the command; of an emoji that is typed, Chromium keeps half, which is told."""
    (tmp_path / "reply.pdf").write_bytes(saved(viewer))
    command = ["-C", str(ROOT), "answers", str(tmp_path / "reply.pdf"), "--format", "json"]
    run = CliRunner().invoke(main, command, catch_exceptions=False)
    assert run.exit_code == 0, run.output
    (reply,) = json.loads(run.stdout)
    found = {answer["text"] for answer in reply["answers"]} - {None}
    texts = {answer for answer in answers.values() if isinstance(answer, str)}
    if viewer == "chromium":
        assert "U+FFFD" in run.output
        texts = texts - {EMOJI} | {EMOJI.replace("🙂", "\N{REPLACEMENT CHARACTER}")}
    assert found == texts
    ticked = [answer for answer in reply["answers"] if answer["ticked"] == "yes"]
    assert len(ticked) == sum(answer is TICK for answer in answers.values())


@pytest.mark.parametrize("viewer", ["pdfjs", "chromium"])
def test_a_text_is_saved_while_the_cursor_is_in_it(viewer: str, done: Mapping[str, Done]) -> None:
    """By the viewers; that Chromium does not offer it is another thing, see FORMS.md."""
    found = fields.values(done[f"{viewer}-in-box"].pdf)
    assert [value for value in found.values() if value not in ("", "/Off")] == ["still here"]


# -- what is seen


def marks(one: Image.Image, other: Image.Image, field: Field) -> int:
    """How many pixels inside of a field differ between two pictures of a page of A4."""
    scale = one.width / WIDTH
    left, bottom, right, top = field.box
    area = (
        round((left + 3) * scale), round((HEIGHT - top + 3) * scale),
        round((right - 3) * scale), round((HEIGHT - bottom - 3) * scale),
    )  # fmt: skip
    difference = ImageChops.difference(one.crop(area), other.resize(one.size).crop(area))
    return sum(difference.point(lambda value: 255 * (value > 64)).histogram()[255:])


@pytest.mark.parametrize("viewer", ["pdfjs", "pdfjs-again", "pdfium"])
def test_what_was_typed_is_printed(
    viewer: str, saved: Saved, done: Mapping[str, Done], answers: Answers
) -> None:
    """From pdf.js while it is filled in, once it was saved, and from PDFium: in Latin letters."""
    if viewer == "pdfium":
        full, empty = pdfium.printed(saved("chromium")), pdfium.printed(saved("empty"))
    else:
        full, empty = done[viewer].print, done["pdfjs-empty"].print  # type: ignore[assignment]
    for field in fields.read(saved("empty")):
        if field.page == 0:
            answer = answers.get(field.name, "")
            if answer is TICK or str(answer).isascii():
                assert bool(answer) == (marks(full, empty, field) > 10), field.name


@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_words_are_in_the_looks(viewer: str, saved: Saved) -> None:
    """So that they are seen by programs that know no forms; a long text goes on below its field."""
    said = pdfium.words(saved(viewer))
    assert all(words in said for words in (TEXTS[0], "number 6", "number 9", TEXTS[4][:60]))


def test_the_keyboard_goes_on_from_field_to_field(saved: Saved, done: Mapping[str, Done]) -> None:
    names = [field.name for field in fields.read(saved("empty"))]
    assert [name for name in done["pdfjs"].focus if name] == names[1:]
    with pdfium.opened(saved("empty")) as form:
        assert [name for page in range(2) for name in form.tabs(page)] == names
