"""What is stored behind what a journal knows: read by one statement, so it is one snapshot."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Known:
    """Numbers of the last entry of a centre and of the last answer that are known."""

    centre: str
    seq: int
    answer: int


class StoredEntry(NamedTuple):
    """A row of the journal, and of it what its chain begins with."""

    seq: int
    at: str
    kind: str
    data: str
    key: str | None
    actor: str
    chain: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """`entries`: the last known one, if it is there, and those behind it; `answers`: number, day,
    actor and key of each behind the last known one."""

    entries: list[StoredEntry]
    answers: list[tuple[int, str, str, str]]


def sort_rows(rows: Iterable[tuple[Any, ...]]) -> Stored:
    """Return the rows of both kinds, each in order; answers have neither kind nor data."""
    entries, answers = list[StoredEntry](), list[tuple[int, str, str, str]]()
    for number, at, kind, data, key, actor, chain in rows:
        if kind is None:
            answers.append((number, at, actor, key))
        else:
            entries.append(StoredEntry(number, at, kind, data, key, actor, bytes(chain)))
    return Stored(sorted(entries), sorted(answers))
