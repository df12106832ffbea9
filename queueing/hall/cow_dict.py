"""A copy-on-write dictionary: copying it costs its recent changes, not its size."""

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from typing import TypeVar, overload

MERGE_AT = 256
"""With so many recent changes a copy merges them first."""

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")


class CowDict(Mapping[K, V]):
    """A mapping in order of insertion; keys can be set, never removed.

    A copy shares the large dictionary and copies only the changes since the last merge (at most
    MERGE_AT): a day of thousands of tickets is copied for every batch of commands, and differs in
    a few. Copies never see each other's changes. Other threads may read at any moment.
    """

    __slots__ = ("_merged", "_recent")

    def __init__(self, content: Mapping[K, V] | None = None) -> None:
        """Begin with what is in `content`."""
        self._merged: dict[K, V] = dict(content or {})
        self._recent: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        recent = self._recent
        return recent[key] if key in recent else self._merged[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._recent[key] = value

    def __contains__(self, key: object) -> bool:
        return key in self._recent or key in self._merged

    def __iter__(self) -> Iterator[K]:
        return iter(self._merge())

    def __len__(self) -> int:
        return len(self._merge())

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: V | D | None = None) -> V | D | None:
        """Return what is kept under `key`, else `default`."""
        recent = self._recent
        return recent[key] if key in recent else self._merged.get(key, default)

    def values(self) -> ValuesView[V]:
        """Return the values in order of insertion of their keys."""
        return self._merge().values()

    def items(self) -> ItemsView[K, V]:
        """Return the pairs in order of insertion."""
        return self._merge().items()

    def copy(self) -> "CowDict[K, V]":
        """Return an independent mapping of the same content."""
        if len(self._recent) >= MERGE_AT:
            self._merge()
        twin: CowDict[K, V] = CowDict()
        # The recent changes first: a reader on another thread may merge them meanwhile
        twin._recent, twin._merged = dict(self._recent), self._merged
        return twin

    def _merge(self) -> dict[K, V]:
        """Merge the recent changes into a new dictionary: copies still hold the old one."""
        recent = self._recent
        if recent:
            # In this order readers on other threads find every key at any moment
            self._merged = {**self._merged, **recent}
            self._recent = {}
        return self._merged
