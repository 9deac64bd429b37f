"""Two hospitals, one set of sources: nothing local to one is in any output of the other."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib
import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from defusedxml.ElementTree import fromstring

from builder.cli import main
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model import Site
from builder.project import Project
from tests.conftest import TODAY

TWO_SITES = Path(__file__).parent / "two_sites"
SITES = ["liffey", "tamar"]
NAMES = ["BOTH-1", "HOME-1", "MONEY-1"]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026


@pytest.fixture
def clinics(tmp_path: Path) -> Path:
    target = tmp_path / "clinics"
    shutil.copytree(TWO_SITES, target)
    return target


def handouts(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(folder), *arguments], catch_exceptions=False)


def entries(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "dist/manifest.json").read_text("utf-8")
    found: list[dict[str, Any]] = json.loads(text)["files"]
    return found


@lru_cache
def sites() -> dict[str, Site]:
    return read_library(Project(TWO_SITES, TODAY), Sink()).sites


def printed(site: Site) -> list[str]:
    """Every fact of a site that its outputs must show somewhere."""
    found = [
        site.name.text,
        str(site.web).rstrip("/"),
        *(str(fact.value) for fact in site.facts.values()),
    ]
    for contact in site.contacts:
        texts = [contact.name, contact.hours, contact.note]
        found += [text.text for text in texts if text]
        found += [str(text) for text in (contact.phone, contact.email) if text]
        found.append(f"{contact.checked.day} {contact.checked:%B %Y}")
    return found


def local(site: Site) -> list[str]:
    """What is this site's and no other's: what is printed, and who signed it when."""
    found = [*printed(site), str(site.site), str(site.country), str(site.language)]
    for fact in site.facts.values():
        assert fact.signed is not None
        found += [str(fact.signed_by), f"{fact.signed.day} {fact.signed:%B %Y}"]
        found.append(fact.signed.isoformat())
    return found


def has(text: str, words: str) -> bool:
    plain = re.sub(r"\s+", " ", text.replace("\u00a0", " "))
    return re.search(rf"(?<![\w.]){re.escape(words)}(?!\w)", plain) is not None


def said(path: Path) -> Iterator[tuple[str, str]]:
    """All that an output says, and where: its name, words by page, metadata, other strings."""
    yield "name", path.name
    data = path.read_bytes()
    if path.suffix == ".html":
        page = html5lib.parse(data, namespaceHTMLElements=False)
        for element in page.iter():
            if element.tag == "style":
                element.text = ""
            values = element.attrib.items()
            yield from ((k, v) for k, v in values if k != "style" and not v.startswith("data:"))
        yield "page", "".join(page.itertext())
        return
    with pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, 1):
            yield f"page {number}", page.get_textpage().get_text_bounded()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield "metadata", " ".join(fromstring(pdf.Root.Metadata.read_bytes()).itertext())
        for each in [*pdf.objects, pdf.trailer]:
            yield from (("string", text) for text in strings(each))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        for item in value:
            if not getattr(item, "is_indirect", False):
                yield from strings(item)
    elif isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for _, item in value.items():
            if not getattr(item, "is_indirect", False):
                yield from strings(item)


@pytest.mark.share(2)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_fact_of_one_is_in_an_output_of_the_other(clinics: Path, jobs: str) -> None:
    result = handouts(clinics, "build", "--jobs", jobs)
    assert (result.exit_code, "14 drawn, 0 up to date" in result.stderr) == (0, True)
    for name, other in zip(SITES, reversed(SITES), strict=True):
        files = sorted(p for p in (clinics / "dist" / name).rglob("*") if p.is_file())
        assert len(files) == 7
        texts = [(path, where, text) for path in files for where, text in said(path)]
        foreign = set(local(sites()[other])) - set(local(sites()[name]))
        for path, where, text in texts:
            found = [words for words in foreign if has(text, words)]
            assert not found, f"{path} says {found} at {where}"
        unsaid = [w for w in printed(sites()[name]) if not any(has(t, w) for _, _, t in texts)]
        assert unsaid == []
        noted = [entry for entry in entries(clinics) if entry["site"] == name]
        assert len(noted) == 7
        assert not [words for words in foreign if has(_named(noted), words)]


def _named(noted: list[dict[str, Any]]) -> str:
    """What the manifest says, without digests."""
    return json.dumps([{k: v for k, v in e.items() if k not in ("sha256", "key")} for e in noted])


def test_one_site_after_the_other(clinics: Path) -> None:
    """A build for one site gives the bytes that a build for all gives, and leaves the other's."""
    handouts(clinics, "build")
    whole = {entry["path"]: entry["sha256"] for entry in entries(clinics)}
    shutil.rmtree(clinics / "dist")
    assert "7 drawn" in handouts(clinics, "build", "--site", "tamar").stderr
    assert {entry["site"] for entry in entries(clinics)} == {"tamar"}
    last = handouts(clinics, "build", "--site", "liffey")
    assert ("7 drawn" in last.stderr, "removed" in last.stdout) == (True, False)
    assert {entry["path"]: entry["sha256"] for entry in entries(clinics)} == whole
    assert "0 drawn, 14 up to date" in handouts(clinics, "build").stderr


def test_no_two_files_share_a_place_or_an_identity(clinics: Path) -> None:
    handouts(clinics, "build")
    paths = [entry["path"] for entry in entries(clinics)]
    wanted = [f"{site}/{name}/{name}.html" for site in SITES for name in NAMES]
    assert [path for path in paths if path.endswith(".html")] == wanted
    assert len({path.casefold() for path in paths}) == len(paths) == 14
    identities = set()
    for path in paths:
        if path.endswith(".pdf"):
            with pikepdf.open(clinics / "dist" / path) as pdf:
                identities.add(bytes(pdf.trailer.ID[0]))
    assert len(identities) == 8


def test_a_site_that_closed_leaves_nothing_behind(clinics: Path) -> None:
    handouts(clinics, "build")
    (clinics / "sources/sites/tamar.yaml").unlink()
    result = handouts(clinics, "build")
    assert (result.exit_code, result.stdout.count("removed")) == (0, 14)
    left = sorted(p.name for p in (clinics / "dist").glob("[!.]*"))
    assert left == [*NAMES, "index", "index.html", "manifest.json"]


def test_a_broken_site_moves_nothing(clinics: Path) -> None:
    """While one site cannot be read, the other's leaflets stay in its folder."""
    handouts(clinics, "build")
    site = clinics / "sources/sites/tamar.yaml"
    site.write_text(site.read_text("utf-8").replace("country:", "land:"), "utf-8")
    result = handouts(clinics, "build")
    assert result.exit_code == 1
    assert "0 drawn, 7 up to date, 2 errors" in result.stderr
    assert (clinics / "dist/tamar/HOME-1/HOME-1.html").exists()
    assert not (clinics / "dist/HOME-1").exists()


def test_a_handout_of_one_site(clinics: Path) -> None:
    definition = clinics / "handouts/money.yaml"
    definition.write_text(definition.read_text("utf-8") + "site: tamar\n", "utf-8")
    handouts(clinics, "build")
    mine = [entry["path"] for entry in entries(clinics) if entry["handout"] == "MONEY-1"]
    assert mine == ["tamar/MONEY-1/MONEY-1.html", "tamar/MONEY-1/MONEY-1.standard.pdf"]


def test_a_handout_of_one_site_is_never_made_for_another(clinics: Path) -> None:
    """It would print the numbers of a hospital that does not give it out."""
    definition = clinics / "handouts/money.yaml"
    definition.write_text(definition.read_text("utf-8") + "site: tamar\n", "utf-8")
    passed = "not made for the site 'liffey': MONEY-1"
    for command in (["build"], ["build", "--release"], ["check"], ["impact", "site.ward"]):
        assert passed in handouts(clinics, *command, "--site", "liffey").stderr, command
    assert {e["handout"] for e in entries(clinics)} == {"BOTH-1", "HOME-1"}
    assert "MONEY-1" not in handouts(clinics, "impact", "site.ward", "--site", "liffey").stdout
    who = ("--role", "ward doctor", "--name", "Ada", "--yes")
    for command in (["build"], ["check"], ["review"], ["approve", *who]):
        asked = handouts(clinics, *command, "MONEY-1", "--site", "liffey")
        said = "error[other-site]: 'MONEY-1' is made for the site 'tamar' only, not for 'liffey'"
        assert (asked.exit_code, said in asked.output) == (1, True), command
    assert not (clinics / "handouts/approvals").exists()


def test_a_related_handout_of_another_site_is_not_named(clinics: Path) -> None:
    """Its address would be in the folder of a site that has no such page."""
    definition = clinics / "handouts/money.yaml"
    definition.write_text(definition.read_text("utf-8") + "site: tamar\n", "utf-8")
    other = clinics / "handouts/both.yaml"
    other.write_text(other.read_text("utf-8") + "related: [MONEY-1]\n", "utf-8")
    handouts(clinics, "build", "BOTH-1")
    for site in SITES:
        page = (clinics / f"dist/{site}/BOTH-1/BOTH-1.html").read_text("utf-8")
        assert ("MONEY-1" in page) == (site == "tamar")


def test_a_related_handout_is_named_as_it_is_at_the_site(clinics: Path) -> None:
    handouts(clinics, "build", "MONEY-1")
    for site, name in (("liffey", "Liffey General"), ("tamar", "Tamar Infirmary")):
        page = (clinics / f"dist/{site}/MONEY-1/MONEY-1.html").read_text("utf-8")
        assert f"HOME-1\u00a0Going home from {name}" in page


def test_an_unknown_site(clinics: Path) -> None:
    result = handouts(clinics, "build", "--site", "tama")
    assert (result.exit_code, "did you mean 'tamar'?" in result.stderr) == (1, True)
    assert result.stderr.count("error[") == 1
    assert not (clinics / "dist").exists()


def test_sites_publish_in_places_of_their_own(clinics: Path) -> None:
    """Otherwise the code printed by one leads to the numbers of the other."""
    site = clinics / "sources/sites/tamar.yaml"
    text = site.read_text("utf-8")
    site.write_text(re.sub("web: .*", "web: https://LIFFEY.example/bileoga", text), "utf-8")
    result = handouts(clinics, "check")
    assert result.exit_code == 1
    assert "sources/sites/tamar.yaml:6:6: error[duplicate-address]" in result.stdout
    assert "'liffey' publishes its pages at this address" in result.stdout


def test_each_site_writes_the_language_its_own_way(clinics: Path) -> None:
    handouts(clinics, "build", "MONEY-1")
    assert [e["language"] for e in entries(clinics)] == ["en-IE", "en-IE", "en-GB", "en-GB"]
    site = clinics / "sources/sites/liffey.yaml"
    site.write_text(site.read_text("utf-8").replace("en-IE", "ga"), "utf-8")
    handouts(clinics, "build", "MONEY-1")
    assert {e["language"] for e in entries(clinics)} == {"en-GB"}


def test_one_site_approves_nothing_for_the_other(clinics: Path) -> None:
    who = ("--role", "ward doctor", "--name", "Ada", "--date", "2026-05-30", "--yes")
    asked = handouts(clinics, "approve", "HOME-1", *who)
    assert (asked.exit_code, "which site?" in asked.stderr) == (2, True)
    assert handouts(clinics, "approve", "HOME-1", "--site", "tamar", *who).exit_code == 0
    handouts(clinics, "build", "HOME-1")
    draft = "Draft: not yet clinically approved"
    for site in SITES:
        outputs = sorted((clinics / "dist" / site / "HOME-1").iterdir())
        assert len(outputs) == 3
        for path in outputs:
            text = " ".join(words for _, words in said(path))
            assert (draft in text) == (site == "liffey"), path
            assert has(text, "Ada") == (site == "tamar"), path


def test_what_one_changes_leaves_the_approval_of_the_other(clinics: Path) -> None:
    who = ("--role", "ward doctor", "--name", "Ada", "--date", "2026-05-30", "--yes")
    for site in SITES:
        assert handouts(clinics, "approve", "HOME-1", "--site", site, *who).exit_code == 0
    place = clinics / "sources/sites/tamar.yaml"
    place.write_text(place.read_text("utf-8").replace('"37.8"', '"37.7"'), "utf-8")
    found = handouts(clinics, "due", "--within", "0d").stdout
    assert "HOME-1: Ada approved other words on 2026-05-30 (site tamar)" in found
    assert "(site liffey)" not in found


def test_a_release_for_each_site(clinics: Path) -> None:
    """What is approved at one site only is released there only."""
    definition = clinics / "handouts/home.yaml"
    text = definition.read_text("utf-8")
    definition.write_text(text + "owner: Ward sister\nreview_by: 2027-05-01\n", "utf-8")
    who = ("--role", "ward doctor", "--name", "Ada", "--date", "2026-05-30", "--yes")
    assert handouts(clinics, "approve", "HOME-1", "--site", "tamar", *who).exit_code == 0
    result = handouts(clinics, "build", "--release")
    assert result.exit_code == 1
    held = sorted(p.relative_to(clinics / "release") for p in clinics.glob("release/*/*"))
    leaflets = [p.as_posix() for p in held if p.parts[0] != "index"]
    assert leaflets == ["tamar/HOME-1"], result.stderr
    report = (clinics / "release/release.md").read_text("utf-8")
    assert report.count("version 1, site tamar") == report.count("version 1, site liffey") == 3
    assert "'HOME-1' is not approved for the site 'liffey' (not-approved)" in report
