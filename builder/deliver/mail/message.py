"""A parcel as the bytes of a mail to one person, read back before anything is done with them.

multipart/mixed of multipart/alternative (text and page of the letter) and the copies. The
boundaries follow from the id, so that the same mail is the same bytes.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import HeaderParser
from email.utils import getaddresses
from itertools import count
from typing import cast

from builder.deliver.copies.parcel import Parcel
from builder.deliver.mail.correspondence import Words
from builder.deliver.mail.headers import header, moment, sender, subject
from builder.deliver.mail.letter_text import as_page, as_text
from builder.deliver.smtp.wire import sound
from builder.model import Mail

DRAFT = "DRAFT: "  # whatever the language: who sends must see it, too
MOST_BODY = 78  # characters of a line after the header (RFC 5322, 2.1.1)
LINES = policy.SMTP.clone(cte_type="7bit", max_line_length=MOST_BODY)


class Unsound(RuntimeError):
    """A mail does not say what it was made to say. Tells nothing of whom it is for."""


def message(
    parcel: Parcel, words: Words, mail: Mail, brand: str, message_id: str, when: datetime
) -> bytes:
    """The mail from a brand, with an id without angle brackets. Raises Unsound.

    It asks for no answer by machine (RFC 3834). The words of the subject are those of the
    letter for everybody, because anybody may see them.
    """
    fields = {
        "From": sender(brand, mail.sender),
        **({"Reply-To": str(mail.reply_to)} if mail.reply_to else {}),
        "To": parcel.recipient.address,
        "Subject": subject(titled(parcel, words)),
        "Date": moment(when),
        "Message-ID": f"<{message_id}>",
        "X-Handouts-Id": message_id.partition("@")[0],
        "Auto-Submitted": "auto-generated",
        "Content-Language": words.language,
    }
    made = header(fields) + _body(parcel, words, message_id)
    _read_back(made, parcel, mail, brand)
    return sound(made)


def titled(parcel: Parcel, words: Words) -> str:
    """The words of the subject."""
    return DRAFT * parcel.draft + words.subject


def content(parcel: Parcel, words: Words) -> str:
    """The digest of what somebody is told, in hexadecimal: copies before encryption, and letter."""
    said = [one.plain for one in parcel.attachments]
    said += [titled(parcel, words), as_text(parcel, words), as_page(parcel, words)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _body(parcel: Parcel, words: Words, message_id: str) -> bytes:
    """All from `MIME-Version` on."""
    whole = EmailMessage(LINES)
    whole.set_content(as_text(parcel, words), cte="quoted-printable")
    whole.add_alternative(as_page(parcel, words), subtype="html", cte="quoted-printable")
    for part in whole.iter_parts():
        part["Content-Language"] = words.language
    whole.make_mixed()
    for one in parcel.attachments:
        whole.add_attachment(one.data, maintype="application", subtype="pdf", filename=one.name)
        [*whole.iter_parts()][-1]["Content-Language"] = one.language
    seed = hashlib.sha256(message_id.encode()).hexdigest()[:32]
    numbers = count()
    for part in whole.walk():
        if part.is_multipart():
            part.set_boundary(f"=_{seed}_{next(numbers)}")
    return whole.as_bytes(policy=LINES)


def _read_back(made: bytes, parcel: Parcel, mail: Mail, brand: str) -> None:
    """Raises Unsound unless the mail is for this person alone, with these copies and no others."""
    first, _, body = made.partition(b"\r\n\r\n")
    head, parsed = HeaderParser().parsestr(first.decode()), message_from_bytes(made)
    if _addresses(head, "To") != [parcel.recipient.address]:
        raise Unsound("a mail is not for the one address of its row")
    if _addresses(head, "From") != [str(mail.sender)] or _name(head) != " ".join(brand.split()):
        raise Unsound("a mail is not from its one sender")
    if _addresses(head, "Reply-To") != [str(mail.reply_to)] * bool(mail.reply_to):
        raise Unsound("the answer to a mail goes to somebody else")
    if any(head.get_all(name) for name in ("Cc", "Bcc", "Sender", "Resent-To")):
        raise Unsound("a mail is for somebody else, too")
    held = [
        hashlib.sha256(cast(bytes, part.get_payload(decode=True))).hexdigest()
        for part in parsed.walk()
        if part.get_content_type() == "application/pdf"
    ]
    if held != [one.sha256 for one in parcel.attachments]:
        raise Unsound("a mail does not hold the copies that were made for it")
    if not body.isascii() or any(len(line) > MOST_BODY for line in body.split(b"\r\n")):
        raise Unsound("a mail has lines that are too long, or not ASCII")


def _addresses(head: Message, name: str) -> list[str]:
    return [address for _, address in getaddresses(head.get_all(name, ()))]


def _name(head: Message) -> str:
    """The display name of who a mail is from."""
    ((name, _),) = getaddresses(head.get_all("From", ()))
    return str(make_header(decode_header(name)))
