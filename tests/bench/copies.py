"""Personal copies: a second on one core and on two, and memory that does not grow with the list.

The handout has four pages; what is true of one person is on the first. Beside
us stand a build of each copy alone, and typst with the same words, one compile
a copy in one process that has compiled others, the values as `sys.inputs`. All
write their files; our start, and what the first copies take, are not counted.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import yaml

from tests.bench import library
from tests.bench.turns import handouts

Measure = Callable[[list[str]], tuple[float, int]]
FIELDS = {
    "name": {"label": "Your name"},
    "day": {"label": "Your appointment", "kind": "date"},
    "nurse": {"label": "Your key worker", "most": 30},
}
FIRST = [
    {"paragraph": "For **{for.name}**. Come to the ward on {for.day}, and ask for {for.nurse}."},
    {"table": {"columns": ["What", "Yours"], "widths": [1, 2],
               "rows": [["Visit", "{for.day}"], ["Nurse", "{for.nurse}"]]}},
]  # fmt: skip
FEW, MANY = 1000, 10_000  # people on a list
COMPILED = 100  # copies by typst that count, after a tenth of them
# What stands in the words until typst is asked for a value, and what typst calls that.
MARKS = {"name": "QNAMEQ", "day": "2026-12-03", "nurse": "QNURSEQ"}
IN_WORDS = {"QNAMEQ": "name", "3~December~2026": "day", "QNURSEQ": "nurse"}


def make(folder: Path, root: Path) -> str:
    """Makes the project; gives the number of its handout."""
    (code,) = library.make(folder, 1, root)
    (definition,) = (folder / "handouts").glob("*.yaml")
    given = yaml.safe_load(definition.read_bytes())
    topic = f"{given['contents'][0]['topic']}.yaml"
    (first,) = (folder / "sources/topics").rglob(topic)
    words = yaml.safe_load(first.read_bytes())
    words["sections"][0]["blocks"][:0] = FIRST
    first.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), "utf-8")
    text = yaml.safe_dump({**given, "fields": FIELDS}, allow_unicode=True, sort_keys=False)
    definition.write_text(text, "utf-8")
    return code


def people(count: int) -> list[dict[str, str]]:
    """So many, with names that no other has; the same ones each time."""
    random = Random(library.SEED)
    parts = {name: words.split("|") for name, words in library.PARTS.items()}

    def name() -> str:
        return (random.choice(parts["start"]) + random.choice(parts["town"])).replace("\n", "")

    return [
        {
            "name": f"{name()} {name().strip()} {number:x}",
            "day": f"20{random.randint(26, 29)}-{random.randint(1, 12):02}-{number % 28 + 1:02}",
            "nurse": name(),
        }
        for number in range(count)
    ]


def write_list(file: Path, count: int) -> None:
    rows = (",".join(each.values()) for each in people(count))
    file.write_text("\n".join([",".join(FIELDS), *rows, ""]), "utf-8")


def copies(
    folder: Path, root: Path, measure: Measure
) -> Iterator[tuple[str, float, str, float, str]]:
    """Prints what copies take; gives figures with their goals: name, figure, sign, limit, unit."""
    code = make(folder / "project", root)
    ours = [sys.executable, "-m", "builder", "-C", str(folder / "project")]

    def personalised(count: int, jobs: int) -> tuple[float, int]:
        listed, out = folder / f"{count}.csv", folder / "out"
        write_list(listed, count)
        what = ["personalise", code, "--to", str(listed), "--out", str(out), "--jobs", str(jobs)]
        found = measure([*ours, *what])
        assert len([*out.glob("*.pdf")]) == count
        shutil.rmtree(out)
        return found

    print(f"\n{'personal copies of four pages':<44}{'copies':>9}{'a second':>10}{'peak':>6} MiB")
    rates, peaks = {}, {}
    for jobs in (1, 2):
        (few, low), (many, high) = personalised(FEW, jobs), personalised(MANY, jobs)
        rates[jobs], peaks[jobs] = (MANY - FEW) / (many - few), (low, high)
        name = f"ours, {jobs} process{'es' * (jobs > 1)}, people {FEW} to {MANY}"
        print(_line(name, MANY - FEW, rates[jobs], high))
    build = ["build", code, "--edition", "standard", "--force", "--out", str(folder / "alone")]
    alone, peak = measure([*ours, *build])
    print(_line("a build of each alone", 1, 1 / alone, peak))
    yield "copies: two processes / one", rates[2] / rates[1], ">=", 1.2, "times"
    low, high = peaks[1]
    yield f"copies: memory, {MANY} / {FEW} people", high / low, "<=", 1.5, "times"
    yield "copies a second / builds a second", rates[1] * alone, ">=", 100, "times"
    _, peak = measure([sys.executable, str(Path(__file__)), str(folder), str(root)])
    typst = json.loads((folder / "typst.json").read_text("utf-8"))
    if typst is None:
        print("typst is not installed")
        return
    print(_line(f"{typst['name']}, {typst['pages']} pages", COMPILED, typst["rate"], peak))
    yield "copies a second, ours / typst", rates[1] / typst["rate"], ">=", 1.0, "times"


def _line(name: str, count: int, rate: float, peak: int) -> str:
    return f"{name:<44}{count:>9}{rate:>10.1f}{peak >> 20:>6}"


def typst_alone(folder: Path, root: Path) -> None:
    """What typst takes, into `typst.json`; null when it is not installed."""
    from tests.bench.peers import Typst, typst_library

    try:
        import typst
    except ImportError:
        (folder / "typst.json").write_text("null", "utf-8")
        return
    from importlib.metadata import version
    from io import BytesIO

    from pypdf import PdfReader

    from builder.merge.personal import filled

    (handout,) = handouts(folder / "project")
    text = Typst().document(filled(handout, MARKS))
    for words, name in IN_WORDS.items():
        assert words in text, words
        text = text.replace(words, f'#sys.inputs.at("{name}")')
    place = folder / "typst"
    place.mkdir(exist_ok=True)
    (place / "library.typ").write_text(typst_library(handout), "utf-8")
    fonts = root / "builder/fonts/atkinson-hyperlegible-next"
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    compiler = typst.Compiler(root=str(place), font_paths=found)
    source, start, data = text.encode(), 0.0, b""
    for number, each in enumerate(people(COMPILED + COMPILED // 10)):
        if number == COMPILED // 10:
            start = time.perf_counter()
        made = compiler.compile(
            input=source, format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs=each
        )
        assert isinstance(made, bytes)
        data = made
        (place / f"{number}.pdf").write_bytes(data)
    rate = COMPILED / (time.perf_counter() - start)
    pages = len(PdfReader(BytesIO(data)).pages)
    found_out = {"name": f"typst {version('typst')}", "pages": pages, "rate": rate}
    (folder / "typst.json").write_text(json.dumps(found_out), "utf-8")


if __name__ == "__main__":
    typst_alone(Path(sys.argv[1]), Path(sys.argv[2]))
