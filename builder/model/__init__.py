"""What sources say, and what they make together.

`sources` and `looks` are files as written; `handout` is the merged document.
"""

from builder.model.blocktype import BESIDE, AnyBlock, Block, Merger, block, with_inner
from builder.model.handout import Chapter, Fact, Handout, Typeface, texts
from builder.model.looks import (
    BOXES,
    ROLES,
    STYLES,
    WEB,
    Box,
    Brand,
    Edition,
    FontFiles,
    Layout,
    Margins,
    TextStyle,
)
from builder.model.placed import Placed
from builder.model.sources import (
    FACT_VALUES,
    SAFETY_FACTS,
    Claim,
    Claims,
    Contact,
    HandoutDefinition,
    Phrases,
    Reference,
    Section,
    SignedFact,
    Site,
    Term,
    Terms,
    Topic,
    TopicUse,
)

__all__ = [
    "BESIDE",
    "BOXES",
    "FACT_VALUES",
    "ROLES",
    "SAFETY_FACTS",
    "STYLES",
    "WEB",
    "AnyBlock",
    "Block",
    "Box",
    "Brand",
    "Chapter",
    "Claim",
    "Claims",
    "Contact",
    "Edition",
    "Fact",
    "FontFiles",
    "Handout",
    "HandoutDefinition",
    "Layout",
    "Margins",
    "Merger",
    "Phrases",
    "Placed",
    "Reference",
    "Section",
    "SignedFact",
    "Site",
    "Term",
    "Terms",
    "TextStyle",
    "Topic",
    "TopicUse",
    "Typeface",
    "block",
    "texts",
    "with_inner",
]
