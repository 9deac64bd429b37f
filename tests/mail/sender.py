"""A process that sends what a ledger holds: `python -m tests.mail.sender FOLDER PORT`.

It loads nothing but what sending needs, so that it starts in no time. The
login is in the environment, as always. Its clock goes on when it waits.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.sending import Event, send
from builder.deliver.smtp.login import login
from builder.deliver.smtp.route import Patience
from builder.machine.signals import Ended, ended_by_signals
from tests.mail.letters import Route


@dataclass
class Hurried:
    """Now, and as much later as was waited for."""

    waited: float = 0.0

    def now(self) -> float:
        return time.time() + self.waited

    def wait(self, seconds: float) -> None:
        self.waited += seconds


def tell(event: Event) -> None:
    print(event.number, event.row, event.state, event.said)


def run(folder: Path, port: int) -> int:
    try:
        with ended_by_signals(), Ledger.open(folder) as ledger:
            patience = Patience(connect=20, command=20, dot=20)
            send(
                ledger, Route(port), login(os.environ), clock=Hurried(), patience=patience,
                told=tell, wait=True,
            )  # fmt: skip
    except (OSError, Ended) as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), int(sys.argv[2])))
