"""How fast mails leave, by a clock that a test can give."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """Seconds since 1970, UTC, and waiting for some more of them."""

    def now(self) -> float: ...
    def wait(self, seconds: float) -> None: ...


class RealClock:
    def now(self) -> float:
        return time.time()

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)


@dataclass
class Pace:
    """When the next mail may leave: so many a minute, and later while the server puts us off."""

    clock: Clock
    interval: float
    last: float | None = None
    pause: float = 0.0

    def wait(self) -> None:
        """Waits its turn; never longer than a turn takes, whatever was done to the clock."""
        turn = self.interval + self.pause
        if self.last is not None:
            left = min(turn, self.last + turn - self.clock.now())
            if left > 0:
                self.clock.wait(left)
        self.last = self.clock.now()

    def slower(self, most: float) -> None:
        self.pause = min(most, max(5.0, self.pause * 2))

    def normal(self) -> None:
        self.pause = 0.0
