"""Data folders for reports: journals to follow, rows to look at."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from queueing.hall import Hall
from storage.projector import Projector, open_reports
from storage.report_tables import metadata
from tests.queueing.centre import small_centre


class Kept:
    """A journal in memory, for days by the hundred."""

    def __init__(self, entries):
        self.entries = entries

    def entries_after(self, seq, limit):
        return self.entries[seq : seq + limit]


class Reports:
    """The reports of one data folder, following a journal up to where the test says."""

    def __init__(self, folder, journal, until=0):
        self.folder, self.journal, self.until = Path(folder), journal, until
        self.start()

    def start(self):
        self.database = open_reports(self.folder)
        self.projector = Projector(self.journal, self.database, self.hall)

    def restart(self):
        self.database.close()
        self.start()

    def hall(self):
        return Hall.empty(small_centre(), self.until)

    def follow(self, until):
        self.until = until
        return self.projector.catch_up()

    def rows(self):
        return self.database.read(
            lambda connection: {
                table.name: [
                    dict(row._mapping)
                    for row in connection.execute(select(table).order_by(*table.primary_key))
                ]
                for table in metadata.sorted_tables
            }
        )


@contextmanager
def reports_of(entries, until=None):
    """Reports in a folder of their own that have followed the entries."""
    with TemporaryDirectory() as folder:
        reports = Reports(folder, Kept(entries))
        try:
            reports.follow(len(entries) if until is None else until)
            yield reports
        finally:
            reports.database.close()
