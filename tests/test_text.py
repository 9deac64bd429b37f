"""The text engine: where lines break, which face draws what, what no part of a page may lose."""

from __future__ import annotations

from datetime import date

import pytest

from builder.model import Typeface
from builder.notation.cldr import day_in_words, listed_in_words
from builder.paper.flow import Flow
from builder.paper.setting import Paragraph, Setting
from builder.pdf.tags import Element
from builder.project import bundled
from builder.source.inline import SOFT_HYPHEN, Run
from builder.text.faces import Stack, covers, stacks
from builder.text.fill import broken
from builder.text.lines import Line, Piece
from builder.text.shape import shaper

FAMILIES = ("atkinson-hyperlegible-next", "noto-sans")
SIZE = 10.0


def faces() -> tuple[Stack, Stack]:
    return stacks(
        tuple(
            Typeface(
                regular=bundled(f"fonts/{name}/regular.ttf"), bold=bundled(f"fonts/{name}/bold.ttf")
            )
            for name in FAMILIES
        ),
        "en",
    )


def flow(*runs: Run) -> Flow:
    regular, bold = faces()
    setting = Setting(SIZE, 14, regular, bold, "en", "0 0 0", "0 0 1")
    return Flow(Paragraph(runs, setting, Element("P")))


def shown(line: Line) -> str:
    words = []
    for number, atom in enumerate(line):
        words.append((" " if atom.space and number else "") + "".join(map(seen, atom.pieces)))
    return "".join(words)


def seen(piece: Piece) -> str:
    return "-" if piece.word.shows[0][0] == SOFT_HYPHEN else piece.word.text


def lines_of(text: str, width: float) -> list[str]:
    """The lines of a text in a column `width` points wide."""
    made = flow(Run(text))
    made.wrap(width, 0)
    return [shown(line) for line in made._lines or []]


def test_no_line_tears_a_number_unless_it_has_no_room() -> None:
    text = "Ring us on 020 7946 0000 if you took 5 000 IU"
    for width in range(75, 300):
        whole = " / ".join(lines_of(text, width))
        assert "020 7946 0000" in whole
        assert "5 000 IU" in whole
    assert lines_of("on 020 7946 0000 or", 50) == ["on", "020 7946", "0000 or"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a word", ["a word"]),
        ("graft-versus-host", ["graft-", "versus-", "host"]),
        ("CAR-T T-cell B-cell", ["CAR-T", "T-cell", "B-cell"]),
        ("0800\u00a055\u00a05", ["0800\u00a0", "55\u00a05"]),
        ("ab\u200bcd", ["ab\u200bcd"]),
        ("wordandword\u200bword", ["worda-", "ndword\u200b", "word"]),
        ("overlong", ["overlo-", "ng"]),
        ("über\u00adlang Höhe\u00adpunkt", ["über-", "lang", "Höhe-", "punkt"]),
        ("a\u00adb wo\u00adman\u00ad", ["ab wo-", "man"]),
        ("Pneu\u00admono", ["Pneu-", "mono"]),
        ("no\u00adthing", ["nothing"]),
        ("nothing@here.org", ["nothing", "@here.", "org"]),
        ("0123456789", ["012345", "6789"]),
        ("ยยยยยยยย", ["ยยยยยย", "ยย"]),
        ("חחחחחחחחח", ["חחחחחח", "חחח"]),
        ("and/or", ["and/or"]),
        ("blood/marrow", ["blood/", "marrow"]),
        ("of 5 mg a", ["of", "5 mg a"]),
        ("at 38 °C", ["at", "38 °C"]),
        ("of 5 meals", ["of 5", "meals"]),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    assert lines_of(text, 34) == lines


def test_nothing_leaves_its_column() -> None:
    text = "A " + "verylongwebaddress.example/" * 9 + " and गर्भावस्था" * 20
    for width in (12, 30, 77, 200):
        made = flow(Run(text), Run(" and more words", strong=True))
        made.wrap(width, 0)
        for line in made._lines or []:
            used = sum(a.width + a.space for a in line) - line[0].space
            assert used * SIZE / 1000 <= width + 0.01
        whole = "".join(
            "".join(p.word.text for a in line for p in a.pieces) for line in made._lines or []
        )
        assert whole == (text + " and more words").replace(" ", "")


def test_a_word_crosses_from_strong_to_plain() -> None:
    made = flow(Run("see "), Run("CAR-T", strong=True), Run(", then"))
    made.wrap(1000, 0)
    assert [shown([atom]) for line in made._lines or [] for atom in line] == [
        "see",
        "CAR-T,",
        "then",
    ]


@pytest.mark.parametrize(("count", "cuts"), [(2, []), (3, []), (4, [2]), (7, [2, 3, 4, 5])])
def test_widows_and_orphans(count: int, cuts: list[int]) -> None:
    """No line is left alone on either page."""
    made = flow(Run(" ".join(["word"] * count)))
    made.wrap(25, 0)
    assert made.height == count * 14
    found = list(made.cuts())
    assert [round(cut.above / 14) for cut in found] == cuts
    for cut in found:
        above, below = made.parted(cut.at)
        assert (above.height, below.height) == (cut.above, cut.below)


def test_faces_fall_back() -> None:
    regular, _ = faces()
    word = shaper(regular, "en").word("aψक")
    assert [part[0] for _, parts in word.shows for part in parts] == [regular[0], regular[1]]
    assert covers(regular, "न")
    assert covers(regular, "\u200d")
    assert not covers(regular, "漢")


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Be\u0323\u0302nh", "B\u1ec7nh"),
        ("e\u0302\u0323", "\u1ec7"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("\u0915\u093c", "\u0915\u093c"),
        ("\u0958 \u212b \uf900", "\u0958 \u212b \uf900"),  # drawn as they are
        ("\u00a9\ufe0f", "\u00a9"),
    ],
)
def test_marks_stand_on_their_letters(written: str, word: str) -> None:
    assert Run(written).cleaned().text == word


def test_a_letter_and_its_marks_are_of_one_face() -> None:
    regular, _ = faces()
    for text in ("q\u0323a", "xq\u0303\u0323"):
        word = shaper(regular, "en").word(text)
        mark = next(i for i, c in enumerate(text) if c == "\u0323")
        drawn = [face for face, _, _ in word.glyphs]
        assert drawn[text.index("q")] is drawn[mark if len(drawn) > mark else -1]


def test_a_word_is_shaped_once() -> None:
    regular, _ = faces()
    one = shaper(regular, "en").word("office")
    assert shaper(regular, "en").word("office") is one
    assert one.width == pytest.approx(sum(face.advance(gid) for face, gid, _ in one.glyphs), abs=40)


@pytest.mark.parametrize(
    "text", ["office", "first", "baffle", "Zoë", "½", "क्षत्रिय", "किताब", "हिन्दी"]
)
def test_glyphs_say_the_word_or_the_word_says_itself(text: str) -> None:
    regular, _ = faces()
    word = shaper(regular, "hi").word(text)
    ((actual, _),) = word.shows
    assert actual == text or "".join(words for _, _, words in word.glyphs) == text


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en-GB", "5 November 2026"),
        ("en-IE", "5 November 2026"),
        ("en-US", "November 5, 2026"),
        ("de", "5. November 2026"),
        ("es-US", "5 de noviembre de 2026"),
        ("fr", "5 novembre 2026"),
        ("hi", "5 नवंबर 2026"),
        ("ur", "5 نومبر، 2026"),
        ("he", "5 בנובמבר 2026"),
        ("qya", "5 November 2026"),  # not in CLDR
    ],
)
def test_a_day_as_its_language_writes_it(language: str, day: str) -> None:
    """It stays on one line."""
    assert day_in_words(date(2026, 11, 5), language) == day.replace(" ", "\u00a0")


@pytest.mark.parametrize("text", ["a", "Ring us", "graft-versus-host disease", "ab" * 40])
def test_a_line_that_fits_exactly_is_not_broken(text: str) -> None:
    made = flow(Run(text)).paragraph.text
    width = sum(atom.width + atom.space for atom in made.atoms)
    assert len(broken(made, width)) == 1
    assert len(broken(made, width - 0.001)) == (2 if len(text) > 1 else 1)


def test_a_text_is_shaped_once_for_all_sizes() -> None:
    """Of the same runs, faces and language; words of a language of their own are apart."""
    regular, bold = faces()
    small, large = (Setting(size, 14, regular, bold, "en", "0", "0") for size in (10, 18))
    runs = (Run("Ring us "), Run("today", strong=True))
    text = small.shaped(runs)
    assert large.shaped(tuple(Run(run.text, strong=run.strong) for run in runs)) is text
    assert small.shaped((runs[0], Run("today"))) is not text
    assert Setting(10, 14, bold, bold, "en", "0", "0").shaped(runs) is not text
    assert Setting(10, 14, regular, bold, "fr", "0", "0").shaped(runs) is not text


@pytest.mark.parametrize(
    ("names", "language", "listed"),
    [
        ([], "en-GB", ""),
        (["nurse"], "de", "nurse"),
        (["nurse", "doctor", "cook"], "en-GB", "nurse, doctor and cook"),
        (["nurse", "doctor", "cook"], "en-US", "nurse, doctor, and cook"),
        (["Arzt", "Koch"], "de", "Arzt und Koch"),
        (["a", "b", "c"], "ur", "a، b، اور c"),
    ],
)
def test_several_things_as_a_language_lists_them(
    names: list[str], language: str, listed: str
) -> None:
    assert listed_in_words(names, language) == listed
