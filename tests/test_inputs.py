"""Whatever is in a project's files or on the command line: it is read as typed, or refused.

A refusal is a diagnostic at its place, or one line and the exit code; never a traceback.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.cli import main
from builder.model import block
from builder.words.words import words
from tests.conftest import faulty, merged, topic_of
from tests.test_blocks import example

TOPIC = "sources/topics/case.yaml"
ONE = topic_of("- paragraph: One.")
TERM = "{{id: {0}, term: {0}, plain: {0}, meaning: '{1}'}}"


def found(folder: Path) -> list[str]:
    """The places and codes of what is found in a project."""
    return [f"{diagnostic.span} {diagnostic.code}" for diagnostic in faulty(merged(folder)[1])]


# -- one file, byte by byte


def laughs(key: str) -> str:
    """Nine lists of ten aliases each of the one before: a thousand million in 400 bytes."""
    lines = [f"a{n}: &a{n} {{{key}: [{', '.join([f'*a{n - 1}'] * 10)}]}}" for n in range(1, 10)]
    return "\n".join(["a0: &a0 {x: y}", *lines, ""])


GOOD = {
    "byte order mark": b"\xef\xbb\xbf" + ONE.encode(),
    "Windows line ends": ONE.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": ONE.replace("\n", "\r").encode(),
    "one document, marked": b"%YAML 1.1\n---\n" + ONE.encode() + b"...\n",
    "JSON": b'{"topic": "case", "title": "Case", "sections": [{"id": "a", "blocks": ["notes"]}]}',
    "59 deep": topic_of("- " + "note: {blocks: [" * 18 + "paragraph: One." + "]}" * 18).encode(),
}
BAD = {
    "Latin-1": ("topic: caf\xe9\n".encode("latin-1"), "1:11 not-utf-8"),
    "Latin-1 after letters of two bytes": (
        b"# \xc3\xa9\xc3\xa9\n# \xc3\xa9 \xe9\n",
        "2:5 not-utf-8",
    ),
    "UTF-16": (ONE.encode("utf-16"), "1:1 not-utf-8"),
    "UTF-16 from the other end": (b"\xfe\xff" + ONE.encode("utf-16-be"), "1:1 not-utf-8"),
    "UTF-16 without a mark": (ONE.encode("utf-16-le"), "1:1 not-utf-8"),
    "UTF-16 from the other end without a mark": (ONE.encode("utf-16-be"), "1:1 not-utf-8"),
    "UTF-32": (ONE.encode("utf-32"), "1:1 not-utf-8"),
    "UTF-32 without a mark": (ONE.encode("utf-32-le"), "1:1 not-utf-8"),
    "UTF-32 from the other end without a mark": (ONE.encode("utf-32-be"), "1:1 not-utf-8"),
    "UTF-16 of another script": (
        ONE.replace("One", "एक" * 40).encode("utf-16-le"),
        "1:1 not-utf-8",
    ),
    "cut off in a character": ("# é é".encode()[:-1], "1:5 not-utf-8"),
    "half a pair of UTF-16": (b"topic: \xed\xa0\x80\n", "1:8 not-utf-8"),
    "overlong": (b"topic: \xc0\xaf\n", "1:8 not-utf-8"),
    "two byte order marks": (b"\xef\xbb\xbf" * 2 + ONE.encode(), "1:1 control-character"),
    "Latin-1 after a mark": (b"\xef\xbb\xbf# \xc3\xa9 \xe9\n", "1:5 not-utf-8"),
    "a key and no end": (ONE.encode() + b"? language", "7:11 empty-text"),
    "NUL": (b"topic: case\ntitle: C\0\n", "2:9 control-character"),
    "escape": (b"topic: \x1b[31m\n", "1:8 control-character"),
    "no character": ("topic: \uffff\n".encode(), "1:8 control-character"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "1:1 not-utf-8"),
    "nothing": (b"", "1:1 empty-file"),
    "only a mark": (b"\xef\xbb\xbf", "1:1 empty-file"),
    "only line ends": (b"\n" * 1_000_000, "1:1 empty-file"),
    "only tabs": (b"\t" * 1_000_000, "1:1 tab"),
    "aliases of aliases": (laughs("x").encode(), "1:5 alias"),
    "merges of merges": (laughs("<<").encode(), "1:5 alias"),
    "open brackets": (b"[" * 25_000, "1:65 too-deep"),
    "open braces": (b"{a: " * 25_000, "1:254 too-deep"),
    "lists of lists": (b"- " * 25_000, "1:129 too-deep"),
    "a text of 50 MB": (b"title: " + b"x" * 50_000_000, "1:1 too-long"),
    "very many values": (b"title: [" + b"x," * 60_000, "1:100003 too-long"),
    "a program": (b"!!python/object/apply:os.system [id]\n", "1:1 tag"),
    "a binary": (b"topic: !!binary R0lGODlhDAAM\n", "1:8 tag"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_can_be_read(name: str, folder: Path) -> None:
    (folder / TOPIC).write_bytes(GOOD[name])
    assert found(folder) == []


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read(name: str, folder: Path) -> None:
    """The bombs among them would take minutes, or all of the memory, if they were read."""
    data, expected = BAD[name]
    (folder / TOPIC).write_bytes(data)
    assert found(folder) == [f"{TOPIC}:{expected}"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (ONE.encode("utf-16"), "the file is saved as UTF-16"),
        (ONE.encode("utf-16-be"), "the file is saved as UTF-16"),
        (ONE.encode("utf-32"), "the file is saved as UTF-32"),
        (ONE.encode("utf-32-le"), "the file is saved as UTF-32"),
        (
            "topic: café\n".encode("latin-1"),
            "the file is saved as Windows-1252 (Latin-1), it seems: byte 0xe9 is its 'é'",
        ),
        ("# é é".encode()[:-1], "the file ends within a character: it was cut off"),
        ("# é".encode() + b" \xe9 \n", "byte 0xe9 is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "byte 0x89 is not UTF-8"),
    ],
)
def test_how_a_file_is_saved_is_told(data: bytes, told: str, folder: Path) -> None:
    (folder / TOPIC).write_bytes(data)
    diagnostics = merged(folder)[1]
    assert [(each.message, each.hint) for each in diagnostics] == [(told, "save the file as UTF-8")]


# -- several files

FILES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a topic twice": (
        {"sources/topics/more/other.yaml": ONE},
        ["sources/topics/more/other.yaml:1:8 duplicate-name"],
    ),
    "a handout twice, in other letters": (
        {"handouts/other.yaml": "handout: CASE\ntitle: B\nmain_message: C\nlayout: small\n"
         "contents: [notes]\nversion: 1\npublished: 2026-01-01\n"},
        ["handouts/other.yaml:1:10 duplicate-name"],
    ),
    "a claim in two files": (
        {"sources/evidence/more.yaml": "claims:\n  - {id: bad, claim: A., use: keep}\n"},
        ["sources/evidence/more.yaml:2:10 duplicate-name"],
    ),
    "an unknown term in a meaning": (
        {TOPIC: topic_of("- paragraph: A {term:one}."),
         "sources/terms.yaml": "terms:\n  - " + TERM.format("one", "See {term:two}.") + "\n"},
        ["sources/terms.yaml:2:52 unknown-term"],
    ),
    "terms that explain each other": (
        {TOPIC: topic_of("- paragraph: A {term:one}."),
         "sources/terms.yaml": "terms:\n  - " + TERM.format("one", "See {term:two}.") + "\n  - "
         + TERM.format("two", "See {term:one}.") + "\n"},
        [],
    ),
    "two brands and none chosen": (
        {"handouts/brands/other/brand.yaml": "brand: other\nname: Other\n"},
        ["handouts/brands/other/brand.yaml:1:1 missing-key"],
    ),
    "a layout of ours, broken by theirs": (
        {"handouts/layouts/leaflet.yaml": "layout: [leaflet\n",
         "handouts/case.yaml": "handout: case\ntitle: B\nmain_message: C\nlayout: leaflet\n"
         "contents: [notes]\nversion: 1\npublished: 2026-01-01\n"},
        ["handouts/layouts/leaflet.yaml:1:9 yaml-syntax"],
    ),
    "files where none is looked for": (
        {"sources/topics/falls.yml": "x", "sources/topics/FALLS.YAML": "x",
         "sources/quiz/one.yaml": "x", "handouts/old/case.yaml": "x"},
        ["handouts/old/case.yaml:1:1 unread-file", "sources/quiz/one.yaml:1:1 unread-file",
         "sources/topics/FALLS.YAML:1:1 unread-file", "sources/topics/falls.yml:1:1 unread-file"],
    ),
    "files with other endings": (
        {"handouts/falls.yml": "x", "handouts/brands/plain/brand.YAML": "x",
         "sources/terms.yml": "x", "sources/sites/a.yaml.txt": "x", "sources/evidence/a.Yaml": "x",
         "handouts/layouts/a.yml": "x", "handouts/approvals/a.yml": "x",
         "sources/phrases/a.yml.txt": "x", "sources/topics/note.txt": "x"},
        ["handouts/approvals/a.yml:1:1 unread-file",
         "handouts/brands/plain/brand.YAML:1:1 unread-file", "handouts/falls.yml:1:1 unread-file",
         "handouts/layouts/a.yml:1:1 unread-file", "sources/evidence/a.Yaml:1:1 unread-file",
         "sources/phrases/a.yml.txt:1:1 unread-file", "sources/sites/a.yaml.txt:1:1 unread-file",
         "sources/terms.yml:1:1 unread-file"],
    ),
    "no phrases in another language": (
        {"sources/phrases/de.yaml": "language: de\nphrases: {}\nfacts: {}\n",
         "handouts/other.yaml": "handout: other\ntitle: B\nmain_message: C\nlayout: small\n"
         "contents: [notes]\nversion: 1\npublished: 2026-01-01\nlanguage: de-AT\n"},
        ["sources/phrases/de.yaml:1:1 missing-phrase"],
    ),
    "some phrases for one country": (
        {"sources/phrases/us.yaml": "language: en-US\nphrases: {note: Heads up}\nfacts: {}\n",
         "handouts/other.yaml": "handout: other\ntitle: B\nmain_message: C\nlayout: small\n"
         "contents: [notes]\nversion: 1\npublished: 2026-01-01\nlanguage: en-US\n"},
        [],
    ),
    "phrases that nothing prints, or that do not say what is put into them": (
        {"sources/phrases/en.yaml": "language: en\nphrases:\n  nota: Note\n  day_number: Day\n"
         "  week: week %x%, %start%\nfacts: {aprover: Who}\n",
         "sources/phrases/other.yaml": "language: en\nphrases: {}\nfacts: {}\n"},
        ["sources/phrases/en.yaml:3:3 unknown-key", "sources/phrases/en.yaml:4:15 phrase-value",
         "sources/phrases/en.yaml:5:14 phrase-value", "sources/phrases/en.yaml:6:9 unknown-key",
         "sources/phrases/other.yaml:1:11 duplicate-name"],
    ),
    "hidden files, which other programs leave behind": (
        {"sources/topics/._case.yaml": "\x00", "sources/topics/.git/case.yaml": "\x00"},
        [],
    ),
    "a name with a line end": (
        {"sources/topics/a\nb.yaml": ONE},
        ["sources/topics/a\\u000ab.yaml:1:1 bad-name"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_files_together(name: str, folder: Path) -> None:
    files, expected = FILES[name]
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    assert found(folder) == expected


def test_no_other_site_stands_in_for_a_broken_one(folder: Path) -> None:
    (folder / "sources/sites/valley.yaml").write_text("site: [valley\n", "utf-8")
    handouts = merged(folder)[0]
    assert {(str(each.site.site), each.folder) for each in handouts} == {("hill", "hill/")}
    assert found(folder) == ["sources/sites/valley.yaml:1:7 yaml-syntax"]


def test_a_picture_outside_of_the_project_is_not_read(folder: Path) -> None:
    (folder.parent / "secret.svg").write_text("<svg/>", "utf-8")
    (folder / "sources/topics/cell.svg").symlink_to(folder.parent / "secret.svg")
    (folder / "sources/topics/loop.svg").symlink_to("loop.svg")
    names = ["cell.svg", "loop.svg", "a" * 5000, "a/" * 90 + "b", ".", "nul\u00a0", "con"]
    blocks = [f"- figure: {{image: '{name}', alt: A cell.}}" for name in names]
    (folder / TOPIC).write_text(topic_of("\n".join(blocks)), "utf-8")
    lines = range(6, 6 + len(names))
    assert found(folder) == [f"{TOPIC}:{line}:25 unknown-image" for line in lines]


def test_what_is_called_like_a_source_and_is_none_is_told(folder: Path) -> None:
    """A pipe is not opened: that would wait for ever."""
    os.mkfifo(folder / "sources/topics/pipe.yaml")
    (folder / "sources/signs.yaml").unlink()
    (folder / "sources/signs.yaml").mkdir()
    (folder / "handouts/gone.yaml").symlink_to("nowhere.yaml")
    (folder / "sources/sites/loop.yaml").symlink_to("loop.yaml")
    (folder / "sources/topics/shared").symlink_to(folder.parent)
    told = [f"{each.span.path} {each.message}" for each in faulty(merged(folder)[1])]
    assert told == [
        "handouts/gone.yaml this is a link that leads nowhere, and is not read",
        "sources/signs.yaml this is a folder, and is not read",
        "sources/sites/loop.yaml this is a link that leads nowhere, and is not read",
        "sources/topics/pipe.yaml this is neither a file nor a folder, and is not read",
        "sources/topics/shared this is a link to a folder, and is not read",
    ]


def test_a_definition_with_another_ending_is_named(folder: Path) -> None:
    (folder / "handouts/case.yaml").rename(folder / "handouts/case.yml")
    for command in ("check", "build", "list"):
        exit_code, said = handouts("-C", folder, command)
        assert exit_code == 2
        assert "'handouts/case.yml' is not read; its name must end in .yaml" in said


@pytest.mark.parametrize(
    ("there", "typed", "hint"),
    [
        ("cell.png", "Cell.PNG", "there is 'cell.png': capitals count"),
        ("Figures/cell.png", "figures/cell.png", "there is 'Figures': capitals count"),
        ("fu\u0308ß.png", "f\u00fcß.png", "there is 'fu\u0308ß.png' in another form of Unicode"),
        ("f\u00fcß.png", "FU\u0308SS.png", "there is 'f\u00fcß.png': capitals count"),
        ("cell.png", "cel.png", "did you mean 'cell.png'?"),
        ("other.png", "cell.svg", ""),
    ],
)
def test_a_file_under_a_name_like_it_is_named(
    there: str, typed: str, hint: str, folder: Path
) -> None:
    """Of a picture, and of a logo; fonts and marks are looked for in the same way."""
    brand = folder / "handouts/brands/plain/brand.yaml"
    for path in (folder / "sources/topics" / there, brand.parent / there):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    blocks = f"- figure: {{image: '{typed}', alt: A cell.}}"
    (folder / TOPIC).write_text(topic_of(blocks), "utf-8")
    with brand.open("a") as file:
        file.write(f"\nlogo: '{typed}'\nlogo_alt: Us\n")
    told = [each.hint for each in merged(folder)[1] if each.code == "unknown-image"]
    assert [each[: len(hint)] if hint else each for each in told] == [hint, hint]


# -- what looks like something else to YAML

# To YAML 1.1 these are flags, nothing, numbers (some in base 60) and days; to others, markup.
TYPED = (
    "no", "Yes", "on", "OFF", "y", "true", "null", "~", "012", "0o14", "0x1F", "0b11", "1_000",
    "1:10", "10:00", "190:20:30", "2026-01-01", "2026-01-01T10:00:00Z", "1.10", "1e3", ".5", "5.",
    "+44123", "-0", ".inf", ".NaN", "=", "38.0", "7%", "</b>", "a # b", "R&D", "<5 mg", "C:\\temp",
    "50/50", "a@b.org", "__init__",
    "_a_", "a_b", "x^2", "~5~", "5~6", "~~x^", "R&amp;D", "m<sup>2</sup>", "x[^1]", "~~x~~", "~/x_",
    "it's", "5*3", "a_b", "(1)", "?", "...", "1,5", "x:y", "a\u00a0b", "½",
)  # fmt: skip
SAME = """
- paragraph: {0}
- paragraph: '{1}'
- paragraph: >
    {2}
- list: ['{1}', "{3}"]
- steps:
    - {0}
- table:
    columns: ['{1}', b]
    rows:
      - - {0}
        - "{3}"
- key-facts:
    - label: {0}
      value: '{1}'
- write-in: {0}
"""


@pytest.mark.parametrize("typed", TYPED)
def test_a_text_is_what_was_typed(typed: str, folder: Path) -> None:
    """Plain, quoted and folded, in paragraphs, items, cells and labels."""
    single, double = typed.replace("'", "''"), typed.replace("\\", "\\\\")
    plain = f"'{single}'" if typed in ("a # b", "?") else typed
    (folder / TOPIC).write_text(topic_of(SAME.format(plain, single, typed, double)), "utf-8")
    handouts, diagnostics = merged(folder)
    assert {each.code for each in faulty(diagnostics)} <= {"unused-markup"}
    assert [rich.text for rich in words(handouts[0])].count(typed) == 12


# -- anything at all

ODD = (
    "", "~", "no", "[]", "{}", "[[]]", "{a: b}", "- x", "? x", ": x", "|", ">", "&a", "*a", "!x y",
    "<<", "---", "...", "%x", "\t", "\\", "'", '"', "{", "}", "]", "{{", "{0}", "%value%",
    "{term:}", "{term:nope}", "{site.nope}", "{brand.x}", "**", "*x*", "__x__", "[x](y)", "](",
    "\u202e", "\u2028", "\x85", "\ufeff", "\ufffd", "😀", "日本", "שלום", "e\u0301", "\xad", "\0",
    "\x1b[31m",
    "A" * 300, "x " * 6000, "9" * 400, "../../etc/passwd", "con", "#", "x #y", "a: b", "@x", "nan",
    "1e309", "-1", "2026-02-30", "0000-00-00", "9999-12-31", "en-XX", "zz", "<b>x</b>", "$(id)",
    '"\\ud800"', '"\\0"', "''", "'\u00a0'",
)  # fmt: skip


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def changed(text: str, chance: random.Random) -> bytes:
    """A file with one or two things in it changed at random."""
    for _ in range(chance.randint(1, 2)):
        lines = text.split("\n")
        at, other, odd = chance.randrange(len(lines)), chance.choice(lines), chance.choice(ODD)
        key, colon, value = lines[at].partition(": ")
        middle = chance.randrange(len(lines[at]) + 1)
        lines[at : at + 1] = chance.choice([
            [], [lines[at], other], [other], [f"{key}{colon}{odd}"], [f"{key}: {odd}"],
            [lines[at][:middle] + odd + lines[at][middle:]], [lines[at][:middle]],
            [" " * chance.randrange(9) + lines[at].lstrip()], [key + colon, "  - " + value],
        ])  # fmt: skip
        text = "\n".join(lines)
    data = bytearray(text.encode())
    if chance.random() < 0.1:
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def everything() -> str:
    """A topic with every block, as its docstring shows it."""
    blocks = "\n".join(example(name) for name in block)
    more = "- paragraph: Ring {site.call_24h}, {brand.name}, [us](https://example.org)."
    return topic_of(f"{blocks}\n{more}\n  claims: [good]\n  language: en-GB")


@pytest.mark.share(4)
@pytest.mark.parametrize("seed", range(8))
def test_no_file_raises_anything(seed: int, folder: Path) -> None:
    chance = random.Random(seed)
    (folder / TOPIC).write_text(everything(), "utf-8")
    (folder / "sources/topics/sign.svg").write_text(PICTURE, "utf-8")
    assert [one for one in found(folder) if "unsourced" not in one] == []
    paths = sorted(folder.rglob("*.yaml"))
    for _ in range(50):
        path = chance.choice([folder / TOPIC, *paths])
        before = path.read_bytes()
        path.write_bytes(changed(before.decode(), chance))
        for diagnostic in merged(folder)[1]:
            assert str(diagnostic).replace("\n", "").isprintable()
            assert_in_file(folder, str(diagnostic.span))
        path.write_bytes(before)


def assert_in_file(folder: Path, place: str) -> None:
    """Asserts that a place is in its file, or right after a line's end."""
    path, line, column = place.rsplit(":", 2)
    text = (folder / path).read_bytes().decode("utf-8-sig", "replace")
    lines = re.split("\r\n|[\n\r]", text)  # as editors count them
    assert 1 <= int(column) <= len(lines[int(line) - 1]) + 1, place


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("25.11.2026", "write 2026-11-25"),
        ("11/25/2026", "write 2026-11-25"),
        ("03/04/2026", "write 2026-04-03 or 2026-03-04"),
        ("2026/8/6", "write 2026-08-06"),
        ("2026-08-06T10:00", "write 2026-08-06"),
        ("6th August 2026", "write 2026-08-06"),
        ("August 6, 2026", "write 2026-08-06"),
        ("31.02.2026", "write year-month-day, such as 2026-08-06"),
        (
            "“2026-08-06”",
            "write year-month-day, such as 2026-08-06; “ is no quotation mark to YAML",
        ),
    ],
)
def test_what_day_was_meant_is_told(typed: str, hint: str, folder: Path) -> None:
    path = folder / "handouts/case.yaml"
    path.write_text(
        re.sub("published: .*", f"published: {typed}", path.read_text("utf-8")), "utf-8"
    )
    told = [each.hint for each in merged(folder)[1] if each.code == "wrong-kind"]
    assert [each[: len(hint)] for each in told] == [hint]


# -- the command line


def handouts(*arguments: str | Path, **environment: str) -> tuple[int, str]:
    """Runs a command; its exit code, and the last line of what it says on stderr."""
    run = CliRunner(env=environment).invoke(main, [str(a) for a in arguments])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    return run.exit_code, (run.stderr.splitlines() or [""])[-1]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("-C", "{folder}/none", "check"), 2, "no 'sources' and 'handouts' folders"),
        (("-C", "{folder}/" + TOPIC, "check"), 2, "is a file"),
        (("-C", "{folder}/sources", "check"), 2, "no 'sources' and 'handouts' folders"),
        (("-C", "{folder}", "build", "nope"), 1, "1 error"),
        (("-C", "{folder}", "build", "../../x", "\udcff\n", "", "'\""), 1, "4 errors"),
        (("-C", "{folder}", "build", "--site", "nope"), 1, "1 error"),
        (("-C", "{folder}", "build", "case", "--edition", "nope"), 1, "1 error"),
        (("-C", "{folder}", "build", "--edition", "nope"), 1, "1 error"),
        (("-C", "{folder}", "build", "--jobs", "0"), 2, "not in the range"),
        (("-C", "{folder}", "build", "--out", "{folder}/" + TOPIC), 2, "is a file"),
        (("-C", "{folder}", "build", "--out", "{folder}/LICENCE/x"), 3, "Not a directory"),
        (("-C", "{folder}", "build", "--out", "{folder}/sources/x"), 2, "is among the sources"),
        (("-C", "{folder}", "schema", "--out", "{folder}/" + TOPIC + "/x"), 3, "Not a directory"),
        (("-C", "{folder}", "show", "nope"), 2, "is not one of"),
        (("-C", "{folder}", "nope"), 2, "No such command"),
        (("outline", "{folder}/" + TOPIC), 1, "error[not-tagged]"),
        (("outline", "{folder}/none.pdf"), 2, "does not exist"),
        (("outline", "{folder}"), 2, "is a directory"),
    ],
)
def test_a_command_that_cannot_be_done(
    arguments: tuple[str, ...], code: int, says: str, folder: Path
) -> None:
    (folder / "LICENCE").write_text("a file")
    exit_code, said = handouts(*(a.format(folder=folder) for a in arguments))
    assert (exit_code, says in said) == (code, True), said


@pytest.mark.parametrize("seconds", ["soon", "1e9", "9" * 30, "-" + "9" * 12])
def test_a_day_that_is_none(seconds: str, folder: Path) -> None:
    exit_code, said = handouts("-C", folder, "check", SOURCE_DATE_EPOCH=seconds)
    assert (exit_code, said) == (2, "Error: SOURCE_DATE_EPOCH is not a number of seconds")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("path", ["sources/terms.yaml", "sources/topics", "handouts"])
def test_a_file_that_may_not_be_read(
    path: str, folder: Path, request: pytest.FixtureRequest
) -> None:
    mode = (folder / path).stat().st_mode
    (folder / path).chmod(0)
    request.addfinalizer(lambda: (folder / path).chmod(mode))
    exit_code, said = handouts("-C", folder, "check")
    assert exit_code == 3
    assert said.startswith(f"handouts: {folder / path}")
    assert said.endswith("Permission denied")
