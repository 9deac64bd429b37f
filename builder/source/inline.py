"""Inline markup: a small part of CommonMark, and references in braces.

`**strong**`, `[words](https://…)`, `{term:spirometry}`, `{site.night_number}`, `{for.appointment}`,
`{brand.name}`, `{figure:falls-rate}`, `{lang.fr:bonjour}`, `m^2^`, `T~max~`, and a backslash
before a sign that is meant as itself. Everything else is the text it looks like; where that
looks like markup, its author is told. What comes out is a tuple of runs; no later stage parses
text again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from builder.caches import remembered
from builder.diagnostics import Sink
from builder.notation.addresses import fault, unlinked
from builder.notation.direction import CLOSED_BY, LANGUAGE, unpaired
from builder.notation.phone import dialled
from builder.place import SPACE, WORDS, Span, Text, empty, letters
from builder.source.shifted import SHIFTED, Shift, levels
from builder.source.unused import unused
from builder.source.when import When

MARKUP = re.compile(r"[*\[\]{}\\]|" + SHIFTED.pattern)
REFERENCE = re.compile(r"\{([^{}]*)\}")
TONGUE = re.compile(r"lang[.:]\s*([A-Za-z0-9-]+)\s*[:|]\s*(.*\S)\s*", re.DOTALL)
NAME = re.compile(r"(term|site|brand|for)[:.]\s*([A-Za-z0-9_-]+)\s*(?:\|\s*(.*\S)\s*)?")
FIGURE = re.compile(r"figure[:.]\s*([A-Za-z0-9_-]+)\s*(?:\.\s*([A-Za-z0-9_-]+)\s*)?")
TO_WRITE = re.compile("_{3,}")
LITERAL = re.compile(r"\*\*|\]\(")
MAX_TEXT = 10_000
SOFT_HYPHEN = "\u00ad"
SELECTOR = re.compile("[\ufe0e\ufe0f]")  # as text or as a picture: no font of ours has pictures
MORE = "more"  # the part of a run that goes on with what a person's field prints
# What cannot stand in the words of a link, and what stands empty until somebody says it.
UNLINKED = {"term": "a term leads to its own meaning", "for": "write it beside the link"}
EMPTY = {"site": "nobody has signed the fact", "for": "nobody has filled it in"}
SIGN = r"to print the sign, write '\' before it ('\\' in double quotes)"


@dataclass(frozen=True)
class Reference:
    """What is looked up: `{term:spirometry|the test}`, `{figure:falls-rate.of}`.

    Those after a fact of the site, `{site.not_alone_days|days: ____}`, stand in its place while
    nobody has signed it; those after a field, where it is not filled in for a person.
    """

    kind: str
    name: str
    words: str = ""
    part: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of text of one kind.

    `blank` is the length of a line to write on, in ems, where the text is heard and
    not seen; `term` the id of the term it names; `fact` the name of the site's fact
    it says; `figure` the id of the figure it prints, and `part` which part of it;
    `field` the name of the personal field it stands for (`part` is MORE after its first run);
    `language` that of its words, if it is another than that of the text; `reference`
    is only there until the handout is merged. `edit` says of words that are shown to a
    reviewer whether a later version added or removed them. `shift` is that of words
    above or below the line that have no signs of their own there. `hyphens` are where in
    the text a line may break with a hyphen, as its author said by soft hyphens: they
    are no part of the words.
    """

    text: str
    strong: bool = False
    href: str = ""
    term: str = ""
    fact: str = ""
    figure: str = ""
    field: str = ""
    part: str = ""
    blank: float = 0
    language: str = ""
    reference: Reference | None = None
    edit: Literal["", "added", "removed"] = ""
    shift: Shift = ""
    hyphens: tuple[int, ...] = ()

    def cleaned(self) -> Run:
        """The run with its marks on their letters, and what is no part of the words out of them."""
        if self.text.isascii():
            return self
        text = SELECTOR.sub("", _composed(self.text))
        if SOFT_HYPHEN not in text:
            return self if text == self.text else replace(self, text=text)
        first, *parts = text.split(SOFT_HYPHEN)
        text, places = first, []
        for part in parts:
            places.append(len(text))
            text += part
        inside = (place for place in dict.fromkeys(places) if 0 < place < len(text))
        return replace(self, text=text, hyphens=tuple(inside))


@dataclass(frozen=True)
class Rich:
    """A text with inline markup, parsed: what is printed, run by run.

    `when` is that of a point of a list, and only there until the handout is merged.
    """

    runs: tuple[Run, ...]
    source: Text
    when: When | None = None

    @property
    def text(self) -> str:
        """The words a reader reads."""
        runs = self.runs
        return runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])

    @property
    def span(self) -> Span:
        return self.source.span

    @classmethod
    def plain(cls, words: str, source: Text | None = None) -> Rich:
        """Words of our own, or text that has no markup."""
        return cls((Run(words).cleaned(),), source if source is not None else Text(words))

    def strong(self) -> Rich:
        """The same words, all of them strong."""
        return replace(self, runs=tuple(replace(run, strong=True) for run in self.runs))

    @classmethod
    def validate(cls, value: Any, info: ValidationInfo | None = None) -> Rich:
        """Raises PydanticCustomError, whose type is the code of the diagnostic."""
        return value if isinstance(value, Rich) else cls.read(Text.validate(value), info)

    @classmethod
    def read(
        cls, source: Text, info: ValidationInfo | None, *, lines: re.Pattern[str] | None = None
    ) -> Rich:
        """A text parsed; signs that are `lines` to write on there are no markup."""
        if len(source) > MAX_TEXT:
            message = f"the text is longer than {MAX_TEXT} characters"
            raise PydanticCustomError("long-text", "{message}", {"message": message})
        if not source.isascii() and (sign := unpaired(source)):
            raise _unpaired(source, sign)
        words = re.sub(f"[{SPACE}]+", " ", source).strip(SPACE)
        sink: Sink = info.context["sink"] if info and info.context else Sink()
        for at, sign, hint in unused(words, lines=lines):
            place = source.locate(sign, letters(words[:at]))
            told = f"{hint}; {SIGN}"
            sink.warning(place, "unused-markup", f"'{sign}' is printed as it is", told)
        return cls(tuple(run.cleaned() for run in _runs(source, words)), source)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.with_info_plain_validator_function(
            cls.validate,
            serialization=core_schema.plain_serializer_function_ser_schema(_serialized),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": WORDS, "minLength": 1}


def _composed(text: str) -> str:
    """The text with each letter and its marks as one character, where there is one (UAX #15, NFC).

    Fonts have the letters more often than the marks. A single character stays as it
    is: NFC would make some into others that are not drawn alike.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    groups: list[str] = []
    for character in text:
        joins = unicodedata.category(character)[0] == "M" or "\u1161" <= character <= "\u11ff"
        if groups and joins:
            groups[-1] += character
        else:
            groups.append(character)
    return "".join(unicodedata.normalize("NFC", g) if len(g) > 1 else g for g in groups)


def _unpaired(source: Text, sign: str) -> PydanticCustomError:
    role = "closed" if sign in CLOSED_BY else "opened"
    message = f"a sign for the direction of text is never {role}: "
    message += f"U+{ord(sign):04X}, {unicodedata.name(sign)}"
    hint = "take it out: the direction of words is found without such signs"
    context = {"span": source.locate(sign), "hint": hint, "message": message}
    return PydanticCustomError("direction", "{message}", context)


def _serialized(rich: Rich) -> list[Any]:
    """What the cache key sees of a text: what is printed, not where it was written."""
    return [
        [r.text, r.strong, r.href, r.term, r.blank, r.language, r.edit, r.shift, r.hyphens]
        for r in rich.runs
    ]


def _runs(source: Text, words: str) -> Iterator[Run]:
    """The runs of a text; `words` are the same with single spaces."""
    if not MARKUP.search(words):
        yield Run(words)
        return
    strong, href, start, written = False, "", 0, _Written(source, words)
    for token in _markdown().parseInline(words)[0].children or ():
        match token.type:
            case "text":
                yield from _text(token.content, written, Run("", strong, href))
            case "text_special":
                written.past(token.markup)
                yield Run(token.content, strong, href)
            case "strong_open" | "strong_close":
                written.past(token.markup)
                strong = token.nesting > 0
            case "link_open":
                href = _address(token.attrs, written)
                written.past("[")
                if re.search(r"(^| )!\[$", words[: written.position]):
                    hint = "use the block 'figure', with the name of a file"
                    raise written.mistake("[", "link", "a text holds no picture", hint)
                start = written.position
            case "link_close":
                if empty(words[start : written.position]):
                    hint = "write them between '[' and ']'"
                    raise written.mistake("](", "link", "the link has no words", hint)
                written.past("](")
                href = ""
            case "em_open":
                hint = "use **strong**; for the sign itself write \\" + token.markup
                raise written.mistake(token.markup, "markup", "italics are not printed", hint)


@dataclass
class _Written:
    """A text as it was written, and how far it was read: `words` up to `position`."""

    source: Text
    words: str
    position: int = 0

    def past(self, token: str) -> None:
        """On to the end of the next token."""
        self.position = max(self.words.find(token, self.position) + len(token), self.position)

    def mistake(self, words: str, code: str, message: str, hint: str) -> PydanticCustomError:
        span = self.source.locate(words, letters(self.words[: self.position]))
        context = {"span": span, "hint": hint, "message": message}
        return PydanticCustomError(code, "{message}", context)


def _text(content: str, written: _Written, like: Run) -> Iterator[Run]:
    """The runs of one text token: plain words, and what stands in braces."""
    if marks := LITERAL.search(content):
        raise _literal(marks.group(), written)
    position = 0
    for match in REFERENCE.finditer(content):
        yield from _plain(content[position : match.start()], like, written)
        yield _tongue(match, written, like) or replace(
            like, text=match.group(), reference=_reference(match, written, like)
        )
        written.past(match.group())
        position = match.end()
    yield from _plain(content[position:], like, written)


def _literal(sign: str, written: _Written) -> PydanticCustomError:
    """What is wrong with marks that were meant as markup and would be printed."""
    if sign == "](":
        _, _, rest = written.words[written.position :].partition(sign)
        return written.mistake(sign, "link", *unlinked(rest))
    hint = f"write {sign}words{sign} with no space inside, and ':' or '.' after it; "
    hint += "for the signs write " + "".join(f"\\{c}" for c in sign)
    return written.mistake(sign, "markup", f"'{sign}' would be printed as it is", hint)


def _tongue(match: re.Match[str], written: _Written, like: Run) -> Run | None:
    """Words in another language: {lang.fr:bonjour}. Raises PydanticCustomError for no language."""
    found = TONGUE.fullmatch(match.group(1).strip())
    if not found:
        return None
    if not re.fullmatch(LANGUAGE, found[1]):
        message = f"'{found[1]}' is not the code of a language"
        hint = "write its code, such as {lang.fr:…} or {lang.zh-Hans:…}"
        raise written.mistake(match.group(), "reference", message, hint)
    return replace(like, text=found[2], language=found[1])


def _reference(match: re.Match[str], written: _Written, like: Run) -> Reference:
    """Raises PydanticCustomError when it is none, or a term in a link, which is one itself."""
    if figure := FIGURE.fullmatch(match.group(1).strip()):
        return Reference("figure", figure[1], part=figure[2] or "")
    name = NAME.fullmatch(match.group(1).strip())
    if not name or (like.href and name[1] in UNLINKED):
        hint = "write {term:…}, {site.…}, {brand.…}, {figure:…}, {for.…} or {lang.fr:…}"
        hint = UNLINKED[name[1]] if name else hint
        message = f"'{match.group()}' {'cannot stand in a link' if name else 'is not a reference'}"
        raise written.mistake(match.group(), "reference", message, hint)
    if name[1] in EMPTY and name[3] and not TO_WRITE.search(name[3]):
        message = f"'{name[3]}' has no line to write on"
        hint = f"it stands there while {EMPTY[name[1]]}: write ____ in it"
        raise written.mistake(match.group(), "reference", message, hint)
    return Reference(name[1], name[2], name[3] or "")


def _plain(words: str, like: Run, written: _Written) -> Iterator[Run]:
    if brace := re.search(r"[{}]", words):
        message = f"'{brace.group()}' stands alone"
        hint = "a reference is {term:…}, {site.…}, {brand.…} or {figure:…}; "
        hint += "for the sign itself write \\"
        raise written.mistake(brace.group(), "reference", message, hint + brace.group())
    written.past(words)
    for text, shift in levels(words):
        yield replace(like, text=text, shift=shift)


def _address(link: dict[str, Any], written: _Written) -> str:
    """A link's address, if it is of a kind that is safe in a leaflet."""
    address = str(link["href"])
    if wrong := fault(address):
        raise written.mistake(address or "](", "link", *wrong)
    if title := str(link.get("title", "")):
        message = f"'{title}' is not printed"
        raise written.mistake(title, "link", message, "leave only the address in the brackets")
    return address


def linked(label: str, value: str, scheme: str) -> Rich:
    """A label and a number or address that a click dials or writes to; it is not broken."""
    target = dialled(value) if scheme == "tel" else value
    shown = value.replace(" ", "\u00a0")
    runs = (Run(f"{label} "), Run(shown, strong=True, href=f"{scheme}:{target}"))
    return Rich(runs, value if isinstance(value, Text) else Text(value))


@remembered
def _markdown() -> Any:
    """CommonMark with only **strong**, links and escapes; loaded when a text needs it.

    Escaped characters stay apart from the text round them: they are never markup.
    """
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline, emphasis

    def stars(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] == "*" and emphasis.tokenize(state, silent)

    markdown = MarkdownIt("zero").enable(["emphasis", "balance_pairs", "link", "escape"])
    markdown.inline.ruler.at("emphasis", stars)
    markdown.core.ruler.disable("text_join")
    for name in ("normalizeLink", "normalizeLinkText", "validateLink"):
        setattr(markdown, name, lambda address: address)
    return markdown
