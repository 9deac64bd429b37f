"""Addresses of links: as machines follow them, and as people read and type them."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from builder.notation.phone import dialled, fault, says

RESERVED = "!$&'()*+,;=:@/?~"  # what stands for itself in an address (RFC 3986, 2.2)
LOCAL = "!$'*+~"  # and before the @ of a mail address (RFC 6068, 2)
MAIL = re.compile(r"[^\s@,?]+@[^\s@,?]+\.[^\s@,?.]+")
# Letters that can be typed as they are read; those of other scripts stay as they were written.
TYPED = ("LATIN ", "GREEK ", "CYRILLIC ")


def uri(address: str) -> str:
    """The address in 7-bit ASCII, as a link of a PDF must hold it (ISO 32000-1, 12.6.4.7).

    Other letters become the bytes of their UTF-8 (RFC 3987, 3.1), those of a host its name for
    the domain name system (RFC 3492).
    """
    scheme, _, rest = address.partition(":")
    if scheme == "tel":
        return f"tel:{dialled(unquote(rest))}"
    if scheme == "mailto":
        people, mark, fields = rest.partition("?")
        return f"mailto:{','.join(map(_mail, people.split(',')))}{mark}{_quoted(fields)}"
    if found := re.fullmatch(r"(\w+://)([^/?#]*)([^#]*)(?:#(.*))?", address, re.DOTALL):
        user, at, host = found[2].rpartition("@")
        part = "" if found[4] is None else f"#{_quoted(found[4])}"
        return f"{found[1]}{_quoted(user)}{at}{_host(host)}{_quoted(found[3])}{part}"
    return _quoted(address)


def _quoted(text: str, safe: str = RESERVED) -> str:
    """A part of an address with every other sign as bytes; bytes that are written so stay."""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", text), safe=f"{safe}%")


def _mail(address: str) -> str:
    person, at, host = address.rpartition("@")
    return f"{quote(unquote(person), safe=LOCAL)}{at}{_host(host)}"


def _host(host: str) -> str:
    """A host, perhaps with its port, in the letters of the domain name system."""
    if host.isascii() and "%" not in host:
        return host
    name = unicodedata.normalize("NFKC", unquote(host).lower()).replace("\u3002", ".")
    return _quoted(".".join(map(_label, name.split("."))))


def _label(label: str) -> str:
    """A part of a host; not ASCII, in Punycode, with the letters that are typed (UTS #46)."""
    return label if label.isascii() else f"xn--{label.encode('punycode').decode()}"


def unusable(address: str) -> str:
    """What to do about an address of a person that cannot be used; nothing if it can."""
    scheme, _, rest = address.partition(":")
    if scheme == "tel":
        return fault(unquote(rest))
    people = unquote(rest.partition("?")[0]).split(",")
    if scheme == "mailto" and not all(map(MAIL.fullmatch, people)):
        return "write mailto: and the whole address: mailto:help@example.org"
    return ""


def shown(address: str) -> str:
    """The address as a reader types it: no scheme, no escapes, no subject of a letter."""
    scheme, _, rest = address.partition(":")
    if scheme == "tel":
        return re.sub(" ", "\u00a0", unquote(rest))
    if scheme == "mailto":
        return ", ".join(unquote(rest.partition("?")[0]).split(","))
    return re.sub("(?:%[0-9A-Fa-f]{2})+", _read, rest.removeprefix("//").removesuffix("/"))


def _read(escapes: re.Match[str]) -> str:
    """Bytes as the letters they stand for, where those can be read and typed."""
    try:
        letters = unquote(escapes.group(), errors="strict")
    except UnicodeDecodeError:
        return escapes.group()
    return "".join(sign if _typed(sign) else quote(sign, safe="") for sign in letters)


def _typed(sign: str) -> bool:
    plain = sign.isascii() and (sign.isalnum() or sign in "-._~")
    return plain or unicodedata.name(sign, "").startswith(TYPED)


def is_in(words: str, address: str) -> bool:
    """Whether words give the address already, so that it need not follow them on paper."""
    if address.startswith("tel:"):
        return says(words, unquote(address.removeprefix("tel:")))
    said = "".join(words.split()).casefold()
    return all("".join(each.split()).casefold() in said for each in shown(address).split(", "))
