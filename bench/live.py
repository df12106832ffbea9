"""Today's page of a full day of some 2,000 tickets: reading it and making the centre's view."""

from datetime import date, datetime
from pathlib import Path

from bench.made_days import made_day, store_days
from bench.program import data_folder
from bench.table import Row, limit_row, show
from bench.timing import median_ms
from bench.years import centre
from queueing.events import TicketIssued
from queueing.office import Office
from reports.live.reading import Live
from reports.months.reader import FigureReader
from reports.months.relations import Relations
from storage.database import open_database
from storage.journal import SqlJournal
from web.runtime import runtime

MONDAY = date(2026, 11, 23)
SHARE = 0.9
"""Of the entries of the day: some people still wait then."""
LIMIT_MS = 30.0
RUNS = 40


def run() -> bool:
    """Measure, print, and say whether the limit is kept."""
    catalogue = centre()
    whole = made_day(catalogue, MONDAY)
    day = whole[: round(len(whole) * SHARE)]
    tickets = sum(isinstance(entry.event, TicketIssued) for entry in day)

    def clock() -> datetime:
        return day[-1].event.at

    with data_folder() as folder:
        store_days(folder, catalogue, day)
        with open_database(folder) as database:
            office = Office(SqlJournal(database, catalogue.zone_info, clock), catalogue, clock)
            row = _measure(folder, office)
    return show(f"today's page after {tickets} tickets", [row])


def _measure(folder: Path, office: Office) -> Row:
    figures = FigureReader(folder, office, runtime("threading"))
    live = Live(office, figures)
    live.fresh_view(None)  # the process runs and earlier days are read
    view_ms = median_ms(lambda: live.fresh_view(None), RUNS)
    read_ms = median_ms(lambda: figures.ask(read_every_row), RUNS)
    figures.close()
    figure = f"the centre's view, median of {RUNS}"
    return limit_row(figure, view_ms, "the same rows read", read_ms, LIMIT_MS)


def read_every_row(relations: Relations) -> None:
    """Read what the view is made of, and nothing else."""
    relations.rows(f"SELECT department, called_at, waiting_us FROM {relations.legs()}")
