"""Copies every table of a centre from one database to another, whichever engines keep them."""

from collections.abc import Callable

from sqlalchemy import Connection, Table, delete, func, insert, literal_column, select

from storage import tables

PAGE = 2000
Tell = Callable[[str, int, int], None]
"""Hears the name of a table, how many of its rows are copied, and how many there are."""
BEGUN_WITH = {"tally"}
"""Tables that a new database has rows in."""


def is_empty(connection: Connection) -> bool:
    """Say whether no table holds anything that somebody has stored."""
    return not any(
        connection.execute(select(literal_column("1")).select_from(table).limit(1)).first()
        for name, table in tables.metadata.tables.items()
        if name not in BEGUN_WITH
    )


def clear(connection: Connection) -> None:
    """Take every row away again."""
    for table in tables.metadata.sorted_tables:
        connection.execute(delete(table))


def copy_tables(source: Connection, target: Connection, tell: Tell = lambda *_: None) -> None:
    """Copy all rows into a database that has the same tables and nothing in them."""
    for table in tables.metadata.sorted_tables:
        if table.name in BEGUN_WITH:
            target.execute(delete(table))
        _copy(source, target, table, tell)
        if target.dialect.name == "postgresql":
            _go_on_counting(target, table)


def _copy(source: Connection, target: Connection, table: Table, tell: Tell) -> None:
    of, done = source.execute(select(func.count()).select_from(table)).scalar_one(), 0
    wanted = select(table).order_by(*table.primary_key.columns)
    # A page in memory at a time
    rows = source.execute(wanted.execution_options(yield_per=PAGE))
    for page in rows.mappings().partitions():
        target.execute(insert(table), [dict(row) for row in page])
        done += len(page)
        tell(table.name, done, of)


def _go_on_counting(target: Connection, table: Table) -> None:
    """Let new rows get numbers behind those that were copied with theirs."""
    column = table.autoincrement_column
    if column is not None:
        last = target.execute(select(func.max(column))).scalar()
        sequence = func.pg_get_serial_sequence(table.name, column.name)
        target.execute(select(func.setval(sequence, last or 1, last is not None)))
