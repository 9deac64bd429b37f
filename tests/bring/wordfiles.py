"""Word files by hand: the parts a case gives, and what any file has, in a zip."""

from __future__ import annotations

import io
import zipfile

OOXML = "http://schemas.openxmlformats.org"
SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": f"{OOXML}/wordprocessingml/2006/main",
        "r": f"{OOXML}/officeDocument/2006/relationships",
        "a": f"{OOXML}/drawingml/2006/main",
        "pic": f"{OOXML}/drawingml/2006/picture",
        "wp": f"{OOXML}/drawingml/2006/wordprocessingDrawing",
        "c": f"{OOXML}/drawingml/2006/chart",
        "dgm": f"{OOXML}/drawingml/2006/diagram",
        "m": f"{OOXML}/officeDocument/2006/math",
        "mc": f"{OOXML}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
# A part that a case may give: the element that holds it, and its kind.
PARTS = {
    "header": ("w:hdr", "header"),
    "footer": ("w:ftr", "footer"),
    "footnotes": ("w:footnotes", "footnotes"),
    "comments": ("w:comments", "comments"),
    "numbering": ("w:numbering", "numbering"),
    "styles": ("w:styles", "styles"),
    "charts/chart1": ("c:chartSpace", "chart"),
    "diagrams/data1": ("dgm:dataModel", "diagramData"),
}
# What every case has, unless it says otherwise: the styles of headings, as Word names them.
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
    for id_, name in (
        ("Title", "Title"), ("berschrift1", "heading 1"), ("Heading2", "heading 2"),
        ("Caption", "caption"), ("TOC1", "toc 1"),
    )
)  # fmt: skip


def word_file(
    body: str, parts: dict[str, str] | None = None, more: dict[str, bytes] | None = None,
    links: dict[str, str] | None = None, start: str = ""
) -> bytes:  # fmt: skip
    """A file with this body; `more` are parts of bytes, `links` addresses outside, by their id."""
    given = {"styles": STYLES, **(parts or {})}
    files = {
        "word/document.xml": f"{start}<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    }
    related = []
    for name, inside in given.items():
        element, kind = PARTS[name]
        files[f"word/{name}.xml"] = f"<{element} {SPACES}>{inside}</{element}>"
        related.append((name, kind, f"{name}.xml", ""))
    for name in more or {}:
        related.append((name.rpartition("/")[2].partition(".")[0], "image", name, ""))
    for name, address in (links or {}).items():
        related.append((name, "hyperlink", address, ' TargetMode="External"'))
    files["word/_rels/document.xml.rels"] = relations(related)
    files["_rels/.rels"] = relations([("main", "officeDocument", "word/document.xml", "")])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, text in files.items():
            made.writestr(path, text)
        for path, data in (more or {}).items():
            made.writestr(f"word/{path}", data)
    return out.getvalue()


def relations(related: list[tuple[str, str, str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{OOXML}/officeDocument/2006/relationships/{kind}"'
        f' Target="{target}"{mode}/>'
        for id_, kind, target, mode in related
    )
    return f'<Relationships xmlns="{OOXML}/package/2006/relationships">{lines}</Relationships>'
