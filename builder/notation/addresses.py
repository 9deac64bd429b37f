"""What is wrong with an address that a text links to, in its author's words.

A leaflet links to safe pages, mail and telephones only; the characters an
address may hold are those of RFC 3986.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from builder.notation.uri import unusable

SCHEMES = ("https", "mailto", "tel")
SAFE = "an address starts with https://, mailto: or tel:"
OF_SITE = "of a site you can link to tel:{site.…}, mailto:{site.…} and {site.web}…"
# What an address may take from the site: a number, a mail address, where its pages are.
TARGET = re.compile(r"(?:(tel|mailto):)?\{site[.:]([A-Za-z0-9_-]+)\}([^{}]*)")
# What no address may hold as it is (RFC 3986, 2): it stands there as %XX.
FORBIDDEN = re.compile(r"[\s{}<>\"\\^`|\x00-\x20\x7f]")

Fault = tuple[str, str]  # what is wrong, and what to write


def fault(address: str) -> Fault | None:
    """What is wrong with the address of a link; None if it can be linked to."""
    if _of_site(address):
        return None
    hint = OF_SITE if "{" in address else ""
    return _form(address) if not hint else (f"'{address}' cannot be linked to", hint)


def _form(address: str) -> Fault | None:
    if not address:
        return "the link has no address", "write it between '(' and ')'"
    if bad := FORBIDDEN.search(address):
        return _as_code(bad.group())
    try:
        parts = urlsplit(address)
    except ValueError:
        return _as_code("[" if "[" in address else "]")
    return _scheme(address, parts.scheme) or _target(address, parts.scheme, parts.netloc)


def _target(address: str, scheme: str, host: str) -> Fault | None:
    """What is wrong with what follows the ':'."""
    if scheme == "https" and not re.match(r"([^@]*@)?[^:@]", host):
        return "after https:// stands no name of a site", "write https://www.example.org"
    hint = unusable(address)
    return (f"'{address}' cannot be linked to", hint) if hint else None


def _of_site(address: str) -> bool:
    """Whether it is a number, a mail address or a page of the site, whatever that will be."""
    match TARGET.fullmatch(address):
        case re.Match() as found:
            scheme, name, rest = found.groups()
            usual = {"tel": not rest, "mailto": rest[:1] in ("", "?"), None: name == "web"}
            return usual[scheme] and not FORBIDDEN.search(rest)
    return False


def _as_code(sign: str) -> Fault:
    code = "".join(f"%{byte:02X}" for byte in sign.encode())
    what = "a space" if sign.isspace() else f"'{sign}'"
    return f"{what} cannot stand in an address", f"write {code} in its place"


def _scheme(address: str, scheme: str) -> Fault | None:
    """What is wrong with how an address begins."""
    if scheme in SCHEMES:
        return None
    if scheme == "http":
        return f"'{address}' is not safe on its way", "write https://, if the page has it"
    if "@" in address and ":" not in address and "/" not in address:
        return f"'{address}' does not say what it is", f"write mailto:{address}"
    if re.fullmatch(r"\+?[0-9()-]+", address):
        return f"'{address}' does not say what it is", f"write tel:{address}"
    if not scheme and re.match(r"(//)?[\w-]+(\.[\w-]+)+(/|$)", address):
        return f"'{address}' has no https://", f"write https://{address.removeprefix('//')}"
    return f"'{address}' cannot be linked to", SAFE


def unlinked(rest: str) -> Fault:
    """What is wrong where '](' is no link; `rest` is what follows it."""
    target, end, _ = rest.partition(")")
    if not end:
        return "the address after '](' does not end", "write ')' after it"
    if re.search(r"\s", target):
        return _as_code(" ")
    if "(" in target:
        return _as_code("(")
    return "'](' would be printed as it is", "a link is [words](https://…), each bracket in a pair"
