"""Shared state on PostgreSQL: a row is replaced where nobody else was faster, else once more."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from storage.offload import Offload
from storage.postgres.connecting import Driver, driver_of
from storage.postgres.faults import PostgresError, fault_from
from storage.postgres.news import News
from storage.postgres.shared_rows import find_row, read_rooms, replace_row

IDLE = 4
QUICK = "-c synchronous_commit=off"
"""What is lost in a crash of the database anyway waits for no disk and no standby."""
Value = Mapping[str, Any]
T = TypeVar("T")


class PostgresState:
    """The SharedState (see web/processes) of all processes on one database."""

    def __init__(self, url: str, name: str, offload: Offload, news: News) -> None:
        """Use the table of this database; `news` keeps what is looked at, and who listens."""
        self._url, self._name, self._offload, self._news = url, name, offload, news
        self._idle: deque[Driver] = deque()

    def now_s(self) -> float:
        """See SharedState: the database's time."""
        return datetime.timestamp(self._news.tell_time())

    def change(
        self,
        room: str,
        key: str,
        step: Callable[[Value | None, float], Value | None],
        keep_s: float,
    ) -> Value | None:
        """See SharedState."""
        change = partial(self._changed, room=room, key=key, step=step, keep_s=keep_s)
        after, until = self._offload(lambda: self._used(change))
        self._news.note(room, key, None if after is None else (until, after))
        for listener in self._news.list_listeners(room):
            listener()
        return after

    def read(self, room: str) -> dict[str, Value]:
        """See SharedState."""
        rows = self._offload(lambda: self._used(lambda driver: read_rooms(driver, [room])))[room]
        return {key: value for key, (_, value) in rows.items()}

    def look(self, room: str) -> Mapping[str, Value]:
        """See SharedState."""
        now = self.now_s()
        return {key: value for key, (until, value) in self._news.look(room).items() if until > now}

    def subscribe(self, room: str, listener: Callable[[], None]) -> None:
        """See SharedState."""
        self._news.subscribe(room, listener)

    def close(self) -> None:
        """Let go of every connection."""
        while self._idle:
            self._idle.pop().close()

    def _changed(
        self,
        driver: Driver,
        room: str,
        key: str,
        step: Callable[[Value | None, float], Value | None],
        keep_s: float,
    ) -> tuple[Value | None, float]:
        """Return the new value, and until when it is kept."""
        while True:
            before, now, version = find_row(driver, room, key)
            after, until = step(before, now), now + keep_s
            try:
                if replace_row(driver, room, key, after, until, version):
                    if self._news.list_listeners(room):
                        self._news.tell(driver, room)
                    return after, until
            except PostgresError as error:
                # Nobody knows what became of it: it is not done once more
                raise fault_from(error, self._name)

    def _used(self, work: Callable[[Driver], T]) -> T:
        """Return what `work` does, over an idle connection if one of them still answers."""
        while True:
            try:
                try:
                    driver, is_new = self._idle.pop(), False
                except IndexError:
                    driver, is_new = driver_of(self._url, options=QUICK), True
            except PostgresError as error:
                raise fault_from(error, self._name)
            try:
                return work(driver)
            except PostgresError as error:
                if is_new or not driver.closed:
                    raise fault_from(error, self._name)
            finally:
                self._put_back(driver)

    def _put_back(self, driver: Driver) -> None:
        if not driver.closed and len(self._idle) < IDLE:
            self._idle.append(driver)
        else:
            driver.close()
