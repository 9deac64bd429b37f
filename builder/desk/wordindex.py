"""Which leaflet has which words, as a script that lies beside the page.

A page that is opened from a disk may fetch nothing, but it may have a script, so the index is one.
Words are listed as they are written: the page folds them and what is typed by one function
(`script/fold.js`), so the two cannot differ. Only the cuts between words are made on both sides:
a word is letters, marks and digits; writing that has no spaces is cut into pairs of signs.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from builder.desk.leaflets import Leaflet
from builder.outputs.entry import unpacked

# Scripts without spaces: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han. As in a class of a pattern,
# here and in the page.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd"
)
MARKS = "".join(chr(c) for c in range(0x10000) if unicodedata.category(chr(c))[0] == "M")
SIGN = rf"[\w{MARKS}]"
WORD = re.compile(f"{SIGN}+")
JOINED = re.compile(rf"{SIGN}+(?:[-.’']{SIGN}+)+")  # X-RAY is found as XRAY, too
JOINT = re.compile("[-.’']")
RUN = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
# Digits of the distances between leaflets, five bits each; those of the second half go on.
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"


def index_of(leaflets: Sequence[Leaflet]) -> str:
    """The script: it calls the page with the places of leaflets, words, and who has each."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, leaflet in enumerate(leaflets):
        for word in sorted(words_of(leaflet)):
            having[word].append(number)
    words = sorted(having)
    data = {
        "places": [leaflet.place for leaflet in leaflets],
        "words": "\n".join(words),
        "having": "\n".join("".join(_distances(having[word])) for word in words),
    }
    return f"leafletWords({script_data(data)})\n"


def script_data(data: object) -> str:
    """Data as a script or a part of a page can hold it: no sign in it ends either."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def words_of(leaflet: Leaflet) -> set[str]:
    """All words of a leaflet in each of its languages, in small letters."""
    return {word for packed in leaflet.words for word in cut(_said(packed))}


def _said(packed: str) -> str:
    """The words in a manifest, without the places they stand at; none where these are none."""
    try:
        lines = unpacked(packed).splitlines()
    except ValueError:
        return ""
    return "\n".join(line.rpartition("\t")[2] for line in lines)


def cut(text: str) -> Iterator[str]:
    """The words of a text."""
    small = text.lower().replace("_", " ")
    for word in {*WORD.findall(small)}:
        yield from _pieces(word)
    for word in {*JOINED.findall(small)}:
        yield JOINT.sub("", word)


def _pieces(word: str) -> Iterator[str]:
    """A word; of writing without spaces, each sign with the one after it, and the last one."""
    if word.isascii():
        yield word
        return
    for run in RUN.findall(word):
        if re.match(f"[{UNSPACED}]", run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run


def _distances(numbers: Iterable[int]) -> Iterator[str]:
    """Ascending numbers, each as its distance from the one before."""
    before = -1
    for number in numbers:
        rest, before = number - before - 1, number
        while rest >= 32:
            yield DIGITS[32 + rest % 32]
            rest //= 32
        yield DIGITS[rest]
