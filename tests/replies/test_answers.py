"""`handouts answers`: real sheets, filled in, changed and mistaken for others."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

from builder.cli import main
from builder.notation.fieldnames import FieldName, parsed
from builder.project import Project
from builder.questions.replies import replies
from tests.conftest import TODAY, readme_calls
from tests.replies.forms import form
from tests.replies.sheets import BLANK, asking, blank_sheet, changed, given, sheet

TU = {"/TU": String("Tick: Something else?")}
SECRET = "I drink a bottle of gin a day"
Fields = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Clinic:
    """A project with a question sheet, and where replies come in."""

    folder: Path
    inbox: Path
    blank: bytes

    def put(self, name: str, data: bytes) -> Path:
        self.inbox.mkdir(exist_ok=True)
        (self.inbox / name).write_bytes(data)
        return self.inbox / name

    def answers(self, *files: Path, code: int = 0, form: str = "json", more: str = "") -> Any:
        asked = ["-C", str(self.folder), "answers", *map(str, files), "--format", form]
        run = CliRunner().invoke(main, [*asked, *more.split()], catch_exceptions=False)
        assert run.exit_code == code, run.output
        assert SECRET not in run.stderr
        return run


@pytest.fixture
def clinic(folder: Path, tmp_path: Path) -> Clinic:
    asking(folder)
    return Clinic(folder, tmp_path / "inbox", blank_sheet())


def told(run: Any) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(run.stdout)
    return data


def states(reply: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(a["id"], a["question"], a["ticked"], a["text_state"]) for a in reply["answers"]]


def test_a_blank_sheet_says_nothing_in_the_order_of_the_sheet(clinic: Clinic) -> None:
    (reply,) = told(clinic.answers(clinic.put("blank.pdf", clinic.blank)))
    assert states(reply) == BLANK
    assert {a["text"] for a in reply["answers"]} == {None}
    assert [reply[key] for key in ("handout", "version", "language", "own")] == [
        "case", "1", "en-GB", False,
    ]  # fmt: skip
    assert len(reply["fingerprint"]) == 12


@pytest.mark.parametrize("incremental", [False, True])
def test_what_was_filled_in_is_told_exactly(clinic: Clinic, incremental: bool) -> None:
    typed = 'क्या हल्दी? =1+1 😴\n  two, "lines"; é'
    pdf = given(
        clinic.blank,
        {("driving", "tick"): "/On", ("driving", "text"): typed, ("duration", "text"): SECRET},
        incremental=incremental,
    )
    file = clinic.put("filled.pdf", pdf)
    run = clinic.answers(file)
    (reply,) = told(run)
    found = {answer["id"]: answer for answer in reply["answers"]}
    assert (found["driving"]["ticked"], found["driving"]["text"]) == ("yes", typed)
    assert (found["duration"]["ticked"], found["duration"]["text"]) == ("blank", SECRET)
    assert yaml.safe_load(clinic.answers(file, form="yaml").stdout) == [reply]
    rows = [*csv.DictReader(io.StringIO(clinic.answers(file, form="csv").stdout))]
    assert [row["id"] for row in rows] == [answer["id"] for answer in reply["answers"]]
    assert rows[1] | {"ticked": "yes", "text": typed, "note": ""} == rows[1]
    assert rows[0]["fingerprint"] == reply["fingerprint"]


@pytest.mark.share(3)
@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_a_table_is_utf_8_whatever_the_console(clinic: Clinic, encoding: str) -> None:
    typed = "Łukasz, 😴"
    file = clinic.put("a.pdf", given(clinic.blank, {("driving", "text"): typed}))
    asked = ["-C", str(clinic.folder), "answers", str(file), "--format", "csv"]
    run = subprocess.run(
        [sys.executable, "-m", "builder", *asked],
        env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True, check=True,
    )  # fmt: skip
    rows = [*csv.DictReader(io.StringIO(run.stdout.decode("utf-8")))]
    assert [(row["text"], row["text_state"], row["own"]) for row in rows] == [
        ("", "blank", "no"), (typed, "typed", "no"), ("", "", "no"), ("", "blank", "no"),
    ]  # fmt: skip


def test_a_cell_is_no_formula(clinic: Clinic) -> None:
    pdf = given(clinic.blank, {("driving", "text"): "=HYPERLINK(1)"})
    run = clinic.answers(clinic.put("a.pdf", pdf), form="csv")
    rows = [*csv.DictReader(io.StringIO(run.stdout))]
    assert rows[1]["text"] == "'=HYPERLINK(1)"


def test_from_python(clinic: Clinic) -> None:
    good = clinic.put("a.pdf", given(clinic.blank, {("driving", "text"): "yes"}))
    bad = clinic.put("b.pdf", b"not a PDF")
    read = replies(Project(clinic.folder, TODAY), [bad, good])
    assert [each.text for each in read.replies[0].answers] == [None, "yes", None, None]
    assert ([each.code for each in read.found], read.failed) == (["not-a-pdf"], True)


# -- files that are refused


def encrypted(pdf: bytes) -> bytes:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        made = io.BytesIO()
        opened.save(made, encryption=Encryption(user="u", owner="o"))
        return made.getvalue()


def flattened(pdf: bytes) -> bytes:
    def flat(opened: Pdf, fields: Fields) -> None:
        del opened.Root.AcroForm
        for page in opened.pages:
            if "/Annots" in page:
                del page.Annots

    return changed(pdf, flat)


def of_two(pdf: bytes) -> bytes:
    def mix(opened: Pdf, fields: Fields) -> None:
        _rename(fields[("driving", "text")], version="2")

    return changed(pdf, mix)


def _rename(field: Any, entry: str | None = None, **sheet: str) -> None:
    name = parsed(str(field.T))
    assert name is not None
    field.T = String(str(FieldName(name.sheet._replace(**sheet), entry or name.entry, name.kind)))


def all_of(**sheet: str) -> Callable[[bytes], bytes]:
    def rename(pdf: Pdf, fields: Fields) -> None:
        for each in fields.values():
            _rename(each, **sheet)

    return lambda pdf: changed(pdf, rename)


def of_others(pdf: bytes) -> bytes:
    def rename(other: Pdf) -> None:
        for each in other.Root.AcroForm.Fields:
            each.T = String("Name and address")

    return form(rename)


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda pdf: b"", "not-a-pdf"),
    "a photograph": (lambda pdf: b"\x89PNG\r\n" + bytes(5000), "not-a-pdf"),
    "large": (lambda pdf: pdf + bytes(25_000_001), "too-large"),
    "cut short": (lambda pdf: pdf[:-30], "damaged-file"),
    "encrypted": (encrypted, "encrypted-file"),
    "flattened": (flattened, "no-fields"),
    "another form": (of_others, "other-form"),
    "two sheets": (of_two, "two-sheets"),
    "unknown": (all_of(handout="CT-99"), "unknown-handout"),
    "older": (all_of(version="0.9"), "other-version"),
    "other words": (all_of(fingerprint="000000000000"), "other-version"),
    "other language": (all_of(language="cy"), "other-version"),
}


@pytest.mark.parametrize(("spoil", "code"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_refused_is_one_line(
    clinic: Clinic, spoil: Callable[[bytes], bytes], code: str
) -> None:
    pdf = given(clinic.blank, {("driving", "text"): SECRET})
    bad, good = clinic.put("bad.pdf", spoil(pdf)), clinic.put("good.pdf", pdf)
    run = clinic.answers(bad, good, code=1)
    (reply,) = told(run)
    assert reply["file"] == str(good)
    line, hint = run.stderr.splitlines()
    assert line.startswith(f"{bad}: error[{code}]: ")
    assert hint.startswith("  hint: ")


def test_a_file_that_cannot_be_read_is_one_line(clinic: Clinic) -> None:
    run = clinic.answers(clinic.inbox / "gone.pdf", clinic.folder, code=1)
    assert told(run) == []
    assert run.stderr.count("error[unreadable-file]") == 2


# -- versions


def test_a_sheet_of_other_words_is_read_by_those_in_the_file_if_one_asks(clinic: Clinic) -> None:
    pdf = given(clinic.blank, {("driving", "text"): SECRET})
    file = clinic.put("old.pdf", pdf)
    topic = clinic.folder / "sources/topics/asking.yaml"
    topic.write_text(topic.read_text("utf-8").replace("Can I drive?", "May I drive?"), "utf-8")
    run = clinic.answers(file, code=1)
    assert "has other words than 'case' has now, both of version 1" in run.stderr
    run = clinic.answers(file, more="--other-versions")
    assert "warning[other-version]" in run.stderr
    answer = next(each for each in told(run)[0]["answers"] if each["id"] == "driving")
    assert (answer["question"], answer["text"]) == ("Can I drive?", SECRET)


def test_both_versions_are_told(clinic: Clinic) -> None:
    run = clinic.answers(clinic.put("a.pdf", all_of(version="0.9")(clinic.blank)), code=1)
    assert "the sheet is of version 0.9 of 'case', and the project has 1" in run.stderr


def test_a_sheet_of_any_site_is_known(folder: Path, tmp_path: Path) -> None:
    asking(folder)
    sites = folder / "sources/sites"
    other = (sites / "hill.yaml").read_text("utf-8").replace("hill", "dale")
    (sites / "dale.yaml").write_text(other.replace("Hill", "Dale"), "utf-8")
    clinic = Clinic(folder, tmp_path / "inbox", b"")
    files = [clinic.put(f"{site}.pdf", sheet(folder, site)) for site in ("dale", "hill")]
    dale, hill = told(clinic.answers(*files))
    assert dale["fingerprint"] != hill["fingerprint"]
    assert states(dale) == states(hill) == BLANK


# -- sheets that were chosen for one patient


def for_one(pdf: Pdf, fields: Fields) -> None:
    """Some questions of the sheet, one of nobody's bank, and one of the patient's own."""
    kept = [fields[("driving", "tick")], fields[("driving", "text")]]
    for field, entry, words in (
        (fields[("duration", "text")], "own-1", "My own question?"),
        (fields[("question-2", "text")], "elsewhere", "Another?"),
    ):
        _rename(field, entry)
        field.TU = String(f"Write here: {words}")
        kept.append(field)
    for field in kept:
        _rename(field, version="1+own")
    _only(pdf, kept)


def _only(pdf: Pdf, kept: list[Any]) -> None:
    numbers = {field.objgen for field in kept}
    pdf.Root.AcroForm.Fields = Array(kept)
    for page in pdf.pages:
        page.Annots = Array([a for a in page.get("/Annots", []) if a.objgen in numbers])


def test_a_sheet_for_one_patient_lacks_nothing(clinic: Clinic) -> None:
    pdf = given(changed(clinic.blank, for_one), {("own-1", "text"): SECRET})
    run = clinic.answers(clinic.put("own.pdf", pdf))
    (reply,) = told(run)
    assert run.stderr == ""
    assert (reply["version"], reply["own"]) == ("1", True)
    assert states(reply) == [
        ("driving", "Can I drive?", "blank", "blank"),
        ("own-1", "My own question?", None, "typed"),
        ("elsewhere", "Another?", None, "blank"),
    ]
    assert [len(each["notes"]) for each in reply["answers"]] == [0, 0, 1]


def test_a_question_that_was_picked_is_known_by_its_words(folder: Path, tmp_path: Path) -> None:
    """One of the bank that the sheet does not print, and one of the person's own."""
    asking(folder)
    topic = folder / "sources/topics/asking.yaml"
    more = "      - questions: {stage: first-visit, most: 1}\n"
    topic.write_text(topic.read_text("utf-8") + more, "utf-8")
    mine = tmp_path / "mine"
    run = CliRunner().invoke(
        main,
        ["-C", str(folder), "questions", "case", "--pick", "home", "--add", "And my dog?",
         "--edition", "screen", "--out", str(mine)],
        catch_exceptions=False,
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    clinic = Clinic(folder, tmp_path / "inbox", (mine / "case.screen.pdf").read_bytes())
    pdf = given(clinic.blank, {("home", "tick"): "/On", ("own-1", "text"): SECRET})
    (reply,) = told(clinic.answers(clinic.put("mine.pdf", pdf)))
    found = {a["id"]: (a["question"], a["ticked"], a["text"]) for a in reply["answers"]}
    assert (reply["own"], "eat" in found) == (True, False)
    assert found["home"] == ("When can I go home?", "yes", None)
    assert found["own-1"] == ("And my dog?", "blank", SECRET)
    other = changed(pdf, lambda _, fields: fields[("home", "tick")].update(TU))
    (reply,) = told(clinic.answers(clinic.put("other.pdf", other)))
    assert next(a["ticked"] for a in reply["answers"] if a["id"] == "home") == "unclear"
    bank = folder / "sources/questions.yaml"
    words = bank.read_text("utf-8").replace("When can I go home?", "When may I leave?")
    bank.write_text(words, "utf-8")
    for more, ticked, said in (
        ("", "unclear", "other words for its question now; '--other-versions'"),
        ("--other-versions", "yes", "those of the file"),
    ):
        (reply,) = told(clinic.answers(clinic.inbox / "mine.pdf", more=more))
        (home,) = (each for each in reply["answers"] if each["id"] == "home")
        assert home["ticked"] == ticked
        assert said in " ".join(home["notes"])
    assert home["question"] == "When can I go home?"


def test_the_call_in_the_readme_works(clinic: Clinic) -> None:
    clinic.put("a.pdf", given(clinic.blank, {("driving", "text"): "Just like that."}))
    clinic.put("b.pdf", b"no PDF")
    code = next(each for each in readme_calls() if "import replies" in each)
    code = code.replace('Path(".")', f"Path({str(clinic.folder)!r})")
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=clinic.inbox.parent, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    assert "inbox/a.pdf Can I drive? blank Just like that.\n" in run.stdout
    assert "inbox/b.pdf: error[not-a-pdf]" in run.stdout


# -- what is unclear


def dropped(pdf: Pdf, fields: Fields) -> None:
    _only(pdf, [f for key, f in fields.items() if key != ("driving", "text")])


def reworded(pdf: Pdf, fields: Fields) -> None:
    fields[("driving", "text")].TU = String("Write here: Do you love me?")


def unworded(pdf: Pdf, fields: Fields) -> None:
    for field in fields.values():
        del field.TU


def foreign(pdf: Pdf, fields: Fields) -> None:
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("x"))
    field.V = String(SECRET)
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(field))


def strange(pdf: Pdf, fields: Fields) -> None:
    _rename(fields[("driving", "text")], "nowhere")


def xfa(pdf: Pdf, fields: Fields) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")


def lost(pdf: Pdf, fields: Fields) -> None:
    del pdf.Root.AcroForm


# What is done to the file, the state of the text about driving, and the warnings.
ODD: list[tuple[Callable[[Pdf, Fields], None], str, list[str]]] = [
    (dropped, "missing", []),
    (reworded, "unclear", []),
    (unworded, "typed", []),
    (foreign, "typed", ["other-fields"]),
    (strange, "missing", ["unknown-entry"]),
    (xfa, "typed", ["xfa-form"]),
    (lost, "typed", ["lost-form"]),
]


@pytest.mark.parametrize(
    ("change", "state", "warnings"), ODD, ids=[each[0].__name__ for each in ODD]
)
def test_what_is_not_sure_is_said(
    clinic: Clinic, change: Callable[[Pdf, Fields], None], state: str, warnings: list[str]
) -> None:
    pdf = changed(given(clinic.blank, {("driving", "text"): SECRET}), change)
    run = clinic.answers(clinic.put("odd.pdf", pdf))
    (reply,) = told(run)
    answer = reply["answers"][1]
    assert (answer["id"], answer["text_state"]) == ("driving", state)
    assert (answer["text"] == SECRET) == (state == "typed") == (not answer["notes"])
    assert re.findall(r"warning\[([a-z-]+)\]", run.stderr) == warnings


def test_what_a_copy_prints_for_somebody_is_not_missing(folder: Path, tmp_path: Path) -> None:
    """Where others write in a field, a copy for one person has words."""
    asking(folder)
    topic = folder / "sources/topics/asking.yaml"
    line = '      - write-in: {label: "My day", field: day, id: day}\n'
    topic.write_text(topic.read_text("utf-8") + line, "utf-8")
    case = folder / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8") + "fields: {day: {label: Day}}\n", "utf-8")
    people = tmp_path / "people.csv"
    people.write_text("edition,day\nscreen,Monday\nscreen,\n", "utf-8")
    made = ["-C", str(folder), "personalise", "case", "--to", str(people)]
    run = CliRunner().invoke(main, [*made, "--out", str(tmp_path / "out")], catch_exceptions=False)
    assert run.exit_code == 0, run.output
    files = sorted((tmp_path / "out").glob("*.pdf"))
    read = replies(Project(folder, TODAY), files)
    assert read.found == ()
    first, second = ({each.id: each.text_state for each in one.answers} for one in read.replies)
    assert "day" not in first
    assert second["day"] == "blank"
    assert "missing" not in {*first.values(), *second.values()}
