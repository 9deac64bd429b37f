"""JSON Schemas of what authors write, made from the models that read it.

They are for editors, which read YAML 1.2 with its numbers and flags, where our
reader takes every value as the text that was typed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from builder.authors.keys import group, keys_of
from builder.checks.check import ADVICE
from builder.library.library import Library
from builder.merge.lookup import FOLDERS
from builder.model import (
    BESIDE,
    BOXES,
    MORE_BOXES,
    ROLES,
    SAFETY_FACTS,
    STYLES,
    Approvals,
    Block,
    Brand,
    Evidence,
    HandoutDefinition,
    Layout,
    Letter,
    PackDefinition,
    Phrases,
    Pictures,
    Placed,
    Printer,
    QuestionBank,
    Signs,
    Site,
    Terms,
    Topic,
    TopicUse,
    block,
)
from builder.model.parttype import part

Schema = dict[str, Any]
FILES: dict[str, type[Placed]] = {
    "topic": Topic,
    "handout": HandoutDefinition,
    "layout": Layout,
    "brand": Brand,
    "site": Site,
    "letter": Letter,
    "terms": Terms,
    "evidence": Evidence,
    "phrases": Phrases,
    "questions": QuestionBank,
    "pictures": Pictures,
    "signs": Signs,
    "approvals": Approvals,
    "printer": Printer,
