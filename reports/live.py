"""Today's figures as they come: read at most once a second, and only while somebody looks."""

import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import Any

from queueing.errors import CannotStore
from queueing.hall import Hall
from queueing.office import Office
from queueing.tickets import State
from reports.departments import Report, read_report, today
from storage.projector import Projector
from web.runtime import Runtime
from web.tickets import utc

PACE_S = 1.0
log = logging.getLogger("xinmoi.reports")
View = dict[str, Any]


class Live:
    """Holds the newest report of today; `follow` keeps it new."""

    def __init__(self, office: Office, projector: Projector) -> None:
        """Begin with an empty report, true before the first entry of the journal."""
        self._office, self._projector = office, projector
        self._report = Report(Hall.empty(office.hall.catalogue), office.now(), None)
        self._views: dict[str | None, View] = {}
        self._wanted = Event()

    def view(self, only: str | None) -> View:
        """Return the newest view at once; if it is behind, a newer one is on its way."""
        if self._report.hall.seq < self._office.hall.seq:
            self._wanted.set()
        views = self._views
        if only not in views:
            views[only] = report_view(self._report, only)
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
        hall, now = self._office.hall, self._office.now()
        self._report = read_report(self._projector, today(hall, now), now)
        self._views = {}


def report_view(report: Report, only: str | None) -> View:
    """Return the view of namespace `/reports`; `only`: a department head's own department."""
    hall = report.hall
    moments = longest_waiting(hall)
    desks = open_counters(hall)
    rows = [
        {
            **figures,
            "waiting_since": utc(moments.get(figures["department"])),
            "counters_open": desks.get(figures["department"], (0, 0))[0],
            "counters": desks.get(figures["department"], (0, 0))[1],
        }
        for figures in report.rows(only)
    ]
    return {
        "seq": hall.seq,
        "at": utc(report.at),
        "day": today(hall, report.at).first.isoformat(),
        "rows": rows,
        "total": report.total(only),
    }


def longest_waiting(hall: Hall) -> dict[str, datetime]:
    """Return department -> since when the one who has waited longest has been in the queue."""
    found: dict[str, datetime] = {}
    for ticket in hall.with_state(State.WAITING):
        since = ticket.entered_at or ticket.arrival
        found[ticket.department] = min(since, found.get(ticket.department, since))
    return found


def open_counters(hall: Hall) -> dict[str, tuple[int, int]]:
    """Return department -> (counters open and not paused, counters it has)."""
    found: dict[str, tuple[int, int]] = {}
    for counter in hall.catalogue.counters.values():
        working, all_of_them = found.get(counter.department, (0, 0))
        working += hall.desk(counter.id).state == "open"
        found[counter.department] = working, all_of_them + 1
    return found
