"""What tests ask of processes that start anew: these load nothing else for it."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path


def squared(chunk: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(each * each for each in chunk)


@dataclass(frozen=True)
class Dies:
    """Takes its process with it at one number, so many times."""

    at: int
    folder: Path
    times: int = 1

    def __call__(self, chunk: tuple[int, ...]) -> tuple[int, ...]:
        if self.at in chunk:
            marks = len(list(self.folder.iterdir()))
            if marks < self.times:
                (self.folder / str(marks)).touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return squared(chunk)


def fails(chunk: tuple[int, ...]) -> tuple[int, ...]:
    if 7 in chunk:
        raise ValueError("seven")
    return squared(chunk)


def stays(pipe: Path) -> None:
    with pipe.open("wb"):
        signal.pause()


def refuses(chunk: tuple[str, ...]) -> tuple[str, ...]:
    raise ValueError(chunk[0])


def die(each: int) -> int:
    os._exit(1)
