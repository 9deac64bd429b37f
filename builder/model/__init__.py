"""What sources say, and what they make together.

Each kind of file has a file here, with what it says as written; `handout` is the merged document.
"""

from builder.model.approval import Approval, Approvals
from builder.model.blocktype import (
    BESIDE,
    AnyBlock,
    Block,
    Merger,
    block,
    with_inner,
    without_inner,
)
from builder.model.conditions import OF_ITSELF, Conditions
from builder.model.definition import HandoutDefinition, TopicUse
from builder.model.diary import Entry
from builder.model.edition import WEB, Edition
from builder.model.evidence import ArticleSection, Claim, Evidence, Omission, Reference
from builder.model.fact import Fact
from builder.model.field import PersonalField
from builder.model.figures import OUT_OF, StudyFigure
from builder.model.handout import (
    FRONT,
    Chapter,
    Handout,
    Step,
    named,
    texts,
)
from builder.model.imprint import (
    Covered,
    Mark,
    Provenance,
    Related,
    UserTest,
)
from builder.model.letter import Letter
from builder.model.looks import MORE_ROLES, ROLES, Brand, FontFiles, Layout, ScriptFont
from builder.model.mail import Mail
from builder.model.packs import PackDefinition
from builder.model.pictures import Pictures, SharedPicture
from builder.model.placed import Conditional, Placed
from builder.model.printer import Printer
from builder.model.questions import (
    BankQuestion,
    PickedGroup,
    QuestionBank,
    QuestionGroup,
    WantedQuestions,
)
from builder.model.signs import ALL, Asked, Citing, Sign, Signs, Urgency, with_claims_of
from builder.model.site import Contact, Site, SiteFact
from builder.model.sitefacts import NO_FACTS, DeclaredFact, FactLine, Facts, StripLine
from builder.model.snippet import Snippet
from builder.model.styles import (
    BOXES,
    LIGHTS,
    MORE_BOXES,
    MORE_STYLES,
    STYLES,
    Box,
    Margins,
    TextStyle,
)
from builder.model.terms import Phrases, Term, Terms
from builder.model.topic import Section, Topic
from builder.model.typeface import Typeface, preferred
from builder.model.wordlists import WordEntry, WordListFile

__all__ = [
    "ALL",
    "BESIDE",
    "BOXES",
    "FRONT",
    "LIGHTS",
    "MORE_BOXES",
    "MORE_ROLES",
    "MORE_STYLES",
    "NO_FACTS",
    "OF_ITSELF",
    "OUT_OF",
    "ROLES",
    "STYLES",
    "WEB",
    "AnyBlock",
    "Approval",
    "Approvals",
    "ArticleSection",
    "Asked",
    "BankQuestion",
    "Block",
    "Box",
    "Brand",
    "Chapter",
    "Citing",
    "Claim",
    "Conditional",
    "Conditions",
    "Contact",
    "Covered",
    "DeclaredFact",
    "Edition",
    "Entry",
    "Evidence",
    "Fact",
    "FactLine",
    "Facts",
    "FontFiles",
    "Handout",
    "HandoutDefinition",
    "Layout",
    "Letter",
    "Mail",
    "Margins",
    "Mark",
    "Merger",
    "Omission",
    "PackDefinition",
    "PersonalField",
    "Phrases",
    "PickedGroup",
    "Pictures",
    "Placed",
    "Printer",
    "Provenance",
    "QuestionBank",
    "QuestionGroup",
    "Reference",
    "Related",
    "ScriptFont",
    "Section",
    "SharedPicture",
    "Sign",
    "Signs",
    "Site",
    "SiteFact",
    "Snippet",
    "Step",
    "StripLine",
    "StudyFigure",
    "Term",
    "Terms",
    "TextStyle",
    "Topic",
    "TopicUse",
    "Typeface",
    "Urgency",
    "UserTest",
    "WantedQuestions",
    "WordEntry",
    "WordListFile",
    "block",
    "named",
    "preferred",
    "texts",
    "with_claims_of",
    "with_inner",
    "without_inner",
]
