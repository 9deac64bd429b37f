"""The same words in about the same layout, set by typst and by WeasyPrint.

Each peer gets a merged handout as a source in its own language, made before the
clock starts, and keeps between handouts what it can keep: typst its compiler
with the fonts, WeasyPrint its font configuration and parsed style sheet. Sizes,
colours and margins are those of the handout's layout and brand. Logo and icons
are left out, which is to the peers' advantage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from builder.blocks.callout import Callout
from builder.blocks.list import List
from builder.blocks.paragraph import Paragraph
from builder.blocks.point import in_order
from builder.blocks.steps import Steps
from builder.blocks.table import Table
from builder.model import Block, Handout
from builder.parts.imprint import panel_words
from builder.parts.masthead import about
from builder.source.inline import Rich, Run

FAMILY = "Atkinson Hyperlegible Next"
SIDE, TOP = 24, 22  # margins in millimetres
STRIP = 100  # room for the safety strip at the foot of the first page, in points


@dataclass(frozen=True)
class Engine:
    """Something that makes PDFs: `source` prepares a handout, `draw` is what is timed."""

    name: str
    source: Callable[[Handout], Any]
    draw: Callable[[Any], bytes]


class Markup:
    """A handout in a markup language: what both peers share is the order of things."""

    def runs(self, rich: Rich) -> str:
        return "".join(self.run(run) for run in rich.runs)

    def run(self, run: Run) -> str:
        raise NotImplementedError

    def heading(self, level: int, rich: Rich) -> str:
        raise NotImplementedError

    def text(self, rich: Rich, style: str = "body") -> str:
        raise NotImplementedError

    def listing(self, items: Sequence[Rich], *, numbered: bool = False) -> str:
        raise NotImplementedError

    def table(self, table: Table) -> str:
        raise NotImplementedError

    def box(self, kind: str, label: Rich, body: str) -> str:
        raise NotImplementedError

    def masthead(self, handout: Handout) -> str:
        raise NotImplementedError

    def strip(self, handout: Handout, *, last: bool) -> str:
        raise NotImplementedError

    def whole(self, handout: Handout, body: str) -> str:
        raise NotImplementedError

    def document(self, handout: Handout) -> str:
        """The source of the whole handout."""
        return self.whole(handout, "\n".join(self._parts(handout)))

    def _parts(self, handout: Handout) -> Iterator[str]:
        yield self.masthead(handout)
        yield from (self.text(rich, "lead") for rich in about(handout))
        yield self.box("message", handout.phrase("main_message"), self._message(handout))
        yield self.strip(handout, last=False)
        for chapter in handout.chapters:
            if chapter.title:
                yield self.heading(2, chapter.title)
            for section in chapter.sections:
                if section.heading:
                    yield self.heading(3, section.heading)
                yield from map(self._block(handout), section.blocks)
        yield self.heading(2, handout.phrase("about"))
        yield from (self.text(rich, "imprint") for rich in panel_words(handout))
        yield self.strip(handout, last=True)

    def _message(self, handout: Handout) -> str:
        action = [handout.action.strong()] if handout.action else []
        return "\n".join(self.text(rich, "message") for rich in (handout.main_message, *action))

    def _block(self, handout: Handout) -> Callable[[Block], str]:
        def one(block: Block) -> str:
            match block:
                case Paragraph():
                    return self.text(block.text)
                case List() | Steps():
                    lead = [self.text(block.lead)] if block.lead else []
                    items = self.listing(
                        [*in_order(block.items)], numbered=isinstance(block, Steps)
                    )
                    return "\n".join([*lead, items])
                case Callout() if not block.blocks:
                    return self.box(block.kind, block.label(handout), self._callout(block))
                case Table():
                    return self.table(block)
            # Figures, diaries and cards: their words one below the other, which is less to do.
            return "\n".join(self.text(rich) for rich in block.words(handout) if rich.text.strip())

        return one

    def _callout(self, block: Callout) -> str:
        body = [self.text(block.text)] if block.text else []
        return "\n".join([*body, self.listing([*in_order(block.items)])] if block.items else body)


def _colour(handout: Handout, role: str) -> str:
    return str({str(k): v for k, v in handout.brand.colours.items()}[role])


# ---- typst --------------------------------------------------------------------------------------

TYPST_LINK = re.compile(r'#link\("[^"]*"\)')
TYPST_SPECIAL = re.compile(r"([\\#*_$@<>`~=/\[\]+\-.'\"])")


class Typst(Markup):
    """Typst markup; what does not change from one handout to the next is in `TYPST_LIBRARY`."""

    def run(self, run: Run) -> str:
        words = TYPST_SPECIAL.sub(r"\\\1", run.text).replace("\u00a0", "~")
        if run.href:
            words = f'#link("{run.href}")[{words}]'
        return f"#strong[{words}]" if run.strong else words

    def heading(self, level: int, rich: Rich) -> str:
        return f"{'=' * level} {self.runs(rich)}"

    def text(self, rich: Rich, style: str = "body") -> str:
        words = self.runs(rich)
        return f'#styled("{style}")[{words}]\n' if style != "body" else f"{words}\n"

    def listing(self, items: Sequence[Rich], *, numbered: bool = False) -> str:
        mark = "+" if numbered else "-"
        return "\n".join(f"{mark} {self.runs(item)}" for item in items) + "\n"

    def table(self, table: Table) -> str:
        widths = ", ".join(f"{width:g}fr" for width in table.widths or ())
        head = ", ".join(f"[{self.runs(cell)}]" for cell in table.columns or ())
        rows = "".join(
            ", ".join(f"[{self.runs(spot.text)}]" for spot in row) + ",\n" for row in table.spots
        )
        return f"#grid-of(({widths}), table.header({head}),\n{rows})\n"

    def box(self, kind: str, label: Rich, body: str) -> str:
        return f'#panel("{kind}")[{self.runs(label)}][\n{body}]\n'

    def masthead(self, handout: Handout) -> str:
        subtitle = self.runs(handout.subtitle) if handout.subtitle else ""
        name = self.runs(handout.brand.name)
        return f"#masthead[{name}][{self.runs(handout.title)}][{subtitle}]\n"

    def strip(self, handout: Handout, *, last: bool) -> str:
        first, *others = map(self.runs, map(handout.line, handout.strip_lines))
        content = f"[{first}][{' #linebreak() '.join(others)}]"
        if last:  # in an artifact, nothing may lead anywhere
            return f"#pdf.artifact(strip{TYPST_LINK.sub('#', content)})"
        return f"#first-strip{content}\n"

    def whole(self, handout: Handout, body: str) -> str:
        number = f"{handout.code} · {handout.phrase('version').text} {handout.version.text}"
        about = f'"{handout.title.text}", "{handout.brand.name.text}"'
        draft = f'"{handout.phrase("draft").text}", "{number}"'
        return f'#import "/library.typ": *\n#show: leaflet.with({about}, {draft})\n{body}'


def typst_library(handout: Handout) -> str:
    """The template that all handouts of a layout import."""
    styles = "".join(
        f'"{name}": (size: {style.size}pt, leading: {style.leading}pt, weight: "{style.weight}", '
        f'fill: rgb("{_colour(handout, style.colour)}"), '
        f"before: {style.before}pt, after: {style.after}pt),\n"
        for name, style in handout.layout.styles.items()
    )
    boxes = "".join(
        f'"{name}": (fill: rgb("{_colour(handout, box.fill)}"), '
        f'edge: {box.edge_width}pt + rgb("{_colour(handout, box.edge or "line")}"), '
        f'bar: {box.bar_width}pt + rgb("{_colour(handout, box.bar or "line")}"), '
        f'ink: rgb("{_colour(handout, box.band or box.label)}"), inset: {box.inset}pt),\n'
        for name, box in handout.layout.boxes.items()
    )
    colours = "".join(
        f'"{name}": rgb("{colour}"),\n' for name, colour in handout.brand.colours.items()
    )
    tables = (("looks", styles), ("boxes", boxes), ("colours", colours))
    return "".join(f"#let {name} = (\n{table})\n" for name, table in tables) + TYPST_LIBRARY


TYPST_LIBRARY = (
    f"""
#let margins = (x: {SIDE}mm, y: {TOP}mm)
#let family = "{FAMILY}"
"""
    + """
#let set-in(name, body, ..changes) = {
  let look = looks.at(name) + changes.named()
  set text(size: look.size, fill: look.fill, weight: look.weight)
  set par(leading: look.leading - look.size)
  body
}
#let styled(name, body) = block(above: 15pt, below: 15pt, set-in(name, body))
#let panel(kind, label-words, body) = {
  let look = boxes.at(kind)
  let stroke = if look.edge.thickness > 0pt { look.edge } else { (left: look.bar) }
  block(
    width: 100%, breakable: false, fill: look.fill, stroke: stroke, inset: look.inset,
    above: 15pt, below: 15pt,
    { block(below: 10pt, set-in("label", label-words, fill: look.ink)); body },
  )
}
#let masthead(name, title, subtitle) = block(
  width: 100%, fill: colours.primary, outset: (x: margins.x, top: margins.y),
  inset: (bottom: 16pt), below: 12pt,
  {
    block(below: 14pt, set-in("organisation", name))
    heading(level: 1, title)
    set-in("subtitle", subtitle)
  },
)
#let strip(first, others) = block(
  width: 100%, fill: colours.urgent-surface, stroke: (top: 3pt + colours.urgent), inset: 8pt,
  above: 18pt,
  { block(below: 9pt, set-in("strip_number", first)); set-in("strip", others) },
)
#let first-strip(first, others) = place(bottom, float: true, strip(first, others))
#let grid-of(widths, ..cells) = set-in("table", table(
  columns: widths, inset: (x: 6pt, y: 8pt),
  stroke: (x: none, top: none, bottom: 0.8pt + colours.line),
  fill: (_, y) => if y == 0 { colours.primary },
  ..cells,
))
#let rule = line(length: 100%, stroke: 0.8pt + colours.line)
#let leaflet(title, author, draft, number, body) = {
  set document(title: title, author: author)
  set text(
    font: family, lang: "en", region: "GB", size: looks.body.size, fill: looks.body.fill,
    top-edge: 0.8em, bottom-edge: -0.2em, hyphenate: false,
  )
  set par(leading: looks.body.leading - looks.body.size, spacing: 15pt, justify: false)
  set smartquote(enabled: false)
  set page(
    paper: "a4", margin: margins,
    header: context if here().page() > 1 { set-in("running", { title; rule }) },
    footer: context {
      rule
      let pages = counter(page).display("1 of 1", both: true)
      set-in("running", [
        #text(weight: "bold", fill: colours.urgent, draft) #h(1fr) #number · Page #pages
      ])
    },
  )
  set list(indent: 4pt, body-indent: 9pt, spacing: 10pt, marker: text(fill: colours.primary)[•])
  set enum(indent: 4pt, body-indent: 9pt, spacing: 10pt)
  show heading: it => {
    let name = ("title", "heading", "subheading").at(it.level - 1)
    let look = looks.at(name)
    block(above: look.before + 6pt, below: look.after + 12pt, set-in(name, it.body))
  }
  show table.cell.where(y: 0): it => set-in("table_head", it)
  show table.cell.where(x: 0): strong
  show link: underline
  body
}
"""
)


def typst_engine(handout: Handout, folder: Path, fonts: Path) -> Engine:
    """Raises ImportError when typst is not installed. `folder` is for its template."""
    import typst

    (folder / "library.typ").write_text(typst_library(handout), "utf-8")
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    compiler = typst.Compiler(root=str(folder), font_paths=found)

    def draw(source: bytes) -> bytes:
        pdf = compiler.compile(input=source, format="pdf", pdf_standards=["ua-1", "a-2a"])
        assert isinstance(pdf, bytes)
        return pdf

    return Engine(f"typst {version('typst')}", lambda h: Typst().document(h).encode(), draw)


# ---- WeasyPrint ---------------------------------------------------------------------------------


class Html(Markup):
    """HTML with the classes that `css` styles."""

    def run(self, run: Run) -> str:
        words = escape(run.text)
        if run.href:
            words = f'<a href="{escape(run.href)}">{words}</a>'
        return f"<strong>{words}</strong>" if run.strong else words

    def heading(self, level: int, rich: Rich) -> str:
        return f"<h{level}>{self.runs(rich)}</h{level}>"

    def text(self, rich: Rich, style: str = "body") -> str:
        return f'<p class="{style}">{self.runs(rich)}</p>'

    def listing(self, items: Sequence[Rich], *, numbered: bool = False) -> str:
        tag = "ol" if numbered else "ul"
        return f"<{tag}>{''.join(f'<li>{self.runs(item)}</li>' for item in items)}</{tag}>"

    def table(self, table: Table) -> str:
        total = sum(table.widths or ())
        columns = "".join(f'<col style="width: {w / total:.2%}">' for w in table.widths or ())
        head = "".join(f'<th scope="col">{self.runs(cell)}</th>' for cell in table.columns or ())
        rows = "".join(f"<tr>{self._row([spot.text for spot in row])}</tr>" for row in table.spots)
        return f"<table>{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _row(self, row: Sequence[Rich]) -> str:
        first, *others = (self.runs(cell) for cell in row)
        return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in others)

    def box(self, kind: str, label: Rich, body: str) -> str:
        label_words = self.runs(label)
        return f'<aside class="box {kind}"><p class="label">{label_words}</p>{body}</aside>'

    def masthead(self, handout: Handout) -> str:
        subtitle = self.text(handout.subtitle, "subtitle") if handout.subtitle else ""
        name = self.text(handout.brand.name, "organisation")
        return f"<header>{name}<h1>{self.runs(handout.title)}</h1>{subtitle}</header>"

    def strip(self, handout: Handout, *, last: bool) -> str:
        first, *others = map(self.runs, map(handout.line, handout.strip_lines))
        content = f'<p class="strip_number">{first}</p>'
        content += "".join(f'<p class="strip">{other}</p>' for other in others)
        return f'<div class="{"last" if last else "first"} foot">{content}</div>'

    def whole(self, handout: Handout, body: str) -> str:
        title = escape(handout.title.text)
        version = f"{handout.phrase('version').text} {handout.version.text}"
        return (
            f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="author" content="{escape(handout.brand.name.text)}"></head>'
            f'<body data-number="{escape(handout.code)} · {escape(version)}">{body}</body></html>'
        )


def css(handout: Handout, fonts: Path) -> str:
    """The style sheet that all handouts of a layout share."""
    names = {"title": "h1", "heading": "h2", "subheading": "h3", "table": "td, th",
             "table_head": "thead th"}  # fmt: skip
    styles = "\n".join(
        f"{names.get(name, f'.{name}')} {{ font: {style.weight.replace('regular', 'normal')} "
        f"{style.size}pt/{style.leading}pt '{FAMILY}'; color: {_colour(handout, style.colour)}; "
        f"margin: {style.before}pt 0 {style.after}pt }}"
        for name, style in handout.layout.styles.items()
    )
    boxes = "\n".join(
        f".box.{name} {{ background: {_colour(handout, box.fill)}; padding: {box.inset}pt; "
        f"border: {box.edge_width}pt solid {_colour(handout, box.edge or 'line')}; "
        f"border-left: {box.edge_width or box.bar_width}pt solid "
        f"{_colour(handout, box.edge or box.bar or 'line')} }}\n"
        f".box.{name} .label {{ color: {_colour(handout, box.band or box.label)} }}"
        for name, box in handout.layout.boxes.items()
    )
    draft = handout.phrase("draft").text
    faces = "\n".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; "
        f"src: url('{(fonts / name).as_uri()}') }}"
        for name, weight in (("regular.ttf", "normal"), ("bold.ttf", "bold"))
    )
    page = CSS.replace("$draft", draft)
    for role in ("primary", "line", "urgent-surface", "urgent", "muted"):
        page = page.replace(f"${role}", _colour(handout, role))
    return "\n".join((faces, styles, boxes, page))


CSS = f"""
@page {{ size: A4; margin: {TOP}mm {SIDE}mm; font: 12pt/15pt '{FAMILY}'; color: $muted;
  @top-left {{ content: string(title); vertical-align: bottom; width: 100%;
    border-bottom: 0.8pt solid $line; margin-bottom: 8pt }}
  @bottom-left {{ content: "$draft"; font-weight: bold; color: $urgent; vertical-align: top;
    border-top: 0.8pt solid $line; margin-top: 8pt; width: 60% }}
  @bottom-right {{ content: string(number) " · Page " counter(page) " of " counter(pages);
    vertical-align: top; border-top: 0.8pt solid $line; margin-top: 8pt; width: 40% }} }}
@page :first {{ margin-bottom: calc({TOP}mm + {STRIP}pt);
  @top-left {{ content: none; border: none }}
  @bottom-left {{ margin-top: {STRIP + 8}pt }}
  @bottom-right {{ margin-top: {STRIP + 8}pt }} }}
html {{ hyphens: manual; text-align: left }}
body {{ margin: 0; string-set: number attr(data-number) }}
h1 {{ string-set: title content() }}
h2, h3 {{ break-after: avoid }}
p.body, p.message, p.lead {{ margin: 9pt 0; orphans: 2; widows: 2 }}
p.imprint {{ margin: 4pt 0 }}
header {{ background: $primary; margin: -{TOP}mm -{SIDE}mm 12pt;
  padding: {TOP}mm {SIDE}mm 16pt }}
ul, ol {{ margin: 4pt 0 9pt; padding-left: 17pt }}
li {{ font: 14pt/20pt '{FAMILY}'; margin-top: 4pt }}
li::marker {{ color: $primary }}
.box {{ margin: 12pt 0; break-inside: avoid }}
.box .label, .box > :last-child {{ margin-bottom: 0 }}
.box .label + * {{ margin-top: 4pt }}
table {{ width: 100%; border-collapse: collapse; margin: 9pt 0 }}
td, th {{ padding: 6pt; text-align: left; vertical-align: top; border-bottom: 0.8pt solid $line }}
thead th {{ background: $primary }}
tbody th {{ font-weight: bold }}
tr {{ break-inside: avoid }}
.foot {{ background: $urgent-surface; border-top: 3pt solid $urgent; padding: 8pt }}
.foot p {{ margin: 0 0 3pt }}
.first {{ position: absolute; bottom: -{STRIP}pt; left: 0; right: 0 }}
.last {{ margin-top: 18pt; break-inside: avoid }}
"""


def weasyprint_engine(handout: Handout, fonts: Path) -> Engine:
    """Raises ImportError when WeasyPrint is not installed, OSError when Pango is not."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    sheet = weasyprint.CSS(string=css(handout, fonts), font_config=configuration)

    def draw(source: str) -> bytes:
        pdf = weasyprint.HTML(string=source).write_pdf(
            stylesheets=[sheet], font_config=configuration, pdf_variant="pdf/ua-1"
        )
        assert isinstance(pdf, bytes)
        return pdf

    return Engine(f"WeasyPrint {version('weasyprint')}", Html().document, draw)
