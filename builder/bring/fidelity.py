"""Proves an import: what its files say is what the leaflet said, word for word.

It is proved every time, on what is about to be written. A word that is missing is our own
mistake, so it is a traceback and no message.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from builder.bring.brought import Brought, points_of, words_of
from builder.bring.stretch import clean, plain
from builder.bring.wordcount import count
from builder.diagnostics import Sink
from builder.model import HandoutDefinition, Placed, Topic
from builder.place import UNSEEN
from builder.source.inline import Rich
from builder.source.read import read

KINDS: dict[str, type[Placed]] = {"sources/topics/": Topic, "handouts/": HandoutDefinition}


class WordsLost(AssertionError):
    """An import that would lose or make up words."""


def all_read(brought: Brought) -> None:
    """Raises WordsLost unless every word of the file is in a piece or listed."""
    asides = (*brought.running, *brought.left)
    taken = count(plain(each) for each in words_of(brought.pieces))
    taken += count(point.typed for point in points_of(brought.pieces))
    taken += count(text for each in asides for text in (each.words, *each.again))
    _equal(Counter(brought.total) + count(brought.added), taken, "reading")


def letters_kept(given: Iterable[str], brought: Brought, signs: Iterable[str]) -> None:
    """Raises WordsLost unless every letter of a file is in a piece, listed, or among the signs.

    It is for files that have no words, only letters in their places.
    """
    asides = (*brought.running, *brought.left)
    taken = [plain(each) for each in words_of(brought.pieces)]
    taken += [text for each in asides for text in (each.words, *each.again)]
    _equal(_letters(given), _letters([*taken, *signs]), "reading")


def _letters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter is in the texts, ligatures as what they join."""
    seen = (UNSEEN.sub("", clean(unicodedata.normalize("NFKC", text))) for text in texts)
    return Counter(sign for text in seen for sign in text if not sign.isspace())


def all_written(
    brought: Brought, files: Mapping[str, bytes], left: Iterable[str], added: Iterable[str]
) -> None:
    """Raises WordsLost unless every word of the pieces is in the files or `left`.

    `added` are texts of the files that the leaflet does not have.
    """
    texts: list[str] = []
    for path, data in files.items():
        for start, kind in KINDS.items():
            if path.startswith(start) and path.endswith(".yaml") and path.count("/") < 4:
                texts += _texts(path, data, kind)
    given = count(plain(each) for each in words_of(brought.pieces)) + count(added)
    _equal(given, count(texts) + count(left), "writing")


def _texts(path: str, data: bytes, kind: type[Placed]) -> Iterator[str]:
    """Every text of a file, read back as any source is."""
    sink = Sink()
    made = read(path, data, kind, sink)
    if made is None:
        raise WordsLost(f"a file that is no source: {[str(each) for each in sink.errors()]}")
    found: list[Rich] = []

    def keep(rich: Rich) -> Rich:
        found.append(rich)
        return rich

    made.resolved(keep)
    yield from (rich.text for rich in found)


def _equal(given: Counter[str], taken: Counter[str], step: str) -> None:
    if given != taken:
        lost, more = [*(given - taken).elements()][:20], [*(taken - given).elements()][:20]
        raise WordsLost(f"{step} lost {lost} and made up {more}")
