"""How many syllables an English word has: by the CMU dictionary, else by rules of spelling.

The dictionary is American, so a British spelling is looked up in its American
form. Of its entries only the numbers of syllables are kept (`cmudict/`), in a sorted
table that is searched as it is and never parsed as a whole.
"""

from __future__ import annotations

import re

from builder.caches import remembered
from builder.project import bundled_text

# British endings and groups of letters, and what American spelling has for them.
AMERICAN = (
    (re.compile(r"our(?=s?$|ed$|ing$|al$|ful$|ite)"), "or"),
    (re.compile(r"is(?=e[ds]?$|er?s?$|ing$|ation)"), "iz"),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"ence(?=s?$)"), "ense"),
)
# Endings that leave the rest of the word as it is, and the syllables they add.
ENDINGS = (
    ("'s", 0),
    ("ness", 1),
    ("less", 1),
    ("ful", 1),
    ("ly", 1),
    ("ing", 1),
    ("s", 0),
    ("er", 1),
)
PREFIXES = {"un": 1, "non": 1, "re": 1, "over": 2, "under": 2, "anti": 2, "auto": 2, "radio": 3,
            "immuno": 3, "neuro": 2, "chemo": 2, "cardio": 3, "hyper": 2, "hypo": 2, "micro": 2,
            "bio": 2, "haemo": 2, "multi": 2, "post": 1, "pre": 1}  # fmt: skip
LETTER = {"W": 3}  # the letters of an abbreviation are said one by one


@remembered
def syllables(word: str, said: frozenset[str] = frozenset()) -> int:
    """The syllables of a word as it is said; a number in figures counts as one.

    `said` are abbreviations that are said as a word, not letter by letter, in small letters.
    """
    plain = word.replace("’", "'").strip("'-")
    parts = [part for part in re.split(r"[-\u2010\u2011]", plain) if part]
    if len(parts) != 1:
        return sum(syllables(part, said) for part in parts) or 1
    part = parts[0]
    if part[0].isdigit():
        return 1
    letters = part.removesuffix("s")
    if len(letters) > 1 and letters.isupper() and letters.casefold() not in said:
        return sum(LETTER.get(letter, 1) for letter in letters)
    return _known(part.lower()) or _derived(part.lower()) or _spelled(part.lower())


def _known(word: str) -> int:
    """What the dictionary says of a word, or of its American spelling; 0 when it has neither."""
    return _looked_up(word) or next(
        (
            count
            for british, american in AMERICAN
            if british.search(word) and (count := _looked_up(british.sub(american, word)))
        ),
        0,
    )


def _derived(word: str) -> int:
    """The count of a word made of a known one and an ending or a prefix; 0 when it is none."""
    for ending, more in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and (known := _known(stem) or _known(stem + "e")):
            silent = ending == "s" and re.search(r"(?:[sxz]|ch|sh|[cg]e)$", stem)
            return known + (1 if silent else more)
    for prefix, more in PREFIXES.items():
        stem = word.removeprefix(prefix)
        if stem != word and len(stem) > 3 and (known := _known(stem)):
            return known + more
    return 0


def _spelled(word: str) -> int:
    """Groups of vowels, but for a silent e or ed at the end; at least one."""
    bare = re.sub(r"(?<=[^aeiouyl])e[s]?$|(?<=[^aeiouytd])ed$|(?<=[aeiouy][lr])e$", "", word)
    bare = re.sub(
        r"(?<=[^aeiouq])i(?=[ao](?!u))|(?<=[aeou])(?=ing$)|(?<=e)(?=[ou][ls])", "i-", bare
    )
    return max(1, len(re.findall(r"[aeiouy]+", bare)))


def _looked_up(word: str) -> int:
    """The syllables of a word in the dictionary; 0 for one it does not have."""
    table = _dictionary()
    low, high = 0, len(table)
    while low < high:  # halves the part of the table in which the line must stand
        start = table.rfind("\n", 0, (low + high) // 2) + 1
        end = table.index("\n", start)
        entry, _, count = table[start:end].partition(" ")
        if entry == word:
            return int(count)
        if entry < word:
            low = end + 1
        else:
            high = start
    return 0


@remembered
def _dictionary() -> str:
    """Lines of a word and its syllables, sorted (`tests/dictionary.py`); read when first needed."""
    return bundled_text("readability/cmudict/syllables.txt").decode("ascii")
