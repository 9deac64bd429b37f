"""`handouts import`, through the command line: what is made, told and refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from builder.cli import main

LEAFLET = """\
# Your knee operation

This leaflet tells you about **keyhole surgery**. Read [our page](https://www.example.org/knee).

## Before you come

*Stop eating* 6 hours before. You can:

- drink water
- take paracetamol 500 mg

### What to bring

- [ ] your list of medicines
- [ ] a friend

1. Ring the bell.
2. Take a seat.

> Important
>
> Do not stop your blood thinners without asking.

## After the operation

| Medicine | Morning | Evening |
|---|---|---|
| Paracetamol | 1 g | 1 g |
| Ibuprofen | 400 mg | |

Call us on 020 7946 0018. Signs such as * and [this] and {that} stay.
"""


def handouts(folder: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, ["-C", str(folder), *map(str, arguments)], catch_exceptions=False
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture
def knee(tmp_path: Path) -> Path:
    file = tmp_path / "Knee Leaflet.md"
    file.write_text(LEAFLET, "utf-8")
    return file


def test_a_leaflet_becomes_topics_and_a_definition(knee: Path, tmp_path: Path) -> None:
    """In an empty folder it brings a brand and a site along, and it builds at once."""
    project = tmp_path / "project"
    done = handouts(project, "import", knee)
    assert done.exit_code == 0
    made = [line.partition(": ")[0] for line in done.stdout.splitlines()[:-1]]
    assert {*made} == {*contents(project)}
    definition = yaml.safe_load((project / "handouts/knee-leaflet.yaml").read_text("utf-8"))
    assert definition["title"] == "Your knee operation"
    assert [entry.get("topic") for entry in definition["contents"]] == [
        None,
        "knee-leaflet-before-you-come",
        "knee-leaflet-after-the-operation",
    ]
    topic = project / "sources/topics/knee-leaflet/knee-leaflet-before-you-come.yaml"
    blocks = [
        block
        for section in yaml.safe_load(topic.read_text("utf-8"))["sections"]
        for block in section["blocks"]
    ]
    assert blocks == [
        {
            "list": {
                "lead": "Stop eating 6 hours before. You can:",
                "items": ["drink water", "take paracetamol 500 mg"],
            }
        },
        {"checklist": ["your list of medicines", "a friend"]},
        {"steps": ["Ring the bell.", "Take a seat."]},
        {"important": "Do not stop your blood thinners without asking."},
    ]
    checked = handouts(project, "check")
    assert (checked.exit_code, "error" in checked.output) == (0, False)
    assert "'TODO: say the one thing to take away.' waits to be written" in checked.output
    assert handouts(project, "build", "--edition", "standard").exit_code == 0


def test_a_schema_knows_what_is_made(knee: Path, tmp_path: Path) -> None:
    """The first line of each file points at its schema; both files are in the house's style."""
    project = tmp_path / "project"
    handouts(project, "import", knee, "--as", "KNEE-01")
    for path in (*project.glob("sources/topics/**/*.yaml"), *project.glob("handouts/*.yaml")):
        first = path.read_text("utf-8").partition("\n")[0]
        target = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert target.parent == (project / ".schemas").resolve()
        assert max(map(len, path.read_text("utf-8").splitlines())) <= 100


def test_nothing_is_replaced(knee: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    handouts(project, "import", knee)
    before = contents(project)
    again = handouts(project, "import", knee)
    assert (again.exit_code, contents(project)) == (2, before)
    assert "is there already" in again.stderr
    assert handouts(project, "import", knee, "--as", "KNEE-02").exit_code == 0
    assert before.items() <= contents(project).items()


def test_a_topic_that_is_there_is_not_replaced(knee: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    topic = project / "sources/topics/knee-leaflet/knee-leaflet-before-you-come.yaml"
    topic.parent.mkdir(parents=True)
    topic.write_text("mine", "utf-8")
    before = contents(project)
    done = handouts(project, "import", knee)
    assert (done.exit_code, contents(project)) == (2, before)


def test_the_account_as_data(knee: Path, tmp_path: Path) -> None:
    account = json.loads(handouts(tmp_path / "p", "import", knee, "--format", "json").stdout)
    assert account["handout"] == "knee-leaflet"
    assert account["telephones"] == {"020 7946 0018": 1}
    assert ["plain-words", "italics are plain", "under “Before you come”"] in account["changed"]
    left = [["the word that a box 'important' prints itself", "Important"]]
    assert [each[:2] for each in account["left"]] == left


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-word"),
        ("renamed.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-word"),
        ("empty.md", b" \n", "empty-file"),
        ("latin.md", "Größe".encode("latin-1"), "not-utf-8"),
        ("song.mp3", b"ID3", "other-format"),
        ("noname", b"words", "other-format"),
        ("fake.docx", b"# words", "other-format"),
        ("fake.pdf", b"# words", "other-format"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    done = handouts(tmp_path / "project", "import", file)
    assert (done.exit_code, f"error[{code}]" in done.stderr) == (1, True)
    assert len(done.stderr.splitlines()) <= 2
    assert not (tmp_path / "project").exists()


@pytest.mark.parametrize("name", ["../x", "a b", "con", ""])
def test_names_that_cannot_be(name: str, knee: Path, tmp_path: Path) -> None:
    done = handouts(tmp_path / "project", "import", knee, "--as", name)
    assert (done.exit_code, (tmp_path / "project").exists()) == (2, False)
