"""Tables that are filled by the files of one folder.

A block, a part or a check is added by adding one file to its folder; nothing
else lists it. The folder is imported on first use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things of one kind, each defined in a file of the package `folder`."""

    def __init__(self, kind: str, folder: str) -> None:
        self.kind = kind
        self.folder = folder
        self._things: dict[str, T] = {}
        self._loaded = False

    def __call__(self, name: str) -> Callable[[T], T]:
        """The decorator that puts a thing in the table.

        Raises ValueError when the name is taken: two files would fight over it.
        """

        def register(thing: T) -> T:
            if name in self._things:
                raise ValueError(f"{self.kind} '{name}' is defined twice")
            self._things[name] = thing
            return thing

        return register

    def __getitem__(self, name: str) -> T:
        return self._all()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._all()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._all()))

    def _all(self) -> dict[str, T]:
        if not self._loaded:
            self._loaded = True
            for module in iter_modules(import_module(self.folder).__path__):
                import_module(f"{self.folder}.{module.name}")
        return self._things


class Mark(Set[str]):
    """The names of those things in a table that bear a mark, which their files give them.

    Like the table, it is full before anyone looks into it.
    """

    def __init__(self, table: Registry[Any]) -> None:
        self._table = table
        self._names: set[str] = set()

    def add(self, name: str) -> None:
        self._names.add(name)

    def __contains__(self, name: object) -> bool:
        return name in self._table and name in self._names

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._table if name in self._names)

    def __len__(self) -> int:
        return sum(1 for _ in self)
