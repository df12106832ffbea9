"""Today's figures as they come: read at most once a second, and only while somebody looks."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from threading import Event

from queueing.hall import Hall
from queueing.office import Office
from reports.live.comparison import EarlierDay
from reports.live.day import read_day
from reports.live.flow import Flow
from reports.live.view import Day, day_view
from reports.months.reader import FigureReader
from reports.months.relations import NotReady
from reports.query import today
from reports.tables.report import Report
from reports.view_types import DayView
from web.background import Background

PACE_S = 1.0
POLL_S = 10.0
"""What the hour alone changes, alerts and idle counters, is looked at so often."""


class Live:
    """Holds the newest reading of today; `follow` keeps it new."""

    def __init__(self, office: Office, figures: FigureReader) -> None:
        """Begin with an empty day, true before the first entry of the journal."""
        self._office, self._figures = office, figures
        now, catalogue = office.now(), office.hall.catalogue
        day = today(office.hall, now)
        report = Report(Hall.empty(catalogue), now, None)
        self._day = Day(report, Flow({}, {}), EarlierDay(day.first, ()), {})
        self._history_of: date | None = None
        self._scopes: set[str | None] = set()
        self._views: dict[str | None, DayView] = {}
        self._wanted = Event()

    def view(self, only: str | None) -> DayView:
        """Return the newest view at once; if it is behind, a newer one is on its way."""
        day = self._day
        age = self._office.now() - day.report.at
        self._scopes.add(only)
        behind = day.report.hall.seq < self._office.hall.seq or age >= timedelta(seconds=POLL_S)
        if behind or only not in day.heats:
            self._wanted.set()
        views = self._views
        if only not in views:
            views[only] = day_view(day, only)
        return views[only]

    def fresh_view(self, only: str | None) -> DayView:
        """Read today's figures now, and return their view."""
        self._scopes.add(only)
        self._read()
        return self.view(only)

    def follow(self, background: Background, changed: Callable[[], None]) -> None:
        """Read anew whenever a view was asked for that is behind; call `changed` each time."""

        def read() -> None:
            self._wanted.wait()
            self._wanted.clear()
            self._read()
            changed()

        background.every(PACE_S, read, "reading today's figures")

    def _read(self) -> None:
        """Read the day; what earlier days tell is read once for each day."""
        office, before = self._office, self._day
        now, catalogue = office.now(), office.hall.catalogue
        day = today(office.hall, now)
        known = self._history_of == day.first
        heats = dict(before.heats) if known else {}
        missing = self._scopes - heats.keys()
        try:
            hall, read = self._figures.ask(
                partial(
                    read_day, catalogue=catalogue, day=day, with_earlier=not known, scopes=missing
                )
            )
        except NotReady as fault:
            # The hall is shown as it is, the figures of the day later
            made = self._figures.making or fault
            report = Report(office.hall, now, None)
            self._day = Day(report, Flow({}, {}), before.earlier, {}, made.done / made.of)
            self._history_of, self._views = None, {}
            return
        self._day = Day(
            Report(hall, now, read.counted), read.flow, read.earlier or before.earlier,
            heats | read.heats,
        )  # fmt: skip
        self._history_of, self._views = day.first, {}
