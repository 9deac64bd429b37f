"""Sources of one kind: any number of them, in a memory that does not grow with it."""

from __future__ import annotations

import errno
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from builder.model import Placed
from builder.place import Text

Kind = TypeVar("Kind", bound=Placed)


class OnDemand(Mapping[str, Kind], Generic[Kind]):
    """Sources by name. Those used last are remembered; any other is read when it is wanted."""

    def __init__(
        self, read: Callable[[str], Kind | None], name_of: Callable[[Kind], Text], kept: int
    ) -> None:
        self._most = kept
        self._read = read
        self._name_of = name_of
        self._paths: dict[str, str] = {}
        self._kept: OrderedDict[str, Kind] = OrderedDict()

    def add(self, name: str, path: str, thing: Kind | None = None) -> None:
        """A source of that name in that file; None where it has not been read yet."""
        self._paths[name] = path
        if thing is not None:
            self._keep(name, thing)

    def path_of(self, name: str) -> str:
        """The file of that name; empty for none."""
        return self._paths.get(name, "")

    def __getitem__(self, name: str) -> Kind:
        """The source; raises KeyError, and OSError when its file has changed meanwhile."""
        thing = self._kept.get(name)
        if thing is None:
            path = self._paths[name]
            thing = self._read(path)
            if thing is None or str(self._name_of(thing)) != name:
                raise OSError(errno.ESTALE, "was changed while it was being read", path)
        self._keep(name, thing)
        return thing

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def _keep(self, name: str, thing: Kind) -> None:
        self._kept[name] = thing
        self._kept.move_to_end(name)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
