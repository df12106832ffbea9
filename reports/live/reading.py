"""Today's figures as they come: read at most once a second, and only while somebody looks."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from threading import Event
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from queueing.errors import CannotStore
from queueing.hall import Hall
from queueing.office import Office
from reports.answers import Half
from reports.departments import Report, by_department, today
from reports.live.comparison import EarlierDay, a_week_before
from reports.live.flow import Flow, flow
from reports.live.heat import Heat, heat, last_weeks
from reports.live.view import Day, View, day_view
from reports.periods import Period
from reports.statistics import half_of
from storage.projector import Projector
from web.runtime import Runtime

PACE_S = 1.0
LOOK_S = 10.0
"""What the hour alone changes, alerts and idle counters, is looked at so often."""
log = logging.getLogger("xinmoi.reports")


class Live:
    """Holds the newest reading of today; `follow` keeps it new."""

    def __init__(self, office: Office, projector: Projector) -> None:
        """Begin with an empty day, true before the first entry of the journal."""
        self._office, self._projector = office, projector
        now, catalogue = office.now(), office.hall.catalogue
        day = today(office.hall, now)
        report = Report(Hall.empty(catalogue), now, None)
        history = EarlierDay(day.first, ()), Heat(day, {})
        self._day = Day(report, Flow({}, {}), *history)
        self._history_of: date | None = None
        self._views: dict[str | None, View] = {}
        self._wanted = Event()

    def view(self, only: str | None) -> View:
        """Return the newest view at once; if it is behind, a newer one is on its way."""
        day = self._day
        age = self._office.now() - day.report.at
        if day.report.hall.seq < self._office.hall.seq or age >= timedelta(seconds=LOOK_S):
            self._wanted.set()
        views = self._views
        if only not in views:
            views[only] = day_view(day, only)
        return views[only]

    def fresh_view(self, only: str | None) -> View:
        """Read today's figures now, and return their view."""
        self._read()
        return self.view(only)

    def follow(self, runtime: Runtime, changed: Callable[[], None]) -> None:
        """Read anew whenever a view was asked for that is behind; call `changed` each time."""

        def run() -> None:
            while True:
                self._wanted.wait()
                self._wanted.clear()
                try:
                    self._read()
                    changed()
                except CannotStore as fault:
                    log.warning("today's figures cannot be read: %s", fault)
                except Exception:
                    log.exception("today's figures: a turn failed")
                runtime.sleep(PACE_S)

        runtime.spawn(run)

    def _read(self) -> None:
        """Read the day; what earlier days tell is read once for each day."""
        office, before = self._office, self._day
        now, zone = office.now(), office.hall.catalogue.zone_info
        day = today(office.hall, now)
        known = (before.earlier, before.heat) if self._history_of == day.first else None

        def read(connection: Connection, hall: Hall) -> tuple[Half, Flow, EarlierDay, Heat]:
            half = half_of(connection, hall, by_department(day), day)
            earlier, usual = known or _history(connection, day, zone)
            return half, flow(connection, day.span(zone)), earlier, usual

        hall, (half, flows, earlier, usual) = self._projector.ask(read)
        self._day = Day(Report(hall, now, half), flows, earlier, usual)
        self._history_of, self._views = day.first, {}


def _history(connection: Connection, day: Period, zone: ZoneInfo) -> tuple[EarlierDay, Heat]:
    return a_week_before(connection, day.first, zone), heat(connection, last_weeks(day.first), zone)
