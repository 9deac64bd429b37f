"""The colours of a picture as sRGB, whatever its file says they are (ICC.1:2022)."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

from builder.caches import remembered
from builder.pictures.unusable import UnusablePicture

# Modes of Pillow that a profile for a space of colours is for; grey is also a colour of RGB.
SPACES = {"RGB ": ("RGB", "L"), "GRAY": ("L",), "CMYK": ("CMYK",)}
DEVICES = ("mntr", "scnr", "prtr", "spac")
SAME = 2  # of 255: a profile that moves no colour further is sRGB by another name
USUAL = 1 / 2.2  # the gamma of a file that looks as sRGB does
# Colours to try a profile with: greys, and a cube of 16 by 16 by 16.
TRIED = {
    "L": bytes(range(256)),
    "RGB": bytes(17 * (i >> shift & 15) for i in range(16**3) for shift in (8, 4, 0)),
}


@remembered
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def managed(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture, grey or RGB, in sRGB; itself if nothing would change.

    Raises UnusablePicture when the profile cannot be used: without it nobody knows the colours.
    """
    if profile is None:
        return image.convert("RGB") if image.mode == "CMYK" else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        said = source.profile.xcolor_space
        if source.profile.device_class not in DEVICES or image.mode not in SPACES.get(said, ()):
            raise _unusable()
        mode = "RGB" if said == "RGB " else image.mode
        turn = ImageCms.buildTransform(source, _srgb(), mode, "RGB")
        if _moves_nothing(turn, mode):
            return image
        changed = ImageCms.applyTransform(image.convert(mode), turn)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        raise _unusable() from None
    if changed is None:
        raise _unusable()
    return changed


def _unusable() -> UnusablePicture:
    return UnusablePicture(
        "the colour profile in the file cannot be used", "save the picture as sRGB"
    )


def _moves_nothing(turn: ImageCms.ImageCmsTransform, mode: str) -> bool:
    if mode not in TRIED:
        return False
    before = Image.frombytes(mode, (len(TRIED[mode]) // len(mode), 1), TRIED[mode])
    after = ImageCms.applyTransform(before, turn)
    moved = zip(before.convert("RGB").tobytes(), after.tobytes() if after else b"", strict=True)
    return max(abs(one - other) for one, other in moved) <= SAME


def curved(image: Image.Image, gamma: float) -> Image.Image:
    """The picture, grey or RGB, whose samples are light to the power of `gamma`, as sRGB."""
    if not gamma or abs(gamma - USUAL) < 0.01:
        return image
    curve = [round(255 * (value / 255) ** (USUAL / gamma)) for value in range(256)]
    return image.point(curve * len(image.getbands()))
