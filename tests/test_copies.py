"""`handouts personalise`: a file for each person, and nothing of the person anywhere else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from builder.cli import main
from builder.deliver.copies.master import Master
from builder.deliver.personalise import personalise
from builder.merge.personal import filled
from builder.paper.render import render
from builder.paper.template import Template
from builder.project import Project
from tests.conftest import ROOT, TODAY, merged, readme_calls, topic_of
from tests.test_personal import BLOCKS, FIELDS

CANARY = "Quixotica Zebedee"
LIST = f"""\
name,edition,day,nurse,ring
{CANARY},standard,2026-12-03,Bo Canary-Smith,020 7946 0000
Jo Hart,large-print,2026-12-04,,
,,2026-12-05,Cy Ray,
"""


@pytest.fixture
def personal(folder: Path) -> Path:
    """A project whose handout prints what is true of one person, and a list beside it."""
    case = folder / "handouts/case.yaml"
    text = case.read_text("utf-8") + FIELDS
    case.write_text(text + "editions: [standard, large-print]\n", "utf-8")
    (folder / "sources/topics/case.yaml").write_text(topic_of(BLOCKS), "utf-8")
    (folder / "list.csv").write_text(LIST, "utf-8")
    return folder


def personalised(folder: Path, *more: str, text: str | None = None) -> Result:
    to = "-" if text is not None else str(folder / "list.csv")
    arguments = ["-C", str(folder), "personalise", "case", "--to", to]
    out = ["--out", str(folder / "copies")]
    return CliRunner().invoke(main, [*arguments, *out, *more], input=text, catch_exceptions=False)


def test_what_copies_are_made_from_shows_nobody(personal: Path) -> None:
    values = {"name": CANARY, "day": "2026-12-03", "nurse": "Bo Canary-Smith"}
    (master, *_) = map(Master, merged(personal)[0])
    copies = [master.copy(values), master.copy({**values, "name": "Jo Hart"})]
    drawn, template = Template.of(master.handout, values)
    held = [drawn, drawn.written, drawn.slots, template, vars(template), vars(master)["_known"]]
    for each in (*copies, *held, [vars(known) for known in vars(master)["_known"]]):
        assert not re.search("Quixotica|Canary|Jo Hart|2026-12-03|3 December", repr(each))


def written(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (folder / "copies").glob("*.pdf")}


def test_each_person_has_a_copy_in_their_edition(personal: Path) -> None:
    done = personalised(personal)
    assert (done.exit_code, done.stderr) == (0, "")
    handouts = {str(one.edition.edition): one for one in merged(personal)[0]}
    everyone = [
        ("standard", {"name": CANARY, "day": "2026-12-03", "nurse": "Bo Canary-Smith",
                      "ring": "020 7946 0000"}),
        ("large-print", {"name": "Jo Hart", "day": "2026-12-04"}),
        ("standard", {"day": "2026-12-05", "nurse": "Cy Ray"}),
    ]  # fmt: skip
    expected = {
        f"case.{row:04}.pdf": render(filled(handouts[edition], values)).pdf
        for row, (edition, values) in enumerate(everyone, 2)
    }
    assert written(personal) == expected
    listed = json.loads((personal / "copies/copies.json").read_text("utf-8"))["copies"]
    assert [each["file"] for each in listed] == sorted(expected)
    assert (personal / "copies").stat().st_mode & 0o077 == 0


def test_nothing_of_a_person_is_in_names_words_or_metadata(personal: Path) -> None:
    done = personalised(personal)
    told = done.output + (personal / "copies/copies.json").read_text("utf-8")
    for data in written(personal).values():
        reader = PdfReader(personal / "copies/case.0002.pdf")
        told += (
            f"{reader.metadata}{reader.xmp_metadata and reader.xmp_metadata.stream.get_data()!r}"
        )
        told += f"{reader.outline}"
        assert b"Quixotica" not in data  # words are glyphs, and every text string is ours
    told += " ".join(path.name for path in personal.rglob("*"))
    for secret in ("Quixotica", "Zebedee", "Canary", "Hart", "7946"):
        assert secret not in told


def test_what_is_wrong_with_a_list_is_told_before_anything_is_written(personal: Path) -> None:
    lines = [*LIST.splitlines(), "Hidden 漢,standard,tomorrow,,", "Name,huge,,,0000000000000000000"]
    done = personalised(personal, text="\n".join(lines))
    assert done.exit_code == 1
    assert [line.split(" ")[0] for line in done.stderr.splitlines() if line.startswith("-")] == [
        "-:5:19:", "-:6:6:", "-:6:13:",
    ]  # fmt: skip
    assert "nothing was written" in done.stderr
    assert not (personal / "copies").exists()
    for secret in ("Hidden", "tomorrow", "huge", "漢"):
        assert secret not in done.output


def test_a_letter_that_no_font_has_is_told_by_its_row(personal: Path) -> None:
    done = personalised(personal, text="name,day,nurse,ring\nBo,,,\nHidden 漢,,,\n")
    assert "-:3:1: error[missing-glyph]: row 3: 'name':" in done.stderr
    assert "Hidden" not in done.output
    assert not (personal / "copies").exists()


def test_what_an_earlier_list_left_is_taken_out(personal: Path) -> None:
    personalised(personal)
    (personal / "copies/notes.txt").write_text("mine", "utf-8")
    (personal / "copies/case.9999.pdf").write_bytes(b"not ours")
    personalised(personal, text="name,day,nurse,ring\nBo,,,\n")
    left = sorted(path.name for path in (personal / "copies").iterdir())
    assert left == ["case.0002.pdf", "case.9999.pdf", "copies.json", "notes.txt"]


def test_several_processes_write_the_same(personal: Path) -> None:
    rows = [f"Person {n},standard,2026-12-{n % 28 + 1:02},Nurse {n % 7}," for n in range(160)]
    text = "\n".join(["name,edition,day,nurse,ring", *rows])
    personalised(personal, "--jobs", "1", text=text)
    alone = written(personal)
    done = personalised(personal, "--jobs", "2", text=text)
    assert (done.exit_code, len(alone)) == (0, 160)
    assert written(personal) == alone


def test_the_first_line_of_a_list_is_told(personal: Path) -> None:
    done = CliRunner().invoke(main, ["-C", str(personal), "personalise", "case", "--columns"])
    assert (done.exit_code, done.stdout) == (0, "name,language,edition,day,nurse,ring\n")
    done = CliRunner().invoke(main, ["-C", str(personal), "personalise", "case"])
    assert (done.exit_code, "--to LIST" in done.stderr) == (2, True)


def test_it_is_one_call_in_python(personal: Path) -> None:
    project = Project(personal, TODAY)
    done = personalise(project, ["case"], str(personal / "list.csv"), personal / "copies")
    assert (done.people, done.files, done.found) == (3, 3, ())
    done = personalise(project, ["nothing"], str(personal / "list.csv"), personal / "copies")
    assert [each.code for each in done.found] == ["unknown-handout"]


def test_the_call_in_the_readme_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("sources", "handouts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    people = (
        "name,edition,arrival_day,arrival_time,arrival_place\nA,standard,2026-12-03,9 am,Hall\n"
    )
    (tmp_path / "people.csv").write_text(people, "utf-8")
    monkeypatch.chdir(tmp_path)
    code = next(each for each in readme_calls() if "personalise(" in each)
    exec(code, {})
    assert capsys.readouterr().out == "1\n"


def test_no_argument_of_a_process_names_anybody(personal: Path) -> None:
    """The list goes by its file, and through pipes: `ps` shows no name."""
    command = [sys.executable, "-m", "builder", "-C", str(personal), "personalise", "case"]
    out = ["--to", "-", "--out", str(personal / "copies"), "--jobs", "2"]
    done = subprocess.run([*command, *out], input=LIST, text=True, capture_output=True, check=True)
    assert "copies for 3 people" in done.stdout
    assert done.stderr == ""
