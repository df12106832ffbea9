"""Checks the monthly files against the journal: made again, and compared with the stored ones."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from reports.months.checking import check_all_days
from reports.months.columns import KEYS, TABLES
from reports.months.files import Entries, Files, Month, connect, find_prefix, parquet
from reports.months.making import make
from reports.months.tables import Tables
from storage.verify import Fault


def check_months(data: Path, journal: Entries) -> list[Fault]:
    """Return how the stored files differ from those made again up to the same closing.

    One fault a file at most: it names the month, the leg and the column. Rows that do not differ
    must add up besides, every day of them. Files of another version or journal, or none at all, are
    no fault: the next start makes them again. Works beside a running server.
    """
    connection = connect()
    try:
        stored = Files(data, connection)
        months = find_prefix(stored.months(journal))
        if not months:
            return []
        with TemporaryDirectory(prefix="xinmoi-verify-") as folder:
            scratch, end = Path(folder), months[-1].reach.until
            make(scratch, journal, end)
            made = Files(scratch, connection)
            faults = [
                each for month in months for each in _compare(connection, stored, made, month)
            ]
        return [Fault(None, sentence) for sentence in faults or _unbalanced(data, journal, end)]
    finally:
        connection.close()


def _compare(
    connection: duckdb.DuckDBPyConnection, stored: Files, made: Files, month: Month
) -> Iterator[str]:
    for table in TABLES:
        file, again = (files.path(table, month.name) for files in (stored, made))
        try:
            difference = _first_difference(connection, table, file, again)
        except duckdb.Error as error:
            difference = f"cannot be read: {error}"
        if difference is not None:
            yield f"{file.name}: {difference}"


def _first_difference(
    connection: duckdb.DuckDBPyConnection, table: str, stored: Path, made: Path
) -> str | None:
    """Return how the first row that differs does so, by its key."""
    keys, columns = KEYS[table], list(TABLES[table])
    same = " AND ".join(f'stored."{key}" = made."{key}"' for key in keys)
    differs = " OR ".join(f'stored."{name}" IS DISTINCT FROM made."{name}"' for name in columns)
    chosen = ", ".join(f'{side}."{name}"' for side in ("stored", "made") for name in columns)
    order = ", ".join(f'coalesce(stored."{key}", made."{key}")' for key in keys)
    found = connection.execute(
        f"SELECT {chosen} FROM {parquet([stored])} AS stored FULL JOIN {parquet([made])} AS made "
        f"ON {same} WHERE {differs} ORDER BY {order} LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    halves = (found[: len(columns)], found[len(columns) :])
    is_row, right_row = (dict(zip(columns, half, strict=True)) for half in halves)
    known = is_row if is_row[keys[0]] is not None else right_row
    name = " ".join([table.removesuffix("s"), *(str(known[key]) for key in keys)])
    if is_row[keys[0]] is None:
        return f"{name} is missing"
    if right_row[keys[0]] is None:
        return f"{name} is not in the journal"
    change = next(column for column in columns if is_row[column] != right_row[column])
    return f"{name}: {change} is {is_row[change]}, should be {right_row[change]}"


def _unbalanced(data: Path, journal: Entries, end: int) -> list[str]:
    tables = Tables(data, journal)
    try:
        return tables.ask(end, lambda relations: list(check_all_days(relations)))
    finally:
        tables.close()
