"""Leaflets that nobody would write, in each format: structure in any order, in and out of rules."""

from __future__ import annotations

from html import escape
from pathlib import Path

import yaml
from hypothesis import strategies as st

from tests.bring.pdffiles import pdf_file
from tests.bring.wordfiles import word_file

PARTS = yaml.safe_load((Path(__file__).parent / "madeup.yaml").read_text("utf-8"))
text = st.lists(st.sampled_from(PARTS["words"]), min_size=0, max_size=4).map(" ".join)


def _element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element round others; one in ten is never closed."""
    return st.builds(
        lambda tag, attribute, kids, closed: (
            f"<{tag}{attribute}>{''.join(kids)}" + (f"</{tag}>" if closed else "")
        ),
        st.sampled_from(PARTS["blocks"] + PARTS["inlines"]),
        st.sampled_from(PARTS["attributes"]),
        st.lists(inner, max_size=4),
        st.integers(0, 9).map(bool),
    )


pages = st.lists(
    st.recursive(text.map(escape), _element, max_leaves=12), min_size=1, max_size=6
).map("".join)

markdown = st.lists(
    st.builds(lambda line, said: line.replace("{}", said), st.sampled_from(PARTS["lines"]), text),
    max_size=14,
).map("\n".join)

NUMBERS = "".join(
    f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
    f'<w:lvlText w:val="{sign}"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/>'
    '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    for number, kind, sign in ((1, "bullet", "\uf0b7"), (2, "decimal", "%1)"))
) + "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2)
)

run = st.builds(
    lambda how, said: (
        f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{escape(said)}</w:t></w:r>'
    ),
    st.sampled_from(PARTS["runs"]), text,
)  # fmt: skip
inside = st.one_of(
    run, run, run,
    st.just("<w:r><w:br/></w:r>"), st.just("<w:r><w:tab/></w:r>"),
    st.just('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'),
    run.map(lambda said: f"<w:sdt><w:sdtContent>{said}</w:sdtContent></w:sdt>"),
    run.map(lambda said: f"<w:smartTag>{said}</w:smartTag>"),
    run.map(lambda said: f"<w:hyperlink>{said}</w:hyperlink>"),
    run.map(lambda said: f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{said}</w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
)  # fmt: skip
paragraph = st.builds(
    lambda how, runs: f"<w:p><w:pPr>{how}</w:pPr>{''.join(runs)}</w:p>",
    st.sampled_from(PARTS["paragraphs"]), st.lists(inside, max_size=4),
)  # fmt: skip
cell = st.builds(
    lambda how, said: f"<w:tc><w:tcPr>{how}</w:tcPr>{''.join(said)}</w:tc>",
    st.sampled_from(["", '<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>']),
    st.lists(paragraph, max_size=2),
)  # fmt: skip
row = st.lists(cell, max_size=3).map(lambda cells: f"<w:tr>{''.join(cells)}</w:tr>")
table = st.lists(row, max_size=3).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")
documents = st.lists(st.one_of(paragraph, paragraph, table), max_size=7).map(
    lambda parts: word_file("".join(parts), {"numbering": NUMBERS})
)

shown = text.map(lambda said: said.encode("cp1252", "ignore").decode("cp1252"))
painted = st.one_of(
    st.builds(
        lambda mark, font, size, left, base, said: f"{mark} {font} {size} {left} {base} {said}",
        st.sampled_from(["-", "A", "0", "1", "2", "3"]), st.sampled_from(["F1", "F1", "F2"]),
        st.sampled_from([7, 10, 10, 10, 14, 20]), st.sampled_from([30, 36, 150, 220, 390]),
        st.integers(0, 49).map(lambda line: 12 * line), shown,
    ),
    st.builds(lambda left, base, wide, high: f"- box {left} {base} {wide} {high}",
              st.integers(0, 300), st.integers(0, 500), st.integers(1, 300), st.integers(1, 200)),
    st.builds(lambda left, base: f"%2 w {left} {base} 120 48 re S",
              st.integers(0, 300), st.integers(0, 500)),
)  # fmt: skip
tag = st.recursive(
    st.sampled_from([0, 1, 2, 3, "2.0", 9]),
    lambda inner: st.builds(
        lambda role, kids: {role: kids},
        st.sampled_from(PARTS["roles"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=8,
)
papers = st.builds(
    pdf_file,
    st.lists(st.lists(painted, max_size=10).map("\n".join), min_size=2, max_size=2),
    st.one_of(st.none(), st.lists(tag.filter(lambda each: isinstance(each, dict)), max_size=4)),
)
