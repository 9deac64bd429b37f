"""SVG pictures: what they become, how they look, and what is refused and why."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from builder.pictures.svg.colours import colour
from builder.pictures.svg.svg import Drawing, UnsupportedSvg, drawing

ROOT = Path(__file__).parent.parent
ICONS = sorted((ROOT / "builder/pictures/icons").glob("*.svg"))
LOGO = ROOT / "handouts/brands/clinic/logo.svg"
ROLES = {
    **{"accent": "#005eb8", "on-accent": "#ffffff", "current": "#00ff00"},
    **{"primary": "#0b4f6c", "on-primary": "#ffffff"},
}
WHITE, RED, GREEN, BLUE = (255, 255, 255), (255, 0, 0), (0, 255, 0), (0, 0, 255)
Colour = tuple[int, int, int]


def svg(body: str, attributes: str = 'viewBox="0 0 96 96"') -> bytes:
    """A picture of 96 user units, 72 points, unless the attributes say otherwise."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode(
        "utf-8", "replace"
    )


def painted(body: str) -> list[str]:
    """The operators that paint the body, without the frame every picture has."""
    lines = drawing(svg(body), ROLES).operators.split("\n")
    assert lines[:2] == ["q", "0 0 72 72 re W n"]
    assert lines[-1] == "Q"
    return lines[2:-1]


def pixels(picture: Drawing, scale: float = 4 / 3) -> Callable[[float, float], Colour]:
    """The picture on a page; gives the colour at a place in user units from the top."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=(picture.width, picture.height))
    canvas._code.append(picture.operators)
    canvas.save()
    image = pypdfium2.PdfDocument(file.getvalue())[0].render(scale=2 * scale).to_pil()
    return lambda x, y: image.convert("RGB").getpixel((int(2 * x), int(2 * y)))


SHAPES = {
    '<rect width="96" height="48"/>': "0 0 0 rg|0 72 m|72 72 l|72 36 l|0 36 l|h|f",
    '<line x2="96" stroke="red"/>': "1 0 0 RG|0.75 w|0 J|0 j|4 M|[] 0 d|0 72 m|72 72 l|S",
    '<polyline points="0,0 96,0 96,96"/>': "0 0 0 rg|0 72 m|72 72 l|72 0 l|f",
    '<polygon points="0 0 96 0 96 96"/>': "0 0 0 rg|0 72 m|72 72 l|72 0 l|h|f",
    '<g fill="red"><path d="M0 0h8v8"/><path transform="translate(48 8)" d="M0 0h8v8"/></g>': (
        "1 0 0 rg|0 72 m|6 72 l|6 66 l|f|q 1 0 0 1 36 -6 cm|0 72 m|6 72 l|6 66 l|f|Q"
    ),
    '<path d="M0 0h96v96z"/>': "0 0 0 rg|0 72 m|72 72 l|72 0 l|h|f",
    '<path d="m0,0 96 0 0 96Z"/>': "0 0 0 rg|0 72 m|72 72 l|72 0 l|h|f",
    '<path d="M0 96Q48 0 96 96"/>': "0 0 0 rg|0 0 m|24 48 48 48 72 0 c|f",
    '<path d="M0 0C4 0 8 4 8 8s4 8 8 8"/>': (
        "0 0 0 rg|0 72 m|3 72 6 69 6 66 c|6 63 9 60 12 60 c|f"
    ),
    '<path fill-rule="evenodd" d="M0 0h8v8z"/>': "0 0 0 rg|0 72 m|6 72 l|6 66 l|h|f*",
    '<path style="fill:#f00; stroke:rgb(0,0,255); stroke-width:2px" d="M0 0h8v8z"/>': (
        "1 0 0 rg|0 0 1 RG|1.5 w|0 J|0 j|4 M|[] 0 d|0 72 m|6 72 l|6 66 l|h|B"
    ),
    '<path style="fill:red" fill="blue" d="M0 0h8v8z"/>': "1 0 0 rg|0 72 m|6 72 l|6 66 l|h|f",
    '<path fill="rgb(100%,50%,0%)" d="M0 0h8v8z"/>': "1 0.5 0 rg|0 72 m|6 72 l|6 66 l|h|f",
    # PDF would draw the thinnest line there is for a width of 0.
    '<path fill="#abc" stroke="red" stroke-width="0" d="M0 0h8v8z"/>': (
        "0.667 0.733 0.8 rg|0 72 m|6 72 l|6 66 l|h|f"
    ),
    '<path stroke="red" stroke-width=".0001" d="M0 0h8"/>': (
        "1 0 0 RG|0.001 w|0 J|0 j|4 M|[] 0 d|0 72 m|6 72 l|S"
    ),
    '<path fill="var(--accent)" d="M0 0h8v8z"/>': "0 0.369 0.722 rg|0 72 m|6 72 l|6 66 l|h|f",
    '<g fill="currentColor"><path color="red" d="M0 0h8v8z"/></g>': (
        "1 0 0 rg|0 72 m|6 72 l|6 66 l|h|f"
    ),
    '<g stroke="red" fill="none" stroke-linecap="round" stroke-linejoin="bevel">'
    '<path d="M0 0h8"/><path d="M0 8h8" stroke-width="2"/></g>': (
        "1 0 0 RG|0.75 w|1 J|2 j|4 M|[] 0 d|0 72 m|6 72 l|S|1.5 w|0 66 m|6 66 l|S"
    ),
    # What has no area is not filled, and what says nothing is passed over.
    '<path d="M0 0h8"/><path id="a" class="b" opacity="1.0" d="M0 0h8v8z"/>': (
        "0 0 0 rg|0 72 m|6 72 l|6 66 l|h|f"
    ),
    # A dot: the shortest line, under the round cap.
    '<path stroke="red" stroke-linecap="round" d="M8 8z"/>': (
        "1 0 0 RG|0.75 w|1 J|0 j|4 M|[] 0 d|6 66 m|6.002 66 l|S"
    ),
    # A stretched pen is left to PDF; after it the state is what it was before.
    '<path fill="red" stroke="red" transform="scale(4 1)" d="M0 0h8v8z"/>'
    '<path fill="red" stroke="red" d="M0 0h8v8z"/>': (
        "q 2.000000 0.000000 0.000000 -0.500000 0 72 cm"
        "|1 0 0 rg|1 0 0 RG|1.5 w|0 J|0 j|4 M|[] 0 d|0 0 m|12 0 l|12 12 l|h|B|Q"
        "|1 0 0 rg|1 0 0 RG|0.75 w|0 J|0 j|4 M|[] 0 d|0 72 m|6 72 l|6 66 l|h|B"
    ),
}


@pytest.mark.parametrize(("body", "operators"), SHAPES.items())
def test_shapes_become_operators(body: str, operators: str) -> None:
    assert painted(body) == operators.split("|")


SIZES = {
    'width="24" height="12"': (18, 9),
    'width="24px" height="1in"': (18, 72),
    'width="25.4mm" height="2.54cm"': (72, 72),
    'width="10pt" height="1pc"': (10, 12),
    'viewBox="0 0 24 12"': (18, 9),
    'viewBox="0 0 24 12" width="72pt"': (72, 36),
    'viewBox="0 0 24 12" height="72pt"': (144, 72),
    'viewBox="-4,-4,24,12" width="100%" height="auto"': (18, 9),
}


@pytest.mark.parametrize(("attributes", "size"), SIZES.items())
def test_sizes_are_in_points(attributes: str, size: tuple[float, float]) -> None:
    picture = drawing(svg('<circle r="9"/>', attributes))
    assert (picture.width, picture.height) == pytest.approx(size)


# Each body with places, from the upper left, and the colour that must be there.
LOOKS: dict[str, dict[tuple[int, int], Colour]] = {
    '<circle cx="48" cy="48" r="40" fill="red"/>': {(48, 48): RED, (48, 10): RED, (10, 10): WHITE},
    '<ellipse cx="48" cy="48" rx="40" ry="10" fill="red"/>': {(10, 48): RED, (48, 30): WHITE},
    '<rect x="8" y="8" width="80" height="80" rx="40" fill="red"/>': {
        **{(48, 10): RED, (12, 12): WHITE, (84, 84): WHITE, (10, 48): RED},
    },
    # The same shape again, moved, in another colour, and turned.
    '<path d="M8 8h16v16h-16z" fill="red"/><path d="M8 8h16v16h-16z" transform="translate(40 40)"'
    ' fill="blue"/><path d="M8 8h16v16h-16z" transform="translate(96 0) rotate(90)"/>': {
        **{(16, 16): RED, (56, 56): BLUE, (80, 16): (0, 0, 0), (40, 40): WHITE},
    },
    # The four arcs of two flags, between the same two points.
    '<path d="M28 48A20 20 0 0 1 68 48" fill="red"/>': {(48, 35): RED, (48, 60): WHITE},
    '<path d="M28 48A20 20 0 0 0 68 48" fill="red"/>': {(48, 35): WHITE, (48, 60): RED},
    '<path d="M48 28A20 20 0 1 1 28 48" fill="red"/>': {(60, 60): RED, (30, 30): WHITE},
    '<path d="M48 28A20 20 0 0 1 28 48" fill="red"/>': {(60, 60): WHITE, (41, 41): RED},
    '<path d="M48 28a20 20 0 11-20 20z" fill="red"/>': {(60, 60): RED, (32, 32): WHITE},
    # A full circle whose ends nearly meet; radii too small; radii of 0; a turned ellipse.
    '<path d="M48 8a40 40 0 1 1 -1e-9 0z" fill="red"/>': {(48, 80): RED, (12, 48): RED},
    '<path d="M8 48A1 1 0 0 1 88 48" fill="red"/>': {(48, 12): RED, (48, 60): WHITE},
    '<path d="M8 8A0 9 0 0 1 88 8L48 88z" fill="red"/>': {(48, 48): RED, (10, 80): WHITE},
    '<path d="M20 20A40 8 45 0 1 76 76A40 8 45 0 1 20 20" fill="red"/>': {
        **{(48, 48): RED, (30, 30): RED, (30, 66): WHITE},
    },
    '<path fill-rule="evenodd" d="M8 8h80v80h-80zM28 28h40v40h-40z" fill="red"/>': {
        **{(12, 12): RED, (48, 48): WHITE},
    },
    '<path d="M8 8h80v80h-80zM28 28h40v40h-40z" fill="red"/>': {(12, 12): RED, (48, 48): RED},
    '<path fill-rule="evenodd" stroke="blue" stroke-width="4" fill="red"'
    ' d="M8 8h80v80h-80zM28 28h40v40h-40z"/>': {(8, 48): BLUE, (28, 48): BLUE, (48, 48): WHITE},
    '<rect width="20" height="20" fill="red" transform="translate(60,10)"/>': {
        **{(70, 20): RED, (10, 10): WHITE},
    },
    '<rect width="40" height="8" fill="red" transform="rotate(90) translate(20 -40)"/>': {
        **{(36, 40): RED, (36, 64): WHITE, (28, 40): WHITE},
    },
    '<rect x="8" y="8" width="8" height="8" fill="red" transform="rotate(-90 40 20)"/>': {
        **{(32, 48): RED, (12, 12): WHITE},
    },
    '<rect x="8" y="8" width="8" height="8" fill="red" transform="rotate(180,48,48)"/>': {
        **{(84, 84): RED, (12, 12): WHITE},
    },
    '<g transform="scale(2)"><g transform="translate(10 10) scale(.5, 2)">'
    '<rect width="20" height="10" fill="red"/></g></g>': {(38, 58): RED, (44, 58): WHITE},
    '<rect width="40" height="40" fill="red" transform="skewX(45)"/>': {
        (70, 36): RED,
        (4, 36): WHITE,
    },
    '<rect width="40" height="40" fill="red" transform="skewY(45)"/>': {
        (36, 70): RED,
        (36, 4): WHITE,
    },
    '<rect width="9" height="9" fill="red" transform="matrix(0 4 4 0 30 40)"/>': {
        **{(60, 70): RED, (20, 60): WHITE},
    },
    # A pen 8 wide: 32 where the picture is stretched to four times its width.
    '<path stroke="red" stroke-width="8" d="M12 0v96M0 48h24" transform="scale(4 1)"/>': {
        **{(34, 20): RED, (62, 20): RED, (28, 20): WHITE, (80, 51): RED, (80, 54): WHITE},
    },
    '<path stroke="red" stroke-width="20" stroke-linecap="round" d="M48 48h0"/>': {
        **{(48, 40): RED, (40, 40): WHITE},
    },
    '<path stroke="red" stroke-width="20" stroke-linecap="square" d="M48 48z"/>': {
        **{(48, 40): RED, (40, 40): RED},
    },
    '<path stroke="red" stroke-width="20" d="M48 48z"/><path fill="blue" d="M0 0h9v9z"/>': {
        **{(48, 48): WHITE, (7, 3): BLUE},
    },
    '<circle cx="48" cy="48" r="40" fill="currentColor" stroke="none"/>': {(48, 48): GREEN},
    '<rect width="96" height="96" fill="red"/><rect width="48" height="96" fill="blue"/>': {
        **{(24, 48): BLUE, (72, 48): RED},
    },
    '<rect x="25%" width="50%" height="100%" fill="red"/>': {(20, 48): WHITE, (28, 90): RED},
    '<circle cx="50%" cy="50%" r="25%" fill="red"/>': {(48, 26): RED, (48, 20): WHITE},
    '<path d="M0 48h96" stroke="red" stroke-width="20" stroke-dasharray="24"'
    ' stroke-dashoffset="24"/>': {(12, 48): WHITE, (36, 48): RED, (60, 48): WHITE},
    '<g display="none"><text>a</text></g><rect width="96" height="96" fill="red"/>': {(9, 9): RED},
    '<g fill-opacity="0"><rect width="96" height="96" fill="red"/></g><path fill="red"'
    ' d="M0 0h8v8z"/><g visibility="hidden"><path d="M48 48h8v8z" fill="blue"/><path'
    ' visibility="visible" d="M48 0h48v48z" fill="red"/></g>': {
        **{(48, 48): WHITE, (54, 49): WHITE, (80, 10): RED},
    },
    "<style>.a, #b { fill: red } g.c > path{fill:blue} /* .a{fill:none} */ rect {fill:blue}</style>"
    '<rect class="x a" width="9" height="9"/><rect id="b" x="20" width="9" height="9" fill="blue"/>'
    '<g class="c"><path d="M40 0h9v9h-9z"/></g><rect x="60" width="9" height="9" fill="red"/>': {
        **{(4, 4): RED, (24, 4): RED, (44, 4): BLUE, (64, 4): BLUE},
    },
    "<style>.a{fill:red !important}.b{fill:blue}</style>"
    '<rect class="a" style="fill:blue" width="9" height="9"/><g class="a"><rect x="20" width="9"'
    ' height="9"/></g><rect class="a b" x="40" width="9" height="9"/>': {
        **{(4, 4): RED, (24, 4): RED, (44, 4): RED},
    },
    '<defs><rect id="r" width="10" height="10"/><g id="g"><use href="#r" fill="red"/></g></defs>'
    '<use href="#g" x="5"/><use xmlns:l="http://www.w3.org/1999/xlink" l:href="#r" y="40"'
    ' fill="blue" transform="scale(2)"/>': {(10, 5): RED, (2, 5): WHITE, (10, 90): BLUE},
    '<symbol id="s" viewBox="0 0 10 10"><rect width="99" height="5" fill="red"/></symbol>'
    '<use href="#s" x="8" y="8" width="40" height="40"/>': {
        **{(20, 20): RED, (20, 40): WHITE, (60, 20): WHITE},
    },
    '<svg x="50%" width="50%" height="50%" viewBox="0 0 1 1"><rect width="9" height="9"'
    ' fill="red"/></svg>': {(50, 2): RED, (94, 46): RED, (94, 50): WHITE, (46, 2): WHITE},
    '<switch><foreignObject requiredExtensions="a"/><rect width="96" height="96" fill="red"/>'
    "<text/></switch>": {(9, 9): RED},
    # Cut by a whole page, a circle, a ring, two shapes that lie apart, and a white mask.
    '<clipPath id="a"><rect width="96" height="96" fill="white"/></clipPath>'
    '<g clip-path="url(#a)"><path d="M0 0h96v96h-96z" fill="red"/></g>': {(9, 9): RED},
    '<rect clip-path="url(#a)" width="96" height="96" fill="red"/>'
    '<clipPath id="a"><circle cx="48" cy="48" r="40"/></clipPath>': {(48, 10): RED, (9, 9): WHITE},
    '<clipPath id="a"><path clip-rule="evenodd" d="M8 8h80v80h-80zM28 28h40v40h-40z"/></clipPath>'
    '<rect style="clip-path:url(#a)" width="96" height="96" fill="red"/>'
    '<path d="M40 40h16v16h-16z" fill="blue"/>': {(9, 9): RED, (32, 48): WHITE, (48, 48): BLUE},
    '<clipPath id="a"><rect width="20" height="96"/><path d="M96 0v96h-20v-96z"/></clipPath>'
    '<g transform="translate(4)"><rect clip-path="url(#a)" width="96" height="96" fill="red"/>'
    "</g>": {
        (8, 48): RED,
        (48, 48): WHITE,
        (90, 48): RED,
    },
    '<mask id="a" maskUnits="userSpaceOnUse" x="0" y="0" width="48" height="96"><g>'
    '<path fill="#fff" d="M0 0h96v48h-96z"/></g></mask>'
    '<g mask="url(#a)"><path d="M0 0h96v96h-96z" fill="red"/></g>': {
        **{(9, 9): RED, (60, 9): WHITE, (9, 60): WHITE},
    },
}
# What is referred to inherits where it stands; a circle begins at its right.
LOOKS |= {
    '<g clip-rule="evenodd"><clipPath id="a"><path d="M8 8h80v80h-80zM28 28h40v40h-40z"/>'
    '</clipPath></g><rect width="96" height="96" fill="red" clip-path="url(#a)"/>': {
        (48, 48): WHITE
    },
    '<circle cx="48" cy="48" r="40" fill="none" stroke="red" stroke-width="8"'
    ' stroke-dasharray="63 400"/>': {
        (86, 54): RED,
        (54, 86): RED,
        (42, 10): WHITE,
        (10, 42): WHITE,
    },
    '<defs><svg id="s" x="40" y="40" width="8" height="8"><rect width="99" height="99" fill="red"/>'
    '</svg></defs><use href="#s" width="20"/>': {(55, 44): RED, (65, 44): WHITE, (44, 52): WHITE},
    '<style type="text/less">rect{fill:blue}</style><rect width="96" height="96" fill="red"/>': {
        (9, 9): RED
    },
}
GRADIENTS: dict[str, dict[tuple[int, int], Colour]] = {
    '<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
    '</linearGradient><rect width="96" height="96" fill="url(#a)"/>': {
        **{(1, 9): RED, (48, 48): (128, 0, 128), (94, 90): BLUE},
    },
    '<linearGradient id="b"><stop style="stop-color:red"/><stop offset="100%" stop-color="#00f"/>'
    '</linearGradient><linearGradient id="a" href="#b" gradientUnits="userSpaceOnUse" x1="0"'
    ' y1="24" x2="0" y2="72"/><circle cx="48" cy="48" r="48" fill="url(#a)"/>': {
        **{(48, 10): RED, (48, 48): (128, 0, 128), (48, 90): BLUE, (2, 2): WHITE},
    },
    '<linearGradient id="a" gradientTransform="rotate(90)"><stop offset=".5" stop-color="red"/>'
    '<stop offset=".5" stop-color="blue"/></linearGradient>'
    '<path d="M0 0h96v96h-96z" fill="url(#a)"/>': {(9, 40): RED, (9, 56): BLUE},
    '<radialGradient id="a"><stop offset=".5" stop-color="red"/><stop offset="1"'
    ' stop-color="blue"/></radialGradient><rect width="96" height="96" fill="url(#a)"/>': {
        **{(48, 48): RED, (48, 28): RED, (48, 12): (128, 0, 128), (1, 1): BLUE},
    },
    '<radialGradient id="a" cx="48" cy="48" r="48" fx="24" gradientUnits="userSpaceOnUse">'
    '<stop stop-color="red"/><stop offset="1" stop-color="blue"/></radialGradient>'
    '<rect width="96" height="96" stroke="blue" stroke-width="8" fill="url(#a)"/>': {
        **{(24, 48): RED, (60, 48): (128, 0, 128), (2, 48): BLUE},
    },
    '<path d="M0 0h8v8z" fill="url(#nothing) red"/>': {(6, 2): RED},
    '<g color="red"><linearGradient id="a"><stop stop-color="currentColor"/></linearGradient></g>'
    '<rect color="blue" width="96" height="96" fill="url(#a)"/>': {(48, 48): RED},
}


def near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= 8 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("body", "places"), GRADIENTS.items())
def test_gradients_go_from_colour_to_colour(
    body: str, places: dict[tuple[int, int], Colour]
) -> None:
    look = pixels(drawing(svg(body), ROLES))
    assert [(at, look(*at)) for at, wanted in places.items() if not near(look(*at), wanted)] == []


@pytest.mark.parametrize("body", [*LOOKS, *GRADIENTS])
def test_the_screen_is_given_what_paper_shows(body: str) -> None:
    """What a web page is given shows the same, and is read here as it was written."""
    picture = drawing(svg(body), ROLES)
    again = drawing(picture.svg.encode("ascii"))
    assert (again.width, again.height) == (picture.width, picture.height)
    first, second = (pixels(one) for one in (picture, again))
    places = [(x, y) for x in range(2, 96, 4) for y in range(2, 96, 4)]
    assert [at for at in places if not near(first(*at), second(*at))] == []
    assert re.fullmatch(r'[\w\d ="#./:<>()-]+', picture.svg)


COLOURS = {
    **{"lightgray": "0.827 0.827 0.827", "DarkBlue": "0 0 0.545", "rebeccapurple": "0.4 0.2 0.6"},
    **{"#f00": "1 0 0", "#f00f": "1 0 0", "#ff0000ff": "1 0 0", "#ff000000": ""},
    **{"rgb(255 0 0)": "1 0 0", "rgb(100% 0% 0%)": "1 0 0", "rgb(255, 0, 0, 1)": "1 0 0"},
    **{"rgba(255,0,0,1)": "1 0 0", "rgb(255 0 0 / 100%)": "1 0 0", "rgba(1,2,3,0)": ""},
    **{"hsl(120,100%,25%)": "0 0.5 0", "hsl(120deg 100% 25%)": "0 0.5 0"},
    **{"hsla(0.5turn 100% 50% / 1)": "0 1 1", "hsl(-240 100% 25%)": "0 0.5 0"},
    **{"light-dark(rgb(255, 0, 0), #121212)": "1 0 0", "none": "", "transparent": ""},
}


@pytest.mark.parametrize(("value", "operands"), COLOURS.items())
def test_colours(value: str, operands: str) -> None:
    assert colour(value, {}) == operands


def test_a_name_is_the_same_colour_whoever_asked_for_it_before() -> None:
    """Pillow keeps, in its table of names, what it was asked for, in another form."""
    Image.new("RGB", (1, 1), "white")
    picture = svg('<path d="M0 0h96v96h-96z" fill="white"/>')
    assert "1 1 1 rg" in drawing(picture, ROLES).operators


@pytest.mark.parametrize(("body", "places"), LOOKS.items())
def test_pictures_look_as_drawn(body: str, places: dict[tuple[int, int], Colour]) -> None:
    look = pixels(drawing(svg(body), ROLES))
    assert {place: look(*place) for place in places} == places


@pytest.mark.parametrize(
    ("attributes", "places"),
    [
        ('viewBox="48 48 96 96"', {(10, 10): RED, (50, 50): WHITE}),
        ('viewBox="0 0 96 96" width="96" height="192"', {(10, 50): RED, (10, 40): WHITE}),
        ('viewBox="0 0 96 96" width="192" height="96"', {(50, 10): RED, (40, 10): WHITE}),
        (
            'viewBox="0 0 96 96" width="192" height="96" preserveAspectRatio="none"',
            {(10, 10): RED, (180, 10): RED},
        ),
    ],
)
def test_view_box_fits_the_size(attributes: str, places: dict[tuple[int, int], Colour]) -> None:
    look = pixels(drawing(svg('<path d="M0 0h96v96h-96z" fill="red"/>', attributes)))
    assert {place: look(*place) for place in places} == places


def test_nothing_is_painted_beyond_the_edges() -> None:
    picture = drawing(svg('<rect x="-50" y="-50" width="300" height="300" fill="red"/>'))
    page = Drawing(144, 144, picture.operators, "")
    look = pixels(page)
    assert look(48, 144) == RED
    assert look(100, 144) == WHITE
    assert look(48, 90) == WHITE


def test_notes_of_editors_are_passed_over() -> None:
    picture = b"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
    <!-- Created with Inkscape -->
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" version="1.1" xml:space="preserve"
      xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1.3"
      xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">
      <sodipodi:namedview pagecolor="#fff"><inkscape:grid units="mm"/></sodipodi:namedview>
      <defs id="defs1"><inkscape:path-effect effect="spiro"/></defs>
      <title>A mark</title><desc>Words <b>in</b> it.</desc>
      <metadata><text>never drawn</text></metadata>
      <g inkscape:label="Layer 1" style="display:inline;font-size:12px;-inkscape-stroke:none">
        <path d="M0 0h8v8z" style="fill:#000;fill-opacity:1;stroke:none;stroke-dasharray:none"/>
      </g>
    </svg>"""
    assert (
        drawing(picture).operators
        == drawing(svg('<path d="M0 0h8v8z"/>', 'viewBox="0 0 8 8"')).operators
    )


# Each body with what its author is told, in whole or the part that matters.
BODIES = {
    "<text>Hello</text>": "'text' cannot be drawn; turn it into paths",
    '<image href="file:///etc/passwd"/>': "'image' cannot be drawn; draw it with shapes",
    '<use href="#a"/>': "there is no '#a' in the picture; delete the reference",
    '<use href="b.svg#a"/>': "there is no 'b.svg#a' in the picture",
    '<g id="a"><use href="#a"/></g>': "this is used within itself; put its shapes here",
    '<filter id="a"/><use href="#a"/>': "'filter' cannot be used; put its shapes here",
    "<style>@import url(a.css);</style>": "the style sheet cannot be read from '@import url(a.css)",
    "<style>@media print{a{fill:red}}</style>": "the style sheet cannot be read from",
    "<style>@font-face{fill:red}</style>": "'@font-face' is not read; delete it",
    "<style>a:hover{fill:red}</style>": "the selector 'a:hover' is not read; use classes",
    "<style>g[id]{fill:red}</style>": "the selector 'g[id]' is not read; use classes",
    "<style>.a{fill}</style>": "the style 'fill' cannot be read",
    '<style>.a{filter:url(#b)}</style><g class="a"/>': "'filter' with the value 'url(#b)' cannot",
    "<script>alert(1)</script>": "'script' cannot be drawn; delete it",
    '<g filter="url(#a)"/>': "'filter' with the value 'url(#a)' cannot be drawn; use one flat",
    '<g marker-end="url(#a)"/>': "cannot be drawn; draw the heads of arrows",
    "<foreignObject/>": "'foreignObject' cannot be drawn",
    "<animate/>": "'animate' cannot be drawn",
    '<path d="M0 0h8v8z"><circle r="1"/></path>': "'circle' inside of 'path' is not drawn",
    '<svg viewBox="0 0 8"/>': "'viewBox' must be four numbers",
    '<p xmlns="http://www.w3.org/1999/xhtml"/>': "'p' cannot be drawn",
    "Hello": "words outside of 'title' and 'desc' are not drawn",
    "": "nothing in this picture is drawn",
    "<g>" * 40 + "</g>" * 40: "the picture is nested deeper than 32 elements",
    '<path onclick="x()" d="M0 0"/>': "'onclick' with the value 'x()' cannot be drawn",
    '<path transform="rotate(45deg)" d="M0 0"/>': "the transform 'rotate(45deg)' cannot be read",
    '<path transform="scale(1 2 3)" d="M0 0"/>': "the transform 'scale(1 2 3)' cannot be read",
    '<path transform="rotate(1) x" d="M0 0"/>': "the transform 'x' cannot be read",
    '<path transform="scale(0)" d="M0 0h8v8z"/>': "the transforms leave nothing of this shape",
    '<path transform="scale(1e300)" d="M0 0"/>': "the number 1e300 is too large",
    "<path/>": "the path data cannot be read from '' on",
    '<path d="none"/>': "the path data cannot be read from 'none' on",
    '<path d="M0 0L8 8 9"/>': "the path data cannot be read from '9' on",
    '<path d="M0 0L8 8 #"/>': "the path data cannot be read from '#' on",
    '<path d="M0 0A1 1 0 2 0 1 1"/>': "the path data cannot be read from 'A1 1 0 2 0 1 1' on",
    '<path d="L8 8"/>': "the path data cannot be read from 'L8 8' on",
    '<path d="M0 0A-1 1 0 0 0 1 1"/>': "numbers too large, or a radius below 0",
    '<path d="M0 0h1e9v8z"/>': "the shape reaches too far beyond the picture",
    '<path d="M0 0h1e999v8z"/>': "the shape reaches too far beyond the picture",
    f'<path d="M0 0{"h1" * 20_001}"/>': "more than 20000 segments",
    "<rect/>": "'width' must be given, and be more than 0",
    '<rect width="8" height="0"/>': "'height' must be given, and be more than 0",
    '<rect width="8" height="8" rx="-1"/>': "'rx' and 'ry' must not be less than 0",
    '<circle r="2em"/>': "'r' must be a number, alone or with px, pt, pc, mm, cm, in or %; not",
    '<circle r="0%"/>': "'r' must be given, and be more than 0",
    '<polygon points="1 2 3"/>': "'points' must be pairs of numbers",
    '<polygon points="1 2h3"/>': "'points' must be pairs of numbers",
    '<g opacity=".5"/>': "'opacity' with the value '.5' cannot be drawn; print has no transparency",
    '<g fill-opacity="10%"/>': "'fill-opacity' with the value '10%' cannot be drawn",
    '<g style="stroke-dasharray:4 -2"/>': "'stroke-dasharray' must not be less than 0",
    '<g style="stroke-dasharray:4 x"/>': "'stroke-dasharray' must be a number",
    '<g clip-path="url(#a)"/>': "there is no '#a' in the picture",
    '<g clip-path="circle(4)"/>': "'clip-path' with the value 'circle(4)' cannot be drawn",
    '<g id="a" clip-path="url(#a)"/>': "'#a' is no 'clipPath'",
    '<clipPath id="a"/><g clip-path="url(#a)"/>': "the clipPath lets nothing through",
    '<clipPath id="a"><text/></clipPath><g clip-path="url(#a)"/>': "'text' in a clipPath cannot",
    '<clipPath id="a"><circle r="9"/><circle r="8"/></clipPath><g clip-path="url(#a)"/>': (
        "the shapes of the clipPath lie over each other; join them"
    ),
    '<clipPath id="a" clipPathUnits="objectBoundingBox"/><g clip-path="url(#a)"/>': (
        "'clipPathUnits' must be userSpaceOnUse"
    ),
    '<mask id="a"><circle r="9"/></mask><g mask="url(#a)"/>': "'maskUnits' must be userSpaceOnUse",
    '<mask id="a" maskUnits="userSpaceOnUse"><circle r="9"/></mask><g mask="url(#a)"/>': (
        "a mask in other than white cannot be drawn"
    ),
    '<switch><g systemLanguage="de"/><g/></switch>': "it depends on the reader's language",
    '<style media="print">g{fill:red}</style>': "'media' is not read; delete it",
    '<g style="transform:scale(2)"/>': "'transform' with the value 'scale(2)' cannot be drawn",
    '<g style="--primary:red"/>': "'--primary' with the value 'red' cannot be drawn",
    '<g style="fill"/>': "the style 'fill' cannot be read",
    '<path fill="url(#a)" d="M0 0h8v8z"/>': "there is no '#a' to paint with; use one flat colour",
    '<pattern id="a"/><path fill="url(#a)" d="M0 0h8v8z"/>': "'pattern' cannot be painted with",
    '<linearGradient id="a"/><path stroke="url(#a)" d="M0 0h8v8z"/>': (
        "'linearGradient' cannot be painted with here; a line has one flat colour"
    ),
    '<linearGradient id="a"/><path fill="url(#a)" d="M0 0h8v8z"/>': "the gradient has no colours",
    '<linearGradient id="a"><stop stop-opacity=".5"/></linearGradient>'
    '<path fill="url(#a)" d="M0 0h8v8z"/>': "a gradient that fades cannot be drawn",
    '<linearGradient id="a" spreadMethod="repeat"><stop/></linearGradient>'
    '<path fill="url(#a)" d="M0 0h8v8z"/>': "a gradient that repeats cannot be drawn",
    '<g fill="#ff000080"/>': "'#ff000080' is transparent; mix the colour itself, as #rrggbb",
    '<g fill="rgba(0,0,0,.5)"/>': "is transparent",
    '<g fill="hsl(9 9% 9% / 10%)"/>': "is transparent",
    '<g fill="chartrouse"/>': "'chartrouse' is not a colour that can be read; write it as #rrggbb",
    '<g fill="lab(50% 40 59.5)"/>': "is not a colour that can be read; write it as #rrggbb",
    '<g fill=""/>': "'' is not a colour that can be read",
    '<g fill="var(--acent)"/>': "no colour has the role 'acent'; did you mean 'accent'?",
    '<g fill="red !important"/>': "'red !important' is not a colour",
    '<g style="background:red"/>': "'background' with the value 'red' cannot be drawn",
    '<g fill-rule="odd"/>': "'fill-rule' must be nonzero or evenodd; not 'odd'",
    '<g stroke-linejoin="arcs"/>': "'stroke-linejoin' must be miter or round or bevel",
    '<g stroke-width="-1"/>': "'stroke-width' must not be less than 0",
    '<g stroke-miterlimit="0"/>': "'stroke-miterlimit' must be a number from 1 to 1000; not '0'",
    '<g vector-effect="non-scaling-stroke"/>': "'vector-effect' with the value",
}


@pytest.mark.parametrize(("body", "message"), BODIES.items(), ids=lambda text: text[:60])
def test_what_cannot_be_drawn_is_refused(body: str, message: str) -> None:
    with pytest.raises(UnsupportedSvg, match=re.escape(message)) as caught:
        drawing(svg("\n" + body), ROLES)
    assert caught.value.line == (1 if message.startswith("nothing") else 2)


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n' + svg("<title>&b;</title>")
FILES = {
    b"": "this is not well-formed XML: no element found",
    b"\x89PNG\r\n": "this is not well-formed XML",
    b"<html/>": "this is not an SVG picture: it begins with 'html'",
    b'<svg xmlns="http://www.w3.org/1999/xhtml"/>': "this is not an SVG picture",
    b'<svg viewBox="0 0 8 8">': "this is not well-formed XML",
    b'<svg viewBox="0 0 8 8"/>' + b" " * 2**18: "the picture is larger than 256 KiB",
    b'<?xml version="1.0" encoding="utf-7"?><svg/>': "the encoding cannot be read",
    b'<?xml-stylesheet href="a.css"?><svg viewBox="0 0 8 8"/>': "style sheets of other files",
    LAUGHS: "entities are not read; delete '<!DOCTYPE …>' and what it declares",
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    + svg("<g>&b;</g>"): "entities are not",
    b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg("<g>&b;</g>"): "entities are not read",
    svg("", ""): "'viewBox' must be four numbers",
    svg("", 'width="8"'): "'viewBox' must be four numbers",
    svg("", 'viewBox="0 0 8"'): "'viewBox' must be four numbers",
    svg("", 'viewBox="0 0 0 8"'): "'viewBox' must be four numbers",
    svg("", 'viewBox="0 0 8 8" width="0"'): "'width' must be given, and be more than 0",
    svg("", 'viewBox="0 0 8 8" width="5em"'): "'width' must be a number",
    svg("", 'width="9in" height="900in"'): "the picture is larger than 14400 points",
    svg("", 'viewBox="0 0 8 8" preserveAspectRatio="xMin"'): "'preserveAspectRatio' must be",
}


@pytest.mark.parametrize(("data", "message"), FILES.items(), ids=list(FILES.values()))
def test_files_that_are_no_pictures_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnsupportedSvg, match=re.escape(message)):
        drawing(data)


def test_everything_wrong_is_told_at_once() -> None:
    body = """
    <style>
      .a { fill: chartrouse }
      a:hover { fill: red }
    </style>
    <text>Hello</text>
    <g opacity=".5" filter="url(#b)"><path class="a" d="M0 0 x"/></g>
    <path class="a" d="M0 0h8v8z"/>
    <image/>"""
    with pytest.raises(UnsupportedSvg) as caught:
        drawing(svg(body))
    assert [(fault.line, str(fault).split()[0]) for fault in caught.value.all] == [
        *((3, "'chartrouse'"), (4, "the"), (6, "'text'"), (7, "'filter'"), (7, "'opacity'")),
        *((7, "the"), (9, "'image'")),
    ]


def test_what_would_have_no_end_ends() -> None:
    """Each of twelve groups uses the one before ten times."""
    groups = "".join(f'<g id="g{n + 1}">{f"""<use href="#g{n}"/>""" * 10}</g>' for n in range(12))
    with pytest.raises(UnsupportedSvg, match="more than 20000 elements are drawn"):
        drawing(svg(f'<defs><g id="g0"/>{groups}</defs><use href="#g12"/>'))


def test_refusals_name_the_line() -> None:
    with pytest.raises(UnsupportedSvg) as caught:
        drawing(svg('\n<g>\n  <path d="M0 0h8"/>\n  <text\n x="1">a</text></g>'))
    assert caught.value.line == 4


@pytest.mark.parametrize("path", [*ICONS, LOGO], ids=lambda path: path.stem)
def test_our_own_pictures(path: Path) -> None:
    picture = drawing(path.read_bytes(), ROLES)
    assert picture == drawing(path.read_bytes(), ROLES)
    assert picture.width == picture.height
    words = picture.operators.split()
    assert words.count("q") == words.count("Q")
    assert b"<title>" in path.read_bytes()
    mine = "primary" if path == LOGO else "accent"
    assert set(re.findall(rb"var\(--([\w-]+)\)", path.read_bytes())) <= {
        *(mine.encode(), f"on-{mine}".encode()),
    }


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icons_keep_inside_and_show_both_colours(path: Path) -> None:
    look = pixels(drawing(path.read_bytes(), {"accent": "#ff0000", "on-accent": "#0000ff"}))
    seen = [[look(x / 2, y / 2) for x in range(48)] for y in range(48)]
    assert {WHITE, RED} <= {colour for row in seen for colour in row}
    edge = [*seen[0], *seen[-1], *(row[0] for row in seen), *(row[-1] for row in seen)]
    assert set(edge) == {WHITE}, "the icon touches the edge of its box"


PARTS = (
    *("M0 0", "h8", "A1 2 3 0 1 9 9", "z", "1e9", "-", ".", "e", "9" * 30, ",", "\n", "<", "&"),
    *('"', "'", "/>", "<g>", "</g>", "<path d=", "<text>", "fill=", "var(--accent)", "#", "url("),
    *("scale(", "rotate(", ")", "transform=", "style=", ";", ":", "opacity:.5", "<!--", "-->"),
    *("<![CDATA[", "]]>", "\x00", "é", "\ud800", "viewBox=", "<defs>", "&amp;", "<?a?>", "%", " "),
)
FRAMES = ("%s", '<path d="M0 0%s"/>', '<path transform="%s" d="M0 0h8v8"/>', '<g style="%s"/>')


@pytest.mark.parametrize("seed", range(4))
def test_any_input_is_drawn_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        body = chance.choice(FRAMES) % "".join(chance.choices(PARTS, k=chance.randrange(9)))
        operators, line = "", 1
        try:
            operators = drawing(svg(body), ROLES).operators
        except UnsupportedSvg as fault:
            line = fault.line
        assert 1 <= line <= 1 + body.count("\n"), body
        assert re.fullmatch(r"[-\d. \nqQ\[\]a-zA-Z*]*", operators), body
        assert not re.search(r"nan|inf|\de", operators), body


def test_as_deep_as_may_be() -> None:
    """32 elements one in the other, the picture itself among them; notes of editors count too."""
    square = '<rect width="8" height="8"/>'
    assert drawing(svg("<g>" * 30 + square + "</g>" * 30))
    with pytest.raises(UnsupportedSvg, match="nested deeper than 32"):
        drawing(svg("<g>" * 31 + square + "</g>" * 31))
    assert drawing(svg(square + "<desc>" * 31 + "</desc>" * 31))
    with pytest.raises(UnsupportedSvg, match="nested deeper than 32"):
        drawing(svg(square + "<desc>" * 32 + "</desc>" * 32))
