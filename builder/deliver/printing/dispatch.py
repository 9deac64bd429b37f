"""A file on its way to a printer: once, or not at all, and told which.

A job is made first, then it is given its file (RFC 8011, 4.2.4 and 4.3.1). So its number is known
before anything could be printed, and a job whose file may not have arrived can be looked at; a
job without a file prints nothing.
"""

from __future__ import annotations

import errno

from builder.deliver.printing.abilities import Printer
from builder.deliver.printing.exchange import IGNORED, Line, NoServer, Refused, Unsure
from builder.deliver.printing.ipp import Attribute, Operation, Tag, Values
from builder.deliver.printing.said import NOTHING
from builder.deliver.printing.ticket import Ticket, attributes


def send(line: Line, printer: Printer, ticket: Ticket, copies: int) -> int:
    """The number of the job that has the file.

    Raises NoServer and Refused where nothing is sent, Unsure where nobody knows: then only a look
    at the queue helps, for to send it again may print it twice.
    """
    uri = Attribute(Tag.URI, "printer-uri", (line.uri(printer.name),))
    job = _made(line, uri, printer, ticket, copies)
    number = Attribute(Tag.INTEGER, "job-id", (job,))
    try:
        line.ask(
            Operation.SEND_DOCUMENT,
            uri,
            number,
            Attribute(Tag.MIME, "document-format", ("application/pdf",)),
            Attribute(Tag.BOOLEAN, "last-document", (True,)),
            document=ticket.pdf,
        )
    except OSError as error:
        if not _arrived(line, uri, number):
            raise _lost(line, uri, number, error) from None
    return job


def _made(line: Line, uri: Attribute, printer: Printer, ticket: Ticket, copies: int) -> int:
    """A job without a file, that is told all. One that would be printed otherwise is cancelled."""
    try:
        answer = line.ask(
            Operation.CREATE_JOB,
            uri,
            Attribute(Tag.NAME, "job-name", (ticket.title,)),
            Attribute(Tag.BOOLEAN, "ipp-attribute-fidelity", (True,)),
            job=attributes(ticket, printer, copies),
        )
    except Unsure as error:  # a job may be there, but it has nothing to print
        raise NoServer(errno.EIO, f"{error.strerror}; {NOTHING}", str(line.server)) from None
    numbers = [each for values in answer.of(Tag.JOB) for each in values.get("job-id", ())]
    if not numbers or not isinstance(numbers[0], int):
        raise Refused(errno.EIO, "the server gives the job no number", printer.name)
    if answer.status == IGNORED:
        _cancelled(line, uri, Attribute(Tag.INTEGER, "job-id", (numbers[0],)))
        lost = ", ".join(name for values in answer.of(Tag.UNSUPPORTED) for name in values)
        why = f"it would print it otherwise ({lost}); {NOTHING}"
        raise Refused(errno.EIO, why, printer.name)
    return numbers[0]


def _arrived(line: Line, uri: Attribute, number: Attribute) -> bool:
    """Whether the server surely has the file of a job."""
    try:
        return job_values(line, uri, number).get("number-of-documents", (0,)) != (0,)
    except OSError:
        return False


def _lost(line: Line, uri: Attribute, number: Attribute, error: OSError) -> OSError:
    """A job that is cancelled prints nothing, whatever may still be on its way to it."""
    why = error.strerror or str(error)
    if _cancelled(line, uri, number):
        return Refused(errno.EIO, f"{why}; {NOTHING}", str(line.server))
    unsure = (
        f"{why}; nobody knows whether job {number.values[0]} prints: look before you print again"
    )
    return Unsure(errno.EIO, unsure, str(line.server))


def _cancelled(line: Line, uri: Attribute, number: Attribute) -> bool:
    try:
        line.ask(Operation.CANCEL_JOB, uri, number)
    except OSError:
        return False
    return True


def job_values(line: Line, uri: Attribute, number: Attribute) -> Values:
    """All that the server says of a job. Raises NoServer, Refused, Unsure."""
    groups = line.ask(Operation.GET_JOB_ATTRIBUTES, uri, number).of(Tag.JOB)
    return groups[0] if groups else {}
