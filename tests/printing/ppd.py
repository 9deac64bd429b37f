"""What a queue can do, in the file that CUPS reads it from (PPD 4.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SIZES = {
    "A3": (841.89, 1190.55), "A4": (595.276, 841.89), "A5": (419.528, 595.276),
    "Letter": (612, 792),
}  # fmt: skip
EDGE = 12  # points that it does not print on
HEAD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TEST.PPD"
*Manufacturer: "Test"
*Product: "({name})"
*ModelName: "Test {name}"
*ShortNickName: "Test {name}"
*NickName: "Test {name}"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: {colour}
*DefaultColorSpace: Gray
*FileSystem: False
*cupsVersion: 2.4
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
"""
# As CUPS writes it for a printer without a driver: only so it knows how to ask for a colour mode.
PRESET = """*APPrinterPreset {color}/{color}: "
  *cupsPrintQuality Normal *ColorModel {model}
  com.apple.print.preset.graphicsType General
  com.apple.print.preset.quality mid
  com.apple.print.preset.output-mode {color}"
*End"""
MODES = (("monochrome", "Gray"), ("color", "RGB"))
STAPLES = '*cupsIPPFinishings {}: "*StapleLocation SinglePortrait"'


def ppd(queue: Mapping[str, Any]) -> str:
    """The file of a queue of `queues.yaml`. The last choice of each option is its default."""
    papers = list(queue["papers"])
    lines = [HEAD.format(name=queue["name"], colour=bool(queue.get("colour")))]
    for option in ("PageSize", "PageRegion"):
        lines += _option(option, papers)
    lines += [f"*DefaultImageableArea: {papers[-1]}", f"*DefaultPaperDimension: {papers[-1]}"]
    for paper in papers:
        width, height = SIZES[paper]
        lines.append(f'*ImageableArea {paper}: "{EDGE} {EDGE} {width - EDGE} {height - EDGE}"')
        lines.append(f'*PaperDimension {paper}: "{width} {height}"')
    lines += _option("InputSlot", queue.get("trays", ()))
    models = ("Gray", "RGB") if queue.get("presets", True) else ("RGB", "Gray")
    lines += _option("ColorModel", models if queue.get("colour") else ())
    if queue.get("colour") and queue.get("presets", True):
        lines += [PRESET.format(color=mode, model=model) for mode, model in MODES]
    duplex = ("None", "DuplexNoTumble", "DuplexTumble")
    lines += _option("Duplex", duplex if queue.get("duplex") else ())
    if queue.get("staple"):
        lines += _option("StapleLocation", ("SinglePortrait", "None"))
        lines += [STAPLES.format(name) for name in ("4/staple", "20/staple-top-left")]
    return "\n".join(lines) + "\n"


def _option(name: str, choices: Any) -> Iterator[str]:
    if not choices:
        return
    yield f"*OpenUI *{name}/{name}: PickOne"
    yield f"*Default{name}: {choices[-1]}"
    yield from (f'*{name} {each}/{each}: ""' for each in choices)
    yield f"*CloseUI: *{name}"
