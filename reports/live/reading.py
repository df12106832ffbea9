"""Today's figures as they come: read at most once a second, and only while somebody looks."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from threading import Event

from sqlalchemy import Connection

from queueing.errors import CannotStore
from queueing.hall import Hall
from queueing.office import Office
from reports.answers import Half
from reports.departments import Report, by_department, today
from reports.live.comparison import EarlierDay, a_week_before
from reports.live.flow import Flow, flow
from reports.live.heat import heat
from reports.live.view import Day, View, day_view
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
        self._day = Day(report, Flow({}, {}), EarlierDay(day.first, ()), {})
        self._history_of: date | None = None
        self._scopes: set[str | None] = set()
        self._views: dict[str | None, View] = {}
        self._wanted = Event()

    def view(self, only: str | None) -> View:
        """Return the newest view at once; if it is behind, a newer one is on its way."""
        day = self._day
        age = self._office.now() - day.report.at
        self._scopes.add(only)
        behind = day.report.hall.seq < self._office.hall.seq or age >= timedelta(seconds=LOOK_S)
        if behind or only not in day.heats:
            self._wanted.set()
        views = self._views
        if only not in views:
            views[only] = day_view(day, only)
        return views[only]

    def fresh_view(self, only: str | None) -> View:
        """Read today's figures now, and return their view."""
        self._scopes.add(only)
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
        known = self._history_of == day.first
        heats = dict(before.heats) if known else {}
        missing = self._scopes - heats.keys()

        def read(connection: Connection, hall: Hall) -> tuple[Half, Flow, EarlierDay]:
            half = half_of(connection, hall, by_department(day), day)
            earlier = before.earlier if known else a_week_before(connection, day.first, zone)
            for only in missing:
                heats[only] = heat(connection, hall, day.first, only)
            return half, flow(connection, day.span(zone)), earlier

        hall, (half, flows, earlier) = self._projector.ask(read)
        self._day = Day(Report(hall, now, half), flows, earlier, heats)
        self._history_of, self._views = day.first, {}
