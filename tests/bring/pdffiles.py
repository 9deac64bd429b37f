"""PDF files by hand: what is painted on each page, and the structure over it."""

from __future__ import annotations

from typing import Any

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
# F0 has letters that it says nothing of, as fonts of signs do; F4 gives the ligature fi for "f".
FONTS = {
    "F1": FONT.format("Helvetica"),
    "F2": FONT.format("Helvetica-Bold"),
    "F3": FONT.format("Symbol").replace(" /Encoding /WinAnsiEncoding", ""),
}
MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
{count} beginbfchar
{pairs}
endbfchar endcmap end end"""


def pdf_file(
    pages: list[str],
    tree: list[Any] | None = None,
    letters: dict[str, str] | None = None,
    notes: dict[str, str] | None = None,
) -> bytes:
    """A file with these pages, 400 points wide and 600 high.

    A page is lines such as "0 F1 12 40 500 Words": marked content (- for none, A for an artifact),
    font, size, place from the left and from below, and the words; "0 box 40 400 100 50" is painted
    as a rectangle. What begins with '%' is content as it is.

    `tree` are elements, each as `{H1: [0, 1]}`: marked content of the first page, or of another
    as "2.0"; and elements within. A `href` makes a link of one, other keys are its own (`Alt`).
    `letters` is what the font F4 says of its codes, `notes` are words that lie on each page, by
    their kind.
    """
    objects: list[str] = ["", ""]

    def add(text: str) -> int:
        objects.append(text)
        return len(objects)

    pairs = "\n".join(f"<{ord(code):02X}> <{text.encode('utf-16-be').hex()}>"
                      for code, text in (letters or {}).items())  # fmt: skip
    cmap = MAP.format(count=len(letters or {}), pairs=pairs)
    told = add(f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream")
    more = FONT.format("Helvetica").replace(" >>", f" /ToUnicode {told} 0 R >>")
    fonts = " ".join(f"/{name} {text}" for name, text in {**FONTS, "F4": more}.items())
    stuck = "".join(
        f"<< /Type /Annot /Subtype /{kind} /Contents ({words}) /V ({words}) >>"
        for kind, words in (notes or {}).items()
    )
    numbers = []
    for content in pages:
        data = "\n".join(map(_painted, content.splitlines())).encode("cp1252").decode("latin-1")
        stream = add(f"<< /Length {len(data)} >>\nstream\n{data}\nendstream")
        numbers.append(
            add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] /Resources << /Font << "
                f"{fonts} >> >> /Contents {stream} 0 R /Annots [{stuck}] >>")
        )  # fmt: skip
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>"
    root = ""
    if tree is not None:
        tags = " ".join(_element(each, numbers, add) for each in tree)
        root = f" /StructTreeRoot << /K [{tags}] /RoleMap << /Story /Art >> >>"
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{root} >>"
    return _written(objects)


def _painted(line: str) -> str:
    if line.startswith("%"):
        return line[1:]
    mark, font, rest = line.split(" ", 2)
    if font == "box":
        paint = f"0.8 g {rest} re f 0 g"
    else:
        size, left, base, words = rest.split(" ", 3)
        shown = "".join(f"\\{sign}" if sign in "()\\" else sign for sign in words)
        paint = f"BT /{font} {size} Tf 1 0 0 1 {left} {base} Tm ({shown}) Tj ET"
    if mark == "-":
        return paint
    begin = "/Artifact BMC" if mark == "A" else f"/P << /MCID {mark} >> BDC"
    return f"{begin} {paint} EMC"


def _element(element: dict[str, Any], pages: list[int], add: Any) -> str:
    (role, inner), *more = element.items()
    kids = []
    for each in inner:
        if isinstance(each, dict):
            kids.append(_element(each, pages, add))
        else:
            page, _, mcid = str(each).rpartition(".")
            kids.append(f"<< /Type /MCR /Pg {pages[int(page or 1) - 1]} 0 R /MCID {mcid} >>")
    keys = ""
    for key, value in more:
        if key == "href":
            link = add(f"<< /Type /Annot /A << /S /URI /URI ({value}) >> >>")
            kids.append(f"<< /Type /OBJR /Obj {link} 0 R >>")
        else:
            keys += f" /{key} {value}"
    below = " ".join(kids)
    return f"{add(f'<< /S /{role}{keys} /K [{below}] >>')} 0 R"


def _written(objects: list[str]) -> bytes:
    out, places = "%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\n"
    return f"{out}startxref\n{out.rindex('xref')}\n%%EOF\n".encode("latin-1")
