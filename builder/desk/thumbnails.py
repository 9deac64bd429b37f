"""Small pictures of first pages, in a folder beside the page, drawn once for each file.

The name of a picture is the digest of the PDF it shows and of itself: what lies there is
believed if it is that, so nothing has to be remembered of it, and a picture that was changed,
or is of another version, is drawn again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.machine.disk import digest, files, read, write_together
from builder.outputs.entry import Entry
from builder.pictures.firstpage import small_page

WIDTH = 240  # pixels: two for each of those that the page shows it with
MAX_PDF = 1 << 30  # bytes
DIGITS = 16  # of a digest
NAME = re.compile(rf"([0-9a-f]{{{DIGITS}}})-([0-9a-f]{{{DIGITS}}})\.webp")


def thumbnails(out: Path, folder: str, entries: Iterable[Entry]) -> dict[str, str]:
    """The pictures of files, by the path of each, after they were drawn; others are taken out.

    A file that is gone, or that somebody changed, has none. Raises OSError when nothing can be
    written.
    """
    place, lying = out / folder, [*_pictures(out, folder)]
    standing = {name[1]: name[0] for name in lying if digest(place / name[0]).startswith(name[2])}
    found: dict[str, str] = {}
    drawn: list[tuple[Path, bytes]] = []
    for entry in entries:
        of = entry.sha256[:DIGITS]
        if of not in standing:
            pdf = read(out / entry.path, MAX_PDF)
            if pdf is None or hashlib.sha256(pdf).hexdigest() != entry.sha256:
                continue
            picture = small_page(pdf, WIDTH)
            standing[of] = f"{of}-{hashlib.sha256(picture).hexdigest()[:DIGITS]}.webp"
            drawn.append((place / standing[of], picture))
        found[entry.path] = f"{folder}/{standing[of]}"
    write_together(drawn, lasting=False)
    wanted = {*found.values()}
    for name in lying:
        if f"{folder}/{name[0]}" not in wanted:
            (place / name[0]).unlink(missing_ok=True)
    return found


def _pictures(out: Path, folder: str) -> Iterator[re.Match[str]]:
    """What lies there and is named as a picture is; nothing behind a link."""
    for path, _ in files(out):
        own, _, name = path.rpartition("/")
        if own == folder and (found := NAME.fullmatch(name)):
            yield found
