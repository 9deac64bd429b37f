"""What is known of a visit: a file with the personal fields of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.deliver.lists.cell import Faults
from builder.deliver.lists.columns import Allowed, Columns
from builder.deliver.lists.mappings import mapping
from builder.deliver.lists.person import People
from builder.diagnostics import Sink
from builder.machine.disk import begun
from builder.merge.personal import Values
from builder.model import PersonalField
from builder.project import MAX_SOURCE
from builder.source.decode import Unreadable


def visit(place: Path, fields: Mapping[str, PersonalField], sink: Sink) -> Values:
    """The values of the fields, in YAML: a line for each that is known.

    What is wrong is in `sink`, and never says what the file does. Raises OSError.
    """
    faults = Faults(sink)
    allowed = Allowed(fields, (), (), needs_address=False, of_visit=True)
    data = begun(place, MAX_SOURCE + 1)
    try:
        row = mapping(data, str(place), Columns(allowed, faults), faults)
    except Unreadable as end:
        faults.tell(end.span, end.code, end.message, end.hint)
        return {}
    person = People(allowed, faults).recipient(row)
    faults.close()
    return dict(person.values) if person else {}
