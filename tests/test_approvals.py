"""An approval is of exactly these words, and a release holds only what is approved and safe."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import yaml
from click.testing import CliRunner, Result

from builder.cli import main
from builder.model import Handout
from builder.sign.fingerprint import digest_of, fingerprint
from tests.conftest import ROOT, merged

CASES = yaml.safe_load((Path(__file__).parent / "approvals.yaml").read_text("utf-8"))
ROUND = Path(__file__).parent / "golden/round.svg"
WHO = ("--role", "consultant haematologist", "--name", "Ada O’Neil", "--date", "2026-05-30")
RECORD = "handouts/approvals/case.yaml"
WORDS = 150  # of a header that is as high as a page in large print only
DRAFT = "Draft: not yet clinically approved"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


PLAIN_BRAND = "handouts/brands/plain/brand.yaml"


@pytest.fixture
def ward(folder: Path) -> Path:
    """A leaflet with something of every kind."""
    (folder / "sources/topics/case.yaml").write_text(CASES["topic"], "utf-8")
    shutil.copy(ROUND, folder / "sources/topics/round.svg")
    return folder


def run(folder: Path, *arguments: str, answer: str = "") -> Result:
    result = CliRunner().invoke(main, ["-C", str(folder), *arguments], input=answer)
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


def approve(folder: Path, *more: str) -> None:
    result = run(folder, "approve", "case", *WHO, *more, "--yes")
    assert result.exit_code == 0, result.output


def change(folder: Path, case: dict[str, str]) -> None:
    place = folder / case["file"]
    before = place.read_text("utf-8")
    assert case["from"] in before
    place.write_text(before.replace(case["from"], case["to"], 1), "utf-8")


def now(folder: Path) -> Handout:
    handouts, _ = merged(folder)
    return handouts[0]


def test_an_approved_leaflet_is_no_draft(ward: Path) -> None:
    assert run(ward, "build").exit_code == 0
    page = ward / "dist/case/case.html"
    assert DRAFT in page.read_text("utf-8")
    approve(ward)
    assert run(ward, "build").exit_code == 0
    assert DRAFT not in page.read_text("utf-8")
    signed = "consultant haematologist, Ada O’Neil, 30 May 2026"
    assert signed in re.sub("<[^>]*>", "", page.read_text("utf-8")).replace("\u00a0", " ")
    with pypdfium2.PdfDocument(ward / "dist/case/case.standard.pdf") as pdf:
        said = [" ".join(one.get_textpage().get_text_range().split()) for one in pdf]
    assert not any(DRAFT in words for words in said)
    assert signed in " ".join(said)


@pytest.mark.parametrize("case", CASES["voids"], ids=lambda case: case["what"])
def test_a_change_of_the_words_voids_it(case: dict[str, str], ward: Path) -> None:
    approve(ward)
    assert now(ward).approvals
    change(ward, case)
    handout = now(ward)
    assert not handout.approvals
    assert handout.standing is not None and handout.standing.text == DRAFT
    told = run(ward, "check").stdout
    language = case["what"] == "the language"  # nobody approved these words in that language
    assert ("warning[void-approval]" in told) != language


@pytest.mark.parametrize("case", CASES["keeps"], ids=lambda case: case["what"])
def test_a_change_of_the_look_does_not(case: dict[str, str], ward: Path) -> None:
    approve(ward)
    change(ward, case)
    handouts, found = merged(ward)
    assert handouts and all(handout.approvals for handout in handouts), found
    assert "void-approval" not in {d.code for d in found}


def test_what_was_approved_with_an_earlier_builder_holds(
    ward: Path, expect: Callable[[Path, str], None]
) -> None:
    """Where the expected file changes, every approval that anyone has given is void from now on."""
    expect(Path(__file__).parent / "approved.txt", f"{fingerprint(now(ward))}\n")
    seal = digest_of(["Zoë \ud800", {"b": 1, "a": None}])
    assert seal == "00c88ca2f05d03d4f254597848513efa6ae29c95cfe5e3341e011ec043e85f1f"


def test_one_approval_serves_all_editions(ward: Path) -> None:
    change(
        ward,
        {
            "file": "handouts/case.yaml",
            "from": "layout: small",
            "to": "layout: small\neditions: [standard, large-print]",
        },
    )
    approve(ward)
    handouts, _ = merged(ward)
    assert {str(h.edition.edition) for h in handouts} == {"standard", "large-print", "web"}
    assert all(handout.approvals for handout in handouts)


def test_every_approval_is_kept(ward: Path) -> None:
    approve(ward)
    first = (ward / RECORD).read_text("utf-8")
    approve(ward)  # the same again changes nothing
    assert (ward / RECORD).read_text("utf-8") == first
    change(ward, CASES["voids"][0])
    approve(ward)
    second = run(ward, "approve", "case", "--role", "nurse", "--name", "Bo: #1", "--yes")
    assert second.exit_code == 0
    text = (ward / RECORD).read_text("utf-8")
    assert text.startswith(first)
    assert len(yaml.safe_load(text)["approvals"]) == 3
    assert [str(each.name) for each in now(ward).approvals] == ["Ada O’Neil", "Bo: #1"]
    new = {"file": "sources/topics/case.yaml", "from": "tell", "to": "trust"}
    change(ward, new)  # what is told of is the approval that was given last
    void = now(ward).void
    assert void is not None and str(void.name) == "Bo: #1"
    back = {"file": "sources/topics/case.yaml", "from": "trust", "to": "ask"}
    change(ward, back)  # these words were approved, and are again
    assert [str(each.name) for each in now(ward).approvals] == ["Ada O’Neil"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("case", *WHO[:-1], "2026-06-02"), 2, "2026-06-02 has not come yet"),
        (("case", "--role", " ", "--name", "A"), 2, "--role must be words"),
        (("case", "--role", "nurse", "--name", "A\x07"), 2, "--name must be words"),
        (("case", *WHO, "--language", "hi"), 2, "'case' is in the language 'en-GB'"),
        (("cas", *WHO), 1, "there is no handout 'cas'"),
        (("case", "--name", "A"), 2, "--role"),
    ],
)
def test_what_is_not_recorded(arguments: tuple[str, ...], code: int, told: str, ward: Path) -> None:
    result = run(ward, "approve", *arguments, "--yes")
    assert result.exit_code == code
    assert told in result.stderr
    assert not (ward / RECORD).exists()


def test_mistakes_and_doubts_are_not_approved(ward: Path) -> None:
    assert run(ward, "approve", "case", *WHO, answer="n\n").exit_code == 1
    assert not (ward / RECORD).exists()
    change(ward, {"file": "sources/topics/case.yaml", "from": "{term:fracture}", "to": "{term:x}"})
    result = run(ward, "approve", "case", *WHO, "--yes")
    assert result.exit_code == 1
    assert "error[unknown-term]" in result.stderr
    assert not (ward / RECORD).exists()


def test_a_release_holds_what_is_approved(ward: Path) -> None:
    result = run(ward, "build", "--release")
    assert result.exit_code == 1
    assert "error[not-approved]" in result.stderr
    assert "handouts approve case" in result.stderr
    assert "warning[no-user-test]" in result.stderr  # what refuses nothing is told all the same
    assert not list((ward / "release").glob("case/*"))
    assert "- case A case, version 1, site hill\n  - 'case' is not" in (
        ward / "release/release.md"
    ).read_text("utf-8")
    approve(ward)
    result = run(ward, "build", "--release")
    assert result.exit_code == 0, result.stderr
    assert sorted(p.name for p in (ward / "release/case").iterdir()) == [
        "case.html",
        "case.standard.pdf",
    ]
    report = (ward / "release/release.md").read_text("utf-8")
    assert "approved by consultant haematologist, Ada O’Neil" in report
    assert run(ward, "build", "--release").stderr.endswith("0 drawn, 2 up to date, 2 warnings\n")


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        ("sources/topics/case.yaml", "Take 5 mg", "Take 50 mg", "void-approval"),
        ("handouts/case.yaml", "review_by: 2028-05-01", "review_by: 2026-05-31", "overdue"),
        ("sources/sites/hill.yaml", "  fever_c", "  # fever_c", "unset-fact"),
        (PLAIN_BRAND, "address: 1 Hill Street, Nowhere", "", "no-address"),
        (PLAIN_BRAND, "funding: none, ", "", "incomplete-imprint"),
        ("sources/topics/case.yaml", "Take 5 mg", "Take .5 mg", "unsafe-dose"),
    ],
)  # fmt: skip
def test_what_a_release_refuses(file: str, before: str, after: str, code: str, ward: Path) -> None:
    """An earlier release of it is left as it is; the report says that it is refused, and why."""
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    pdf = ward / "release/case/case.standard.pdf"
    kept = pdf.read_bytes()
    change(ward, {"file": file, "from": before, "to": after})
    if code != "void-approval":
        approve(ward)
    allowed = "allow: [unset-fact, no-address, incomplete-imprint]\nbecause: A new ward.\n"
    with (ward / "sources/sites/hill.yaml").open("a", encoding="utf-8") as site:
        site.write(allowed)
    result = run(ward, "build", "--release")
    assert result.exit_code == 1
    assert f"error[{code}]" in result.stderr
    assert pdf.read_bytes() == kept
    report = (ward / "release/release.md").read_text("utf-8")
    assert f"({code})" in report
    still = report.partition("## Still in this folder from an earlier release\n\n")[2]
    assert still.startswith("- case A case, version 1, site hill\n  - approved by consultant")
    assert still.endswith("\n  - case/case.html\n  - case/case.standard.pdf\n")


def test_an_author_cannot_allow_a_release(ward: Path) -> None:
    """What may be allowed in a draft stays a reason: it is unapproved words that are kept back."""
    approve(ward)
    change(ward, CASES["voids"][0])
    allow = "allow: [void-approval, overdue]\nbecause: Soon.\nreview_by: 2026-05-31"
    change(ward, {"file": "handouts/case.yaml", "from": "review_by: 2028-05-01", "to": allow})
    assert "void-approval" not in run(ward, "check").stdout
    result = run(ward, "build", "--release")
    assert result.exit_code == 1
    assert "error[void-approval]" in result.stderr
    assert "error[overdue]" in result.stderr
    assert not list((ward / "release").glob("*/*"))


def test_what_authors_answer_for_is_told(ward: Path) -> None:
    dose = {"file": "sources/topics/case.yaml", "from": "Take 5 mg", "to": "Take .5 mg"}
    change(ward, dose)
    allow = "claims: [good]\n        allow: [unsafe-dose]\n        because: A quotation."
    change(ward, {"file": "sources/topics/case.yaml", "from": "claims: [good]", "to": allow})
    approve(ward)
    result = run(ward, "build", "--release")
    assert result.exit_code == 0, result.stderr
    report = (ward / "release/release.md").read_text("utf-8")
    place = "sources/topics/case.yaml:9:17"
    assert f"\n  - allowed: unsafe-dose, at {place}: A quotation.\n" in report
    whole = 'version: "1"\nallow: [unsafe-dose, no-user-test, overdue]\nbecause: A quotation.'
    change(ward, {"file": "handouts/case.yaml", "from": 'version: "1"', "to": whole})
    assert run(ward, "build", "--release").exit_code == 0
    told = re.findall("  - allowed: ([a-z-]+), at ([a-z/]+).yaml", record_of(ward))
    assert told == [("unsafe-dose", "handouts/case"), ("unsafe-dose", "sources/topics/case")]


@pytest.mark.parametrize(
    ("file", "before", "after", "code"),
    [
        ("sources/topics/case.yaml", "[good]", "[none]", "unknown-claim"),
        ("handouts/case.yaml", "layout: small", "layout: tiny", "unknown-layout"),
        ("sources/topics/case.yaml", "- note: Rest", "- note: \U0001f3c4 Rest", "missing-glyph"),
    ],
)
def test_what_has_mistakes_is_told_as_not_released(
    file: str, before: str, after: str, code: str, ward: Path
) -> None:
    approve(ward)
    change(ward, {"file": file, "from": before, "to": after})
    result = run(ward, "build", "--release")
    assert result.exit_code == 1
    report = (ward / "release/release.md").read_text("utf-8")
    held, refused = report.split("## Not released")
    assert "case" not in held
    assert f"({code})" in refused
    assert not list((ward / "release").glob("*/*"))


def test_a_release_holds_all_editions_or_none(ward: Path) -> None:
    """A table's header fits a page in one edition, and not in the other."""
    two = "layout: small\neditions: [standard, large-print]"
    change(ward, {"file": "handouts/case.yaml", "from": "layout: small", "to": two})
    header = " ".join(["word"] * WORDS)
    table = f"- table: {{columns: [{header}, b], rows: [[a, b]]}}\n      - note:"
    change(ward, {"file": "sources/topics/case.yaml", "from": "- note:", "to": table})
    approve(ward)
    result = run(ward, "build", "--release")
    assert result.exit_code == 1
    assert "error[overflow]" in result.stderr
    assert "edition 'large-print'" in result.stderr
    assert "edition 'standard'" not in result.stderr
    assert not list((ward / "release").glob("*/*"))
    held, refused = (ward / "release/release.md").read_text("utf-8").split("## Not released")
    assert ("case" in held, "(overflow)" in refused) == (False, True)


TWO = {
    "file": "handouts/case.yaml",
    "from": "layout: small",
    "to": "layout: small\neditions: [standard, large-print]",
}
FEVER = {"file": "sources/sites/hill.yaml", "from": '"38.0"', "to": '"39.0"'}


def record_of(folder: Path) -> str:
    return (folder / "release/release.md").read_text("utf-8")


def said(folder: Path) -> dict[str, bool]:
    """Whether each file of a release says the new fever."""
    found = {}
    for path in sorted((folder / "release/case").iterdir()):
        if path.suffix == ".html":
            found[path.name] = "39.0" in path.read_text("utf-8")
        else:
            with pypdfium2.PdfDocument(path) as pdf:
                words = " ".join(page.get_textpage().get_text_range() for page in pdf)
            found[path.name] = "39.0" in words
    return found


def test_a_release_of_one_edition_is_refused(ward: Path) -> None:
    """It would set an edition of today beside those of an earlier release."""
    change(ward, TWO)
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    change(ward, FEVER)
    approve(ward)
    result = run(ward, "build", "--release", "case", "--edition", "standard")
    assert result.exit_code == 2
    assert "leave out '--edition'" in result.stderr
    assert set(said(ward).values()) == {False}
    assert run(ward, "build", "--release", "case").exit_code == 0
    assert set(said(ward).values()) == {True}


def test_an_edition_that_is_no_longer_made_leaves_the_release(ward: Path) -> None:
    change(ward, TWO)
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    change(ward, {"file": "handouts/case.yaml", "from": ", large-print]", "to": "]"})
    change(ward, FEVER)
    approve(ward)
    assert run(ward, "build", "--release", "case").exit_code == 0
    assert said(ward) == {"case.html": True, "case.standard.pdf": True}


@pytest.mark.parametrize("site", ["", "site: hill\n"])
def test_a_broken_topic_is_a_reason(site: str, ward: Path) -> None:
    with (ward / "handouts/case.yaml").open("a", encoding="utf-8") as definition:
        definition.write(site)
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    change(ward, {"file": "sources/topics/case.yaml", "from": "sections:", "to": "sektions:\n -"})
    assert run(ward, "build", "--release").exit_code == 1
    held, refused = record_of(ward).split("## Not released")
    assert "Nothing." in held
    reasons, left = refused.split("## Still in this folder")
    assert "- case A case, version 1, site hill\n  - " in reasons
    assert "case/case.standard.pdf" in left


def test_a_definition_that_cannot_be_read_is_in_the_record(ward: Path) -> None:
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    change(
        ward, {"file": "handouts/case.yaml", "from": "published: 2026", "to": "published: 20266"}
    )
    assert run(ward, "build", "--release").exit_code == 1
    held, refused = record_of(ward).split("## Not released")
    assert "Nothing." in held
    assert "- handouts/case.yaml\n  - " in refused
    assert "case/case.standard.pdf" in refused.partition("## Still in this folder")[2]


def test_the_record_tells_of_every_handout(ward: Path) -> None:
    """Also of one nobody asked for, and of files that somebody changed or put there."""
    other = (ward / "handouts/case.yaml").read_text("utf-8").replace("handout: case", "handout: b")
    (ward / "handouts/b.yaml").write_text(other, "utf-8")
    approve(ward)
    assert run(ward, "approve", "b", *WHO, "--yes").exit_code == 0
    assert run(ward, "build", "--release").exit_code == 0
    assert record_of(ward).partition("## Not")[0].count("approved by") == 2
    (ward / "release/b/b.standard.pdf").write_bytes(b"%PDF other")
    (ward / "release/c").mkdir()
    (ward / "release/c/c.standard.pdf").write_bytes(b"%PDF other")
    assert run(ward, "build", "--release", "case").exit_code == 0
    held, rest = record_of(ward).split("## Not released")
    assert held.count("approved by") == 1
    assert "- b A case, version 1, site hill\n  - it may be released, and was not asked" in rest
    assert rest.endswith("- b/b.standard.pdf\n- c/c.standard.pdf\n")


def test_a_withdrawn_leaflet_leaves_the_release(ward: Path) -> None:
    """Though another that is not approved keeps the release from being whole."""
    other = (ward / "handouts/case.yaml").read_text("utf-8").replace("handout: case", "handout: b")
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    (ward / "handouts/case.yaml").unlink()
    (ward / "handouts/b.yaml").write_text(other, "utf-8")
    assert run(ward, "build", "--release").exit_code == 1
    assert not list((ward / "release").glob("case/*"))


def test_drafts_do_not_go_into_a_release(ward: Path) -> None:
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    change(ward, CASES["voids"][0])
    kept = (ward / "release/case/case.standard.pdf").read_bytes()
    for command in (("build",), ("review", "case")):
        result = run(ward, *command, "--out", str(ward / "release"))
        assert result.exit_code == 2
        assert "holds a release" in result.stderr
    assert (ward / "release/case/case.standard.pdf").read_bytes() == kept


def test_editions_that_cannot_all_be_written_are_all_left(ward: Path) -> None:
    """A disk that is full when half of a leaflet is on it: here, files may not be that large."""
    approve(ward)
    assert run(ward, "build", "--release").exit_code == 0
    sizes = {p.name: p.stat().st_size for p in (ward / "release/case").iterdir()}
    assert sizes["case.standard.pdf"] < sizes["case.html"]
    change(ward, FEVER)
    approve(ward)
    most = (sizes["case.standard.pdf"] + sizes["case.html"]) // 2
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most})); "
    code = limited + "from builder.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(ward), "build", "--release", "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 3
    assert "case.html: cannot be written" in done.stderr
    assert said(ward) == {"case.html": False, "case.standard.pdf": False}
    assert "not finished" in record_of(ward)
    assert run(ward, "build", "--release").exit_code == 0
    assert set(said(ward).values()) == {True}


def test_a_picture_that_cannot_be_used_is_reported(ward: Path) -> None:
    """A leaflet that is approved is composed before it is checked."""
    assert run(ward, "approve", "case", "--role", "nurse", "--name", "Ada", "--yes").exit_code == 0
    picture = ward / "sources/topics/round.svg"
    picture.write_text(picture.read_text("utf-8").replace(' r="', ' R="'), "utf-8")
    assert "error[unusable-picture]" in run(ward, "build").stderr
