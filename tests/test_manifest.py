"""The manifest is data from outside: what this builder would not have written is not believed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.outputs.manifest import Manifest
from tests.conftest import ROOT

WITHDRAWN = "other/other.standard.pdf"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture(scope="module")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the outputs of two handouts, of which one is withdrawn afterwards."""
    target = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(ROOT / "tests/plain", target)
    text = (target / "handouts/case.yaml").read_text("utf-8")
    other = target / "handouts/other.yaml"
    other.write_text(text.replace("handout: case", "handout: other"), "utf-8")
    os.environ["SOURCE_DATE_EPOCH"] = "1780272000"
    assert handouts(target, "build").exit_code == 0
    other.unlink()
    return target


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    target = tmp_path / "project"
    shutil.copytree(built_once, target)
    return target


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def alone(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which is ended when it hangs."""
    command = [sys.executable, "-m", "builder", "-C", str(folder), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=300
    )


def manifest(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "dist/manifest.json").read_bytes())["files"]
    return found


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes the entry of the handout that was withdrawn."""
    files = manifest(folder)
    change(next(each for each in files if each["path"] == WITHDRAWN))
    (folder / "dist/manifest.json").write_text(json.dumps({"files": files}), "utf-8")


def stands(folder: Path) -> None:
    """A build goes well, and the manifest is right again."""
    done = handouts(folder, "build")
    assert done.exit_code == 0, done.stderr
    assert [each["path"] for each in manifest(folder)] == [
        "case/case.html",
        "case/case.standard.pdf",
    ]
    for each in manifest(folder):
        data = (folder / "dist" / each["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == each["sha256"]


PATHS: dict[str, Any] = {
    "above": "../keep.pdf",
    "far above": "../../../../../../../../../../etc/hostname",
    "round a corner": "case/../../keep.pdf",
    "absolute": "KEEP",
    "no file of ours": "keep.pdf",
    "another file of the folder": "manifest.json",
    "a file of another handout": "case/case.standard.pdf",
    "a folder": "case",
    "the folder itself": ".",
    "empty": "",
    "NUL": "other/other\0.standard.pdf",
    "half a pair": "other/\ud800.pdf",
    "too long": f"{'x' * 5000}/{'x' * 5000}.pdf",
    "many folders": "x/" * 3000,
    "a backslash": "..\\keep.pdf",
    "number": 7,
    "huge": 10**4000,
    "nothing": None,
    "true": True,
    "list": ["keep.pdf"],
    "object": {"a": 1},
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_a_path_this_builder_would_not_write(built: Path, path: object) -> None:
    """Nothing is taken out, although the digest is that of the file."""
    for keep in (built / "keep.pdf", built / "dist/keep.pdf"):
        keep.write_bytes(b"somebody's own")
    path = str(built / "keep.pdf") if path == "KEEP" else path
    digest = hashlib.sha256(b"somebody's own").hexdigest()
    edit(built, lambda entry: entry.update(path=path, sha256=digest))
    stands(built)
    assert (built / "keep.pdf").exists()
    assert (built / "dist/keep.pdf").exists()
    assert (built / "dist" / WITHDRAWN).exists()


@pytest.mark.parametrize("link", ["folder", "file"])
def test_nothing_behind_a_link_is_taken_out(built: Path, link: str) -> None:
    """The file behind it is even the one that was written."""
    own = built / "dist/other" if link == "folder" else built / "dist" / WITHDRAWN
    aside = built / "aside"
    own.rename(aside)
    own.symlink_to(aside)
    stands(built)
    assert own.exists()


def test_capitals_do_not_make_another_file(built: Path) -> None:
    """On a disk where they make no difference, the entry names the file that is wanted."""
    (built / "dist/CASE").symlink_to("case")  # which is what such a disk does
    os.link(built / "dist/case/case.standard.pdf", built / "dist/case/CASE.standard.pdf")
    entry = next(each for each in manifest(built) if each["path"] == "case/case.standard.pdf")
    digest = entry["sha256"]
    edit(
        built,
        lambda each: each.update(path="CASE/CASE.standard.pdf", handout="CASE", sha256=digest),
    )
    stands(built)


FIELDS = [
    "path", "handout", "title", "edition", "language", "version", "published", "site", "brand",
    "pages", "sha256", "key", "sources", "words",
]  # fmt: skip
VALUES: dict[str, Any] = {
    "nothing": None, "true": True, "number": 7, "less than none": -1, "fraction": 1.5,
    "huge": 10**4000, "list": [], "nested": [[["x"]]], "object": {}, "half a pair": "\ud800",
    "half a pair in a list": ["\ud800"], "long": "x" * 100_000,
}  # fmt: skip


def test_wrong_values_are_no_entries(built: Path) -> None:
    """In every field every kind of value; those that stay can be written again."""
    place = built / "dist/manifest.json"
    good = next(each for each in manifest(built) if each["path"] == WITHDRAWN)
    for field in FIELDS:
        for name, value in VALUES.items():
            place.write_text(json.dumps({"files": [{**good, field: value}]}), "utf-8")
            found = Manifest(built / "dist")
            found.save()
            fits = (field, name) in {("pages", "number"), ("sources", "list")}
            fits |= name == "long" and field in {
                "title", "language", "version", "published", "brand", "words",
            }  # fmt: skip
            assert bool(found.entries) == fits, (field, name)
        left = {key: value for key, value in good.items() if key != field}
        place.write_text(json.dumps({"files": [left]}), "utf-8")
        assert bool(Manifest(built / "dist").entries) == (field == "words"), field
    place.write_text(json.dumps({"files": [{**good, "more": 1}]}), "utf-8")
    assert not Manifest(built / "dist").entries


DAMAGED = {
    "empty": b"",
    "deep": b'{"files": ' + b"[" * 200_000,
    "deep and whole": b'{"files": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"files":' * 100_000 + b"1" + b"}" * 100_000,
    "a huge number": b'{"files": [' + b"9" * 1_000_000 + b"]}",
    "a key twice": b'{"files": [], "files": []}',
    "not UTF-8": b'{"files": ["\xff\xfe"]}',
    "UTF-16": '{"files": []}'.encode("utf-16"),
    "NUL": b"\0" * 1000,
    "cut off": b'{"files": [{"path": "case/ca',
    "a list": b"[]",
    "a text": b'"files"',
    "files are an object": b'{"files": {"path": 1}}',
    "files are a text": b'{"files": "path"}',
    "files are nothing": b'{"files": null}',
    "no entries": b'{"files": [null, 1, "a", [], {}, true, NaN, Infinity]}',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_manifest_is_as_good_as_none(built: Path, data: bytes) -> None:
    (built / "dist/manifest.json").write_bytes(data)
    (built / "damaged.json").write_bytes(data)
    against = handouts(built, "review", "case", "--against", str(built / "damaged.json"))
    assert against.exit_code == 1
    assert against.stderr.count("error[unknown-version]") == 1
    stands(built)


@pytest.mark.parametrize("kind", ["pipe", "link to nowhere", "link to a device"])
def test_what_is_no_plain_file_is_as_good_as_none(built: Path, kind: str) -> None:
    """In place of the manifest or of an output: nothing waits for it, it is made anew."""
    for place in (built / "dist/manifest.json", built / "dist/case/case.standard.pdf"):
        place.unlink()
        if kind == "pipe":
            os.mkfifo(place)
        else:
            place.symlink_to("/dev/zero" if kind == "link to a device" else "nowhere")
    assert alone(built, "build").returncode == 0
    stands(built)


@pytest.mark.parametrize("name", ["manifest.json", "case/case.standard.pdf"])
def test_a_folder_in_the_way_is_one_line(built: Path, name: str) -> None:
    (built / "dist" / name).unlink()
    (built / "dist" / name).mkdir()
    done = handouts(built, "build")
    assert (done.exit_code, len(done.stderr.splitlines())) == (3, 1)
    assert name in done.stderr


def test_words_are_not_unpacked_without_end(built: Path) -> None:
    """100 MB of words in 100 kB, and words that are none."""
    import base64
    import zlib

    files = manifest(built)
    bomb = base64.b64encode(zlib.compress(b"\n" * 100_000_000, 9)).decode()
    for words in (bomb, "!", "AAAA", bomb[:-8], base64.b64encode(zlib.compress(b"\xff")).decode()):
        for each in files:
            each["words"] = words
        (built / "odd.json").write_text(json.dumps({"files": files}), "utf-8")
        done = handouts(built, "review", "case", "--against", str(built / "odd.json"))
        assert (done.exit_code, done.stderr.count("this is not a manifest")) == (1, 1), done.stderr


def test_a_file_that_was_changed_stays_and_is_a_stray(built: Path) -> None:
    own = built / "dist" / WITHDRAWN
    own.write_bytes(own.read_bytes() + b"a note")
    (built / "dist/other/notes.txt").write_text("mine", "utf-8")
    done = handouts(built, "build")
    assert f"{WITHDRAWN}  removed" not in done.stdout
    assert f"{own}  is of no handout there is, or was changed; it stays\n" in done.stderr
    assert "other/other.html  removed" in done.stdout
    assert own.exists()
    assert Manifest(built / "dist").strays() == [WITHDRAWN]


def test_strays_are_files_that_are_named_like_ours(built: Path) -> None:
    out = built / "dist"
    (out / "manifest.json").unlink()
    for name in ("OLD/OLD.large-print.pdf", "hill/OLD/OLD.html"):
        (out / name).parent.mkdir(parents=True)
        (out / name).write_bytes(b"")
    names = (
        "x.pdf", "OLD/x.pdf", "OLD/NEW.standard.pdf", "OLD/OLD.pdf", "OLD/OLD.standard.html",
        "hill/hill/OLD/OLD.html", "review/OLD/OLD.standard.pdf", "notes.md",
    )  # fmt: skip
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(b"")
    (out / "NEW").symlink_to("OLD")
    everything = Manifest(out).strays()
    assert handouts(built, "build").exit_code == 0
    rest = ["OLD/OLD.large-print.pdf", "hill/OLD/OLD.html", "other/other.html", WITHDRAWN]
    assert Manifest(out).strays() == rest
    assert everything == sorted([*rest, "case/case.html", "case/case.standard.pdf"])


def test_a_stray_may_differ_in_capitals_alone(built: Path) -> None:
    out = built / "dist"
    if (out / "CASE").exists():
        pytest.skip("on this disk capitals make no difference")
    (out / "CASE").mkdir()
    (out / "CASE/CASE.standard.pdf").write_bytes(b"")
    assert Manifest(out).strays() == ["CASE/CASE.standard.pdf"]
