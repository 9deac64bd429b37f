"""Files that may be anybody's, and damaged: pypdf is silent, what cannot be read is one line."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def silence() -> Iterator[None]:
    """Keeps pypdf from logging what it repairs."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def told_as(problem: type[ValueError], failure: str) -> Iterator[None]:
    """Tells in one line what went wrong: for a damaged file pypdf raises all kinds of errors."""
    try:
        yield
    except problem:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise problem(f"{failure}: {reason}") from None
