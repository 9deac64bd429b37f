"""`handouts questions`: one person's sheet, with nothing of them but on its pages."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from builder.cli import main
from builder.deliver.personalsheet import personal_sheet
from builder.hear.outline import outline
from builder.project import Project
from builder.sign.approvals import place_of, recorded
from tests.conftest import ROOT, TODAY, merged, readme_calls, topic_of
from tests.proof import faults

CANARY = "Quixotica"
VISIT = f"""\
day: 2026-12-03
with: Dr {CANARY}
bring: [my list, "a {CANARY} pen"]
"""
FIELDS = """\
fields:
  day: {label: The day of my visit, kind: date}
  with: {label: Whom I see}
  bring: {label: What I bring, most: 30}
editions: [standard, large-print]
"""
BLOCKS = """\
- side-by-side:
    - write-in: {label: Day, field: day, id: day}
    - write-in: {label: I see, field: with, id: with}
- write-in: {label: What I bring, field: bring, id: bring}
- questions: {stage: first-visit, most: 2}
"""


@pytest.fixture
def ward(folder: Path) -> Path:
    """A project with a sheet of questions, and what is known of somebody's visit."""
    case = folder / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8") + FIELDS, "utf-8")
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    (folder / "visit.yaml").write_text(VISIT, "utf-8")
    return folder


def asked(folder: Path, *more: str, name: str = "case") -> Result:
    arguments = ["-C", str(folder), "questions", name, "--out", str(folder / "mine"), *more]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def heard(folder: Path, edition: str = "standard") -> str:
    return outline((folder / f"mine/case.{edition}.pdf").read_bytes())


def test_a_sheet_has_the_questions_that_were_chosen(ward: Path) -> None:
    own = "Can my daughter stay?"
    made = asked(ward, "--pick", "home, eat", "--add", own, "--visit", str(ward / "visit.yaml"))
    assert (made.exit_code, made.stderr) == (0, "")
    for edition in ("standard", "large-print"):
        said = heard(ward, edition)
        order = [said.index(words) for words in
                 ("3 December 2026", f"Dr {CANARY}", f"my list, a {CANARY} pen", own,
                  "May I eat before?", "When can I go home?")]  # fmt: skip
        assert order == sorted(order)
        assert "How long will it take?" not in said
        assert "worst" not in said


def test_what_is_sensitive_is_there_to_be_picked(ward: Path) -> None:
    assert asked(ward, "--pick", "worst").exit_code == 0
    assert "What is the worst that can happen?" in heard(ward)


def test_without_a_choice_the_sheet_keeps_its_questions(ward: Path) -> None:
    assert asked(ward, "--add", "Mine?").exit_code == 0
    said = heard(ward)
    assert said.index("Mine?") < said.index("How long will it take?") < said.index("May I eat")


def test_nothing_of_the_person_is_beside_the_pages(ward: Path) -> None:
    """In the name of a file, what it says of itself, its outline, or what is printed on screen."""
    made = asked(ward, "--add", f"Will {CANARY} hurt?", "--visit", str(ward / "visit.yaml"))
    files = sorted((ward / "mine").iterdir())
    assert [each.name for each in files] == ["case.large-print.pdf", "case.standard.pdf"]
    assert CANARY not in made.output
    for each in files:
        reader = PdfReader(io.BytesIO(each.read_bytes()))
        about = reader.xmp_metadata
        assert about is not None
        told = f"{reader.metadata} {about.stream.get_data().decode()} {reader.outline}"
        assert CANARY not in told
        assert "2026-12-03" not in told
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
    assert stat.S_IMODE((ward / "mine").stat().st_mode) == 0o700


def test_a_sheet_meets_the_standards(ward: Path) -> None:
    asked(ward, "--pick", "home", "--add", "मैं कब जाऊँ?", "--visit", str(ward / "visit.yaml"))
    reader = (ward / "mine/case.standard.pdf").read_bytes()
    assert "मैं कब जाऊँ" in outline(reader)
    handout = merged(ward)[0][0]
    assert [fault for fault in faults(handout, reader) if "words" not in fault] == []


@pytest.mark.parametrize(("own", "language"), [("متى (abc)؟", "und-Arab"), ("When (abc)?", None)])
def test_an_own_question_has_the_direction_of_its_first_letter(
    ward: Path, own: str, language: str | None
) -> None:
    asked(ward, "--add", own)
    said = heard(ward)
    assert (f"{{Span [lang: {language}]: {own}}}" if language else f": {own}") in said


def test_another_persons_sheet_is_never_replaced(ward: Path) -> None:
    asked(ward, "--add", "First?")
    before = heard(ward)
    again = asked(ward, "--add", "Second?")
    assert again.exit_code == 1
    assert "another-sheet" in again.stderr
    assert heard(ward) == before


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--pick", "eta"], "unknown-question]: there is no question 'eta'\n  hint: did you mean"),
        (["--add", ""], "empty]: own question 1 is empty"),
        (["--add", "A?", "--add", "B" * 301], "too-long]: own question 2 is longer than 300"),
        (["--add", "A\u202eB"], "control-character]: own question 1 has a character"),
        (["--add", f"{CANARY} \U0001f600"], "missing-glyph]"),
        (["--add", f"{CANARY}\u200d" + 6 * "\u0301\u200d"], "many-marks]: own question 1 has more"),
        (["--add", "A?"] * 21, "too-many]: a sheet has room for 20 own questions"),
        (["--visit", "visit"], "unknown-column]: a key is not a field of this sheet"),
        (["--visit", "day"], "bad-day]: 'day' is not a day"),
        (["--visit", "long"], "too-long]: 'bring' is longer than 30 characters"),
        (["--visit", "list"], "wrong-kind]: these are no keys with values"),
        (["--visit", "nested"], "wrong-kind]: 'with' is not one text"),
        (["--visit", "glyph"], "missing-glyph]: 'with': "),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(more: list[str], told: str, ward: Path) -> None:
    visits = {
        "visit": f"{CANARY}: 1\n", "day": f"day: {CANARY}\n", "long": f"bring: {CANARY * 4}\n",
        "list": f"- {CANARY}\n", "nested": f"with: {{a: {CANARY}}}\n",
        "glyph": "with: \U0001f600\n",
    }  # fmt: skip
    for name, text in visits.items():
        (ward / name).write_text(text, "utf-8")
    result = asked(ward, *(str(ward / each) if each in visits else each for each in more))
    assert result.exit_code == 1
    assert told in result.stderr
    assert CANARY not in result.output
    assert not (ward / "mine").exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty-file]: the file is empty"),
        (b"%PDF-1.7\n\xe2\xe3", "not-utf-8]: the file is not UTF-8"),
        (b"with: \xff", "not-utf-8]: the file is not UTF-8"),
        (b"x" * (30 << 20), "too-long]: a file in YAML has at most"),
        (b"with: *Quixotica", "alias]: YAML's anchors and aliases are not read"),
        (b"with: !Quixotica x", "tag]: YAML's tags are not read"),
        (b"with: x\n---\nwith: Quixotica", "]: this cannot be read as YAML"),
        (b"with: Jane: Quixotica", "]: this cannot be read as YAML"),
        (b"[" * 99, "too-deep]: it is nested too deep"),
        (b"name: Quixotica", "not a field of this sheet\n  hint: one of: bring, day, with"),
        (b"address: q@example.org", "a key is not a field of this sheet"),
        (b"edition: standard", "a key is not a field of this sheet"),
        (None, "visit.yaml: it is no plain file"),
    ],
)
def test_a_visit_that_cannot_be_read(data: bytes | None, told: str, ward: Path) -> None:
    place = ward / "visit.yaml"
    place.unlink()
    if data is None:
        os.mkfifo(place)
    else:
        place.write_bytes(data)
    result = asked(ward, "--visit", str(place))
    assert result.exit_code == (3 if data is None else 1)
    assert told in result.stderr
    assert CANARY not in result.output
    assert not (ward / "mine").exists()


@pytest.mark.parametrize("more", [[], ["--pick", " , "]])
def test_a_sheet_needs_something_of_the_persons_own(more: list[str], ward: Path) -> None:
    assert asked(ward, *more).exit_code in (1, 2)
    assert not (ward / "mine").exists()


def test_a_handout_without_questions_has_no_sheet(ward: Path) -> None:
    blocks = BLOCKS[: BLOCKS.index("- questions")]
    (ward / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    result = asked(ward, "--add", "A?")
    assert result.exit_code == 1
    assert "no-questions]: 'case': it prints no questions of the bank" in result.stderr


def test_the_questions_to_pick_from_are_listed(ward: Path) -> None:
    result = asked(ward, "--list")
    assert result.stdout.splitlines() == [
        "how-long: How long will it take?", "eat: May I eat before?", "walk: When may I walk?",
        "worst: What is the worst that can happen?", "home: When can I go home?",
    ]  # fmt: skip


def test_a_sheet_is_approved_only_with_approved_questions(ward: Path) -> None:
    handout = merged(ward)[0][0]
    record = recorded("", handout, "nurse", "Ada", date(2026, 5, 30))
    (ward / place_of("case")).parent.mkdir()
    (ward / place_of("case")).write_text(record, "utf-8")
    project = Project(ward, TODAY)
    for picked, draft in ((("eat",), False), (("eat", "home"), True)):
        out = ward / "-".join(picked)
        personal_sheet(project, "case", out, picked=picked, added=["Mine?"])
        words = PdfReader(out / "case.standard.pdf").pages[0].extract_text()
        assert ("Draft" in words) == draft


def test_the_call_in_the_readme_works(tmp_path: Path) -> None:
    code = next(each for each in readme_calls() if "personal_sheet(" in each)
    code = code.replace('Path(".")', f"Path({str(ROOT)!r})").replace('Path("mine")', "Path('mine')")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "mine/CT-11.standard.pdf").exists()


TWO = """\
- note:
    title: Before
    blocks:
      - questions: {stage: first-visit, most: 2}
- paragraph: Between.
- questions: {stage: second-visit}
"""


@pytest.mark.parametrize(
    ("more", "order"),
    [
        (["--visit", "visit"], ["How long", "May I eat", "Between", "When can I go home"]),
        (["--add", "Mine?"], ["Mine?", "How long", "May I eat", "Between", "When can I go"]),
        (["--pick", "home,eat"], ["May I eat", "Between", "When can I go home"]),
        (["--pick", "home"], ["Between", "When can I go home"]),
        (["--pick", "home,worst"], ["What is the worst", "Between", "When can I go home"]),
        (["--pick", "how-long", "--add", "Mine?"], ["Mine?", "How long", "Between"]),
    ],
)
def test_each_block_keeps_its_own_questions(more: list[str], order: list[str], ward: Path) -> None:
    """In boxes too, and under its own heading."""
    blocks = BLOCKS[: BLOCKS.index("- questions")] + TWO
    (ward / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    (ward / "visit").write_text("day: 2026-12-03\n", "utf-8")
    result = asked(ward, *(str(ward / each) if each == "visit" else each for each in more))
    assert (result.exit_code, result.stderr) == (0, "")
    said = heard(ward)
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    every = ["How long", "May I eat", "When can I go", "What is the worst"]
    assert [words for words in every if words in said] == [
        words for words in every if any(words in one for one in order)
    ]


def test_a_heading_that_nothing_stands_under_is_gone(ward: Path) -> None:
    more = "  - id: later\n    heading: After the visit\n    blocks: [questions: second-visit]\n"
    topic = ward / "sources/topics/case.yaml"
    topic.write_text(topic.read_text("utf-8") + more, "utf-8")
    assert asked(ward, "--pick", "eat").exit_code == 0
    assert "After the visit" not in heard(ward)


@pytest.mark.parametrize(
    ("block", "more", "told"),
    [
        ("- write-in: {label: A, id: home}\n", ["--pick", "home"], "twin-entry]: 'home' is the"),
        ("- write-in: {label: A, id: own-1}\n", ["--add", "B?"], "twin-entry]: 'own-1' is the"),
        ("- checklist: {items: [A], id: own}\n", ["--add", "B?"], "twin-entry]: 'own-1' is the"),
        ("", ["--pick", "eat", "--edition", "web"], "unknown-edition]: 'web' is a page"),
    ],
)
def test_names_that_meet_are_told(block: str, more: list[str], told: str, ward: Path) -> None:
    layout = ward / "handouts/layouts/small.yaml"
    form = "  - {edition: screen, title: On screen, scale: 1, fillable: true}\n"
    layout.write_text(
        layout.read_text("utf-8").replace("editions:\n", f"editions:\n{form}"), "utf-8"
    )
    case = ward / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8").replace("[standard,", "[standard, screen,"), "utf-8")
    (ward / "sources/topics/case.yaml").write_text(topic_of(BLOCKS + block), "utf-8")
    result = asked(ward, *more)
    assert result.exit_code == 1
    assert told in result.stderr
    assert not (ward / "mine").exists()
