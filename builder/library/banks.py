"""The question bank in a language."""

from __future__ import annotations

from collections.abc import Mapping

from builder.library.which import same_language
from builder.model import QuestionBank


def bank_in(banks: Mapping[str, QuestionBank], language: str) -> QuestionBank | None:
    """The one in exactly that language, or else in it as another country writes it."""
    exact = banks.get(language)
    alike = (bank for name, bank in banks.items() if same_language(name, language))
    return exact or next(alike, None)
