"""Many kills and every fault of a server at once: nobody twice, nobody lost, nobody shown."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.share import Share

KILLS = 100  # a third of them here, and all by `make proofs`


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_no_kill_makes_a_mail_come_twice(some: Share) -> None:
    kills = KILLS if some.whole else KILLS // 3
    command = [sys.executable, "-m", "tests.mail.torture", str(kills), "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    table = [line.strip().split("  ", 1) for line in done.stdout.splitlines()]
    rows = {name: int(number) for number, name in table}
    assert (done.returncode, done.stderr) == (0, "")
    assert rows["kills"] >= kills
    assert rows["sent"] > kills
    assert rows["in doubt, accepted"] > 0  # so the server did fail us where it hurts
    assert rows["TWICE"] == rows["LOST"] == rows["WRONG PERSON"] == rows["SHOWN IN A LOG"] == 0
