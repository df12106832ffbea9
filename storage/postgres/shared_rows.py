"""The rows of shared state on PostgreSQL: by room and key, each until some time.

The table is not logged: a crash of the database empties it, and no standby has it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb

from storage.postgres.connecting import Driver

Rows = Mapping[str, tuple[float, Any]]
"""Key -> until when (seconds of the database's clock), and the value."""
CREATE = (
    "CREATE UNLOGGED TABLE IF NOT EXISTS shared_state (room text, key text, value jsonb NOT NULL, "
    "until double precision NOT NULL, version bigserial, PRIMARY KEY (room, key))"
)
_READ = """
SELECT room, key, until, value FROM shared_state
WHERE room = ANY(%s) AND until > extract(epoch FROM clock_timestamp())
"""
_FIND = """
SELECT value, until, version, extract(epoch FROM clock_timestamp())::double precision
FROM (SELECT) AS nothing LEFT JOIN shared_state ON room = %s AND key = %s
"""
_ADD = """
INSERT INTO shared_state (room, key, value, until) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING
"""
_REPLACE = """
UPDATE shared_state SET value = %s, until = %s, version = DEFAULT
WHERE room = %s AND key = %s AND version = %s
"""
_REMOVE = "DELETE FROM shared_state WHERE room = %s AND key = %s AND version = %s"
SWEEP = "DELETE FROM shared_state WHERE until < extract(epoch FROM clock_timestamp())"


def read_rooms(driver: Driver, rooms: Sequence[str]) -> dict[str, Rows]:
    """Return the rows of each of these rooms."""
    found: dict[str, dict[str, tuple[float, Any]]] = {room: {} for room in rooms}
    for room, key, until, value in driver.execute(_READ, [list(rooms)]) if rooms else ():
        found[room][key] = until, value
    return dict(found)


def find_row(driver: Driver, room: str, key: str) -> tuple[Any, float, int | None]:
    """Return the value, None where its time is over, the database's time, and the row's version."""
    row = driver.execute(_FIND, [room, key]).fetchone()
    assert row is not None
    value, until, version, now = row
    return (value if version is not None and until > now else None), now, version


def replace_row(
    driver: Driver, room: str, key: str, value: Any, until: float, version: int | None
) -> bool:
    """Put a value, None: nothing, in place of that version; say whether it was still that one."""
    if version is None:
        if value is None:
            return True
        return driver.execute(_ADD, [room, key, Jsonb(value), until]).rowcount == 1
    if value is None:
        return driver.execute(_REMOVE, [room, key, version]).rowcount == 1
    return driver.execute(_REPLACE, [Jsonb(value), until, room, key, version]).rowcount == 1
