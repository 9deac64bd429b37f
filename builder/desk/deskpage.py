"""The page: every leaflet of a folder, listed where there is no script, searched where there is."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator

import htpy as h
from markupsafe import Markup

from builder import __version__
from builder.desk.deskstyle import style
from builder.desk.leafletrow import leaflet_row, withdrawn_row
from builder.desk.shelf import Choice, Shelf
from builder.desk.wordindex import DIGITS, UNSPACED, script_data
from builder.notation.direction import direction
from builder.project import bundled_text

# In the order in which they are run: each adds what the next ones use.
SCRIPTS = ("fold", "wordlist", "states", "search", "basket", "start")


def page(shelf: Shelf, index: str) -> bytes:
    """The page; `index` is the address of the script with the words. Same shelf, same bytes."""
    look, script = style(shelf.brand), _script()
    told = {"words": shelf.words, "index": index, "unspaced": UNSPACED, "digits": DIGITS}
    document = h.html(lang=shelf.language, dir=direction(shelf.language))[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=_policy(look, script)),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.meta(name="generator", content=f"handouts {__version__}"),
            h.title[f"{shelf.words['title']} – {shelf.brand.name.text}"],
            h.style[Markup(look)],
        ],
        "\n",
        h.body[
            _head(shelf),
            h.main[_search(shelf), _list(shelf), _basket(shelf)],
            "\n",
            h.script("#told", type="application/json")[Markup(script_data(told))],
            h.script[Markup(script)],
        ],
    ]
    return f"{document}\n".encode()


def _policy(look: str, script: str) -> str:
    """Only this style and this script, and what that loads (Content Security Policy, level 3).

    Pictures lie beside the page: on a disk, no address but that of files is the page's own.
    """
    return (
        f"default-src 'none'; img-src 'self' file: data:; style-src {_hash(look)}; "
        f"script-src {_hash(script)} 'strict-dynamic'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _script() -> str:
    parts = (bundled_text(f"desk/script/{name}.js").decode() for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{"".join(parts)}}})();\n'


def _head(shelf: Shelf) -> h.Element:
    logo = h.img(src=shelf.logo, alt="") if shelf.logo else None
    return h.header[
        h.p(".organisation")[logo, h.span[shelf.brand.name.text]],
        h.h1[shelf.words["title"]],
    ]


def _search(shelf: Shelf) -> Iterator[h.Node]:
    """What only a script can do is hidden until there is one."""
    words = shelf.words
    yield h.form(".find", role="search", hidden=True)[
        h.label(for_="query")[words["find"]],
        h.input(
            "#query", type="search", autocomplete="off", spellcheck="false",
            aria_describedby="query-hint",
        ),
        h.p("#query-hint.hint")[words["find_hint"]],
        h.div(".filters")[(_filter(shelf, choice) for choice in shelf.choices)],
        h.p(".actions")[
            h.button(type="reset")[words["show_all"]],
            h.a(".to-list", href="#basket")[words["list"], " ", h.span(".count")["0"]],
        ],
    ]  # fmt: skip
    yield h.p("#status", role="status")
    yield h.noscript[h.p(".hint")[words["no_script"]]]


def _filter(shelf: Shelf, choice: Choice) -> h.Element:
    return h.label[
        h.span[shelf.words[choice.name]],
        h.select(name=choice.name)[
            h.option(value="")[shelf.words["any"]],
            (h.option(value=value)[title] for value, title in choice.values),
        ],
    ]


def _list(shelf: Shelf) -> Iterator[h.Node]:
    yield h.ul("#leaflets", role="list")[
        (["\n", leaflet_row(shelf, each)] for each in shelf.leaflets),
        (["\n", withdrawn_row(shelf, each)] for each in shelf.withdrawn),
    ]
    yield h.p(".more", hidden=True)[h.button(type="button")[shelf.words["more"]]]


def _basket(shelf: Shelf) -> h.Element:
    words = shelf.words
    return h.section("#basket", aria_labelledby="basket-title", tabindex="-1", hidden=True)[
        h.h2("#basket-title")[words["list"]],
        h.p(".empty")[words["list_empty"]],
        h.div(".full", hidden=True)[
            h.ol(role="list"),
            h.p(".total"),
            h.p(".actions")[
                h.button(".print-list", type="button")[words["list_print"]],
                h.button(".empty-list", type="button")[words["list_clear"]],
            ],
            h.details[h.summary[words["commands"]], h.pre],
        ],
    ]
