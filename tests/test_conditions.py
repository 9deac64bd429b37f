"""What is for some leaflets only: printed there, and nowhere else a trace of it.

The project in `conditions/` has two leaflets at two sites, each on paper, in large print and for
screens; each text that is for some of them has a word of its own, such as CARERWORD.
"""

from __future__ import annotations

import json
import re
import shutil
import textwrap
from pathlib import Path

import pytest
import yaml

from builder.authors.schema import schema_of
from builder.diagnostics import Severity, Sink
from builder.hear.outline import outline
from builder.library.reading import read_library
from builder.model import WEB, Section, block, with_inner
from builder.outputs.entry import key_of
from builder.outputs.result import Wish
from builder.paper.render import render
from builder.project import Project
from builder.words.words import texts_below, words
from tests.conftest import PLAIN, TODAY, merged
from tests.proof import faults
from tests.test_blocks import example
from tests.test_snippets import edit, handouts, told

pytestmark = pytest.mark.usefixtures("_june")
CONDITIONS = Path(__file__).parent / "conditions"
DRAWING = Path(__file__).parent / "golden/round.svg"
WATER = "sources/topics/water.yaml"
CARER = "handouts/carer.yaml"
DECLARED = "sources/conditions.yaml"
WARDS = "sources/topics/wards.yaml"
COVERED = {"screens": "harms", "gone": "daily-life", "ward": "uncertainty"}
WORD = re.compile("[A-Z]+WORD")
# Which words each output says: those of its leaflet, those of its edition, and that of its site.
LEAFLETS = {"CARER": {"CARER", "WARD"}, "PATIENT": {"PATIENT"}}
EDITIONS = {
    "standard": {"PAPER"},
    "large-print": {"PAPER", "LARGEPRINT"},
    WEB: {"WEB", "WEBALT"},
}


def expected(site: str, code: str, edition: str) -> set[str]:
    big = {"BIG"} if (code, edition) == ("PATIENT", "large-print") else set()
    words = LEAFLETS[code] | EDITIONS[edition] | {site.upper()} | big
    return {f"{word}WORD" for word in words}


def project(target: Path) -> Path:
    shutil.copytree(PLAIN, target)
    shutil.copytree(CONDITIONS, target, dirs_exist_ok=True)
    (target / "handouts/case.yaml").unlink()
    return target


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return project(tmp_path / "clinic")


@pytest.fixture
def _june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built: to be looked at only."""
    folder = project(tmp_path_factory.mktemp("conditions") / "clinic")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780272000")
        assert handouts(folder, "build").exit_code == 0
    return folder


def test_each_output_says_what_is_for_it_and_nothing_else(built: Path) -> None:
    seen = 0
    for path in (built / "dist").rglob("*/*/*.*"):
        code, edition, *_ = [*path.stem.split("."), WEB]
        said = path.read_text("utf-8") if edition == WEB else outline(path.read_bytes())
        assert set(WORD.findall(said)) == expected(path.parts[-3], code, edition), path
        seen += 1
    assert seen == 12


def test_what_nobody_prints_is_in_no_file(built: Path) -> None:
    """Nor in names, metadata, the manifest, the library page or its index."""
    for path in (built / "dist").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for word in (b"GONEWORD", b"NOBODYWORD", b"DIVEWORD"):
            assert word not in data
            assert word.decode() not in path.name


def test_every_page_can_still_be_read_aloud(built: Path) -> None:
    found, problems = merged(built)
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    for handout in found:
        if handout.edition.edition != WEB and handout.folder == "hill/":
            assert faults(handout, render(handout).pdf) == []


def test_what_is_left_out_leaves_no_term_and_no_picture(built: Path) -> None:
    every = {(each.folder, each.code, str(each.edition.edition)): each for each in merged(built)[0]}
    patient, carer = (every["hill/", code, "standard"] for code in ("PATIENT", "CARER"))
    assert [term.id for term in patient.terms] == []
    assert [term.id for term in carer.terms] == ["fracture"]
    files = {
        edition: [
            file for block in every["hill/", "CARER", edition].blocks() for file in block.files
        ]
        for edition in EDITIONS
    }
    assert {edition: len(found) for edition, found in files.items()} == {
        "standard": 0, "large-print": 0, WEB: 1,
    }  # fmt: skip


FOUND = {
    "CARERWORD": [f"{WATER}:7:29: Water  (CARER; only for audience: carer)"],
    "HILLWORD": [f"{WATER}:12:30: Water  (CARER, PATIENT; only for site: hill)"],
    "WEBWORD": [f"{WATER}:19:26: Water  (CARER, PATIENT; only for edition: web)"],
    "PAPERWORD": [f"{WATER}:24:23: Water  (CARER, PATIENT; only for not edition: web)"],
    "BIGWORD": [
        "sources/snippets/bring.yaml:4:22: Water  (PATIENT; only for edition: large-print)"],
    "DIVEWORD": [f"{WATER}:31:44: Water › Nothing GONEWORD is below it  "
                 "(in no leaflet; only for treatment: dive)"],
}  # fmt: skip


@pytest.mark.parametrize("word", FOUND)
def test_what_is_for_some_is_found_with_for_whom_it_is(built: Path, word: str) -> None:
    assert handouts(built, "find", word).stdout.splitlines()[::2] == FOUND[word]


REACHED = {
    "sources/topics/wards.yaml": {"CARER standard", "CARER large-print", "CARER web"},
    "sources/snippets/bring.yaml": {"PATIENT standard", "PATIENT large-print", "PATIENT web"},
    "sources/topics/round.svg": {"CARER web", "PATIENT web"},
    "term:fracture": {"CARER standard", "CARER large-print", "CARER web"},
}


@pytest.mark.parametrize("what", REACHED)
def test_a_change_reaches_those_that_print_it(built: Path, what: str) -> None:
    found = json.loads(handouts(built, "impact", what, "--format", "json").stdout)["reached"]
    assert {f"{each['handout']} {each['edition']}" for each in found} == REACHED[what]


def test_who_signs_sees_all_that_is_printed_and_for_whom(built: Path, tmp_path: Path) -> None:
    result = handouts(built, "review", "PATIENT", "--site", "hill", "--out", str(tmp_path))
    assert result.exit_code == 0
    page = next(tmp_path.rglob("*.review.html")).read_text("utf-8")
    pdf = outline(next(tmp_path.rglob("*.review.pdf")).read_bytes())
    every = set().union(*(expected("hill", "PATIENT", edition) for edition in EDITIONS))
    assert set(WORD.findall(page)) == every
    assert set(WORD.findall(pdf)) == every
    words = " ".join(re.sub("<[^>]*>", "", page).split())
    for note in (
        "Only in: Large print.", "Only in: Web page.", "Only in: Standard, Large print.",
        "Only for: audience: patient, edition: large-print.", "Only for: not edition: web.",
        "Ring 555 0199.”: only for: site: hill.",
    ):  # fmt: skip
        assert note in words


def test_a_change_in_any_edition_is_told_to_who_signs(built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    shutil.copytree(built, folder)
    edit(folder, "sources/snippets/bring.yaml", "BIGWORD glasses", "BIGWORD lenses")
    edit(folder, WATER, "Turn the page", "Turn the leaf")
    earlier = ("--against", str(built / "dist/manifest.json"), "--out", str(tmp_path / "packs"))
    assert handouts(folder, "review", "PATIENT", "--site", "hill", *earlier).exit_code == 0
    page = next(tmp_path.rglob("packs/**/*.review.html")).read_text("utf-8")
    words = " ".join(re.sub("<[^>]*>", " ", page).split())
    for word in ("[removed: glasses.]", "[added: lenses.]", "[removed: page.]", "[added: leaf.]"):
        assert word in words


def test_a_condition_that_is_met_is_as_if_it_were_none(clinic: Path) -> None:
    """Of the outputs that print the text, the key stays the same, and so do the bytes."""

    def keys() -> dict[str, str]:
        found, _ = merged(clinic, Wish(names=("CARER",), site="hill"))
        return {str(one.edition.edition): key_of(one) for one in found}

    before = keys()
    edit(clinic, WATER, "        when: {audience: carer}\n", "")
    assert keys() == before
    edit(clinic, WATER, "    when: {edition: web}\n", "")
    assert {name for name, key in keys().items() if key != before[name]} == {
        "standard", "large-print",
    }  # fmt: skip


APPROVED = {
    "a word of another edition": (WATER, "WEBWORD", "OTHERWORD", True),
    "a word of a snippet in another edition": (
        "sources/snippets/bring.yaml", "BIGWORD", "OTHERWORD", True),
    "a word of another site": (WATER, "VALEWORD", "OTHERWORD", False),
    "a word for others": (WATER, "CARERWORD", "OTHERWORD", False),
    "a word for nobody": (WATER, "NOBODYWORD", "OTHERWORD", False),
    "for others, too": (WATER, "{audience: carer}", "{audience: [carer, patient]}", True),
    "for one edition": (WATER, "{audience: patient}", "{edition: web}", True),
    "said otherwise": (WATER, "{audience: patient}", "{not: {audience: carer}}", False),
}  # fmt: skip


@pytest.mark.parametrize("case", APPROVED)
def test_an_approval_is_of_the_words_of_all_editions(clinic: Path, case: str) -> None:
    path, old, new, is_void = APPROVED[case]
    who = ("--site", "hill", "--role", "nurse", "--name", "Ada", "--yes")
    assert handouts(clinic, "approve", "PATIENT", *who).exit_code == 0
    edit(clinic, path, old, new)
    assert ("void-approval" in handouts(clinic, "check", "PATIENT").stdout) is is_void


def test_a_condition_and_its_way_back(clinic: Path) -> None:
    """Whatever is changed of a condition is built, and what was there before is built again."""

    def made() -> dict[str, bytes]:
        result = handouts(clinic, "build")
        assert result.exit_code == 0, result.stdout
        dist = clinic / "dist"
        files = (path for path in dist.rglob("[!.]*") if path.is_file())
        return {path.relative_to(dist).as_posix(): path.read_bytes() for path in files}

    first = made()
    edit(clinic, WATER, "when: {site: hill}", "when: {edition: large-print}")
    other = made()
    paths = {path for path in first if "/" in path and other.get(path) != first[path]}
    paths = {path for path in paths if not path.startswith("index")}
    assert {path.rpartition("/")[2] for path in paths} == {
        "CARER.standard.pdf", "CARER.large-print.pdf", "CARER.html",
        "PATIENT.standard.pdf", "PATIENT.large-print.pdf", "PATIENT.html",
    }  # fmt: skip
    assert {path for path in paths if path.startswith("vale")} == {
        "vale/CARER/CARER.large-print.pdf", "vale/PATIENT/PATIENT.large-print.pdf",
    }  # fmt: skip
    edit(clinic, WATER, "when: {edition: large-print}", "when: {site: hill}")
    assert made() == first


MISTAKES = {
    "a word that is not declared": (
        WATER, "{audience: carer}", "{audiense: carer}", [f"{WATER}:8:16 unknown-condition"],
        "did you mean 'audience'?"),
    "a value that is not declared": (
        WATER, "{audience: carer}", "{audience: [patient, carrer]}",
        [f"{WATER}:8:36 unknown-value"], "did you mean 'carer'?"),
    "a site there is not": (
        WATER, "{site: hill}", "{site: hil}", [f"{WATER}:13:28 unknown-value"],
        "did you mean 'hill'?"),
    "an edition there is not": (
        WATER, "{not: {edition: web}}", "{not: {edition: wed}}", [f"{WATER}:25:27 unknown-value"],
        "did you mean 'web'?"),
    "a treatment there is not": (
        WATER, "{treatment: [dive]}", "{treatment: [dove]}", [f"{WATER}:37:34 unknown-value"],
        "did you mean 'dive'?"),
    "twice": (
        WATER, "{audience: carer}", "{audience: carer, audience: patient}",
        [f"{WATER}:8:33 duplicate-key"], ""),
    "two of which neither may be": (
        WATER, "{not: {edition: web}}", "{not: {edition: web, site: hill}}",
        [f"{WATER}:25:32 two-conditions"], ""),
    "nothing": (WATER, "{audience: carer}", "", [f"{WATER}:8:14 wrong-kind"], ""),
    "no value": (WATER, "{audience: carer}", "{audience: }", [f"{WATER}:8:26 empty-text"], ""),
    "no values": (WATER, "{audience: carer}", "{audience: []}", [f"{WATER}:8:26 empty-list"], ""),
    "a word alone": (WATER, "{audience: carer}", "carer", [f"{WATER}:8:15 wrong-kind"], ""),
    "a mistake in what only one site prints": (
        WATER, "HILLWORD pool", "HILLWORD {site.pool}", [f"{WATER}:12:39 unknown-fact"], ""),
    "a leaflet that does not say whom it is for": (
        CARER, "audience: carer, ", "", [f"{CARER}:1:10 unsaid-condition"],
        f"write 'written_for: {{audience: …}}'; {WATER}:8:16 is for some of them only"),
    "for whom nobody is": (
        CARER, "{audience: carer,", "{audience: cat,", [f"{CARER}:8:25 unknown-value"], ""),
    "in words that are not declared": (
        CARER, "{audience: carer,", "{audience: carer, site: hill,",
        [f"{CARER}:8:32 unknown-condition"], ""),
    "a word that is known from the project": (
        DECLARED, "audience:", "site:", [f"{DECLARED}:2:3 duplicate-name"], ""),
    "a value twice": (
        DECLARED, "[patient, carer]", "[patient, carer, carer]",
        [f"{DECLARED}:2:30 duplicate-name"], ""),
    "a leaflet of which nothing is left": (
        CARER, "water\n  - topic: wards\n    when: {setting: ward}\n"
        "  - paragraph: Towels are for LARGEPRINTWORD.\n    when: {edition: large-print}\n"
        "  - glossary\n", "wards\n    when: {edition: large-print}\n",
        [f"{CARER}:1:10 nothing-left"], "nothing is left of 'CARER' in: standard, web"),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_where_it_is(clinic: Path, case: str) -> None:
    path, old, new, places, hint = MISTAKES[case]
    edit(clinic, path, old, new)
    result = handouts(clinic, "check")
    assert told(result) == places, result.stdout
    assert hint in result.stdout
    assert result.exit_code == 1


# -- each kind of block, and each kind of list, in one topic with a section each

KINDS = sorted({*block} - {"snippet"})
ONLY, EVERYBODY = "{audience: carer}", "{audience: [patient, carer]}"
Sections = dict[str, dict[str, Section]]  # by leaflet and name


def merged_sections(folder: Path, sections: dict[str, str]) -> tuple[Sections, list[str]]:
    """What is left of sections with these blocks in each leaflet, and the mistakes in them."""
    text = "topic: water\ntitle: Water\nsections:\n"
    for name, blocks in sections.items():
        text += f"  - id: {name}\n    blocks:\n{textwrap.indent(blocks, '      ')}\n"
    (folder / WATER).write_text(text, "utf-8")
    for name in {*re.findall(r"[a-z-]+\.svg", text)}:
        shutil.copy(DRAWING, folder / "sources/topics" / name)
    found, problems = merged(folder, Wish(site="hill", edition="standard"))
    told = [f"{d.code} {d.message}" for d in problems if d.severity is Severity.ERROR]
    made = {one.code: {str(each.id): each for each in one.sections()} for one in found}
    return made, [each for each in told if not each.startswith("twin-entry")]


def words_of(section: Section) -> str:
    return " ".join(rich.text for block in section.blocks for _, rich in texts_below(block))


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Sections:
    """For each kind of block its example, by itself and in a box, for carers only."""
    sections = {}
    for name in KINDS:
        own = f"{example(name).partition(chr(10) + '- ')[0].rstrip()}\n  when: {ONLY}\n"
        boxed = textwrap.indent(own, "      ")
        sections[name] = (
            f"- paragraph: Always.\n{own}- note:\n    title: A box\n    blocks:\n{boxed}"
        )
    found, mistakes = merged_sections(
        project(tmp_path_factory.mktemp("kinds") / "clinic"), sections
    )
    assert mistakes == []
    return found


@pytest.mark.parametrize("name", KINDS)
def test_a_block_of_any_kind_may_be_for_some_only(kinds: Sections, name: str) -> None:
    outer = [type(each) for each in kinds["CARER"][name].blocks]
    assert outer == [block["paragraph"], block[name], block["note"]]
    boxed = [*with_inner(kinds["CARER"][name].blocks[2])]
    assert type(boxed[1]) is block[name]
    assert [type(each) for each in kinds["PATIENT"][name].blocks] == [block["paragraph"]]


PARTS = yaml.safe_load((CONDITIONS.parent / "conditions.yaml").read_text("utf-8"))


def with_lists(form: str, everybody: str) -> dict[str, str]:
    """The blocks of that form, with a part for those and a part for carers."""
    blocks = {name: each[form] for name, each in PARTS.items() if form in each}
    names = {"ALL": everybody, "CARERS": ONLY}
    return {
        name: "- paragraph: Always.\n- " + re.sub(r"\b(ALL|CARERS)\b", lambda m: names[m[0]], each)
        for name, each in blocks.items()
    }


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Sections:
    folder = project(tmp_path_factory.mktemp("lists") / "clinic")
    every = with_lists("gone", EVERYBODY) | with_lists("told", EVERYBODY)
    found, mistakes = merged_sections(folder, every)
    assert mistakes == []
    return found


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_a_list_may_be_for_some_only(lists: Sections, name: str) -> None:
    carer, patient = (words_of(lists[code][name]) for code in ("CARER", "PATIENT"))
    assert "ALWAYS" in carer
    assert "ALWAYS" in patient
    assert "CARERWORD" in carer
    assert "CARERWORD" not in patient
    assert "A bag" not in patient


def test_a_list_goes_with_all_its_parts_and_its_title(clinic: Path) -> None:
    sections = with_lists("gone", ONLY)
    found, mistakes = merged_sections(clinic, sections)
    assert mistakes == []
    left = {name: words_of(each) for name, each in found["PATIENT"].items() if name in sections}
    assert left == dict.fromkeys(sections, "Always.")


def test_a_block_that_cannot_be_without_its_parts_is_told_of(clinic: Path) -> None:
    _, mistakes = merged_sections(clinic, with_lists("told", ONLY))
    why = "nothing-left without what is for others only, this cannot be: "
    assert mistakes == [f"{why}'do' is missing", f"{why}a row has 2 to 6 pictures, and this one 1"]


def test_a_fact_that_only_one_edition_prints_must_be_signed(clinic: Path) -> None:
    edit(clinic, "sources/snippets/bring.yaml", "BIGWORD glasses", "{site.costs_contact}")
    handouts(clinic, "build", "--release")
    each = (clinic / "release/release.md").read_text("utf-8").split("\n- ")
    unset = {part.partition("\n")[0] for part in each if "'costs_contact' is not set" in part}
    assert "PATIENT Swimming, version 1, site vale" in unset
    assert not [where for where in unset if "CARER" in where]
    assert "vale: costs_contact" in handouts(clinic, "due").stdout


def test_a_value_that_no_leaflet_has_is_told_of(clinic: Path) -> None:
    edit(clinic, DECLARED, "home]", "home, school]")
    edit(clinic, "handouts/patient.yaml", "{setting: ward}", "{setting: [ward, school]}")
    edit(clinic, WATER, "not: {edition: web}", "not: {edition: [web, mono]}")
    edit(
        clinic,
        "handouts/layouts/small.yaml",
        "styles:",
        "  - {edition: mono, title: Grey}\nstyles:",
    )
    result = handouts(clinic, "check", "--all")
    lines = [line for line in result.stdout.splitlines() if "unmet-condition" in line]
    assert lines == [
        "handouts/patient.yaml:13:22: warning[unmet-condition]: "
        "no leaflet with this text has 'setting: ward'",
        "handouts/patient.yaml:13:28: warning[unmet-condition]: "
        "no leaflet with this text has 'setting: school'",
        f"{WATER}:25:33: warning[unmet-condition]: no leaflet with this text has 'edition: mono'",
        f"{WATER}:32:27: warning[unmet-condition]: no leaflet with this text has 'treatment: dive'",
        f"{WATER}:37:34: warning[unmet-condition]: no leaflet with this text has 'treatment: dive'",
    ]
    assert result.exit_code == 0


def test_a_term_leads_nowhere_where_its_meaning_is_left_out(clinic: Path) -> None:
    edit(clinic, CARER, "  - glossary\n", "  - glossary:\n    when: {not: {edition: web}}\n")
    found, problems = merged(clinic, Wish(names=("CARER",), site="hill"))
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    leads = {
        str(one.edition.edition): {run.href for rich in words(one) for run in rich.runs if run.term}
        for one in found
    }
    there = {"#term-fracture"}
    assert leads == {"standard": there, "large-print": there, WEB: {""}}


def test_no_leaflet_relies_on_what_another_prints_for_some_only(clinic: Path) -> None:
    for path, section in ((WATER, "screens"), (WATER, "gone"), (WARDS, "ward")):
        edit(
            clinic,
            path,
            f"  - id: {section}\n",
            f"  - id: {section}\n    covers: [{COVERED[section]}]\n",
        )
    library = read_library(Project(clinic, TODAY), Sink())
    assert library.told(library.listed["CARER"]).covers == (COVERED["gone"],)


def test_a_sheet_comes_back_with_what_only_its_edition_asks(clinic: Path) -> None:
    layout = "handouts/layouts/small.yaml"
    edit(clinic, layout, "styles:", "  - {edition: sheet, title: Sheet, fillable: true}\nstyles:")
    edit(clinic, CARER, "large-print]", "large-print, sheet]")
    block = "  - write-in: {label: Where?, id: where}\n    when: {edition: sheet}\n"
    edit(clinic, CARER, "  - topic: water\n", f"  - topic: water\n{block}")
    assert handouts(clinic, "build", "CARER", "--site", "hill").exit_code == 0
    sheet = str(clinic / "dist/hill/CARER/CARER.sheet.pdf")
    (reply,) = json.loads(handouts(clinic, "answers", sheet, "--format", "json").stdout)
    assert [(each["id"], each["text_state"]) for each in reply["answers"]] == [("where", "blank")]


def test_editors_know_the_words_and_their_values(clinic: Path) -> None:
    library = read_library(Project(clinic, TODAY), Sink())
    words = schema_of("handout", library)["properties"]["written_for"]["properties"]
    assert {word: each["anyOf"][0]["enum"] for word, each in words.items()} == {
        "audience": ["carer", "patient"],
        "setting": ["home", "ward"],
    }
    when = schema_of("topic", library)["$defs"]["when"]
    assert sorted(when["properties"]) == [
        "audience", "edition", "language", "not", "setting", "site", "treatment",
    ]  # fmt: skip
    assert when["properties"]["edition"]["anyOf"][0]["enum"].count("web") == 1


def test_without_the_file_there_are_no_words_but_those_of_the_project(clinic: Path) -> None:
    (clinic / DECLARED).unlink()
    found = told(handouts(clinic, "check"))
    assert f"{WATER}:8:16 unknown-condition" in found
    assert not [each for each in found if "unknown-value" in each]


def test_a_file_with_a_mistake_is_told_alone(clinic: Path) -> None:
    edit(clinic, DECLARED, "conditions:", "condition:")
    assert {each.partition(":")[0] for each in told(handouts(clinic, "check"))} == {DECLARED}
