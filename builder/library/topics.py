"""The topics of a library: any number of them, in a memory that does not grow with it."""

from __future__ import annotations

import errno
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping

from builder.model import Topic

# So many are remembered, about 100 KiB each; most libraries have fewer.
KEPT = 400


class Topics(Mapping[str, Topic]):
    """Topics by name. Those used last are remembered; any other is read again when it is wanted."""

    def __init__(self, read: Callable[[str], Topic | None]) -> None:
        self._read = read
        self._paths: dict[str, str] = {}
        self._kept: OrderedDict[str, Topic] = OrderedDict()

    def update(self, topics: Iterable[tuple[str, Topic]]) -> None:
        for name, topic in topics:
            self._paths[name] = topic.span.path
            self._keep(name, topic)

    def __getitem__(self, name: str) -> Topic:
        """The topic; raises KeyError, and OSError when its file has changed meanwhile."""
        topic = self._kept.get(name)
        if topic is None:
            path = self._paths[name]
            topic = self._read(path)
            if topic is None or str(topic.topic) != name:
                raise OSError(errno.ESTALE, "was changed while it was being read", path)
        self._keep(name, topic)
        return topic

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def _keep(self, name: str, topic: Topic) -> None:
        self._kept[name] = topic
        self._kept.move_to_end(name)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
