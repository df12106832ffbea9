"""One append to the journal on SQLite, by the plain driver."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from storage.addition import Addition, Row
from storage.stored import Known, Stored, sort_rows

_ENTRY = "INSERT INTO journal (centre, seq, day, at, kind, data, key, actor, chain) VALUES "
_ANSWER = "INSERT INTO answer (id, day, actor, key, answer) VALUES "
_STORED = """
SELECT seq, at, kind, data, key, actor, chain FROM journal WHERE centre = ? AND seq >= ?
UNION ALL SELECT id, day, NULL, NULL, key, actor, NULL FROM answer WHERE id > ?
"""
PROBE_BYTES = 512 * 1024
_SIZES = (64, 32, 16, 8, 4, 2, 1)


def store(driver: sqlite3.Connection, addition: Addition) -> None:
    """Store all of it in one transaction, in as few steps as can be.

    Each step of a statement gives up Python's global lock, and a busy event loop takes its time to
    hand it back; so no `executemany`, which makes a step of every row.
    """
    steps = [*_inserts(_ENTRY, addition.entries), *_inserts(_ANSWER, addition.answers)]
    if addition.forget_before:
        steps.append(("DELETE FROM answer WHERE id < ?", [addition.forget_before]))
    if not addition.entries and not addition.answers:
        # As large as a busy second: a few free bytes in the log would prove nothing
        steps.append(("CREATE TABLE probe (b BLOB)", []))
        steps.append(("INSERT INTO probe VALUES (zeroblob(?))", [PROBE_BYTES]))
        steps.append(("DROP TABLE probe", []))
    if len(steps) > 1:
        steps = [("BEGIN IMMEDIATE", []), *steps, ("COMMIT", [])]
    # A statement alone is a transaction of its own
    for statement, values in steps:
        driver.execute(statement, values)


def find_stored(driver: sqlite3.Connection, known: Known) -> Stored:
    """Return what is stored from the last known entry on, and behind the last known answer."""
    return sort_rows(driver.execute(_STORED, (known.centre, known.seq, known.answer)))


def _inserts(statement: str, rows: Sequence[Row]) -> Iterator[tuple[str, list[Any]]]:
    """Give statements that insert many rows each, with their values.

    Sizes are powers of two: few statements to prepare, and the driver keeps them all.
    """
    remaining = iter(rows)
    left = len(rows)
    for size in _SIZES:
        while left >= size:
            chunk = list(islice(remaining, size))
            marks = f"({','.join('?' * len(chunk[0]))})"
            yield statement + ",".join([marks] * size), [value for row in chunk for value in row]
            left -= size
