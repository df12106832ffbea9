"""Connections to PostgreSQL: how they are made, and what the server must promise."""

import os
import sys
from collections.abc import Mapping
from typing import Any

if sys.platform != "win32":
    # Statements run in native threads. psycopg would wait by what eventlet or gevent has made green
    # there, and each thread would get an event loop of its own.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_c")

import psycopg
from psycopg.abc import RV, PQGen
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus

from storage.faults import StorageFault

ANSWER_S, WORK_S = 5.0, 60.0
"""A statement that has no answer by then is given up: one of a few rows, one that may take time."""
LONGEST_TURN_MS = 2000
"""So long a process may hold others off while it decides; less than they wait (lock_timeout)."""
OPTIONS: Mapping[str, Any] = {
    "application_name": "xinmoi",
    "client_encoding": "utf8",
    "connect_timeout": 2,
    # A server that has gone without a word is given up within 8 s, and so is one whose client has
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,
    "options": "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3 "
    "-c tcp_user_timeout=8000 -c lock_timeout=4000 -c TimeZone=UTC "
    "-c default_transaction_isolation=read\\ committed",
}
SAFE_COMMITS = ("on", "remote_apply")
_PROMISES = (
    "SELECT current_setting('synchronous_commit'), current_setting('fsync'), "
    "current_setting('full_page_writes'), current_setting('server_encoding'), pg_is_in_recovery()"
)


class Driver(psycopg.Connection[Any]):
    """A connection that is closed where its server takes a statement and never answers.

    `answer_s`: for how long an answer is waited for. What became of the statement is unknown then,
    as it is after a cut.
    """

    answer_s: float | None = ANSWER_S

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Return what the driver's own generator does, within the time."""
        try:
            return super().wait(gen, interval, self.answer_s if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.info.transaction_status is not TransactionStatus.ACTIVE:
                raise
        self.close()
        raise psycopg.OperationalError(f"no answer within {self.answer_s} s")


def driver_of(url: str, answer_s: float | None = ANSWER_S, options: str = "") -> Driver:
    """Return a new connection of the plain driver, in which each statement is a transaction."""
    driver = Driver.connect(**_make_arguments(url, options), autocommit=True)
    driver.answer_s = answer_s
    return driver


def open_connection(url: str) -> Driver:
    """Return a new connection that begins and ends transactions where it is told to."""
    return Driver.connect(**_make_arguments(url))


def make_name(url: str) -> str:
    """Return what people are told of the database: never a password."""
    known = conninfo_to_dict(url)
    hosts = dict.fromkeys(str(known.get("host") or "this computer").split(","))
    return f"the database {known.get('dbname')} at {' or '.join(hosts)}"


def _make_arguments(url: str, more: str = "") -> dict[str, Any]:
    """Return how to connect: as the address says, by OPTIONS and `more` where it says nothing.

    Of several hosts the one is found that takes changes: a standby does not.
    """
    known = conninfo_to_dict(url)
    options = f"{OPTIONS['options']} {more} {known.get('options', '')}"
    several = {"target_session_attrs": "read-write"} if "," in str(known.get("host")) else {}
    return {**OPTIONS, **several, **known, "options": options}


def require_promises(driver: Driver, name: str) -> None:
    """Refuse a server that could lose what it has acknowledged; hold it to what it promises.

    Raises StorageFault with one sentence.
    """
    row = driver.execute(_PROMISES).fetchone()
    assert row is not None
    commits, fsync, full_pages, encoding, is_standby = row
    reasons = {
        "is a standby that takes no changes; server.database must name the primary": is_standby,
        f"has synchronous_commit = {commits} and could lose what it has acknowledged; set it "
        "to on": commits not in SAFE_COMMITS,
        "has fsync = off and could lose everything in a power cut; set it to on": fsync != "on",
        "has full_page_writes = off and could be torn by a power cut; set it to on": (
            full_pages != "on"
        ),
        f"keeps texts as {encoding}; create it with ENCODING 'UTF8'": encoding != "UTF8",
    }
    for reason, is_so in reasons.items():
        if is_so:
            raise StorageFault(f"{name} {reason}")
    # Somebody may set it otherwise meanwhile, and it would be believed at once
    driver.execute(f"SET synchronous_commit = {commits}")
    driver.execute(f"SET idle_in_transaction_session_timeout = {LONGEST_TURN_MS}")
