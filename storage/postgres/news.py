"""News: what other processes have just stored, heard by one connection that listens.

A notification only wakes: whoever follows reads the tables, and looks each second without one too.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection

from storage.faults import StorageFault
from storage.offload import Offload
from storage.postgres.appending import CHANNEL
from storage.postgres.connecting import Driver, driver_of
from storage.postgres.faults import PostgresError, fault_from
from storage.postgres.shared_rows import Rows, read_rooms

POLL_S = 1.0
DUTY, SERVING, SETTLED = 0x78696E04, 0x78696E03, 0x78696E05
"""Advisory locks: a duty (with the hash of its name), whoever serves the centre or is about to, and
whoever has a configuration in force."""
_SETTLE = "SELECT pg_advisory_lock_shared(%s)"
_HOLDERS = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted
AND classid = 0 AND objid = %s::oid
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
log = logging.getLogger(__name__)


class News:
    """Listens for one process; holds its duties, and tells the time of the database.

    Everything blocks, in one native thread at a time: `wait` is called again and again.
    """

    def __init__(self, url: str, name: str, offload: Offload, me: str = "") -> None:
        """Listen to the database of an address; `name` is how people are told of it."""
        self.me = me or token_hex(8)
        self._url, self._name, self._offload = url, name, offload
        self._driver: Driver | None = None
        self._looked_at, self._ahead = 0.0, timedelta()
        self._wanted: set[str] = set()
        self._held: frozenset[str] = frozenset()
        self._rooms: dict[str, Rows] = {}
        self._listeners: defaultdict[str, list[Callable[[], None]]] = defaultdict(list)
        self._failure, self._serving, self._closed = "", 1, False
        self._is_settled = False

    def begin(self) -> None:
        """Connect for the first time; raise StorageFault, also while the centre is being moved."""
        self._offload(self._look_around)

    def wait(self) -> None:
        """Return when another process has stored something, and after a second at the latest."""
        try:
            changed = self._offload(self._listen)
            self._failure = ""
        except StorageFault as fault:
            if self._failure != str(fault) and not self._closed:
                log.warning("listening to other processes: %s", fault)
            self._failure = str(fault)
            time.sleep(POLL_S)
            return
        for room in changed:
            for listener in self.list_listeners(room):
                listener()

    def tell_time(self) -> datetime:
        """Return the database's time, which all processes share."""
        return datetime.now(UTC) + self._ahead

    def are_several(self) -> bool:
        """Say whether more than one process serves the centre, as of a second ago."""
        return self._serving > 1

    def are_settled(self) -> bool:
        """Say whether another process has a configuration in force; asked at a start."""
        return self._offload(lambda: self._count(SETTLED)) > self._is_settled

    def settle(self) -> None:
        """Let processes that start from now on take the configuration of this one."""
        self._is_settled = True
        self._offload(self._say_settled)

    def has(self, duty: str) -> bool:
        """Say whether this process has a duty; asked for once, it gets it when nobody has it."""
        self._wanted.add(duty)
        return duty in self._held

    def look(self, room: str) -> Rows:
        """Return the values of a room as they were within the last second or two."""
        return self._rooms.setdefault(room, {})

    def note(self, room: str, key: str, row: tuple[float, Any] | None) -> None:
        """Note what this process has just put under a key, None: nothing."""
        if room in self._rooms:
            kept = {name: each for name, each in self._rooms[room].items() if name != key}
            self._rooms[room] = kept if row is None else {**kept, key: row}

    def tell(self, driver: Driver, room: str) -> None:
        """Let the others look at a room at once."""
        driver.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{self.me} {room}"])

    def subscribe(self, room: str, listener: Callable[[], None]) -> None:
        """Call `listener()` after another process has changed a room."""
        self._rooms.setdefault(room, {})
        self._listeners[room].append(listener)

    def list_listeners(self, room: str) -> list[Callable[[], None]]:
        """Return who wants to hear of a room at once."""
        return self._listeners.get(room, [])

    def close(self) -> None:
        """Let go of the connection, and of the duties with it; look for no other one."""
        self._closed = True
        self._let_go()

    def _let_go(self) -> None:
        driver, self._driver, self._held = self._driver, None, frozenset()
        if driver is not None:
            driver.close()

    def _listen(self) -> set[str]:
        """Wait for notifications; return the rooms that have changed."""
        try:
            rooms = self._hear_others(self._connected(), self._looked_at + POLL_S) - {""}
        except PostgresError as error:
            raise self._lost(error)
        if rooms or time.monotonic() - self._looked_at >= POLL_S:
            return rooms | self._look_around()
        return set()

    def _hear_others(self, driver: Driver, until: float) -> set[str]:
        """Return what others tell first, "" for the journal; nothing where nobody does until then.

        What this process has told itself would else have it read the journal after each append.
        """
        while True:
            left = max(0.0, until - time.monotonic())
            told = [each.payload for each in driver.notifies(timeout=left, stop_after=1)]
            parts = [each.partition(" ") for each in told]
            rooms = {room for sender, _, room in parts if sender != self.me}
            if rooms or not left:
                return rooms

    def _look_around(self) -> set[str]:
        """Ask for the time, take free duties and read the rooms; return those that differ."""
        try:
            driver = self._connected()
            self._ahead = _measure_ahead(driver)
            free = self._wanted - self._held
            self._held |= {duty for duty in free if _take_duty(driver, duty)}
            self._serving = _count_holders(driver, SERVING)
            changed = self._read_rooms(driver)
        except PostgresError as error:
            raise self._lost(error)
        self._looked_at = time.monotonic()
        return changed

    def _read_rooms(self, driver: Driver) -> set[str]:
        """Read what is followed; return the rooms that differ."""
        before = dict(self._rooms)
        found = read_rooms(driver, list(before))
        for room, rows in before.items():
            # What this process has put there meanwhile is newer than what was read
            if self._rooms[room] is rows:
                self._rooms[room] = found[room]
        return {room for room, rows in before.items() if found[room] != rows}

    def _connected(self) -> Driver:
        if self._closed:
            raise StorageFault(f"{self._name} is let go of")
        if self._driver is None or self._driver.closed:
            self._held = frozenset()
            driver = driver_of(self._url)
            try:
                driver.execute("SELECT pg_advisory_lock_shared(%s)", [SERVING])
                driver.execute(f"LISTEN {CHANNEL}")
                if self._is_settled:
                    driver.execute(_SETTLE, [SETTLED])
            except BaseException:
                driver.close()
                raise
            self._driver = driver
        return self._driver

    def _count(self, lock: int) -> int:
        try:
            return _count_holders(self._connected(), lock)
        except PostgresError as error:
            raise self._lost(error)

    def _say_settled(self) -> None:
        try:
            self._connected().execute(_SETTLE, [SETTLED])
        except PostgresError as error:
            raise self._lost(error)

    def _lost(self, error: BaseException) -> StorageFault:
        try:
            self._let_go()
        except PostgresError as fault:
            log.warning("closing a connection: %s", fault)
        if isinstance(error, LockNotAvailable):
            return StorageFault(f"{self._name} is just being moved")
        return fault_from(error, self._name)


def describe_server(connection: Connection) -> str:
    """Return the server's version and how many processes serve the centre."""
    version = connection.exec_driver_sql("SHOW server_version").scalar()
    serving = connection.exec_driver_sql(_HOLDERS, (SERVING,)).scalar()
    return f"PostgreSQL {version}, processes that serve it now: {serving}"


def _measure_ahead(driver: Driver) -> timedelta:
    """Return how far the database's clock is ahead of this computer's."""
    begun = datetime.now(UTC)
    row = driver.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    told: datetime = row[0]
    return told - (begun + (datetime.now(UTC) - begun) / 2)


def _take_duty(driver: Driver, duty: str) -> bool:
    row = driver.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [DUTY, duty]).fetchone()
    return row is not None and bool(row[0])


def _count_holders(driver: Driver, lock: int) -> int:
    row = driver.execute(_HOLDERS, [lock]).fetchone()
    return 0 if row is None else int(row[0])
