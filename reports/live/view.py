"""The view of namespace `/reports`: the day so far, of the centre or of one department."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queueing.alarms import find_intake_start
from queueing.assistance import (
    ASKED_FOR,
    TAKEN_ON_FOR,
    find_asked,
    find_longest_waiting,
    find_taken_on,
)
from queueing.hall import DeskState, Hall
from queueing.hall.transitions import seconds_between
from queueing.measures.unsure import doubts_wait
from reports.live.alerts import Alert, alerts, list_forgotten, list_overdue
from reports.live.comparison import EarlierDay, compare
from reports.live.counters import counters_view
from reports.live.flow import Flow, flow_view
from reports.query import today
from reports.tables.report import Report
from reports.view_types import AlertJson, DayView, Heat, LiveRow
from web.tickets import told_json, utc


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that was read of the day: all of it true at the report's hall.

    `heats`: department, or None for all of them -> its usual waits, see reports.live.heat.
    `preparing`: how much of the files of earlier days is made, 0…1, while there are no figures.
    """

    report: Report
    flow: Flow
    earlier: EarlierDay
    heats: Mapping[str | None, Heat]
    preparing: float | None = None


def day_view(day: Day, only: str | None) -> DayView:
    """Return the view; `only`: a department head's own department."""
    hall, at = day.report.hall, day.report.at
    zone = hall.catalogue.zone_info
    return {
        "seq": hall.seq,
        "at": utc(at),
        "day": today(hall, at).first.isoformat(),
        "rows": _rows(day.report, only),
        "total": day.report.total(only),
        "preparing": day.preparing,
        "within_red_line": day.report.within_red_line(only),
        "compared": compare(day.earlier, at.astimezone(zone), hall.catalogue.hours, only),
        "flow": flow_view(day.flow, at, only),
        "heat": day.heats.get(only),
        "counters": counters_view(hall, only),
        "alerts": [
            _alert(hall, each, at)
            for each in (
                *alerts(hall, at, only),
                *list_forgotten(hall, at, only),
                *list_overdue(hall, at, only),
            )
        ],
        "alerts_from": utc(_alerts_from(hall, at)),
    }


def _rows(report: Report, only: str | None) -> list[LiveRow]:
    first, desks = find_longest_waiting(report.hall), open_counters(report.hall)
    return [
        {
            **figures,
            "waiting_since": utc(waiting.waits_since) if waiting else None,
            "waiting_unsure": waiting is not None and doubts_wait(waiting),
            "counters_open": desks.get(figures["department"], (0, 0))[0],
            "counters": desks.get(figures["department"], (0, 0))[1],
        }
        for figures in report.rows(only)
        for waiting in [first.get(figures["department"])]
    ]


def _alerts_from(hall: Hall, at: datetime) -> datetime | None:
    """Return when alerts begin again, None while there may be some."""
    if find_intake_start(hall, at) is not None:
        return None
    return hall.catalogue.open_hours.next_opening(at.astimezone(hall.catalogue.zone_info))


def _alert(hall: Hall, alert: Alert, at: datetime) -> AlertJson:
    """Return an alert; its counters by what keeps them from calling."""
    waits = not alert.counter and alert.kind != "complaints"
    longest = find_longest_waiting(hall).get(alert.department) if waits else None
    by_state = {
        state: [code for code in alert.counters if hall.desk(code).state is state]
        for state in DeskState
    }
    counters = hall.catalogue.counters
    return {
        "kind": alert.kind,
        "department": alert.department,
        "counter": alert.counter,
        "number": alert.number,
        "people": alert.people,
        "minutes": int(alert.mean_s // 60),
        "since": utc(alert.since),
        "longest_s": None if longest is None else seconds_between(longest.waits_since, at),
        "idle": by_state[DeskState.OPEN],
        "paused": by_state[DeskState.PAUSED],
        "closed": by_state[DeskState.CLOSED],
        "asked": {
            code: told
            for code in alert.counters
            if (told := told_json(find_asked(hall, counters[code], at), ASKED_FOR))
        },
        "subject": alert.subject,
        "taken_on": told_json(find_taken_on(hall, alert.subject, at), TAKEN_ON_FOR),
    }


def open_counters(hall: Hall) -> dict[str, tuple[int, int]]:
    """Return department -> (counters open and not paused, all counters), of those for its citizens.

    A counter that has services of two departments is one of each; one that lends a hand is not.
    """
    services = hall.catalogue.services
    found: dict[str, tuple[int, int]] = {}
    for counter in hall.catalogue.counters.values():
        own = (services[each.service].department for each in counter.serves if not each.penalty_s)
        for department in {counter.department, *own}:
            working, all_of_them = found.get(department, (0, 0))
            working += hall.desk(counter.id).state is DeskState.OPEN
            found[department] = working, all_of_them + 1
    return found
