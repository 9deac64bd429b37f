"""Word files: a case for each way in which other programs lose what is in them."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.pictures import png
from tests.bring.leafletfiles import blocks_of, titles_of
from tests.bring.test_import import handouts
from tests.bring.wordfiles import word_file

CASES = yaml.safe_load((Path(__file__).parent / "word.yaml").read_text("utf-8"))
PICTURE = png.write(60, 40, zlib.compress(bytes(61) * 40), grey=True)


def made(case: dict[str, Any]) -> bytes:
    more = {name: text.encode("latin-1") for name, text in case.get("more", {}).items()}
    more |= {"media/image1.png": PICTURE} if "picture" in case else {}
    body = case["body"].replace("> <", "><")
    return word_file(body, case.get("parts"), more, case.get("links"), case.get("start", ""))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_word(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "case.docx").write_bytes(made(case))
    project = tmp_path / "project"
    done = handouts(project, "import", tmp_path / "case.docx", *case.get("options", ()))
    for words in case.get("says", ()):
        assert words in done.stderr
    if "refused" in case:
        assert (done.exit_code, f"error[{case['refused']}]" in done.stderr) == (1, True)
        assert not project.exists()
        return
    assert done.exit_code == 0
    for code in case.get("told", ()):
        assert f"warning[{code}]" in done.stderr
    for words in case.get("left", ()):
        assert f": “{words}”\n" in done.stderr
    if "blocks" in case:
        assert blocks_of(project) == case["blocks"]
    if "titles" in case:
        assert titles_of(project) == case["titles"]
    for words in case.get("contains", ()):
        assert f"'{words}'" in repr(blocks_of(project))
    for words in case.get("definition", ()):
        assert words in (project / "handouts/case.yaml").read_text("utf-8")
    assert handouts(project, "check").exit_code == 0


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO(word_file("<w:p/>"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(5):
            bomb.writestr(f"word/media/{number}.png", bytes(50 << 20))
    (tmp_path / "bomb.docx").write_bytes(out.getvalue())
    done = handouts(tmp_path / "p", "import", tmp_path / "bomb.docx")
    assert (done.exit_code, "error[too-costly]" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 cut off",
        word_file("<w:p/>")[:-200],
        word_file("<w:p>"),
        word_file("<w:p/>").replace(b"word/document.xml", b"word/documenX.xml"),
        word_file("<w:p/>" + "<w:sdt>" * 300 + "</w:sdt>" * 300),
    ],
    ids=["no zip", "cut off", "no XML", "no body", "deep"],
)
def test_damaged_files(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "case.docx").write_bytes(data)
    done = handouts(tmp_path / "p", "import", tmp_path / "case.docx")
    assert (done.exit_code, len(done.stderr.splitlines()) <= 2) == (1, True)
    assert "error[" in done.stderr


def test_the_other_form_of_the_standard(tmp_path: Path) -> None:
    """Strict files have the same elements under other addresses (ISO/IEC 29500-1, annex A)."""
    transitional = word_file("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(transitional)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace("schemas.openxmlformats.org/wordprocessingml/2006/main",
                                "purl.oclc.org/ooxml/wordprocessingml/main")  # fmt: skip
            new.writestr(name, text)
    (tmp_path / "case.docx").write_bytes(out.getvalue())
    assert handouts(tmp_path / "p", "import", tmp_path / "case.docx").exit_code == 0
    assert blocks_of(tmp_path / "p") == [{"paragraph": "Words."}]
