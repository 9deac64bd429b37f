"""Every block's docstring shows it at work: the example is valid, and can be heard."""

from __future__ import annotations

import inspect
import shutil
import textwrap
from pathlib import Path

import pytest

from builder.model import block
from builder.paper.render import render
from tests.conftest import ROOT, merged, topic_of
from tests.proof import faults

PICTURE = ROOT / "builder/pictures/icons/thermometer.svg"


def example(name: str) -> str:
    """The YAML after the first paragraphs of a block's docstring."""
    doc = inspect.getdoc(block[name]) or ""
    start = doc.index(f"- {name}")
    return textwrap.dedent(doc[start:])


@pytest.mark.parametrize("name", list(block))
def test_example(name: str, folder: Path) -> None:
    topic = folder / "sources/topics/case.yaml"
    words = "- paragraph: A {term:fracture} is a broken bone.\n" if name == "glossary" else ""
    covers = "  - id: case\n    covers: [when-you-ring, carer-action]\n"  # as warning signs need
    whole = topic_of(words + example(name)).replace("  - id: case\n", covers)
    topic.write_text(whole, "utf-8")
    icon = PICTURE.read_text("utf-8").replace("var(--accent)", "#000000")
    (topic.parent / "sign.svg").write_text(icon.replace("var(--on-accent)", "#ffffff"), "utf-8")
    handouts, found = merged(folder)
    assert found == []
    assert faults(handouts[0], render(handouts[0]).pdf) == []


def test_every_block_is_one_file() -> None:
    folder = Path(inspect.getfile(block["list"])).parent
    for name in block:
        assert Path(inspect.getfile(block[name])) == folder / f"{name.replace('-', '_')}.py"


def test_photographs_are_embedded(folder: Path) -> None:
    from PIL import Image

    pictures = folder / "sources/topics"
    Image.new("RGBA", (40, 20), (200, 30, 30, 128)).save(pictures / "clear.png")
    Image.new("L", (40, 20), 90).save(pictures / "grey.jpg")
    Image.new("CMYK", (40, 20), (9, 99, 9, 9)).save(pictures / "press.jpg")
    shutil.copy(pictures / "grey.jpg", pictures / "same.jpg")
    names = ("clear.png", "grey.jpg", "press.jpg", "same.jpg")
    blocks = "".join(f"- figure: {{image: {n}, alt: A {n[:-4]} square}}\n" for n in names)
    blocks += "- figure: {image: grey.jpg, decorative: true}\n"
    (pictures / "case.yaml").write_text(topic_of(blocks), "utf-8")
    handouts, found = merged(folder)
    assert found == []
    pdf = render(handouts[0]).pdf
    assert faults(handouts[0], pdf) == []
    assert pdf.count(b"/Subtype/Image") == 3
