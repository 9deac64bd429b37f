"""Which outputs there are: of each definition, for each site, in its language and editions."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Sink
from builder.library.library import Library
from builder.library.reading import read_library
from builder.library.which import Which, which
from builder.merge.merge import merge
from builder.outputs.entry import path_of
from builder.project import Project
from tests.conftest import ROOT, TODAY, said_in

TWO_SITES = ROOT / "tests/two_sites"
BOTH = [
    ("BOTH-1", "liffey", "en-IE", "standard"),
    ("BOTH-1", "liffey", "en-IE", "web"),
    ("BOTH-1", "tamar", "en-GB", "standard"),
    ("BOTH-1", "tamar", "en-GB", "web"),
]


def library_of(root: Path) -> Library:
    sink = Sink()
    library = read_library(Project(root, TODAY), sink)
    assert not sink.failed, sink.sorted()
    return library


def test_each_site_has_its_own_in_its_language() -> None:
    found = which(library_of(TWO_SITES), Sink(), ("both",))
    assert [(w.definition, w.site, w.language, w.edition) for w in found] == BOTH
    assert [len({w.document for w in found}), len(set(found))] == [2, 4]


def test_one_edition_at_one_site() -> None:
    found = which(library_of(TWO_SITES), Sink(), ("both",), "web", "tamar")
    assert found == [Which("BOTH-1", "tamar", "en-GB", "web")]


def test_a_translation_says_so_in_its_name(folder: Path) -> None:
    """A site's way to write a language is no translation; another language is one."""
    said_in(folder, "de")
    library, project = library_of(folder), Project(folder, TODAY)
    (own,) = which(library, Sink(), ("case",), "standard")
    names = {"en-GB": "case/case.standard.pdf", "de": "case/case.de.standard.pdf"}
    for language, name in names.items():
        sink = Sink()
        handout = merge(project, library, Which("case", own.site, language, "standard"), sink)
        assert handout is not None, sink.sorted()
        assert (handout.language, path_of(handout)) == (language, name)
        assert handout.web_path == name.replace("standard.pdf", "html")
