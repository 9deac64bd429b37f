"""A paragraph in atoms: how wide a column they need, which face draws each, how each turns."""

from __future__ import annotations

import pytest

from builder.model import Typeface
from builder.place import Text as Source
from builder.project import bundled
from builder.source.inline import Rich, Run
from builder.text.atmost import AtMost
from builder.text.faces import stacks
from builder.text.lines import MIXED, Text
from builder.text.shape import shaper

LATIN, ARABIC, URDU = (
    Typeface(
        regular=bundled(f"fonts/{name}/regular.ttf"),
        bold=bundled(f"fonts/{name}/bold.ttf"),
        languages=languages,
    )
    for name, languages in (
        ("noto-sans", ()),
        ("noto-sans-arabic", ("ar",)),
        ("noto-nastaliq-urdu", ("ur",)),
    )
)
FACES = (LATIN, ARABIC, URDU)
REGULAR, BOLD = stacks(FACES, "en")
SHAPER = shaper(REGULAR, "en")


def text(*runs: Run, rtl: bool = False) -> Text:
    return Text(runs, REGULAR, BOLD, "en", rtl, FACES)


@pytest.mark.parametrize(
    ("words", "widest"),
    [
        ("it passes", "passes"),
        ("020 7946 0000", "020 7946 0000"),
        ("Pneu\u00admo\u00adno\u00adnie", "Pneu-"),
        ("a\u00admmmmmm", "mmmmmm"),
        ("il\u00adlness@here.org", "lness@"),
        ("i/mm.i", "i/mm.i"),  # no address
    ],
)
def test_how_narrow_a_column_may_be(words: str, widest: str) -> None:
    """So narrow that each word fits, parted where its author or an address lets it be."""
    made = text(Run(words))
    needed = max(made.narrowest(atom) for atom in made.atoms)
    hyphen = SHAPER.hyphen.width if widest.endswith("-") else 0
    assert needed == pytest.approx(SHAPER.word(widest.rstrip("-")).width + hyphen)


def test_a_date_to_write_may_be_torn() -> None:
    """Its lines are one thing only as long as there is room for all of them."""
    made = text(Run("", blank=4), Run(" / "), Run("", blank=2))
    (date,) = made.atoms
    first = 4000 + REGULAR[0].space_width + SHAPER.word("/").width
    assert made.narrowest(date) == first < date.width


def test_a_line_to_write_on_is_as_long_whatever_is_heard_there() -> None:
    """The words are those of the line, and take no room."""
    silent, spoken = text(Run("", blank=4)), text(Run("(to fill in)", blank=4))
    assert [atom.width for atom in silent.atoms] == [atom.width for atom in spoken.atoms] == [4000]
    assert [p.word.text for made in (silent, spoken) for p in made.atoms[0].pieces] == [
        "",
        "(to fill in)",
    ]


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize(("language", "family"), [("ur", URDU), ("ar", ARABIC), ("", ARABIC)])
def test_words_in_another_language_have_its_face(
    language: str, family: Typeface, strong: bool
) -> None:
    made = text(Run("see "), Run("ک", language=language, strong=strong))
    ((face, _, _),) = made.atoms[-1].pieces[0].word.glyphs
    assert face is stacks((family,), language)[strong][0]
    assert made.shaper_of(1).language == (language or "en")


def test_words_in_another_language_stay_bold_in_a_bold_text() -> None:
    made = Text([Run("ک", language="ur")], BOLD, BOLD, "en", False, FACES)
    ((face, _, _),) = made.atoms[0].pieces[0].word.glyphs
    assert face is stacks((URDU,), "ur")[True][0]


def test_a_word_may_turn_in_the_middle() -> None:
    """Of each word and the space before it is known which way it runs: odd is to the left."""
    made = text(Run("אב"), Run("cd"), Run(" 12 אב"), rtl=True)
    shown = [(atom.level, atom.space_level, bool(atom.space)) for atom in made.atoms]
    assert shown == [(MIXED, 0, False), (2, 1, True), (1, 1, True)]
    pieces = [(piece.word.text, piece.run, piece.level) for piece in made.atoms[0].pieces]
    assert pieces == [("אב", 0, 1), ("cd", 1, 2)]


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        ("see www.example.org now", [False, True, False]),
        ("us@example.org", [True]),
        ("no address", [False, False]),
    ],
)
def test_what_is_an_address_has_no_hyphen(words: str, addresses: list[bool]) -> None:
    made = text(Run(words))
    assert [made.is_address(atom) for atom in made.atoms] == addresses


def test_a_word_is_parted_where_it_just_fits() -> None:
    """At the last of the places that fit, and the space before it stays before it."""
    made = text(Run("a Pneu\u00admo\u00adnie"))
    room = SHAPER.word("Pneumo").width + SHAPER.hyphen.width
    for less, end in ((0, 8), (0.5, 6)):
        head, rest = made.parted(made.atoms[1], room - less) or (made.atoms[1],) * 2
        assert (head.end, rest.start, rest.space) == (end, end, 0)
        assert head.space == made.atoms[1].space > 0
    assert made.parted(made.atoms[1], 1000) is None


def test_a_word_may_be_of_many_runs() -> None:
    """The space after it is as wide as its last letters have it."""
    made = text(Run("a"), Run("b"), Run("c", strong=True), Run("d "), Run("", blank=2), Run(" x"))
    shown = [[(piece.word.text, piece.run) for piece in atom.pieces] for atom in made.atoms]
    assert shown == [[("a", 0), ("b", 1), ("c", 2), ("d", 3)], [("", 4)], [("x", 5)]]
    assert made.atoms[1].pieces[0].word.face is REGULAR[0]
    after = text(Run("ab"), Run("ک", language="ur"), Run(" x")).atoms[1]
    assert after.space == stacks((URDU,), "ur")[False][0].space_width != REGULAR[0].space_width


def test_the_rest_of_a_word_is_torn_no_further() -> None:
    made = text(Run("a wo\u00adman"))
    _, rest = made.parted(made.atoms[1], 10_000) or made.atoms
    assert made.finer(rest) == [rest]


def test_no_column_is_narrower_than_a_letter() -> None:
    made = text(Run("iW̱i"), Run("n"))
    assert made.widest_letter == SHAPER.word("W̱").width > SHAPER.word("n").width
    assert text().widest_letter == 0


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("WAVE To. Ty office fjord", "en"),
        ("12,500 mg/m² a day, 020 7946 0000 ext. 3", "en"),
        ("Straße — Ångström, naïve", "de"),
        ("il\u00adlness@here.org and www.example.org/a/b", "en"),
        ("العلاج 5 mg يبدأ", "ar"),
        ("W̱SÁNEĆ 㐀𠀀", "en"),
    ],
)
def test_no_word_is_wider_than_its_letters_say(words: str, language: str, strong: bool) -> None:
    rich = Rich((Run(words).cleaned(), Run("", blank=2), Run("Arzt", language="de")), Source(words))
    at_most = AtMost(FACES, language)
    assert 0 < at_most.shaped(rich, strong) <= at_most.by_letters(rich, strong)
    plain = Rich.plain(words)
    assert 0 < at_most.shaped(plain, strong) <= at_most.by_letters(plain, strong)
