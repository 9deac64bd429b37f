"""A real mail server, Postfix, whose folders lie apart; it serves this machine only."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mail.certificates import Authority

POSTFIX = shutil.which("postfix") or shutil.which("postfix", path="/usr/sbin:/sbin")
DAEMONS = Path("/usr/lib/postfix/sbin")
NOBODY = 65534
MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
daemon_directory = {daemons}
command_directory = {commands}
mail_owner = postfix
setgid_group = postdrop
myhostname = relay.test
mydestination =
local_recipient_maps =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {chain}
smtpd_tls_key_file = {key}
smtputf8_enable = yes
message_size_limit = 5000000
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
virtual_mailbox_domains = inbox.test, clinic.test
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_uid_maps = static:{nobody}
virtual_gid_maps = static:{nobody}
virtual_minimum_uid = 1
transport_maps = inline:{{ {{gone.test = virtual:}} }}
"""
BOXES = {
    "good@inbox.test": "good/",
    "other@inbox.test": "other/",
    "leaflets@clinic.test": "sender/",
}
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Relay:
    """Takes mail for anybody, has three boxes, and returns what is for gone.test."""

    folder: Path
    port: int
    bundle: Path

    @property
    def log(self) -> Path:
        return self.folder / "mail.log"

    def box(self, name: str) -> Path:
        """The Maildir of a name in `BOXES`."""
        return self.folder / "mail" / name

    def mails(self, name: str) -> list[bytes]:
        return [path.read_bytes() for path in sorted((self.box(name) / "new").glob("*"))]


@contextmanager
def relay() -> Iterator[Relay]:
    """Its processes have users of their own, who may not look into the folders of a test."""
    assert POSTFIX
    with tempfile.TemporaryDirectory(prefix="relay-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("etc", "data", "mail", "spool"):
            (folder / part).mkdir()
        shutil.chown(folder / "data", "postfix")
        shutil.chown(folder / "mail", NOBODY, NOBODY)
        authority = Authority(folder)
        key, chain = authority.files(folder)
        port = _free()
        boxes = ", ".join(f"{{{to} = {box}}}" for to, box in BOXES.items())
        (folder / "etc/main.cf").write_text(MAIN.format(
            boxes=boxes, folder=folder, key=key, chain=chain, nobody=NOBODY,
            daemons=DAEMONS, commands=Path(POSTFIX).parent,
        ))  # fmt: skip
        (folder / "etc/master.cf").write_text(MASTER.format(port=port))
        command = [POSTFIX, "-c", str(folder / "etc")]
        subprocess.run([*command, "start"], check=True, capture_output=True)
        try:
            yield Relay(folder, port, authority.bundle)
        finally:
            subprocess.run([*command, "stop"], check=True, capture_output=True)


def until(found: Callable[[], bool]) -> None:
    """Looks again until something has come, for half a minute at most."""
    end = time.monotonic() + 30
    while not found():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
