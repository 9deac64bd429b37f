"""Pictures of pixels as they come: what is shown of them, on paper as on the screen."""

from __future__ import annotations

import base64
import io
import random
import re
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image, ImageCms, ImageColor, ImageDraw, ImageFilter
from PIL.PngImagePlugin import PngInfo

from builder.cli import main
from builder.pictures import jpeg, png
from builder.pictures.raster import Raster, extent, raster
from builder.pictures.unusable import UnusablePicture
from tests.conftest import faulty, merged, topic_of

RED, GREEN, BLUE, WHITE = "#c81e1e", "#1ec81e", "#1e1ec8", "#ffffff"
WHOLE = "the file is not a whole SVG, PNG, JPEG or WebP picture"


def corners(size: tuple[int, int] = (96, 64)) -> Image.Image:
    """A picture whose corners differ: red, green, blue and white, from the upper left."""
    image = Image.new("RGB", size, WHITE)
    draw = ImageDraw.Draw(image)
    wide, high = size[0] // 2, size[1] // 2
    for place, colour in (((0, 0), RED), ((wide, 0), GREEN), ((0, high), BLUE)):
        draw.rectangle((*place, place[0] + wide, place[1] + high), fill=colour)
    return image


def photograph(size: tuple[int, int] = (200, 150)) -> Image.Image:
    """A picture with something in each of its parts."""
    noise = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1]))
    noise = noise.filter(ImageFilter.BLUR)
    return Image.merge("RGB", (noise, Image.linear_gradient("L").resize(size), noise))


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **more)
    return file.getvalue()


def riff(data: bytes) -> bytes:
    """A WebP whose first size tells how long it is; those of its pieces are left."""
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def shown(found: Raster) -> Image.Image:
    """The picture as any program shows it: nothing in the file may change it."""
    image = Image.open(io.BytesIO(found.file))
    assert image.size == (found.width, found.height)
    assert image.mode == ("L" if found.grey else "RGB")
    assert not image.getexif()
    assert not {"icc_profile", "exif", "xmp", "comment", "transparency"} & set(image.info)
    return image.convert("RGB")


def near(one: object, other: object) -> bool:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


# -- which way up

# The corners of a picture stored as red, green, blue and white, once it stands upright.
UPRIGHT = {1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB"}
COLOURS = {"R": RED, "G": GREEN, "B": BLUE, "W": WHITE}


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("orientation", "names"), UPRIGHT.items())
def test_a_picture_stands_upright(kind: str, order: str, orientation: int, names: str) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x0112] = orientation
    seen = shown(raster(saved(corners(), kind, exif=exif)))
    width, height = (96, 64) if orientation < 5 else (64, 96)
    assert seen.size == (width, height)
    for name, (x, y) in zip(names, [(0, 0), (1, 0), (0, 1), (1, 1)], strict=True):
        place = (8 + x * (width - 16), 8 + y * (height - 16))
        assert near(seen.getpixel(place), ImageColor.getrgb(COLOURS[name]))


@pytest.mark.parametrize(
    "exif", [b"", b"Exif\0\0", b"MM\0*\0\0\0\x08\0\x02", b"II*\0\xff\xff\xff\xff"]
)
def test_notes_of_a_camera_that_say_nothing_turn_nothing(exif: bytes) -> None:
    assert shown(raster(saved(corners(), "JPEG", exif=exif))).size == (96, 64)


# -- how colours are kept


def raw(
    bits: int, kind: int, lines: list[bytes], *chunks: tuple[bytes, bytes], width: int
) -> bytes:
    """A PNG file from its lines, chunk by chunk: for kinds that Pillow does not write."""
    header = struct.pack(">2I5B", width, len(lines), bits, kind, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + line for line in lines))
    parts = ((b"IHDR", header), *chunks, (b"IDAT", data), (b"IEND", b""))
    return png.START + b"".join(
        struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in parts
    )


def opaque(image: Image.Image) -> Image.Image:
    image.putalpha(255)
    return image


RAMP = Image.linear_gradient("L").rotate(90)  # from black at the left to white at the right
WIDE = [bytes(v for v in range(256) for _ in (0, 1))] * 8
WIDE_RGB = [bytes(v for v in range(256) for _ in range(6))] * 8
RAMPS = {
    "grey": saved(RAMP, "PNG"),
    "grey, alpha": saved(opaque(RAMP.copy()), "PNG"),
    "palette": saved(RAMP.convert("P"), "PNG"),
    "palette, alpha": saved(RAMP.convert("P"), "PNG", transparency=bytes([255] * 256)),
    "colour": saved(RAMP.convert("RGB"), "PNG"),
    "colour, alpha": saved(RAMP.convert("RGBA"), "PNG"),
    "grey of 16 bits": raw(16, 0, WIDE, width=256),
    "grey of 16 bits, one clear": raw(16, 0, WIDE, (b"tRNS", b"\xff\xff"), width=256),
    "colour of 16 bits": raw(16, 2, WIDE_RGB, width=256),
    "colour of 16 bits, one clear": raw(16, 2, WIDE_RGB, (b"tRNS", b"\xff" * 6), width=256),
    "grey JPEG": saved(RAMP, "JPEG", quality=95),
    "colour JPEG": saved(RAMP.convert("RGB"), "JPEG", quality=95),
    "progressive JPEG": saved(RAMP.convert("RGB"), "JPEG", quality=95, progressive=True),
}


@pytest.mark.parametrize("data", RAMPS.values(), ids=list(RAMPS))
def test_greys_are_the_same_however_they_are_kept(data: bytes) -> None:
    seen = shown(raster(data))
    for x in (0, 4, 64, 128, 192, 255):
        assert near(seen.getpixel((x, 5)), (x, x, x))


@pytest.mark.parametrize("bits", [1, 2, 4])
@pytest.mark.parametrize("clear", [False, True])
def test_few_bits_are_as_black_and_white_as_many(bits: int, clear: bool) -> None:
    """The darkest and the lightest grey; what is clear shows the white of the paper."""
    line = bytes([int("0" * bits + "1" * bits + "0" * (8 - 2 * bits), 2)])
    alpha = [(b"tRNS", b"\0\0")] if clear else []
    seen = shown(raster(raw(bits, 0, [line], *alpha, width=2)))
    dark = (255, 255, 255) if clear else (0, 0, 0)
    assert [seen.getpixel((x, 0)) for x in (0, 1)] == [dark, (255, 255, 255)]


def test_what_is_clear_shows_white_paper() -> None:
    half = corners().convert("RGBA")
    half.putalpha(Image.new("L", half.size, 128))
    few = corners().quantize(4)
    red = few.getpixel((1, 1))
    for data, colour in (
        (saved(half, "PNG"), (227, 143, 143)),
        (saved(few, "PNG", transparency=red), (255, 255, 255)),
        (saved(corners(), "PNG", transparency=(200, 30, 30)), (255, 255, 255)),
    ):
        seen = shown(raster(data))
        assert near(seen.getpixel((8, 8)), colour)
        assert near(seen.getpixel((88, 56)), (255, 255, 255))


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# The same profile with red for blue: what it calls red (200, 30, 30) is blue (30, 30, 200).
SWAPPED = SRGB.replace(b"rXYZ", b"?").replace(b"bXYZ", b"rXYZ").replace(b"?", b"bXYZ")


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_are_what_their_profile_says(kind: str) -> None:
    seen = shown(raster(saved(corners(), kind, icc_profile=SWAPPED)))
    assert near(seen.getpixel((8, 8)), ImageColor.getrgb(BLUE))
    assert near(seen.getpixel((8, 56)), ImageColor.getrgb(RED))
    assert near(seen.getpixel((88, 56)), (255, 255, 255))


def test_a_profile_of_colours_serves_grey_too() -> None:
    seen = shown(raster(saved(RAMP, "JPEG", quality=95, icc_profile=SWAPPED)))
    assert near(seen.getpixel((128, 5)), (128, 128, 128))


def test_a_curve_is_told_by_a_number_too() -> None:
    linear = raw(8, 0, [bytes([0, 55, 255])], (b"gAMA", struct.pack(">I", 100_000)), width=3)
    assert near(shown(raster(linear)).getpixel((1, 0)), (127, 127, 127))


@pytest.mark.parametrize(
    "image, profile",
    [
        (corners(), b"no profile"),
        (corners(), SRGB[:200]),
        (corners().convert("CMYK"), SRGB),
        (corners(), SRGB.replace(b"mntr", b"link")),
        (corners(), SRGB[:36] + b"cut"),
    ],
    ids=["words", "cut", "of another space", "of a link", "all but cut away"],
)
def test_a_profile_that_cannot_be_used_is_told(image: Image.Image, profile: bytes) -> None:
    with pytest.raises(UnusablePicture, match="the colour profile in the file cannot be used"):
        raster(saved(image, "JPEG", icc_profile=profile))


def test_colours_of_ink_become_colours_of_light() -> None:
    seen = shown(raster(saved(corners().convert("CMYK"), "JPEG", quality=95)))
    assert near(seen.getpixel((8, 8)), ImageColor.getrgb(RED))


# -- what is kept of a file


def test_a_jpeg_keeps_its_pixels_and_nothing_else() -> None:
    exif = Image.Exif()
    exif[0x010F] = "PhoneMakerXYZ"
    exif.get_ifd(0x8825)[2] = (51.0, 28.0, 38.0)
    notes = {"comment": b"PhoneMakerXYZ", "xmp": b"PhoneMakerXYZ", "icc_profile": SRGB}
    plain = saved(photograph(), "JPEG")
    data = saved(photograph(), "JPEG", exif=exif, **notes) + b"PhoneMakerXYZ"
    found = raster(data)
    assert found.file == jpeg.read(plain).file()
    assert len(found.file) <= len(plain)
    assert b"PhoneMakerXYZ" not in found.file
    assert shown(found).tobytes() == Image.open(io.BytesIO(plain)).tobytes()


def test_of_a_file_with_several_pictures_the_first_is_shown() -> None:
    file = io.BytesIO()
    photograph().save(file, "MPO", save_all=True, append_images=[corners()] * 3)
    found = raster(file.getvalue())
    assert found.file == jpeg.read(saved(photograph(), "JPEG")).file()
    assert found.kind == "image/jpeg"


def test_a_jpeg_that_is_turned_stays_about_as_large() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(photograph((640, 480)), "JPEG", exif=exif)
    assert len(raster(data).file) < 1.1 * len(data)


def test_a_png_keeps_no_notes() -> None:
    notes = PngInfo()
    notes.add_text("Author", "PhoneMakerXYZ")
    notes.add_itxt("Title", "PhoneMakerXYZ", zip=True)
    found = raster(saved(corners(), "PNG", pnginfo=notes, dpi=(1, 1)))
    assert {k for k, _ in png._chunks(found.file)} == {b"IHDR", b"sRGB", b"IDAT", b"IEND"}


# -- what is refused


def cuts(data: bytes) -> list[bytes]:
    return [data[: len(data) * part // 16] for part in range(1, 16)]


def resized(data: bytes, width: int, height: int) -> bytes:
    """The file with other dimensions in its header."""
    frame = re.search(rb"\xff[\xc0-\xc2]\x00.\x08", data)
    assert frame
    place = frame.end()
    return data[:place] + struct.pack(">2H", height, width) + data[place + 4 :]


JPEGS = {
    "baseline": saved(photograph(), "JPEG"),
    "progressive": saved(photograph(), "JPEG", progressive=True),
    "grey": saved(photograph().convert("L"), "JPEG"),
    "restarts": saved(photograph(), "JPEG", restart_marker_blocks=4),
    "restarts of lines": saved(photograph(), "JPEG", restart_marker_rows=1),
    "ink": saved(photograph().convert("CMYK"), "JPEG"),
    "fine": saved(photograph(), "JPEG", subsampling=0, quality=100),
}


@pytest.mark.parametrize("data", JPEGS.values(), ids=list(JPEGS))
def test_a_jpeg_is_whole_or_refused(data: bytes) -> None:
    assert shown(raster(data)).size == (200, 150)
    parts = [lambda scan, eighths=n: scan[: len(scan) * eighths // 8] for n in range(8)]
    halves = [jpeg.read(data).file(part) for part in parts]
    broken = [*cuts(data), *(cut + b"\xff\xd9" for cut in cuts(data)), *halves]
    broken += [resized(data, *size) for size in ((200, 300), (400, 150), (200, 75), (100, 150))]
    broken += [resized(data, 200, 0), resized(data, 200, 166), data[:-2]]
    for file in broken:
        with pytest.raises(UnusablePicture, match=WHOLE):
            raster(file)


def test_a_restart_that_is_lost_is_noticed() -> None:
    parts = re.split(rb"(?=\xff[\xd0-\xd7])", JPEGS["restarts"])
    with pytest.raises(UnusablePicture, match=WHOLE):
        raster(b"".join(parts[:5] + parts[6:]))


def test_a_progressive_jpeg_that_stops_between_scans_is_refused() -> None:
    data = JPEGS["progressive"]
    last = data.rindex(b"\xff\xda")
    with pytest.raises(UnusablePicture, match=WHOLE):
        raster(data[:last] + b"\xff\xd9")


def test_a_png_is_whole_or_refused() -> None:
    lines = [bytes(range(9))] * 6
    whole = raw(8, 0, lines, width=9)
    assert raster(whole).width == 9
    header = whole.index(b"IHDR") + 4

    def other(place: int, value: int) -> bytes:
        body = b"IHDR" + whole[header : header + place] + bytes([value])
        body += whole[header + place + 1 : header + 13]
        return (
            whole[: header - 4] + body + struct.pack(">I", zlib.crc32(body)) + whole[header + 17 :]
        )

    for file in [
        *(whole[:length] for length in range(len(whole))),
        *(whole[:i] + bytes([whole[i] ^ 1]) + whole[i + 1 :] for i in range(8, len(whole))),
        *(other(7, height) for height in (0, 5, 7)),
        *(other(3, width) for width in (0, 8, 10)),
        *(other(8, bits) for bits in (3, 16)),
        raw(8, 3, lines, (b"PLTE", bytes(24)), width=9),
        raw(8, 3, lines, width=9),
        raw(8, 0, lines[:1], width=9).replace(b"IEND", b"IENE"),
        png.START,
    ]:
        with pytest.raises(UnusablePicture, match=WHOLE):
            raster(file)


BOMB = zlib.compress(bytes(2 << 20))
REFUSED = {
    "a note that grows": (
        raw(8, 0, [b"\0"], (b"zTXt", b"a\0\0" + BOMB), width=1),
        "the file holds notes of more than 1 MiB",
    ),
    "words that grow": (
        raw(8, 0, [b"\0"], (b"iTXt", b"a\0\1\0\0\0" + BOMB), width=1),
        "the file holds notes of more than 1 MiB",
    ),
    "a profile that grows": (
        raw(8, 0, [b"\0"], (b"iCCP", b"a\0\0" + BOMB), width=1),
        "the file holds notes of more than 1 MiB",
    ),
    "a profile that is no data": (
        raw(8, 0, [b"\0"], (b"iCCP", b"a\0\0no data"), width=1),
        "the colour profile in the file cannot be used",
    ),
    "many pixels": (
        raw(1, 0, [bytes(700)] * 5001, width=5600),
        "the picture has more than 25 million pixels",
    ),
    "a very large JPEG": (
        resized(JPEGS["baseline"], 65000, 65000),
        "the picture has more than 210 million pixels",
    ),
    "several frames": (
        saved(corners(), "PNG", save_all=True, append_images=[Image.new("RGB", (96, 64))]),
        "the picture moves",
    ),
    "colours of film": (
        raw(8, 0, [b"\0"], (b"cICP", b"\x09\x10\0\1"), width=1),
        "the colours of the picture are not those of sRGB",
    ),
    "GIF": (saved(corners(), "GIF"), "this is a GIF, which is not read"),
    "TIFF": (saved(corners(), "TIFF"), "this is a TIFF, which is not read"),
    "a WebP that moves": (
        saved(corners(), "WEBP", save_all=True, append_images=[Image.new("RGB", (96, 64))]),
        "the picture moves",
    ),
    "a WebP that is cut off": (saved(photograph(), "WEBP")[:-400], WHOLE),
    "a WebP with a piece that is cut off": (riff(saved(photograph(), "WEBP")[:-400]), WHOLE),
    "HEIC": (b"\0\0\0\x18ftypheic", "this is a HEIC, which is not read"),
    "AVIF": (saved(corners(), "AVIF"), "this is an AVIF, which is not read"),
    "bitmap": (saved(corners(), "BMP"), "this is a Windows bitmap, which is not read"),
    "a lossless JPEG": (
        JPEGS["baseline"].replace(b"\xff\xc0", b"\xff\xc3"),
        "this kind of JPEG is not shown by browsers",
    ),
    "nothing": (b"", WHOLE),
    "words": (b"words", WHOLE),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=list(REFUSED))
def test_what_is_refused_is_told(data: bytes, message: str) -> None:
    with pytest.raises(UnusablePicture, match=message):
        raster(data)


@pytest.mark.parametrize("seed", range(4))
def test_any_bytes_are_a_picture_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    files = [*JPEGS.values(), *RAMPS.values(), saved(corners(), "PNG", icc_profile=SWAPPED)]
    for _ in range(100):
        data = bytearray(chance.choice(files))
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(min(len(data), 700))] = chance.randrange(256)
        try:
            assert raster(bytes(data)).file
        except UnusablePicture as problem:
            assert str(problem)


# -- on paper and on the screen

FIGURES = """\
- figure: {image: turned.jpg, alt: A turned photo}
- figure: {image: swapped.png, alt: A square}
- figure: {image: plain.jpg, alt: A photo}
"""


@pytest.fixture
def built(folder: Path) -> Path:
    topics = folder / "sources/topics"
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "PhoneMakerXYZ"
    (topics / "turned.jpg").write_bytes(saved(corners(), "JPEG", exif=exif))
    (topics / "swapped.png").write_bytes(saved(corners(), "PNG", icc_profile=SWAPPED))
    (topics / "plain.jpg").write_bytes(saved(photograph(), "JPEG", exif=exif.tobytes()[:8]))
    (topics / "case.yaml").write_text(topic_of(FIGURES), "utf-8")
    brand = folder / "handouts/brands/plain"
    (brand / "logo.png").write_bytes(saved(corners((64, 64)), "PNG"))
    with (brand / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write("logo: logo.png\n")
    result = CliRunner().invoke(main, ["-C", str(folder), "build"])
    assert result.exit_code == 0, result.output
    return folder / "dist/case"


def test_paper_and_screen_show_the_same(built: Path) -> None:
    page = (built / "case.html").read_text("utf-8")
    files = [base64.b64decode(d) for d in re.findall(r"data:image/\w+;base64,([\w+/=]+)", page)]
    with pikepdf.open(built / "case.standard.pdf") as pdf:
        found = dict(pair for page in pdf.pages for pair in page.get_images().items())
        printed = [
            pikepdf.PdfImage(image).as_pil_image().convert("RGB") for image in found.values()
        ]
    seen = [Image.open(io.BytesIO(file)).convert("RGB") for file in files]
    assert [image.tobytes() for image in printed] == [image.tobytes() for image in seen]
    assert len(files) == 4
    assert b"PhoneMakerXYZ" not in b"".join(files)


def test_every_picture_is_looked_at(folder: Path) -> None:
    """A quality mark and a logo too: each is told where it is named."""
    brand = folder / "handouts/brands/plain"
    (brand / "cut.png").write_bytes(saved(corners(), "PNG")[:99])
    with (brand / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "logo: cut.png\n"
            "marks: [{image: cut.png, alt: A mark, licence: L1, until: 2030-01-01}]\n"
        )
    assert [d.code for d in faulty(merged(folder)[1])] == ["unusable-picture"] * 2


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_headers_tell_how_large_it_stands(kind: str) -> None:
    exif = Image.Exif()
    for orientation in UPRIGHT:
        exif[0x0112] = orientation
        data = saved(corners(), kind, exif=exif)
        assert extent(data) == (raster(data).width, raster(data).height)


@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_is_shown_as_any_program_shows_it(lossless: bool) -> None:
    """One that lost pixels becomes a JPEG, one that did not keeps them all; on white, upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    found = raster(saved(corners(), "WEBP", lossless=lossless, quality=95, exif=exif))
    assert found.kind == ("image/png" if lossless else "image/jpeg")
    upright = corners().transpose(Image.Transpose.ROTATE_270)
    for place in ((8, 8), (56, 8), (8, 88), (56, 88)):
        assert near(shown(found).getpixel(place), upright.getpixel(place))


def test_a_webp_with_clear_parts_stands_on_white() -> None:
    image = corners().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 0))
    assert shown(raster(saved(image, "WEBP"))).getcolors() == [(96 * 64, (255, 255, 255))]


def test_a_photograph_of_many_pixels_is_reduced() -> None:
    """It is decoded at half its size, which takes a quarter of the memory."""
    large = saved(photograph((640, 480)).resize((6400, 4800)), "JPEG", quality=60)
    found = raster(large)
    assert extent(large) == (6400, 4800)
    assert (found.width, found.height) == (3200, 2400)
    assert len(found.file) < len(large) * 1.2
    small = shown(found).resize((64, 48))
    original = photograph((640, 480)).resize((64, 48))
    for at in ((8, 8), (32, 24), (60, 40)):
        assert near(small.getpixel(at), original.getpixel(at))


def test_a_photograph_of_many_pixels_is_whole_or_refused() -> None:
    large = saved(photograph((640, 480)).resize((6400, 4800)), "JPEG", quality=60)
    with pytest.raises(UnusablePicture, match=WHOLE):
        raster(large[: len(large) // 2] + b"\xff\xd9")
