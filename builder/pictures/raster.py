"""The one door for pictures of pixels: what comes out is what paper and screen show.

A picture is read whole, or refused. It is upright, in sRGB or grey, of 8 bits,
on white; nothing that its file says beside that goes on, for a photograph
tells where and when it was taken. A JPEG whose pixels are right as they are
keeps them as they were compressed; one that is turned, or whose colours are
changed, is compressed again with its own tables. A very large JPEG is decoded
at a half, a quarter or an eighth of its size, which takes as much less memory.
A WebP becomes a JPEG if it was as lossy, or else a PNG: PDF has no WebP.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageChops
from PIL.JpegImagePlugin import JpegImageFile, get_sampling

from builder.caches import remembered
from builder.pictures import jpeg, png, webp
from builder.pictures.srgb import curved, managed
from builder.pictures.unusable import Damaged, UnusablePicture, fewer, of_size

Image.MAX_IMAGE_PIXELS = None  # it is asked by `of_size` and `fewer` before anything is decoded
ORIENTATION, SHORT = 0x0112, 3  # a tag and a type of EXIF
HALVED = 2  # Pillow's number for chroma of half the resolution both ways
LYING = 5  # from this orientation on, lines are columns
Turn = Image.Transpose
# What makes a picture upright, by its orientation (TIFF 6.0, section 8).
TURNS = {
    2: Turn.FLIP_LEFT_RIGHT,
    3: Turn.ROTATE_180,
    4: Turn.FLIP_TOP_BOTTOM,
    5: Turn.TRANSPOSE,
    6: Turn.ROTATE_270,
    7: Turn.TRANSVERSE,
    8: Turn.ROTATE_90,
}
# Signs of files that many programs take for pictures.
OTHERS = {
    b"GIF8": "a GIF",
    b"BM": "a Windows bitmap",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"8BPS": "a Photoshop file",
    b"%PDF": "a PDF",
    b"%!PS": "PostScript",
}
CONTAINERS = {b"heic": "a HEIC", b"heix": "a HEIC", b"mif1": "a HEIC", b"avif": "an AVIF"}


@dataclass(frozen=True)
class Raster:
    """A picture as it is shown: a JPEG or PNG file of grey or sRGB.

    `lines` are the deflated lines of the PNG, nothing for a JPEG.
    """

    width: int
    height: int
    grey: bool
    file: bytes
    lines: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return "image/png" if self.lines else "image/jpeg"

    def embedded(self) -> tuple[str, bytes]:
        """The entries and data of an image XObject (ISO 32000-1, 8.9.5)."""
        space = "/DeviceGray" if self.grey else "/DeviceRGB"
        size = f"/Width {self.width}/Height {self.height}/BitsPerComponent 8/ColorSpace{space}"
        if not self.lines:
            return f"{size}/Filter/DCTDecode", self.file
        layout = f"/Predictor 15/Colors {1 if self.grey else 3}/Columns {self.width}"
        return f"{size}/Filter/FlateDecode/DecodeParms<<{layout}>>", self.lines


@remembered
def raster(data: bytes) -> Raster:
    """The picture in a PNG, JPEG or WebP file. Raises UnusablePicture."""
    try:
        if data.startswith(png.START):
            return _from_png(png.read(data))
        if data.startswith(jpeg.START):
            return _from_jpeg(jpeg.read(data))
        if webp.is_webp(data):
            return _from_webp(webp.read(data), data)
    except UnusablePicture:
        raise
    except Exception:  # whatever Pillow's readers stumble over in a file made to harm
        raise Damaged from None
    raise _other(data)


def _other(data: bytes) -> UnusablePicture:
    """What is told of a file that is neither PNG nor JPEG."""
    named = next((name for sign, name in OTHERS.items() if data.startswith(sign)), "")
    if data[4:8] == b"ftyp":
        named = CONTAINERS.get(data[8:12], "a HEIC")
    if not named:
        return Damaged()
    return UnusablePicture(f"this is {named}, which is not read", "save it as a PNG, JPEG or WebP")


def _decoded(file: bytes, less: int = 1) -> Image.Image:
    """The pixels of a file, of a JPEG `less` times fewer both ways (2, 4 or 8)."""
    image = Image.open(io.BytesIO(file), formats=("PNG", "JPEG", "WEBP"))
    if less > 1:
        image.draft(image.mode, (image.width // less, image.height // less))
    image.load()
    return image


# -- JPEG


def _from_jpeg(found: jpeg.Jpeg) -> Raster:
    less = fewer(found.width, found.height)
    image = _decoded(found.file(), less)
    if not _whole(found, image, less):
        raise Damaged
    shown = _upright(managed(image, found.profile), found.exif)
    same = found.plain and shown is image and less == 1
    file = found.file() if same else _compressed(shown, image, found)
    return Raster(*shown.size, shown.mode == "L", file, b"")


def _whole(found: jpeg.Jpeg, image: Image.Image, less: int) -> bool:
    """Whether the data suffice for the picture, and the picture shows all data there are."""
    if not _same(image, _decoded(found.file(jpeg.noisy), less)):
        return False
    shorter = found.file(jpeg.shortened)
    return shorter == found.file() or not _same(image, _decoded(shorter, less))


def _same(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is None


def _compressed(shown: Image.Image, image: Image.Image, found: jpeg.Jpeg) -> bytes:
    """The picture as a JPEG again, with the tables it had: as good, and about as large."""
    file = io.BytesIO()
    if found.plain and isinstance(image, JpegImageFile):
        halved = get_sampling(image) == HALVED
        shown.save(file, "JPEG", qtables=image.quantization, subsampling=HALVED if halved else 0)
    else:
        shown.save(file, "JPEG", quality=95, subsampling=0)
    return jpeg.read(file.getvalue()).file()


# -- WebP


def _from_webp(found: webp.Webp, data: bytes) -> Raster:
    of_size(found.width, found.height)
    image = _decoded(data)
    if image.size != (found.width, found.height):
        raise Damaged
    shape = image.getchannel("A") if image.mode == "RGBA" else None
    shown = managed(image.convert("RGB"), found.profile)
    shown = _upright(_on_white(shown, shape), found.exif)
    if not found.lossy or shape is not None:
        return _as_png(shown)
    file = io.BytesIO()
    shown.save(file, "JPEG", quality=95, subsampling=HALVED)
    return Raster(*shown.size, shown.mode == "L", jpeg.read(file.getvalue()).file(), b"")


# -- PNG


def _from_png(found: png.Png) -> Raster:
    colour, shape = _parted(_decoded(found.file()), found)
    shown = curved(managed(colour, found.profile), found.gamma)
    return _as_png(_upright(_on_white(shown, shape), found.exif))


def _on_white(shown: Image.Image, shape: Image.Image | None) -> Image.Image:
    """The picture on white, where it has a shape."""
    if shape is None:
        return shown
    flat = Image.new(shown.mode, shown.size, "white")
    flat.paste(shown, mask=shape)
    return flat


def _as_png(shown: Image.Image) -> Raster:
    lines = _lines(shown)
    file = png.write(*shown.size, lines, grey=shown.mode == "L")
    return Raster(*shown.size, shown.mode == "L", file, lines)


def _parted(image: Image.Image, found: png.Png) -> tuple[Image.Image, Image.Image | None]:
    """The colours of a picture, grey or RGB of 8 bits, and its shape, white where it is opaque."""
    if image.mode == "P":
        if any(image.histogram()[found.colours :]):
            raise Damaged
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in ("LA", "RGBA"):
        *bands, alpha = image.split()
        return Image.merge("RGB" if len(bands) == 3 else "L", bands), alpha
    if image.mode.startswith("I"):  # grey of 16 bits, which Pillow clips when it converts
        wide = image.convert("I")
        clear = [0 if (value,) == found.clear else 255 for value in range(1 << 16)]
        shape = wide.point(clear, "L") if found.clear else None
        return wide.point([round(value / 257) for value in range(1 << 16)], "L"), shape
    image = image.convert("L") if image.mode == "1" else image
    return image, _shape(image, found)


def _shape(image: Image.Image, found: png.Png) -> Image.Image | None:
    """Where a picture has not the one colour that is clear; None when there is no such colour."""
    if not found.clear:
        return None
    opaque = Image.new("L", image.size)
    for band, sample in zip(image.split(), found.clear, strict=True):
        value = sample * 255 // ((1 << found.bits) - 1)
        differs = band.point([255 if other != value else 0 for other in range(256)])
        opaque = ImageChops.lighter(opaque, differs)
    return opaque


def _lines(image: Image.Image) -> bytes:
    """The deflated lines of a PNG, each as what it differs by from the one above (filter 2)."""
    above = Image.new(image.mode, image.size)
    above.paste(image, (0, 1))
    data = ImageChops.subtract_modulo(image, above).tobytes()
    across = len(data) // image.height
    return zlib.compress(
        b"".join(b"\2" + data[i : i + across] for i in range(0, len(data), across)), 6
    )


# -- which way up


def _upright(image: Image.Image, exif: bytes) -> Image.Image:
    """The picture turned as its camera says; itself if it is upright."""
    turn = TURNS.get(_orientation(exif))
    return image.transpose(turn) if turn is not None else image


def _orientation(exif: bytes) -> int:
    """The orientation in EXIF data (TIFF 6.0, sections 2 and 8); 1 where nothing is said."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4], "")
    try:
        (start,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, start)
        for place in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}2HIH", exif, place)
            if tag == ORIENTATION and kind == SHORT:
                return int(value)
    except struct.error:  # cut off: no program turns such a picture
        pass
    return 1


def extent(data: bytes) -> tuple[int, int]:
    """Width and height of the picture, upright, from its headers alone.

    Raises UnusablePicture where they are not whole.
    """
    if data.startswith(png.START):
        width, height, exif = png.extent(data)
    elif data.startswith(jpeg.START):
        width, height, exif = jpeg.extent(data)
    elif webp.is_webp(data):
        found = webp.read(data)
        width, height, exif = found.width, found.height, found.exif
    else:
        raise _other(data)
    return (height, width) if _orientation(exif) >= LYING else (width, height)
