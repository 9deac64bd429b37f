"""Every way to break a file is noticed by a judge: each tried on one leaflet.

`make mutations` tries each on all of them.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.mutations.documents import DOCUMENTS, Document
from tests.mutations.judgement import MUTATIONS, noticed
from tests.mutations.surgery import Nothing, saved

# The first of them that has what is to be broken is broken.
ORDER = ("CT-07", "hi", "ar", "blocks", "CT-11-fillable", "sample")


@cache
def document(name: str) -> Document:
    return DOCUMENTS[name]()


def broken(name: str) -> tuple[bytes, Document]:
    for leaflet in ORDER:
        try:
            return MUTATIONS[name].of(document(leaflet)[0]), document(leaflet)
        except Nothing:
            continue
    raise AssertionError(f"no document has anything for {name} to break")


@pytest.mark.parametrize("name", ORDER)
def test_whole_files_are_whole(name: str) -> None:
    pdf, said = document(name)
    assert noticed(pdf, said) == []
    assert noticed(saved(pdf), said) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_is_noticed(name: str) -> None:
    pdf, (whole, said) = broken(name)
    assert pdf not in (whole, saved(whole))
    assert noticed(pdf, said) != []


def test_there_are_many() -> None:
    assert len(MUTATIONS) > 100
