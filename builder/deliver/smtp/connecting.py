"""A connection to the mail server (RFC 6409): encrypted, of a checked server, and logged in.

Or none: there is no way on without encryption, and nothing of a login is said before it.
"""

from __future__ import annotations

import errno
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any

from builder.deliver.smtp.brief import Plain, Secure
from builder.deliver.smtp.login import Login
from builder.deliver.smtp.route import Patience, Route
from builder.deliver.smtp.submission import Submission


class Stopped(OSError):
    """No mail can leave like this; it is nobody's address that is wrong."""


class Busy(Exception):
    """The server asks to come again later, before any mail was named."""


def connected(route: Route, login: Login | None, patience: Patience) -> Submission:
    """A connection that is encrypted and logged in.

    Raises Stopped for a server that is not there, not to be trusted or refuses us, Busy.
    """
    with _told(route):
        smtp = _smtp(route, patience)
        try:
            smtp.local_hostname = route.hello or _literal(smtp.sock)
            _greeted(smtp, route)
            if route.security == "starttls":
                _encrypted(smtp, route)
            _logged_in(smtp, login, route)
            return Submission(smtp, route, patience)
        except BaseException:
            smtp.close()
            raise
    raise AssertionError("all is told")


def _smtp(route: Route, patience: Patience) -> smtplib.SMTP:
    where: dict[str, Any] = {
        "host": route.server,
        "port": route.at_port,
        "timeout": patience.connect,
    }
    kind: Any = Plain
    if route.security == "tls":
        kind, where["context"] = Secure, _context()
    # A name is given, or the machine's own would be looked up.
    smtp: smtplib.SMTP = kind(local_hostname="localhost", **where)
    return smtp


def _context() -> ssl.SSLContext:
    """Checks certificate and name; SSL_CERT_FILE names the authorities of a private network."""
    return ssl.create_default_context()


def _greeted(smtp: smtplib.SMTP, route: Route) -> None:
    code, _ = smtp.ehlo()
    if code != 250:
        raise _refusal(route, code, "the server does not take EHLO")


def _encrypted(smtp: smtplib.SMTP, route: Route) -> None:
    """RFC 3207: what the server said before is forgotten. There is no way on without it."""
    if not smtp.has_extn("starttls"):
        raise _stopped(route, "the server offers no encryption (STARTTLS)")
    smtp.starttls(context=_context())
    _greeted(smtp, route)


def _logged_in(smtp: smtplib.SMTP, login: Login | None, route: Route) -> None:
    """Once a connection. A server that asks for a login and one that takes none are told apart."""
    offers = smtp.esmtp_features.get("auth", "").split()
    if login is None and offers:
        raise _stopped(route, "the server asks for a login: set HANDOUTS_SMTP_LOGIN")
    if login is not None and not offers:
        raise _stopped(route, "the server takes no login; take it away if none is needed")
    if login is None:
        return
    try:
        smtp.login(login.user, login.password)
    except smtplib.SMTPAuthenticationError as error:
        raise _refusal(route, error.smtp_code, "the login was refused") from None
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError):  # a machine may have no MD5
        raise _stopped(route, "the server knows no way to log in that we know") from None


@contextmanager
def _told(route: Route) -> Iterator[None]:
    """Trouble on the way in, as one line that quotes nobody."""
    try:
        yield
    except (Stopped, Busy):
        raise
    except ssl.SSLCertVerificationError as error:
        message = f"the server's certificate is not to be trusted: {error.verify_message}"
        raise _stopped(route, message) from None
    except ssl.SSLError as error:
        raise _stopped(route, f"there is no encryption with it ({error.reason})") from None
    except smtplib.SMTPResponseException as error:
        raise _refusal(route, error.smtp_code, "the server refuses the connection") from None
    except smtplib.SMTPServerDisconnected:
        raise _stopped(route, "the server closed the connection") from None
    except smtplib.SMTPException:
        raise _stopped(route, "the server does not speak SMTP as it should") from None
    except OSError as error:
        raise _stopped(route, f"the server cannot be reached: {error.strerror or error}") from None


def _stopped(route: Route, why: str) -> Stopped:
    return Stopped(errno.ECONNABORTED, why, f"{route.server}:{route.at_port}")


def _refusal(route: Route, code: int, why: str) -> Exception:
    return Busy(str(code)) if code == 421 else _stopped(route, f"{why} ({code})")


def _literal(sock: socket.socket | None) -> str:
    """This machine as the server sees it (RFC 5321, 4.1.3); its name is nobody's business."""
    if sock is None:
        raise smtplib.SMTPServerDisconnected
    here = ip_address(str(sock.getsockname()[0]).partition("%")[0])
    return f"[IPv6:{here}]" if here.version == 6 else f"[{here}]"
