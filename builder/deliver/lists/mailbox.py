"""One plain address of a mailbox (RFC 5321, 4.1.2), and when two of them are one person's.

Nothing is asked of a network: a name server that is slow or away says nothing of a person.
"""

from __future__ import annotations

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from builder.place import UNSEEN

MOST = 254  # octets of an address (RFC 3696, erratum 1690)
# What an address has only as a list of several, with a name, a route or a quoted part. Some
# servers still take `%` and `!` for a route to elsewhere.
PLAIN = re.compile(r"[^\s,;:<>()\[\]\"\\|%!]+")
ALIKE = {"LATIN", "GREEK", "CYRILLIC"}  # alphabets that share the looks of many letters
ENCODED = "xn--"  # a label of a domain in ASCII (RFC 5890, 2.3.2.1)


def normalised(typed: str) -> str:
    """The address with its domain in small ASCII letters (IDNA 2008); "" for what is none.

    A local part with other letters stays as it is, in NFC: only servers that offer SMTPUTF8
    (RFC 6531) take it.
    """
    text = unicodedata.normalize("NFC", typed.strip())
    if len(text.encode()) > MOST or not PLAIN.fullmatch(text) or UNSEEN.search(text):
        return ""
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=True)
    except EmailNotValidError:
        return ""
    local, domain = found.local_part, (found.ascii_domain or "").lower()
    address = f"{local}@{domain}"
    return address if domain and len(address.encode()) <= MOST else ""


def looks_like_another(typed: str) -> bool:
    """Whether a name in an address is of several alphabets that look alike (UTS 39, 5.2).

    The Cyrillic `а` among Latin letters is another person's mailbox, and nobody can see it.
    """
    local, _, domain = typed.strip().casefold().rpartition("@")
    for name in (local, *map(_decoded, domain.split("."))):
        if len({unicodedata.name(sign, "").partition(" ")[0] for sign in name} & ALIKE) > 1:
            return True
    return False


def _decoded(label: str) -> str:
    if not label.startswith(ENCODED):
        return label
    return label.removeprefix(ENCODED).encode("ascii", "replace").decode("punycode", "replace")


def same_person(address: str) -> str:
    """What addresses of one person have in common: no mailbox is known by its capitals alone."""
    return unicodedata.normalize("NFC", address.strip()).casefold()
