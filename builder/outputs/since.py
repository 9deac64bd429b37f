"""What has changed since the last build of a folder: nothing, or what is to be done again.

It must never be fooled into silence. So all counts that a build can depend on:
every file of the project and its name, the day, what draws, and the outputs
themselves. Nothing heavy is loaded to find that nothing has changed.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from builder.library.known import Known
from builder.machine.disk import LOCK, PART, files, read
from builder.machine.installed import installed, native
from builder.machine.seen import Seen, Sight, State, listing, look
from builder.outputs.found import last_of, remember
from builder.outputs.last import Details, Document, Last, Now, Unit
from builder.outputs.names import JOURNAL, MANIFEST
from builder.outputs.result import Result
from builder.project import MAX_MANIFEST, Project

SOURCES = ("handouts", "sources")


def unchanged(project: Project, out: Path) -> Result | None:
    """What the last build found, if all it depends on is as it was; None if not, or unsure."""
    last = last_of(out)
    if last is None or _at_work(out) or not _same_engine(last):
        return None
    before, now = last.now, _now(project, out, last.now)
    if (before.when, before.lying) != (now.when, now.lying):
        return None
    if before.inputs.differs(now.inputs) or before.outputs.differs(now.outputs):
        return None
    if not (now.inputs.is_in(before.inputs) and now.outputs.is_in(before.outputs)):
        with suppress(OSError):  # what was opened this time need not be again
            remember(out, replace(last, now=now))
    return last.result


@dataclass(frozen=True)
class Since:
    """The last build, and what its folder and project are now; `tools` is what draws now."""

    project: Project
    out: Path
    last: Last
    now: Now
    tools: str

    @classmethod
    def of(cls, project: Project, out: Path, tools: str) -> Since:
        last = last_of(out)
        if last is None or last.tools != tools:
            last = Last()
        return cls(project, out, last, _now(project, out, last.now), tools)

    @cached_property
    def _changed(self) -> set[str]:
        return self.last.now.inputs.differs(self.now.inputs)

    @cached_property
    def _before(self) -> Details:
        return self.last.details()

    def known(self) -> dict[str, Known]:
        """The definitions and topics that are as they were when they were read."""
        return {path: k for path, k in self._before.known.items() if path not in self._changed}

    def left(self, path: str) -> str:
        """The digest of an output as the last build left it; empty for none."""
        sight = self.last.now.outputs.files.get(path)
        return sight.sha256 if sight else ""

    def standing(self, known: Mapping[str, Known]) -> dict[Document, Unit]:
        """The documents of which nothing has changed; `known` are the sources as read now.

        Where something has changed that is neither a definition nor a topic, or what
        others know of one, every document is another.
        """
        changed, before = self._changed, self._before
        names = {path: (before.known.get(path), known.get(path)) for path in changed}
        alike = all(old and new and old.face == new.face for old, new in names.values())
        if not alike or self.now.when != self.last.now.when:
            return {}
        touched = changed | self.last.now.outputs.differs(self.now.outputs)
        return {
            name: unit
            for name, unit in before.units.items()
            if touched.isdisjoint((*unit.needs, *unit.files))
        }

    def remember(
        self, result: Result, digests: Mapping[str, str], sources: Iterable[str], details: Details
    ) -> None:
        """Notes what this build found, with the digests of its outputs by path.

        What changed since this build began is not believed to be the same by its
        time, so a build may take as long as it likes. Where one of its `sources` is
        a hidden file, nothing is noted: such files come and go with every editor.
        """
        if any("/." in path for path in sources):
            return
        lying, at = _lying(self.out), self.now.at
        manifest = read(self.out / MANIFEST, MAX_MANIFEST) or b""
        every = {**digests, MANIFEST: hashlib.sha256(manifest).hexdigest()}
        left = {path: Sight(lying[path], sha) for path, sha in every.items() if path in lying}
        now = replace(self.now, outputs=Seen(at, left), lying=tuple(sorted(lying)))
        code = native()
        engine = Seen(at, {path: Sight(own, "") for path, own in installed(code).items()})
        remember(self.out, Last(now, self.tools, code, engine, result, lambda: details))


def _now(project: Project, out: Path, before: Now) -> Now:
    """What a build depends on; only what was not surely known `before` is opened."""
    at, lying = time.time_ns(), _lying(out)
    inputs = look(str(project.root), listing(str(project.root), SOURCES), before.inputs, at)
    ours = {path: own for path, own in lying.items() if path in before.outputs.files}
    outputs = look(str(out), ours, before.outputs, at)
    when = f"{project.today.isoformat()} {os.environ.get('SOURCE_DATE_EPOCH', '')}"
    return Now(at, when, inputs, outputs, tuple(sorted(lying)))


def _at_work(out: Path) -> bool:
    """Whether a build is at work in the folder, or was killed there."""
    return any(os.path.lexists(out / name) for name in (LOCK, JOURNAL))


def _same_engine(last: Last) -> bool:
    """Whether what draws is surely what it was."""
    now = installed(last.native)
    return now.keys() == last.engine.files.keys() and all(map(last.engine.knows, now, now.values()))


def _lying(out: Path) -> dict[str, State]:
    """The plain files in a folder of outputs, by path.

    What is hidden is not for people; but a file that is not whole is to be taken out.
    """
    return {
        path: State.of(each.stat(follow_symlinks=False))
        for path, each in files(out)
        if not each.name.startswith(".") or each.name.startswith(PART)
    }
