"""What other scripts cost beside English: the same leaflet, word for word as long.

The words are those of the test leaflets in each script (`tests/scripts`), put
together by chance: the same number in each paragraph, list and table, in every
language. One process draws them all in turns, as a build does.
"""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import median
from typing import Any

import yaml

from builder.model import Handout
from tests.bench.turns import handouts

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
PLAIN = SCRIPTS.parent / "plain"
LANGUAGES = {"en": "English", "hi": "Hindi", "bn": "Bengali", "ar": "Arabic", "ur": "Urdu"}
ENGLISH = """cells help the body fight disease call us at any time or read the hospital page if your
temperature is high do not wait take medicine twice a day that every hours fever shivering short
of breath new rash whatever colour skin when you have one these wash hands drink plenty water rest
which treatment will get remember drive for weeks after morning evening nothing tablet weight phone
collecting waiting fruit eat raw eggs leaflet about team nurse doctor blood sample week month"""
WARM_UP = 4


@dataclass
class Script:
    """One language: its name, the handouts, milliseconds and pages of each."""

    name: str
    handouts: list[Handout]
    times: list[float] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


def vocabulary(language: str) -> list[str]:
    """The different words of the test leaflet in a language."""
    text = ENGLISH
    if language != "en":
        topic = (SCRIPTS / f"sources/topics/{language}.yaml").read_text("utf-8")
        text = " ".join(re.findall(r'"([^"]*)"', topic))
    text = re.sub(r"\]\(\S*\)|\*\*|[\[\]()]", " ", text)
    latin = language == "en"
    return sorted({word for word in text.split() if word[0].isalpha() and word.isascii() == latin})


def topic(language: str, chance: Random) -> dict[str, Any]:
    """A topic with the same number of words in the same blocks, whatever the language."""
    words = vocabulary(language)

    def text(count: int) -> str:
        picked = chance.choices(words, k=count)
        if count > 15:
            picked[count // 2] = str(chance.randint(2, 99))
        return " ".join(picked)

    def section(number: int) -> dict[str, Any]:
        blocks: list[dict[str, Any]] = [{"paragraph": text(28)} for _ in range(3)]
        blocks.append({"list": {"lead": text(6), "items": [text(7) for _ in range(4)]}})
        blocks.append({"note": {"title": text(3), "text": text(20)}})
        rows = [[text(2), text(3), text(3)] for _ in range(3)]
        blocks.append({"table": {"columns": [text(1), text(1), text(1)], "rows": rows}})
        return {"id": f"part-{number}", "heading": text(4), "blocks": blocks}

    title, sections = text(4), [section(number) for number in range(5)]
    return {"topic": "case", "language": language, "title": title, "sections": sections}


def library(folder: Path, language: str, count: int) -> list[Handout]:
    """`count` handouts in a language, in a project of their own."""
    copytree(PLAIN, folder)
    (folder / "sources/topics/case.yaml").unlink()
    definition = (folder / "handouts/case.yaml").read_text("utf-8")
    (folder / "handouts/case.yaml").unlink()
    for number in range(count):
        made = topic(language, Random(number)) | {"topic": f"t{number}"}
        text = yaml.safe_dump(made, allow_unicode=True, sort_keys=False)
        (folder / f"sources/topics/t{number}.yaml").write_text(text, "utf-8")
        one = definition.replace("handout: case", f"handout: h{number}")
        one = one.replace("topic: case", f"topic: t{number}")
        (folder / f"handouts/h{number}.yaml").write_text(one, "utf-8")
    return handouts(folder)


def measured(folder: Path, count: int) -> list[Script]:
    """Every language's handouts drawn in turns; the first of each do not count."""
    from builder.paper.render import render

    scripts = [
        Script(name, library(folder / language, language, count + WARM_UP))
        for language, name in LANGUAGES.items()
    ]
    for number in range(count + WARM_UP):
        for script in scripts:
            gc.collect()
            start = time.perf_counter()
            done = render(script.handouts[number])
            taken = (time.perf_counter() - start) * 1000
            if number >= WARM_UP:
                script.times.append(taken)
                script.pages.append(done.pages)
    return scripts


def ratios(folder: Path, count: int) -> Iterator[tuple[str, float]]:
    """Prints what each language takes; gives how many times the English handout's it is."""
    english, *others = measured(folder, count)
    print(f"\n{'scripts, the same number of words':<44}{'median':>6} ms{'pages':>9}")
    for script in (english, *others):
        pages = sum(script.pages) / len(script.pages)
        print(f"{script.name:<44}{median(script.times):>9.1f}{pages:>9.1f}")
    for script in others:
        pairs = zip(script.times, english.times, strict=True)
        yield script.name, median(one / other for one, other in pairs)
