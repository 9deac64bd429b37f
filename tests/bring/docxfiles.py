"""Word files as people write them: by python-docx, from lines that name a style."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tests.bring.wordfiles import SPACES

MARKED = re.compile(r"(\*\*.*?\*\*|~~.*?~~)")


def docx_file(lines: list[dict[str, Any]]) -> bytes:
    """A file of these lines, each `{style: words}`; `**bold**` and `~~struck~~` are runs."""
    document = docx.Document()
    for line in lines:
        (kind, said), *more = line.items()
        if kind == "table":
            _table(document, said, dict(more).get("merge", ()))
        elif kind == "header":
            document.sections[0].header.paragraphs[0].text = said
        elif kind == "footer":
            document.sections[0].footer.paragraphs[0].text = said
        elif kind == "box":
            document.add_paragraph()._p.append(_box(said))
        elif kind == "symbols":
            _signs(document.add_paragraph(), *said)
        else:
            _runs(document.add_paragraph(style=kind), said)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docx_words(data: bytes) -> list[str]:
    """All words of the body, the head and the foot, paragraph by paragraph, as python-docx sees."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    parts = [section.header._element, document.element.body, section.footer._element]
    words: list[str] = []
    for part in parts:
        for paragraph in part.iter(qn("w:p")):
            own = [each for each in paragraph.iter(qn("w:t"))
                   if next(each.iterancestors(qn("w:p"))) is paragraph]  # fmt: skip
            words += "".join(each.text or "" for each in own).split()
    return words


def _runs(paragraph: Any, said: str) -> None:
    for part in MARKED.split(said):
        run = paragraph.add_run(part.strip("*~") if MARKED.fullmatch(part) else part)
        run.bold = True if part.startswith("**") else None
        run.font.strike = True if part.startswith("~~") else None


def _table(document: Any, rows: list[list[str]], merged: Any) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for top, left, bottom, right in merged:
        table.cell(top, left).merge(table.cell(bottom, right))


def _signs(paragraph: Any, code: str, words: str) -> None:
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:sym {SPACES} w:font="Wingdings" w:char="F0{code}"/>'))
    paragraph.add_run(words)


def _box(lines: list[str]) -> Any:
    inside = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return parse_xml(
        f"<w:r {SPACES}><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )
