"""Checks reports.db against the journal: rows made anew, and compared with the stored ones."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Table

from storage import report_tables
from storage.faults import fault_from
from storage.projections import Fold, Position
from storage.projector import REPORTS, Entries, follow, open_reports
from storage.report_balance import check_balances
from storage.sheets import unpacked
from storage.verify import Fault


def check_projections(journal: Entries, folder: Path) -> list[Fault]:
    """Return how the stored rows for reports differ from those rebuilt up to the same entry.

    One fault a table at most. Rows that do not differ must add up besides, every day of them. Rows
    of another form, or none at all, are no fault: the next start makes them anew. Works beside a
    running server, on a copy.
    """
    stored = folder / REPORTS
    if not stored.exists():
        return []
    with TemporaryDirectory() as scratch:
        copy = Path(scratch, "stored.db")
        try:
            position = _copied(stored, copy)
            if position is None:
                return []
            return _compared(journal, position, copy, Path(scratch)) or check_balances(copy)
        except sqlite3.Error as error:
            return [Fault(None, str(fault_from(error, stored)))]


def _copied(stored: Path, copy: Path) -> Position | None:
    """Copy the rows as of one moment; return where they stand, None if they are of another form."""
    with closing(sqlite3.connect(stored)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        if target.execute("PRAGMA user_version").fetchone()[0] != report_tables.FORM:
            return None
        return Position(*target.execute("SELECT seq, day_after FROM position").fetchone())


def _compared(journal: Entries, position: Position, copy: Path, scratch: Path) -> list[Fault]:
    fresh = open_reports(scratch)
    fold = Fold(Position())
    follow(fold, journal, fresh, position.seq)
    fresh.close()
    if fold.position.seq < position.seq:
        sentence = f"{REPORTS} knows of journal entry {position.seq}, which does not exist"
        return [Fault(None, sentence)]
    with closing(sqlite3.connect(scratch / REPORTS)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("ATTACH DATABASE ? AS stored", (str(copy),))
        tables = report_tables.metadata.sorted_tables
        return [Fault(None, text) for table in tables for text in _difference(connection, table)]


def _difference(connection: sqlite3.Connection, table: Table) -> Iterator[str]:
    """Yield the first difference between main.`table` (rebuilt) and stored.`table`."""
    for one, other in (("main", "stored"), ("stored", "main")):
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        found = connection.execute(
            f"SELECT {columns} FROM {one}.{table.name} "
            f"EXCEPT SELECT {columns} FROM {other}.{table.name} LIMIT 1"
        ).fetchone()
        if found is not None:
            yield _told(connection, table, found, other, stored=one == "stored")
            return


def _told(
    connection: sqlite3.Connection, table: Table, found: sqlite3.Row, other: str, *, stored: bool
) -> str:
    keys = [column.name for column in table.primary_key.columns]
    name = f"{REPORTS}: {table.name} {' '.join(str(found[key]) for key in keys)}"
    condition = " AND ".join(f'"{key}" = ?' for key in keys)
    counterpart = connection.execute(
        f"SELECT * FROM {other}.{table.name} WHERE {condition}", [found[key] for key in keys]
    ).fetchone()
    if counterpart is None:
        return f"{name} is not in the journal" if stored else f"{name} is missing"
    is_row, right_row = (found, counterpart) if stored else (counterpart, found)
    change = _first_change(is_row, right_row)
    if isinstance(right_row[change], bytes):
        return f"{name}: {_first_cell(connection, change, is_row, right_row)}"
    return f"{name}: {change} is {is_row[change]}, should be {right_row[change]}"


def _first_change(stored: sqlite3.Row, rebuilt: sqlite3.Row) -> str:
    names = rebuilt.keys()
    return next(name for name in names if stored[name] != rebuilt[name])


def _first_cell(
    connection: sqlite3.Connection, column: str, stored: sqlite3.Row, rebuilt: sqlite3.Row
) -> str:
    """Name the first leg of a sheet whose packed value is not the one of its rebuilt row."""
    is_values, right_values = (
        unpacked(column, bytes(row[column]), row["words"]) for row in (stored, rebuilt)
    )
    if len(is_values) != len(right_values):
        return f"{column} has {len(is_values)} values, should have {len(right_values)}"
    place = next(n for n, value in enumerate(right_values) if is_values[n] != value)
    ticket, leg = connection.execute(
        "SELECT ticket, leg FROM main.leg WHERE day = ? ORDER BY ticket, leg LIMIT 1 OFFSET ?",
        (rebuilt["day"], place),
    ).fetchone()
    return f"leg {ticket} {leg}: {column} is {is_values[place]}, should be {right_values[place]}"
