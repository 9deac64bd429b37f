"""Makes the table of syllables from the CMU Pronouncing Dictionary.

    python -m tests.dictionary cmudict.dict > builder/readability/cmudict/syllables.txt

`cmudict.dict` is that of https://github.com/cmusphinx/cmudict; the table was made from commit
0f8072f of 2024-12-17. Its licence is kept beside the table.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path


def counted(lines: Iterable[str]) -> Iterator[str]:
    """Each word with its syllables, in the order of its letters' numbers, as it is searched.

    A syllable has one vowel, whose stress is a digit at the end of its phone. Of several
    pronunciations the first counts; the others are called `word(2)` and so on.
    """
    for line in sorted(lines):
        word, *phones = line.partition("#")[0].split()
        if not word.endswith(")"):
            yield f"{word} {sum(phone[-1].isdigit() for phone in phones)}\n"


if __name__ == "__main__":
    sys.stdout.writelines(counted(Path(sys.argv[1]).read_text("utf-8").splitlines()))
