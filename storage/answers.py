"""Stored answers to keyed commands: yesterday's and today's, found without asking the disk."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select

from queueing.office import KeyedAnswer
from queueing.office.batch import Answer
from storage import tables
from storage.database import Database

Row = tuple[Any, ...]


class AnswerBook:
    """Knows for each key of today and yesterday which row has its answer, as 64-bit digests.

    Python's own string hash serves as the digest: it is keyed anew in each process, nobody can aim
    at it, and the book is made anew at each start. A row found by it is compared in full.
    """

    def __init__(self, database: Database) -> None:
        """Read which answers are stored."""
        self._database = database
        self._where: dict[int, int] = {}
        self._days: list[tuple[str, int]] = []
        self._last = 0
        for number, day, actor, key in self._database.read(_keys):
            self._note(number, day, actor, key)

    def rows(self, answers: Sequence[KeyedAnswer], day: str) -> list[Row]:
        """Return the rows that store these answers."""
        return [
            (self._last + n, day, answer.actor, answer.key, orjson.dumps(answer.answer).decode())
            for n, answer in enumerate(answers, 1)
        ]

    def before(self, day: str) -> int:
        """Return the first row number of `day` or later: what is below it may go. 0: nothing.

        Rows in front of an earlier day are of a clock that was ahead: they may go too. The newest
        always stays: other processes know by it which numbers they have not seen.
        """
        first = self._last
        for known, number in reversed(self._days):
            if known < day:
                break
            first = number
        return first

    def keep(self, rows: Sequence[Row], old: int) -> None:
        """Note rows that are now on disk, and forget those below `old`, which are gone."""
        for number, day, actor, key, _ in rows:
            self._note(number, day, actor, key)
        self._forget(old)

    @property
    def last(self) -> int:
        """The number of the newest answer."""
        return self._last

    def take_over(self, news: Sequence[Any], old: int) -> None:
        """Note rows of other processes, and forget those below `old`, which are gone."""
        for number, day, actor, key in news:
            self._note(number, day, actor, key)
        self._forget(old)

    def find(self, actor: str, key: str) -> Answer | None:
        """Return the stored answer to this caller's key."""
        number = self._where.get(hash((actor, key)))
        if number is None:
            return None
        return self._database.read(lambda connection: _answer(connection, number, actor, key))

    def _forget(self, old: int) -> None:
        if old:
            self._where = {digest: n for digest, n in self._where.items() if n >= old}
            self._days = [(day, first) for day, first in self._days if first >= old]

    def _note(self, number: int, day: str, actor: str, key: str) -> None:
        self._where[hash((actor, key))] = self._last = number
        if not self._days or day != self._days[-1][0]:
            self._days.append((day, number))


def _keys(connection: Connection) -> Sequence[Any]:
    a = tables.answer.c
    return connection.execute(select(a.id, a.day, a.actor, a.key).order_by(a.id)).all()


def _answer(connection: Connection, number: int, actor: str, key: str) -> Answer | None:
    a = tables.answer.c
    found = connection.execute(
        select(a.answer).where(a.id == number, a.actor == actor, a.key == key)
    ).scalar()
    answer: Answer | None = None if found is None else orjson.loads(found)
    return answer
