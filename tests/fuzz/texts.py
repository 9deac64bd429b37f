"""Texts to set: words of many scripts, with what stands between words in leaflets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from hypothesis import strategies as st

SCRIPTS = Path(__file__).parent / "scripts.yaml"
Texts = st.SearchStrategy[str]

# What keeps its own order or place in any text, and what a line cannot hold.
ODD = (
    "(T-cell)", "[1:10]", "«2»", "+91 99 3070 9000", "020 7946 0000", "38.0 °C", "2.5 mg", "½",
    "10:00–12:00", "3–4", "-5", "12.5%", "€20", "A/B", "N/A", "#1", "…", "{site.call_24h}",
    "{term:fracture}", "{term:fracture|(fractures)}", "{brand.name}", "\\*", "\\[", "&", "<b>",
    "10^6^", "HbA~1c~", "(T~max~)", "3^rd^.",
    "a\u00a0b\u00a0c", "co\u00adop\u00aderate", "ab\u200bcd", "no\u2011break",
)  # fmt: skip
# Words that no line can hold.
LONG = (
    "https://example.org/a/very/long/address/that/nobody/types?with=questions&and=answers#place",
    "x" * 200, "0" * 60,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
)  # fmt: skip


@cache
def words() -> dict[str, list[str]]:
    """The words of each language."""
    listed = yaml.safe_load(SCRIPTS.read_text("utf-8"))
    return {entry["language"]: entry["words"].split() for entry in listed}


def pieces(language: str) -> Texts:
    """Words of a language, here and there one in Latin letters or something odd."""
    own = st.sampled_from(words()[language])
    return st.one_of(own, own, own, st.sampled_from(words()["en"]), st.sampled_from(ODD))


def stretch(language: str, most: int) -> Texts:
    return st.lists(pieces(language), min_size=1, max_size=most).map(" ".join)


def marked(language: str) -> Texts:
    """Some words that are strong, linked, in brackets, or none of it."""
    plain = st.lists(st.sampled_from(words()[language] + words()["en"]), min_size=1, max_size=4)
    some = plain.map(" ".join)
    return st.one_of(
        stretch(language, 8),
        some.map(lambda text: f"**{text}**"),
        some.map(lambda text: f"({text})"),
        st.tuples(some, st.integers(1, 999)).map(lambda p: f"[{p[0]}](https://example.org/{p[1]})"),
        some.map(lambda text: f"[**{text}**](mailto:a@example.org)"),
        phrase(),
    )


def phrase() -> Texts:
    """Words that say that they are in another language, strong, linked, or neither."""

    def said(language: str) -> Texts:
        own = st.lists(
            st.sampled_from([*words()[language], "5 mg", "020 7946 0000", "(2)", "!"]), max_size=3
        )
        return own.map(lambda each: f"{{lang.{language}:{' '.join(['x', *each])}}}")

    some = st.sampled_from(sorted(words())).flatmap(said)
    return st.one_of(
        some,
        some.map(lambda text: f"**{text}**"),
        st.tuples(some, some).map(lambda pair: f"[{pair[0]} {pair[1]}](tel:{{site.call_24h}})"),
    )


def short(language: str) -> Texts:
    return stretch(language, 4)


def running(language: str) -> Texts:
    """A text of a few words or of many, with markup."""
    some = st.lists(marked(language), min_size=1, max_size=5).map(" ".join)
    more = st.tuples(some, st.integers(2, 3)).map(lambda pair: " ".join([pair[0]] * pair[1]))
    return st.one_of(some, some, more)


def rich(language: str) -> Texts:
    """Running text, now and then with a word that is longer than a line."""
    whole = running(language)
    long = st.tuples(whole, st.sampled_from(LONG), whole).map(" ".join)
    return st.one_of(whole, whole, whole, long)
