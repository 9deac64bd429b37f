"""A mail as the programs of others read it: for one person, with the copies made for them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, message_from_string, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import html5lib
import pytest

from builder.deliver.copies.parcel import Attachment, Parcel
from builder.deliver.lists.recipient import Recipient
from builder.deliver.mail.correspondence import Words, letters
from builder.deliver.mail.message import Unsound, content, message
from builder.diagnostics import Sink
from builder.library.reading import read_library
from builder.model import Mail
from builder.place import Text
from builder.project import Project
from builder.source.inline import Rich, Run
from tests.conftest import TODAY, merged, topic_of

WHEN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ID = "0123456789abcdef0123456789abcdef@hillside.example"
MAIL = Mail(server=Text("mail.hillside.example"), sender=Text("leaflets@hillside.example"))
WORDS = Words(
    language="en-GB",
    subject="Leaflets from Hillside",
    hello="Hello,",
    dear="Dear %name%,",
    before=(Rich.plain("Here they are."), Rich((Run("Keep them.", strong=True),), Text("Keep"))),
    leaflet="%title%, version %version%",
    locked=(Rich.plain("Your password opens them."),),
    after=(
        Rich((Run("Ring "), Run("555 0100", href="tel:555 0100")), Text("Ring")),
        Rich.plain("."),
        Rich.plain("From here on " + "words and " * 40 + "x" * 200),
    ),
    draft="Draft: not yet approved",
)


def attachment(name: str, data: bytes, title: str = "A <case> & more") -> Attachment:
    digest = hashlib.sha256(data).hexdigest()
    return Attachment(
        name, data, digest, digest, name.removesuffix(".pdf"), title, "0.1", "standard", "hi", 2
    )


FILES = (
    attachment("CT-03.pdf", b"%PDF-1.7\n\r\n.\r\n" + bytes(range(256)) * 200),
    attachment("CT-04.pdf", b"%PDF-1.7 other\n"),
)


def parcel(address: str = "ada@example.org", name: str = "", **more: object) -> Parcel:
    person = Recipient(row=2, address=address, name=name, password=str(more.pop("password", "")))
    return Parcel(person, FILES, draft=bool(more.pop("draft", False)))


def sent(one: Parcel, brand: str = "Hillside", mail: Mail = MAIL, words: Words = WORDS) -> bytes:
    return message(one, words, mail, brand, ID, WHEN)


def parsed(data: bytes) -> EmailMessage:
    found = message_from_string(data.decode(), policy=policy.SMTPUTF8)
    assert isinstance(found, EmailMessage)
    return found


def test_what_is_in_a_mail() -> None:
    data = sent(parcel(name="Ada"))
    mail = parsed(data)
    assert [(name, str(value)) for name, value in mail.items()] == [
        ("From", "Hillside <leaflets@hillside.example>"),
        ("To", "ada@example.org"),
        ("Subject", "Leaflets from Hillside"),
        ("Date", "Thu, 26 Nov 2026 09:30:00 +0000"),
        ("Message-ID", f"<{ID}>"),
        ("X-Handouts-Id", "0123456789abcdef0123456789abcdef"),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Language", "en-GB"),
        ("MIME-Version", "1.0"),
        ("Content-Type", mail["Content-Type"]),
    ]
    kinds = [
        (part.get_content_type(), part.get_content_disposition(), part.get_filename())
        for part in mail.walk()
    ]
    assert kinds == [
        ("multipart/mixed", None, None),
        ("multipart/alternative", None, None),
        ("text/plain", None, None),
        ("text/html", None, None),
        ("application/pdf", "attachment", "CT-03.pdf"),
        ("application/pdf", "attachment", "CT-04.pdf"),
    ]
    assert [part.get_content() for part in mail.iter_attachments()] == [f.data for f in FILES]
    assert [part["Content-Language"] for part in mail.walk()][2:] == ["en-GB", "en-GB", "hi", "hi"]
    assert data == sent(parcel(name="Ada"))


def test_the_bytes_are_those_that_servers_take() -> None:
    data = sent(parcel(name="Adä " * 20), brand="Hillside " * 30)
    assert data.isascii()
    assert b"\0" not in data
    assert re.sub(rb"\r\n", b"", data).count(b"\n") == re.sub(rb"\r\n", b"", data).count(b"\r") == 0
    assert re.match(rb"From: ", data)
    assert data.endswith(b"\r\n")
    head, _, body = data.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 78
    assert max(map(len, head.split(b"\r\n"))) <= 78
    text = parsed(data).get_body(("plain",))
    assert text is not None
    assert "\n.\r\n" in text.get_content()
    assert "\nFrom here on" in text.get_content()


def said(page: str) -> list[str]:
    """The words of a page, as a browser shows them."""
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    return " ".join(body.itertext()).split()


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize(
    "name", ["", "Ada <script>alert(1)</script> & 'Co', \"Ltd\"", "=?utf-8?q?a?="]
)
@pytest.mark.parametrize("password", ["", "vxk3-hgbt-n7cz-rdjp"])
def test_text_and_page_say_the_same(name: str, password: str, draft: bool) -> None:
    mail = parsed(sent(parcel(name=name, password=password, draft=draft)))
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    assert all(bodies)
    plain, page = (body.get_content() for body in bodies if body)
    words = [word for word in plain.split() if word != "-"]
    joined = re.sub(r"\s", "", "".join(said(page)))
    assert joined == "".join(words)
    assert (f"Dear {name}," if name else "Hello,") in " ".join(words)
    assert ("password" in plain) == bool(password)
    assert "vxk3" not in mail.as_string()
    assert ("Draft: not yet approved" in plain) == draft
    assert mail["Subject"].startswith("DRAFT: ") == draft
    elements = {each.tag for each in html5lib.parse(page, namespaceHTMLElements=False).iter()}
    allowed = {"html", "head", "meta", "title", "body", "p", "ul", "li", "bdi", "strong", "a"}
    assert elements <= allowed
    assert not re.search(r"\b(src|style|on\w+)=", page)


# Addresses and senders that other programs made two of, or none.
ADDRESSES = [
    "ada@example.org",
    "a" * 64 + "@" + ".".join(["b" * 60] * 3) + ".org",
    "o'brien+{x}|y=z/%@xn--bcher-kva.example.org",
    "दादा@example.org",
    "x=?utf-8?q?a?=@example.org",
]
SENDERS = [
    "Hillside", 'Smith, "Ada" <b@example.org>, and ' * 8, "Praxis am Hügel", "=?utf-8?q?a=2C?=",
    "a@example.org,", "(Hill;side):", "हिलसाइड " * 30,
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("brand", SENDERS)
def test_one_person_and_one_sender_whatever_they_are_called(address: str, brand: str) -> None:
    data = sent(parcel(address, name='Smith, "Ada" <b@example.org>'), brand=brand)
    mail = parsed(data)
    assert [each.addr_spec for each in mail["To"].addresses] == [address]
    assert [each.addr_spec for each in mail["From"].addresses] == ["leaflets@hillside.example"]
    name, _ = parseaddr(message_from_bytes(data)["From"])
    assert str(make_header(decode_header(name))) == " ".join(brand.split())
    assert not {"cc", "bcc", "sender", "resent-to"} & {name.lower() for name in mail}
    assert data.isascii() == address.isascii()


def test_answers_go_where_the_site_says() -> None:
    mail = MAIL.model_copy(update={"reply_to": Text("desk@hillside.example")})
    assert parsed(sent(parcel(), mail=mail))["Reply-To"] == "desk@hillside.example"


@pytest.mark.parametrize(
    "change",
    [
        {"address": "ada@example.org, bob@example.org"},
        {"address": "Ada <ada@example.org>"},
        {"address": "ada@example.org\r\nBcc: bob@example.org"},
        {"address": ""},
    ],
)
def test_a_mail_for_another_is_never_made(change: dict[str, str]) -> None:
    with pytest.raises(Unsound) as told:
        sent(parcel(**change))
    assert "example" not in str(told.value)


@pytest.mark.parametrize("reply_to", ["desk@a.example, bob@b.example", "Desk <d@a.example", "x y"])
def test_answers_go_nowhere_else(reply_to: str) -> None:
    with pytest.raises(Unsound):
        sent(parcel(), mail=MAIL.model_copy(update={"reply_to": Text(reply_to)}))


def test_a_copy_of_another_is_never_sent() -> None:
    other = replace(FILES[0], data=FILES[1].data)
    with pytest.raises(Unsound):
        sent(replace(parcel(), attachments=(other, FILES[1])))


def test_the_digest_is_of_what_is_said() -> None:
    """Not of how copies are encrypted, when they are sent or under which id."""
    one = parcel(name="Ada")
    locked = replace(FILES[0], data=b"x", sha256="y")
    assert content(one, WORDS) == content(replace(one, attachments=(locked, FILES[1])), WORDS)
    others = [
        content(parcel(name="Bob"), WORDS),
        content(parcel(name="Ada", draft=True), WORDS),
        content(one, replace(WORDS, subject="Other")),
        content(replace(one, attachments=FILES[:1]), WORDS),
        content(replace(one, attachments=(replace(FILES[0], plain="z"), FILES[1])), WORDS),
    ]
    assert len({content(one, WORDS), *others}) == 6


# -- letters of a project

LETTER = """
letter: {name}
language: {language}
{site}subject: Leaflets from {{site.name}}
hello: Hello,
dear: Dear %name%,
before: ["{before}"]
leaflet: "%title%"
after: [{name}]
"""


def letter(folder: Path, name: str, language: str, site: str = "", before: str = "So.") -> None:
    place = folder / f"sources/letters/{name}.yaml"
    place.parent.mkdir(exist_ok=True)
    site = f"site: {site}\n" if site else ""
    place.write_text(LETTER.format(name=name, language=language, site=site, before=before), "utf-8")


def chosen(folder: Path) -> tuple[dict[str, Words], list[str]]:
    (folder / "sources/topics/case.yaml").write_text(topic_of("- paragraph: Swim."), "utf-8")
    handouts, _ = merged(folder)
    sink = Sink()
    found = letters(read_library(Project(folder, TODAY), sink), handouts, sink)
    return found, [f"{each.span} {each.code}" for each in sink.sorted()]


def test_a_letter_is_in_the_language_of_its_reader(folder: Path) -> None:
    assert chosen(folder) == ({}, ["sources/letters:1:1 no-letter"])
    letter(folder, "french", "fr")
    assert chosen(folder)[1] == ["sources/letters:1:1 no-letter"]
    letter(folder, "english", "en", before="Ring {site.call_24h} of {brand.name}.")
    (found,) = chosen(folder)[0].values()
    assert found.subject == "Leaflets from Hillside"
    assert found.before[0].text == "Ring 555\u00a00100 of Hillside Practice."
    letter(folder, "american", "en-US")
    letter(folder, "british", "en-GB")
    assert [one.after[0].text for one in chosen(folder)[0].values()] == ["british"]
    letter(folder, "own", "en", site="hill")
    assert [one.after[0].text for one in chosen(folder)[0].values()] == ["own"]


def test_two_letters_for_the_same_readers(folder: Path) -> None:
    letter(folder, "one", "en")
    letter(folder, "two", "en")
    assert chosen(folder)[1] == ["sources/letters/two.yaml:3:11 two-letters"]


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("Ring {site.stay_near_days}.", "unset-fact"),
        ("Ring {site.nobody}.", "unknown-fact"),
        ("You are {for.name}.", "unknown-field"),
    ],
)
def test_nothing_stays_open_in_a_letter(before: str, code: str, folder: Path) -> None:
    letter(folder, "one", "en", before=before)
    found, told = chosen(folder)
    assert not found
    assert [each.partition(" ")[2] for each in told] == [code]
