"""A mapping that only grows, whose copies share all that was not changed lately."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar, overload

LATELY = 256
"""Changes that a copy takes along before they are put to the rest."""

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class Growing(Mapping[K, V]):
    """Keeps order like a dictionary; a copy costs the changes since they were last put together.

    A day of thousands of tickets is copied for every batch of commands, and differs in a few.
    """

    __slots__ = ("_late", "_rest")

    def __init__(self, content: Mapping[K, V] | None = None) -> None:
        """Begin with what is in `content`."""
        self._rest: dict[K, V] = dict(content or {})
        self._late: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        late = self._late
        return late[key] if key in late else self._rest[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._late[key] = value

    def __contains__(self, key: object) -> bool:
        return key in self._late or key in self._rest

    def __iter__(self) -> Iterator[K]:
        return iter(self._together())

    def __len__(self) -> int:
        return len(self._together())

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: V | D | None = None) -> V | D | None:
        """Return what is kept under `key`, else `default`."""
        late = self._late
        return late[key] if key in late else self._rest.get(key, default)

    def values(self) -> ValuesView[V]:
        """Return the values by age of their keys."""
        return self._together().values()

    def items(self) -> ItemsView[K, V]:
        """Return the pairs by age of their keys."""
        return self._together().items()

    def copy(self) -> "Growing[K, V]":
        """Return an independent mapping of the same content."""
        if len(self._late) >= LATELY:
            self._together()
        twin: Growing[K, V] = Growing()
        # The late changes first: a reader on another thread may put them to the rest meanwhile
        twin._late, twin._rest = dict(self._late), self._rest
        return twin

    def _together(self) -> dict[K, V]:
        """Put the late changes to the rest, in a new dictionary: copies still hold the old one."""
        late = self._late
        if late:
            # In this order readers on other threads find every key at any moment
            self._rest = {**self._rest, **late}
            self._late = {}
        return self._rest
