"""Data folders for reports: journals to follow, rows to look at."""

import hashlib
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from queueing.events import DayClosed, TicketIssued
from reports.months.files import connect, parquet
from reports.months.making import make
from reports.months.tables import Tables


class Kept:
    """A journal in memory, for days by the hundred."""

    def __init__(self, entries):
        self.entries = entries

    def entries_after(self, seq, limit):
        return self.entries[seq : seq + limit]

    def last_closing(self, after):
        closings = [e.seq for e in self.entries[after:] if isinstance(e.event, DayClosed)]
        return max(closings, default=None)

    def count_issued(self, after, until):
        issued = [e.event for e in self.entries[after:until] if isinstance(e.event, TicketIssued)]
        return Counter((event.day, event.department) for event in issued)

    def chain_at(self, seq):
        if not 0 < seq <= len(self.entries):
            return None
        return hashlib.sha256(repr(self.entries[:seq]).encode()).digest()


@contextmanager
def tables_of(entries, made_until=0):
    """Tables in a folder of their own, true at the last of the entries.

    `made_until`: days closed up to that entry lie in files, the later ones do not.
    """
    with TemporaryDirectory() as folder:
        journal = Kept(entries)
        make(Path(folder), journal, made_until)
        tables = Tables(Path(folder), journal)
        tables.ask(len(entries), lambda relations: None)
        try:
            yield tables
        finally:
            tables.close()


def rows_of(tables, table="legs"):
    """All rows of a table, as column -> value."""
    relation = getattr(tables, table)()
    names = [name for name, *_ in tables.rows(f"DESCRIBE SELECT * FROM {relation}")]
    found = tables.rows(f"SELECT * FROM {relation} ORDER BY ALL")
    return [dict(zip(names, row, strict=True)) for row in found]


def rewrite(file, query):
    """Put the rows of a query over `stored`, the file's, in their place."""
    connection = connect()
    metadata = connection.execute(f"SELECT * FROM parquet_kv_metadata('{file}')").fetchall()
    kept = ", ".join(f"{key.decode()}: '{value.decode()}'" for _, key, value in metadata)
    connection.execute(f"CREATE TABLE stored AS SELECT * FROM {parquet([file])}")
    connection.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet, KV_METADATA {{{kept}}})")
    connection.close()
