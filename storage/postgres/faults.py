"""What can go wrong with a database on PostgreSQL, told in one plain sentence."""

from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError

from storage.faults import StorageFault

PostgresError = (DBAPIError, psycopg.Error, OSError)
"""Every kind of exception that `fault_from` can put into words."""
_BY_STATE = {
    "53100": "the disk of {name} is full",
    "53300": "{name} has no connection left; raise its max_connections",
    "25006": "{name} takes no changes: it is read-only",
    "42501": "this program may not do what it must in {name}; its user must own the database",
    "55P03": "another program keeps {name} locked",
    "28P01": "{name} does not accept the password",
    "28000": "{name} does not let this program in",
    "3D000": "{name} does not exist; create it first",
    "57P01": "{name} is being stopped",
    "57P02": "{name} has been stopped",
    "57P03": "{name} is not ready yet",
}


def fault_from(error: BaseException, name: str) -> StorageFault:
    """Return the sentence for an error of the driver or of the network about a database."""
    cause: Any = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None) or ""
    said = " ".join(str(cause).split())[:300]
    if state in _BY_STATE:
        return StorageFault(_BY_STATE[state].format(name=name))
    if state.startswith("XX"):
        return StorageFault(f"{name} is damaged: {said}")
    if isinstance(cause, psycopg.OperationalError | OSError) and not state:
        return StorageFault(f"{name} cannot be reached: {said}")
    return StorageFault(f"{name} cannot be used: {said}")
