"""Rows of a database on PostgreSQL, by the plain driver: for processes that only read."""

from typing import Any

import psycopg

from storage.json_field import POSTGRES
from storage.postgres.connecting import WORK_S, driver_of, make_name
from storage.postgres.faults import PostgresError, fault_from

_FIELDS = {name: POSTGRES.format(column="data", name=name) for name in ("day", "department")}


class PostgresRows:
    """One connection, made anew where it was cut."""

    def __init__(self, url: str) -> None:
        """Connect; raise StorageFault."""
        self._url = url
        self._driver = self._connect()

    def fetch(self, statement: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """Return the rows of a statement with marks like `?` and `{field}` of the data."""
        query = statement.replace("?", "%s").format(**_FIELDS).encode()
        for is_new in (False, True):
            try:
                return self._driver.execute(query, values).fetchall()
            except PostgresError as error:
                if is_new or not self._driver.closed:
                    raise fault_from(error, make_name(self._url))
                # It was cut while nobody asked; a question may be asked again
                self._driver = self._connect()
        raise AssertionError("the second try returns or raises")

    def close(self) -> None:
        """Let go of the connection."""
        self._driver.close()

    def _connect(self) -> psycopg.Connection[Any]:
        try:
            return driver_of(self._url, WORK_S)
        except PostgresError as error:
            raise fault_from(error, make_name(self._url))
