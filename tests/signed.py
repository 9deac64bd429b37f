"""A change of any word of any source: it voids the approval, or nothing that is printed changes.

The project in `signed/` has every key of every schema. Each value in each of its
files is changed in turn; what the approval says then is held against files that
are drawn and read back. `python -m tests.signed` tries them all.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2
import yaml

from builder.hear.outline import outline
from builder.merge.merge import in_edition
from builder.model import Handout
from builder.sign.approvals import FOLDER, recorded
from builder.web.document import write
from tests.conftest import PLAIN, ROOT, merged, topic_of

OVERLAY = Path(__file__).parent / "signed"
DRAWING = Path(__file__).parent / "golden/round.svg"
RECORD = f"{FOLDER}/case.yaml"
PAGE = re.compile(r"Page \d+ of \d+")
NUMBERS = {str(number) for number in range(1, 100)}  # as they stand in a list of contents


@dataclass(frozen=True)
class Change:
    """A value of a file, as it stands there, and what takes its place."""

    path: str
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.path}:{self.start}: {self.before[:30]} -> {self.after[:30]}"

    def apply(self, folder: Path) -> None:
        place = folder / self.path
        text = place.read_text("utf-8")
        place.write_text(text[: self.start] + self.after + text[self.end :], "utf-8")


def project(folder: Path) -> Path:
    """The project with every key, approved."""
    shutil.copytree(PLAIN, folder)
    shutil.copytree(OVERLAY, folder, dirs_exist_ok=True)
    shutil.copy(DRAWING, folder / "sources/topics/round.svg")
    shutil.copy(DRAWING, folder / "handouts/brands/plain/round.svg")
    (folder / "sources/topics/case.yaml").write_text(topic_of("- paragraph: Swim."), "utf-8")
    phrases = (ROOT / "builder/phrases/en.yaml").read_text("utf-8")
    (folder / "sources/phrases").mkdir()
    more = (OVERLAY / "words-of-facts.txt").read_text("utf-8")
    (folder / "sources/phrases/en.yaml").write_text(phrases + more, "utf-8")
    handout = case(folder)
    assert handout is not None
    record = recorded("", handout, "nurse", "Ada", date(2026, 5, 30))
    (folder / RECORD).parent.mkdir(exist_ok=True)
    (folder / RECORD).write_text(record, "utf-8")
    return folder


def case(folder: Path) -> Handout | None:
    """The handout with its approvals; None when mistakes keep it from being printed."""
    handouts, _ = merged(folder)
    return next((each for each in handouts if each.code == "case"), None)


def changes(folder: Path) -> Iterator[Change]:
    """One for each value in each YAML file of the project."""
    for place in sorted(folder.rglob("*.yaml")):
        path = place.relative_to(folder).as_posix()
        text = place.read_text("utf-8")
        for node in _values(yaml.compose(text, yaml.SafeLoader)):
            start, end = node.start_mark.index, node.end_mark.index
            written = text[start:end].rstrip()
            after = changed(written)
            yield Change(path, start, start + len(written), written, after)


def _values(node: Any) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _values(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _values(value)
    elif isinstance(node, yaml.ScalarNode) and node.value:
        yield node


def changed(written: str) -> str:
    """Another value of the same kind: the next day, the next number, a word with more letters."""
    bare = written.strip("\"'")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", bare):
        after = (date.fromisoformat(bare) + timedelta(1)).isoformat()
    elif bare in ("true", "false"):
        after = "false" if bare == "true" else "true"
    elif re.fullmatch(r"#[0-9a-f]{6}", bare):
        after = bare[:-1] + ("0" if bare[-1] != "0" else "1")
    elif found := re.search(r"\d(?=\D*$)", bare):
        digit = str((int(found[0]) + 1) % 10)
        after = bare[: found.start()] + digit + bare[found.end() :]
    else:
        letter = re.search(r"[A-Za-z](?=[^A-Za-z{}%]*$)", bare) or re.search(r"[A-Za-z]", bare)
        at = letter.end() if letter else len(bare)
        after = f"{bare[:at]}xq{bare[at:]}"
    return written.replace(bare, after) if bare else written


def read_back(handout: Handout) -> list[Any]:
    """What is heard and seen of its files, but the numbers of pages, as other programs read it.

    Nothing, where it does not fit on its pages: then it is not printed.
    """
    from builder.paper.render import render

    said: list[Any] = []
    for form in handout.forms[:-1]:
        done = render(in_edition(handout, str(form.edition)))
        if done.diagnostics:
            return []
        pdf = done.pdf
        with pypdfium2.PdfDocument(pdf) as file:
            seen = " ".join(page.get_textpage().get_text_range() for page in file)
            about = file.get_metadata_dict()
        # Where such a number is not one of a page, the outline has it, too.
        words = sorted({*PAGE.sub("", " ".join(seen.split())).split()} - NUMBERS)
        said += [outline(pdf), words, about["Title"], about["Author"], about["Subject"]]
    web = _Heard()
    web.feed(write(in_edition(handout, str(handout.forms[-1].edition))).decode())
    return [*said, web.said]


class _Heard(HTMLParser):
    """The words of a page, with the attributes that are heard or followed."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.style = tag == "style"
        wanted = ("alt", "href", "lang", "title", "aria-label")
        self.said += [f"{name}={value}" for name, value in attrs if name in wanted]

    def handle_endtag(self, tag: str) -> None:
        self.style = False

    def handle_data(self, data: str) -> None:
        if not self.style and data.strip():
            self.said.append(" ".join(data.split()))


def fault(folder: Path, change: Change, before: list[Any]) -> str:
    """What is wrong after the change: "" where the approval is void, or nothing else is said."""
    original = (folder / change.path).read_bytes()
    change.apply(folder)
    try:
        handout = case(folder)
        if handout is None or not handout.approvals:
            return ""
        look = change.path.startswith(("handouts/layouts/", "handouts/brands/"))
        now = read_back(handout)
        if not now:
            return ""
        if look and _only_heard(now) == _only_heard(before):
            return ""
        return "" if now == before else f"{change}: approved, and something else is printed"
    finally:
        (folder / change.path).write_bytes(original)


def _only_heard(said: list[Any]) -> list[Any]:
    """Without the words as they stand on the page: another size hyphenates them elsewhere."""
    return [each for each in said if not isinstance(each, list) or each is said[-1]]


def main() -> int:
    """Tries all changes. The exit code is 1 if one of them is neither void nor unsaid."""
    with tempfile.TemporaryDirectory() as place:
        folder = project(Path(place) / "project")
        handout = case(folder)
        assert handout is not None
        before = read_back(handout)
        every = list(changes(folder))
        found = [told for each in every if (told := fault(folder, each, before))]
        print("\n".join([*found, f"{len(every)} changes, {len(found)} faults"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
