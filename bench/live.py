"""Today's page of a full day of 2,000 tickets: reading it and making the centre's view."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from bench import raw
from bench.program import ROOT, data_folder
from bench.table import Row, show
from bench.timing import timed
from queueing import commands as c
from queueing.office import Office
from reports.live import Live
from settings.loading import load
from simulation import DemoClock
from storage.database import open_database
from storage.journal import SqlJournal
from storage.projector import Projector, open_reports

TICKETS = 2_000
SERVED = 1_900
LIMIT_MS = 30.0
RUNS = 40
WAIT = timedelta(minutes=12)
Act = tuple[datetime, int, c.Command]


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    settings = load(ROOT / "config.yaml")
    catalogue = settings.catalogue()
    with data_folder() as folder:
        clock = DemoClock(datetime(2026, 11, 23, 7, 0, tzinfo=catalogue.zone_info))
        database = open_database(folder)
        journal = SqlJournal(database, catalogue.zone_info, clock)
        office = Office(journal, catalogue, clock)
        _fill(office, clock)
        row = _measure(folder, office, journal)
        database.close()
    show(f"today's page after {TICKETS} tickets", [row])
    return row.kept


def _measure(folder: Path, office: Office, journal: SqlJournal) -> Row:
    rows = open_reports(folder)
    projector = Projector(journal, rows, lambda: office.hall)
    live = Live(office, projector)
    live.fresh_view(None)  # the rows are there and earlier days are read
    views = timed([lambda: live.fresh_view(None)] * RUNS)
    reads = timed([lambda: rows.read(_every_row)] * RUNS)
    rows.close()
    median = raw.percentile(views, 50)
    return Row(
        f"the centre's view, median of {RUNS}",
        f"{median:.1f} ms",
        f"the same rows read {raw.percentile(reads, 50):.1f} ms",
        f"≤ {LIMIT_MS:.0f} ms",
        median <= LIMIT_MS,
    )


def _every_row(connection: Connection) -> None:
    connection.execute(
        text("SELECT department, end, called_at, waiting_s, service_s FROM leg")
    ).all()
    connection.execute(text("SELECT department, issued_at FROM ticket")).all()


def _fill(office: Office, clock: DemoClock) -> None:
    for at, _, command in sorted(_day(office, clock()), key=lambda act: act[:2]):
        clock.set(max(at, clock()))
        office.submit(command, actor="bench", reply=lambda _hall, _entries: None)


def _day(office: Office, opening: datetime) -> Iterator[Act]:
    """Yield a day on which every counter works, and the last hundred still wait."""
    counters = list(office.hall.catalogue.counters.values())
    for counter in counters:
        yield opening, 0, c.OpenCounter(counter.id, "bench")
    for number in range(TICKETS):
        counter = counters[number % len(counters)]
        came = opening + timedelta(seconds=15 * number)
        yield came, 1, c.IssueTicket(counter.serves[0].service, f"f{number}")
        if number < SERVED:
            yield came + WAIT, 2, c.FinishAndCallNext(counter.id)
