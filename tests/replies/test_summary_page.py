"""`handouts answers --summary`: the page for the clinician, from a real sheet."""

from __future__ import annotations

import stat

from builder.hear.outline import outline
from tests.replies.sheets import given
from tests.replies.test_answers import Clinic, clinic

__all__ = ["clinic"]
TYPED = "Can I drive to the sea?"


def filled(clinic: Clinic) -> bytes:
    return given(clinic.blank, {("driving", "tick"): "/On", ("driving", "text"): TYPED})


def test_a_reply_is_drawn_for_the_clinician(clinic: Clinic) -> None:
    file, out = clinic.put("a.pdf", filled(clinic)), clinic.folder / "sum.pdf"
    run = clinic.answers(file, more=f"--summary {out}")
    assert f"{out}: 1 page" in run.stderr
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    said = outline(out.read_bytes())
    assert said.index("What I want to ask") < said.index("Can I drive?") < said.index(TYPED)
    assert "How long will it take" not in said
    assert outline(out.read_bytes()) == said
    again = clinic.folder / "again.pdf"
    clinic.answers(file, more=f"--summary {again}")
    assert again.read_bytes() == out.read_bytes()


def test_a_summary_is_of_one_person(clinic: Clinic) -> None:
    file, out = clinic.put("a.pdf", filled(clinic)), clinic.folder / "sum.pdf"
    other = clinic.put("b.pdf", filled(clinic))
    clinic.answers(file, other, code=2, more=f"--summary {out}")
    clinic.answers(file, code=2, more=f"--summary {file}")
    clinic.answers(file, code=2, more=f"--summary {clinic.folder / 'sources/sum.pdf'}")
    assert file.read_bytes() == filled(clinic)
    assert not out.exists()


def test_what_cannot_be_read_has_no_summary(clinic: Clinic) -> None:
    out = clinic.folder / "sum.pdf"
    clinic.answers(clinic.put("a.pdf", b"no"), code=1, more=f"--summary {out}")
    assert not out.exists()


def test_a_sheet_of_other_words_is_drawn_as_of_its_version(clinic: Clinic) -> None:
    file, out = clinic.put("a.pdf", filled(clinic)), clinic.folder / "sum.pdf"
    case = clinic.folder / "handouts/case.yaml"
    case.write_text(case.read_text("utf-8").replace('version: "1"', 'version: "2"'), "utf-8")
    clinic.answers(file, code=1, more=f"--summary {out}")
    assert not out.exists()
    clinic.answers(file, more=f"--other-versions --summary {out}")
    assert TYPED in outline(out.read_bytes())


def test_what_is_too_long_to_draw_is_told(clinic: Clinic) -> None:
    """The end of a text that no page holds is in the file, and the page says how much it is."""
    typed = {"driving": "x" * 100_000, "duration": "word " * 5000, "question-2": TYPED}
    pdf = given(clinic.blank, {(name, "text"): text for name, text in typed.items()})
    out = clinic.folder / "sum.pdf"
    clinic.answers(clinic.put("a.pdf", pdf), more=f"--summary {out}")
    said = outline(out.read_bytes())
    assert "the rest is in the file: 94000 characters" in said
    assert "the rest is in the file: 19001 characters" in said
    assert TYPED in said
    assert said.count("the rest is in the file") == 2
