"""Markup of other languages, which is printed as it was typed: its author may think it works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.source.shifted import SHIFTED

STRONG = "only **strong** words are set apart"
LINE = "a line to write on is '____', in running text or as a cell of a table, or a 'write-in'"
SHIFT = "what is raised or lowered stands right after a letter or figure: m^2^, H~2~O"
# What it looks like, and what does the work here.
LINES = r"_{3,}|\.{5,}|(?:… ?){3,}|(?:\. ){4,}"
UNUSED = (
    (r"(?<![\w_])(_{1,3})(?=[^\s_])[^_]*[^\s_]\1(?![\w_])", STRONG),
    (LINES, LINE),
    (r"~~(?=\S).*?\S~~|==(?=\w).*?\w==|(?<!\w)'''?(?=\w).*?\w'''?(?!\w)", STRONG),
    (r"```|`[^`]+`", STRONG),
    (r"^#{1,6} ", "a heading is the 'heading' of a section"),
    (r"^(?:[-*+•‣◦▪●] |\[[ xX]?\] )", "use the block 'list', 'steps' or 'checklist'"),
    (r"^> ", "use the block 'note' or 'story'"),
    (r"\^\S{1,24}\^|(?<=\w)\^\w+|(?<![\w~])~\w{1,4}~(?!~)", SHIFT),
    (r"\[\^[^\]]+\]", "write the note as a sentence, or cite a claim"),
    (r"\[[^\]]+\] \(https?:[^)]*\)|\([^)]+\)\[https?:[^\]]*\]|\[[^\]]+\]\[[^\]]*\]|\[\[.*?\]\]",
     "a link is [words](https://…)"),
    (r"<(?:https?://|mailto:)[^>]*>", "a link is [words](https://…)"),
    (r"</?su[bp]>", SHIFT),
    (r"</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--", "HTML does nothing here"),
    (r"&(?:[A-Za-z]{2,}\d*|#\d+|#[xX][0-9A-Fa-f]+);", "type the character itself"),
    (r"\\[nrt](?![a-z])", "a new line is a block or an item of its own"),
)  # fmt: skip
ANY = re.compile("|".join(f"(?:{pattern})" for pattern, _ in UNUSED).replace(r"\1", r"_+"))
SIGN = re.compile(r"\\[!-/:-@\[-`{-~]")  # what a backslash makes a mere sign (CommonMark, 2.4)
USED = re.compile(
    SHIFTED.pattern + r"|\]\(<[^>]*>|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\{[^{}]*\}"
)


def unused(words: str, *, lines: re.Pattern[str] | None = None) -> Iterator[tuple[int, str, str]]:
    """Where such markup is in a text as it was written, what it is, and what to do instead.

    In some texts signs for `lines` to write on do work.
    """
    if not ANY.search(words):
        return
    own = SIGN.sub("\0\0", words)
    own = USED.sub(lambda match: "\0" * len(match.group()), own)
    own = lines.sub(lambda match: "\0" * len(match.group()), own) if lines else own
    taken: list[range] = []
    for pattern, hint in UNUSED:
        for match in re.finditer(pattern, own):
            if not any(match.start() in other for other in taken):
                taken.append(range(match.start(), match.end()))
                yield match.start(), match.group().strip(), hint
