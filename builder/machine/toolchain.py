"""What draws: the builder's own files, every library that is installed with it, the engines.

Another version of any of them may draw another page, so their digest belongs to the key of every
output. None of them is listed here, where one could be forgotten: the files are all those in the
builder's folder, the libraries are found from what each says it requires. That one of them draws
nothing costs a drawing too many when it changes, and no wrong page.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path

import icu4py
import uharfbuzz as hb

import builder
from builder.caches import remembered

OWN = "handouts"  # the builder, as a library
REQUIRED = re.compile(r"^Requires-Dist: *([\w.-]+)(?!.*\bextra *==)", re.MULTILINE)
VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


@remembered
def toolchain() -> str:
    """The builder's version, with a digest of all that it draws with."""
    digest = hashlib.sha256(files(Path(builder.__file__).parent).encode())
    for name, version in sorted({**libraries(OWN), **engines()}.items()):
        digest.update(f"{name} {version}\n".encode())
    return f"{builder.__version__} {digest.hexdigest()[:16]}"


def files(folder: Path) -> str:
    """A digest of the names and contents of all files below the builder's folder.

    Code as Python keeps it is made anew from the sources; hidden files are none of ours.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or any(part.startswith((".", "__py")) for part in name.parts):
            continue
        data = path.read_bytes()
        digest.update(f"{name.as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def libraries(root: str) -> dict[str, str]:
    """The libraries that `root` requires, and those that they require in turn, with versions.

    For a builder that runs from a folder and was never installed: all there are.
    """
    found: dict[str, str] = {}
    wanted = [root]
    while wanted:
        name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if name not in found and (about := _about(name)):
            found[name] = "".join(VERSION.findall(about))
            wanted += REQUIRED.findall(about)
    return found or {each.name: each.version for each in distributions()}


def _about(name: str) -> str:
    """What an installed library says of itself (PyPA core metadata), without its description."""
    try:
        found = distribution(name)
    except PackageNotFoundError:  # another system or an older Python needs it
        return ""
    about = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
    return about.partition("\n\n")[0]


def engines() -> dict[str, str]:
    """What does the work inside of libraries, and may be the machine's own rather than theirs."""
    return {
        "Python": " ".join([sys.implementation.name, *map(str, sys.version_info)]),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,  # deflates all streams
        "ICU": str(icu4py.icu_version),  # breaks lines and sentences
        "HarfBuzz": str(hb.version_string()),  # shapes words, makes subsets
    }
