"""Who may import what: each library has one owner, no room looks up, no file turns back."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from builder.caches import MOST
from tests.conftest import ROOT

# Which rooms and files use a library.
OWNERS = {
    "babel": {"model.handout"},
    "click": {"cli", "console", "commands"},
    "coloraide": {"pictures.tones"},
    "dask": {"machine.cluster"},
    "defusedxml": {"pictures.svg.elements"},
    "distributed": {"machine.cluster"},
    "email": {
        "deliver.ledger.bounces",
        "deliver.mail.headers",
        "deliver.ledger.letterbox",
        "deliver.mail.message",
    },
    "email_validator": {"deliver.lists.mailbox"},
    "htpy": {
        "web",
        "sign.composed",
        "blocks",
        "parts",
        "review.side_by_side",
        "deliver.mail.letter_text",
        "deliver.mail.proof",
        "desk",
    },
    "http": {"deliver.printing.exchange"},
    "icu4py": {"text.breaks", "machine.toolchain"},
    "markupsafe": {"web.document", "desk.deskpage"},
    "markdown_it": {"source.inline"},
    "PIL": {"pictures", "preflight.marked"},
    "pydantic": {"model", "source", "place", "blocks"},
    "pypdf": {"hear", "questions", "print", "deliver.copies.protect", "deliver.copies.samefile"},
    "pypdfium2": {"deliver.copies.protect", "deliver.mail.firstpage", "pages", "preflight", "see"},
