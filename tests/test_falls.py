"""A second project that shares no subject with ours: a falls clinic, in two countries."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.project import Project
from tests.conftest import TODAY
from tests.judges import structure

FALLS = Path(__file__).parent / "falls"
SHIPPED = ("a5", "card", "leaflet", "questions", "sheet")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built on a day on which its signatures hold."""
    folder = tmp_path_factory.mktemp("falls") / "project"
    shutil.copytree(FALLS, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
        result = run("-C", str(folder), "build")
    assert result.exit_code == 0, result.output
    return folder


def heard(clinic: Path, name: str) -> str:
    pdf = (clinic / "dist" / name).read_bytes()
    return " ".join(structure.words(pdf).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "maple/FALL-01/FALL-01.letter.pdf",
            [
                "2 to 3 p.m., for 12 weeks", "begins on September 8, 2026", "A class is $9.50",
                "100.4 °F or more", "higher than 1.5 in", "Edition: US Letter, 14 point",
                "Questions? Call us: 555-0142", "In an emergency, call: 911",
                "Published: May 1, 2026",
                "To cancel a class: 555-0143", "Map: maps.example.org/maple?floor=2",
                "Call the emergency number first, then us",
            ],
        ),
        (
            "linden/STURZ-01/STURZ-01.standard.pdf",
            [
                "14 bis 15 Uhr, 1 Woche lang", "beginnt am 10. September 2026", "1.250,00 €",
                "ab 38,0 °C", "höher sein als 1,5 cm", "Ausgabe: Standard, 14 Punkt",
                "Fragen? Rufen Sie uns an: 030 5550142", "Im Notfall: 112",
                "Geschrieben von: Physiotherapeut", "Anschrift: Lindenweg 3",
            ],
        ),
    ],
)  # fmt: skip
def test_facts_read_as_in_their_country(clinic: Path, name: str, said: list[str]) -> None:
    words = heard(clinic, name)
    assert [each for each in said if each not in words] == []


def test_no_page_speaks_of_our_subject(clinic: Path) -> None:
    for pdf in (clinic / "dist").rglob("*.pdf"):
        if "-turn-" not in pdf.name:  # the printer's copy has no tags
            words = heard(clinic, str(pdf.relative_to(clinic / "dist"))).casefold()
            assert not any(each in words for each in ("fever", "cell", "cancer", "ring at"))


@pytest.mark.parametrize("name", SHIPPED)
def test_layouts_come_along_in_large_print(name: str, clinic: Path) -> None:
    """On A4 and Letter, but for the card, which is cut from either."""
    library = read_library(Project(clinic, TODAY), Sink())
    editions = {str(each.edition) for each in library.layouts[name].editions}
    wanted = {"standard", "large-print"} | (
        set() if name == "card" else {"letter", "letter-large-print"}
    )
    assert wanted <= editions
    used = {definition.layout for definition in library.definitions.values()}
    assert used == set(SHIPPED)


@pytest.mark.parametrize("language", ["de", "es", "fr", "hi"])
def test_editions_of_all_layouts_have_a_title(language: str, clinic: Path) -> None:
    library = read_library(Project(clinic, TODAY), Sink())
    titles = {e.title.text for name in SHIPPED for e in library.layouts[name].editions}
    assert sorted(titles - set(library.phrases[language].words)) == []


def test_a_layout_may_leave_out_lines_and_a_line_may_be_for_some_treatments(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(FALLS, folder)
    facts = folder / "sources/facts.yaml"
    facts.write_text(
        facts.read_text("utf-8")
        + "  - {fact: sick_temperature, says: 'Stay home at:', treatments: [class]}\n",
        "utf-8",
    )
    definition = folder / "handouts/fall-02.yaml"
    assert "Stay home at:" not in printed(folder, "FALL-02")
    definition.write_text(definition.read_text("utf-8") + "treatment: class\n", "utf-8")
    assert "Stay home at: 100.4 °F" in printed(folder, "FALL-02")


def printed(folder: Path, code: str) -> str:
    result = run("-C", str(folder), "build", code, "--edition", "standard", "--site", "maple")
    assert result.exit_code == 0, result.output
    return heard(folder, f"maple/{code}/{code}.standard.pdf")


def test_what_a_project_words_for_a_language_holds_in_its_countries(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(FALLS, folder)
    (folder / "sources/phrases/en.yaml").write_text(
        "language: en\nphrases: {main_message: In one line, phone: 'Tel.:'}\n", "utf-8"
    )
    words = printed(folder, "FALL-01")
    assert "In one line" in words
    assert "Phone: 555-0142" in words  # what American English says otherwise is nearer
