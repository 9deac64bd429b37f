"""Links: what is read on paper, what a telephone dials, what a reader of PDFs can open."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from builder.model import WEB, Handout
from builder.notation.phone import dialled, fault
from builder.notation.telephones import telephones
from builder.paper.render import render
from builder.sign.fingerprint import fingerprint
from builder.web.document import write
from tests.conftest import faulty, merged, topic_of
from tests.judges import structure
from tests.proof import faults
from tests.web import reader
from tests.web.proof import prove

HERE = Path(__file__).parent
LINKS: list[Any] = yaml.safe_load((HERE / "links.yaml").read_text("utf-8"))
PHONES: dict[str, str] = yaml.safe_load((HERE / "phones.yaml").read_text("utf-8"))
TYPED: list[Any] = yaml.safe_load((HERE / "telephones.yaml").read_text("utf-8"))
STRIP = ["tel:5550100", "tel:112"]  # of the safety strip, which stands on every page


@pytest.mark.parametrize("written", PHONES)
def test_a_number_that_is_dialled_is_the_one_that_was_meant(written: str) -> None:
    assert ("" if fault(written) else dialled(written)) == PHONES[written]


@pytest.mark.parametrize(("text", "numbers"), TYPED)
def test_only_what_is_a_telephone_number_can_be_dialled(text: str, numbers: list[str]) -> None:
    found = list(telephones(text, {"555 0100", "+442079460000"}))
    assert [number.digits for number in found] == numbers
    assert [dialled(text[number.start : number.end]) for number in found] == numbers


def leaflets(folder: Path, *texts: str) -> list[Handout]:
    site = folder / "sources/sites/hill.yaml"
    site.write_text(site.read_text("utf-8") + "web: https://hill.example/leaflets\n", "utf-8")
    blocks = "\n".join(f"- paragraph: {json.dumps(text, ensure_ascii=False)}" for text in texts)
    (folder / "sources/topics/case.yaml").write_text(topic_of(blocks), "utf-8")
    handouts, found = merged(folder)
    assert faulty(found) == []
    return handouts


def addresses(pdf: bytes) -> list[str]:
    """Where the links of a file lead, each once, as bytes of ASCII."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        links = [link for page in file.pages for link in page.obj.get("/Annots", [])]
        found = [bytes(link.A.URI).decode("ascii") for link in links if "/A" in link]
    return list(dict.fromkeys(found))


def test_links_on_paper_and_on_the_web_page(folder: Path) -> None:
    """Paper has the address as it is typed, once; both lead to it in letters of ASCII."""
    paper, page = leaflets(folder, *(written for written, _, _ in LINKS))
    wanted = list(dict.fromkeys([*STRIP, *(address for _, _, address in LINKS)]))
    pdf, html = render(paper).pdf, write(page)
    assert faults(paper, pdf) == []
    prove(page, html)
    assert addresses(pdf)[: len(wanted)] == wanted
    hrefs = [a.get("href") for a in reader.tree(html).iter("a") if a.get("href")[0] != "#"]
    assert list(dict.fromkeys(hrefs))[: len(wanted)] == wanted
    said, read = structure.words(pdf), reader.words(html)
    for _, words, _ in LINKS:
        assert words in said.replace("\u00a0", " ")
        assert words in read


def test_a_number_nobody_has_signed_is_no_link(folder: Path) -> None:
    site = folder / "sources/sites/hill.yaml"
    lines = [line for line in site.read_text("utf-8").splitlines() if "call_24h" not in line]
    site.write_text("\n".join(lines) + "\n", "utf-8")
    paper, page = leaflets(folder, "You can [ring us](tel:{site.call_24h}) or {site.call_24h}.")
    pdf, html = render(paper).pdf, write(page)
    assert faults(paper, pdf) == []
    assert "You can ring us (not filled in yet) or (not filled in yet)." in structure.words(pdf)
    assert "You can ring us (not filled in yet) or (not filled in yet)." in reader.words(html)
    assert "tel:5550100" not in addresses(pdf)
    assert b'href="tel:"' not in html


def test_a_link_to_a_fact_is_of_the_fact(folder: Path) -> None:
    """What a link dials is the site's own number; who approved that has approved the link."""
    paper, _ = leaflets(folder, "Please [ring us](tel:{site.call_24h}).")
    assert "call_24h" in paper.used_facts
    before = fingerprint(paper)
    site = folder / "sources/sites/hill.yaml"
    site.write_text(site.read_text("utf-8").replace("555 0100", "555 0101"), "utf-8")
    handouts, _ = merged(folder)
    assert fingerprint(handouts[0]) != before


@pytest.mark.parametrize("edition", ["standard", WEB])
def test_the_numbers_of_the_safety_strip_are_dialled(folder: Path, edition: str) -> None:
    paper, page = leaflets(folder, "Rest.")
    if edition == WEB:
        strip = reader.tree(write(page)).findall(".//section[@class='strip']//a")
        assert [a.get("href") for a in strip] == STRIP
    else:
        assert addresses(render(paper).pdf)[:2] == STRIP
