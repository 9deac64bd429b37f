"""The typefaces of the page, inside of it: each with no more letters than the handout needs.

So the page looks like the paper and has every letter of its language, on any
device and without fetching anything. Only faces that come with the builder are
put in: their licence (SIL OFL 1.1) allows it, where a licence bought for print
seldom does. For a clinic's own face the device's usual one stands in.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import uharfbuzz as hb

from builder.model import Handout, preferred
from builder.project import BUNDLED, Asset
from builder.words.words import words

ALWAYS = " 0123456789\u00a0…"


def faces(handout: Handout) -> Iterator[str]:
    """A rule of CSS for each face, for the family `leaflet`.

    A family later in the row has only those letters that the ones before it have not.
    """
    missing = {ord(c) for rich in words(handout) for c in rich.text}
    missing |= {ord(c) for rich in handout.phrases.values() for c in rich.text}
    missing |= {ord(c) for c in ALWAYS}
    for family in preferred(handout.typefaces, handout.language):
        if not family.regular.file.is_relative_to(BUNDLED):
            continue
        wanted = missing & set(hb.Face(family.regular.data()).unicodes)
        missing -= wanted
        if wanted:
            yield _face(family.regular, 400, wanted)
            yield _face(family.bold, 700, wanted)


def _face(asset: Asset, weight: int, letters: set[int]) -> str:
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(letters)
    data = b64encode(hb.subset(hb.Face(asset.data()), wanted).blob.data).decode()
    ranges = ",".join(f"U+{letter:X}" for letter in sorted(letters))
    return (
        f'@font-face{{font-family:leaflet;font-weight:{weight};src:url("data:font/ttf;base64,'
        f'{data}") format("truetype");unicode-range:{ranges}}}'
    )
