"""One append to the journal on PostgreSQL: one statement, which is a transaction of its own."""

from collections.abc import Sequence
from typing import Any

from psycopg.errors import UniqueViolation
from psycopg.pq import TransactionStatus

from queueing.errors import Behind
from storage.addition import Addition
from storage.postgres.connecting import Driver
from storage.schema import HEAD, require_form
from storage.stored import Known, Stored, sort_rows

CHANNEL = "xinmoi"
"""Where processes tell each other that something is stored: who tells it, " ", which room of shared
state; without one it was the journal."""
_STORE = """
WITH here AS (
    SELECT pg_advisory_xact_lock(%(turn)s)
    WHERE (SELECT version_num FROM alembic_version) = %(form)s AND (%(seq)s = 0 OR EXISTS (
        SELECT FROM journal
        WHERE centre = %(centre)s AND seq = %(seq)s AND chain = %(chain)s
    )) AND NOT EXISTS (SELECT FROM journal WHERE centre = %(centre)s AND seq > %(seq)s)
), stored AS (
    INSERT INTO journal (centre, seq, day, at, kind, data, key, actor, chain)
    SELECT entry.* FROM here, unnest(
        %(e0)s::text[], %(e1)s::bigint[], %(e2)s::text[], %(e3)s::text[], %(e4)s::text[],
        %(e5)s::text[], %(e6)s::text[], %(e7)s::text[], %(e8)s::bytea[]
    ) AS entry
), kept AS (
    INSERT INTO answer (id, day, actor, key, answer)
    SELECT answer.* FROM here, unnest(
        %(a0)s::int[], %(a1)s::text[], %(a2)s::text[], %(a3)s::text[], %(a4)s::text[]
    ) AS answer
), forgotten AS (
    DELETE FROM answer USING here WHERE id < %(forget_before)s
)
SELECT count(*), (SELECT version_num FROM alembic_version),
    count(pg_notify(%(channel)s, %(me)s)) FROM here
"""
"""The same text for additions of any size: it is planned once. `here`: the entry that the addition
was decided on is the last one, and the very one, so that no journal but that one is continued.
The lock is free again once it is certain whether all of this is stored."""
_STORED = """
SELECT seq, at, kind, data, key, actor, chain FROM journal WHERE centre = %s AND seq >= %s
UNION ALL SELECT id, day, NULL, NULL, key, actor, NULL FROM answer WHERE id > %s
UNION ALL SELECT 0, version_num, NULL, NULL, NULL, NULL, NULL FROM alembic_version
"""
_ENTRY = "SELECT 1 FROM journal WHERE centre = %s AND seq = %s AND chain = %s"
_ANSWER = """
SELECT 1 FROM answer WHERE id = %s AND day = %s AND actor = %s AND key = %s AND answer = %s
"""
_PROBE = "UPDATE tally SET n = n WHERE name = 'procedures'"
APPENDING = 0x78696E02
"""The advisory lock of whoever appends just now."""
ENTRY, ANSWER = 9, 5
"""How many columns each has."""


def store(driver: Driver, addition: Addition, me: str, name: str) -> None:
    """Store all of it, on disk before this returns; raise Behind where the journal is another.

    Raises StorageFault where a newer release has changed the database, called `name`. `me`: who
    tells the other processes of it.
    """
    if not addition.entries and not addition.answers:
        driver.execute(_PROBE)
        return
    values = {
        "turn": APPENDING,
        "channel": CHANNEL,
        "me": me,
        "form": HEAD,
        "centre": addition.centre,
        "seq": addition.seq,
        "chain": addition.chain,
        "forget_before": addition.forget_before,
        **_columns("e", addition.entries, ENTRY),
        **_columns("a", addition.answers, ANSWER),
    }
    try:
        found = driver.execute(_STORE, values, prepare=True).fetchone()
    except UniqueViolation:
        found = None
    if found is not None:
        require_form(found[1], name)
    if found is None or not found[0]:
        raise Behind(f"another process has stored an entry behind number {addition.seq}")


def find_stored(driver: Driver, known: Known, name: str) -> Stored:
    """Return what is stored from the last known entry on, and behind the last known answer.

    Raises StorageFault where a newer release has changed the database, called `name`.
    """
    values = (known.centre, known.seq, known.answer)
    rows = driver.execute(_STORED, values, prepare=True).fetchall()
    for form in [row[1] for row in rows if row[0] == 0]:
        require_form(form, name)
    return sort_rows(row for row in rows if row[0])


def is_stored(driver: Driver, addition: Addition) -> bool:
    """Say whether this very addition is stored: all of it is where its last row is."""
    if addition.entries:
        centre, seq, *_, chain = addition.entries[-1]
        found = driver.execute(_ENTRY, [centre, seq, chain])
    else:
        found = driver.execute(_ANSWER, addition.answers[-1])
    return found.fetchone() is not None


def wait_for_others(driver: Driver) -> None:
    """Return when every append that was begun is stored or not, one of a lost connection too."""
    driver.execute("SELECT pg_advisory_xact_lock(%s)", [APPENDING])


def begin_turn(driver: Driver) -> None:
    """Return when nobody appends, and let nobody append until `end_turn`.

    The server ends the turn of a process that hangs in the middle of it, and its connection.
    """
    if driver.info.transaction_status is TransactionStatus.IDLE:
        driver.execute(f"BEGIN; SELECT pg_advisory_xact_lock({APPENDING})".encode())


def end_turn(driver: Driver, *, stored: bool) -> None:
    """Let others append again, if they were held off; `stored`: what was appended stays."""
    if driver.info.transaction_status is not TransactionStatus.IDLE:
        driver.execute("COMMIT" if stored else "ROLLBACK")


def _columns(prefix: str, rows: Sequence[Sequence[Any]], width: int) -> dict[str, list[Any]]:
    columns = zip(*rows, strict=True) if rows else ((),) * width
    return {f"{prefix}{n}": list(column) for n, column in enumerate(columns)}
