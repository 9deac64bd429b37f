"""What became of a job, as far as the server knows; whether paper came out, it never knows."""

from __future__ import annotations

import time
from dataclasses import dataclass

from builder.deliver.printing.abilities import Printer
from builder.deliver.printing.abilities import reasons as reasons_of
from builder.deliver.printing.dispatch import job_values
from builder.deliver.printing.exchange import Line
from builder.deliver.printing.ipp import Attribute, Tag, Values
from builder.deliver.printing.misfit import blocking

# RFC 8011, 5.3.7; what is none of these is unknown.
STATES = {
    3: "waiting", 4: "held", 5: "printing", 6: "stopped", 7: "cancelled", 8: "given up",
    9: "passed on",
}  # fmt: skip
OVER = ("cancelled", "given up", "passed on")
PAUSE = 0.2  # seconds between two looks


@dataclass(frozen=True)
class Fate:
    """How a job is, and why; `stuck` are reasons of the printer for which nothing comes out."""

    state: str
    reasons: tuple[str, ...]
    stuck: tuple[str, ...] = ()
    message: str = ""

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_bad(self) -> bool:
        """Whether somebody must see to it."""
        return bool(self.stuck) or self.state in ("held", "stopped", "cancelled", "given up")


def watched(line: Line, printer: Printer, job: int, seconds: float) -> Fate:
    """How the job is, once it is over, or after so many seconds.

    Raises NoServer, Refused, Unsure.
    """
    uri = Attribute(Tag.URI, "printer-uri", (line.uri(printer.name),))
    number = Attribute(Tag.INTEGER, "job-id", (job,))
    end = time.monotonic() + seconds
    while not (fate := _fate(job_values(line, uri, number))).is_over:
        if time.monotonic() + PAUSE > end:
            break
        time.sleep(PAUSE)
    return fate


def _fate(values: Values) -> Fate:
    state = next(iter(values.get("job-state", ())), 0)
    reasons = reasons_of(values, "job-state-reasons")
    printer = reasons_of(values, "job-printer-state-reasons")
    known = STATES.get(state, "unknown") if isinstance(state, int) else "unknown"
    stuck = blocking(printer) or tuple(each for each in reasons if each == "printer-stopped")
    message = next(iter(reasons_of(values, "job-printer-state-message")), "")
    return Fate(known, reasons, () if known in OVER else stuck, message)
