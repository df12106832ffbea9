"""The figures of the last day on which people came, for everybody: read now and then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from threading import Lock
from time import monotonic

from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from queueing.office import Office
from reports.months.reader import FigureReader
from reports.months.relations import NotReady, Relations
from reports.query import Figures, Period, Query, Row, today
from reports.statistics.comparing import find_worked_days
from reports.statistics.counting import count_period

BACK = timedelta(days=30)
"""So far back it is looked for."""
AGAIN_S = 600.0
"""Ratings of a day that is over come for some hours more."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """A day that is over: its figures, and those of each department that was there."""

    day: date
    total: Figures
    rows: Sequence[Row]


def count_last_day(relations: Relations, catalogue: Catalogue, today: date) -> LastDay | None:
    """Return the last day before today on which numbers were taken; None: there was none."""
    before = Period(today - BACK, today - timedelta(days=1))
    worked = find_worked_days(relations, catalogue, before)
    if not worked:
        return None
    day = max(worked)
    period = Period(day, day)
    found = count_period(relations, catalogue, Query(period, "department"), period)
    return LastDay(day, found.total, [row for row in found.rows if row.figures["issued"]])


class LastDays:
    """Keeps what was read last, for all who ask."""

    def __init__(self, office: Office, figures: FigureReader) -> None:
        """Read nothing before somebody asks."""
        self._office, self._figures = office, figures
        self._lock = Lock()
        self._found: LastDay | None = None
        self._read_for: tuple[date, str] | None = None
        self._read_at = 0.0

    def find(self) -> LastDay | None:
        """Return the last day; None where there is none, or nothing can be read just now."""
        hall = self._office.hall
        wanted = (today(hall, self._office.now()).first, hall.catalogue.digest)
        with self._lock:
            if self._read_for != wanted or monotonic() - self._read_at >= AGAIN_S:
                self._read(wanted, hall.catalogue)
            return self._found

    def _read(self, wanted: tuple[date, str], catalogue: Catalogue) -> None:
        if self._read_for != wanted:
            self._found = None
        try:
            call = partial(count_last_day, catalogue=catalogue, today=wanted[0])
            _, self._found = self._figures.ask(call)
        except (NotReady, CannotStore):
            return  # the next one asks again
        self._read_for, self._read_at = wanted, monotonic()
