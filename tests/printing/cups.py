"""A real print server, cupsd, whose folders and port are its own; its printers keep what they get.

A job goes the whole way, through the scheduler and the filters to a device.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.printing.ppd import ppd

QUEUES = yaml.safe_load(Path(__file__).with_name("queues.yaml").read_text("utf-8"))
CUPSD = shutil.which("cupsd") or shutil.which("cupsd", path="/usr/sbin:/sbin")
PROGRAMS = Path("/usr/lib/cups")
needs_cups = pytest.mark.skipif(
    CUPSD is None or not (PROGRAMS / "filter/pdftopdf").exists(),
    reason="needs the print server and the filters of CUPS",
)
# A device is a program that is given a job (backend(7)).
DEVICE = """#!/bin/sh
[ $# = 0 ] && exit 0
case "$DEVICE_URI" in
  keep:/empty) echo "STATE: +media-empty-error" >&2; exec sleep 600 ;;
  keep:/broken) echo "ERROR: the fuser is broken" >&2; exit 4 ;;
esac
printf '%s' "$5" > {out}/$1.options
cat > {out}/$1.part && mv {out}/$1.part {out}/$1.pdf
"""
FILES = """ServerRoot {root}/etc
RequestRoot {root}/spool
TempDir {root}/spool
CacheDir {root}/cache
StateDir {root}/run
ServerBin {root}/bin
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
User {user}
Group {group}
SystemGroup daemon
"""
SETTINGS = """LogLevel debug
Listen 127.0.0.1:{port}
Listen {root}/run/socket
Browsing No
WebInterface No
DefaultAuthType None
MaxLogSize 0
ReadyPaperSizes A4,A5,Letter
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""


@dataclass(frozen=True)
class Cups:
    """A server that runs. The commands of the builder find it as those of CUPS do."""

    root: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        return {"CUPS_SERVER": f"127.0.0.1:{self.port}", "LPDEST": "", "PRINTER": ""}

    def printed(self, job: int) -> bytes:
        """What came out of a job that is done."""
        return (self.root / f"out/{job}.pdf").read_bytes()

    def options(self, job: int) -> dict[str, str]:
        """What the filters and the device were told of a job that is done, by name."""
        words = (self.root / f"out/{job}.options").read_text("utf-8").split()
        return {name: value for name, _, value in (word.partition("=") for word in words)}

    @property
    def files(self) -> int:
        """How many files it was ever given to print."""
        return len([*(self.root / "spool").glob("d*")])


@contextmanager
def cups() -> Iterator[Cups]:
    """The server with all the queues."""
    with tempfile.TemporaryDirectory(prefix="cups-", ignore_cleanup_errors=True) as name:
        server = Cups(Path(name), _free_port())
        _written(server)
        command = [str(CUPSD), "-f", "-c", f"{name}/etc/cupsd.conf", "-s", f"{name}/etc/files.conf"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as daemon:
            try:
                _listening(daemon, server.port)
                yield server
            finally:
                daemon.terminate()
                daemon.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _listening(daemon: subprocess.Popen[bytes], port: int) -> None:
    """Returns when it answers."""
    for _ in range(500):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert daemon.poll() is None, daemon.communicate()[1]
        time.sleep(0.02)
    raise AssertionError("the print server does not start")


def _written(server: Cups) -> None:
    """All that it needs; as root it lets another user filter and print."""
    who = pwd.getpwnam("lp" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name)
    root = server.root
    root.chmod(0o755)
    for each in ("etc/ppd", "etc/ssl", "bin/backend", "spool", "cache", "run", "log", "out"):
        (root / each).mkdir(parents=True)
    for each in ("spool", "cache", "run", "log", "out"):
        os.chown(root / each, who.pw_uid, who.pw_gid)
    for each in ("filter", "daemon", "monitor"):
        (root / "bin" / each).symlink_to(PROGRAMS / each)
    device = root / "bin/backend/keep"
    device.write_text(DEVICE.format(out=root / "out"), "utf-8")
    device.chmod(0o755)
    group = grp.getgrgid(who.pw_gid).gr_name
    (root / "etc/files.conf").write_text(
        FILES.format(root=root, user=who.pw_name, group=group), "utf-8"
    )
    (root / "etc/cupsd.conf").write_text(SETTINGS.format(root=root, port=server.port), "utf-8")
    (root / "etc/printers.conf").write_text("".join(map(_queue, QUEUES)), "utf-8")
    for queue in QUEUES:
        (root / f"etc/ppd/{queue['name']}.ppd").write_text(ppd(queue), "utf-8")


def _queue(queue: Mapping[str, Any]) -> str:
    """A printer as the server keeps it."""
    kind = "DefaultPrinter" if queue.get("default") else "Printer"
    saved = "".join(f"Option {name} {value}\n" for name, value in queue.get("defaults", {}).items())
    return (
        f"<{kind} {queue['name']}>\nInfo Test {queue['name']}\n"
        f"DeviceURI keep:/{queue.get('device', 'tray')}\nState {queue.get('state', 'Idle')}\n"
        f"Accepting {queue.get('accepting', 'Yes')}\nErrorPolicy abort-job\n{saved}</{kind}>\n"
    )
