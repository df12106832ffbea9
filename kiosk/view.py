"""What a kiosk shows of the hall: units, services, who waits, what is closed and why. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime

from kiosk.view_types import HallForKiosk, ServiceRow, ServicesAnswer, UnitRow, WaysOutJson
from queueing.bulletins import find_bulletins
from queueing.catalogue import NORMAL, Catalogue, Department, Service, list_offered
from queueing.decisions.day import are_holders_served, current_day, is_day_open
from queueing.estimate import Basis, Range
from queueing.hall import Hall
from queueing.hours import Spans, write_edge
from queueing.intake import (
    DAY_CLOSED,
    NO_MORE_TODAY,
    find_next_intake,
    find_ways_out,
    join_closures,
    name_closure,
    no_number_reason,
)
from queueing.prospects import find_prospects
from queueing.staffing import NoCounter, find_staffing
from web.bulletins import write_bulletins
from web.names import choose_name
from web.tickets import newcomer_wait, utc
from web.view_types import NewcomerWait

DAYS_OF_A_WEEK = 7


def make_kiosk_view(
    hall: Hall, now: datetime, basis: Basis, procedures: str, online: Collection[str] = ()
) -> HallForKiosk:
    """Return the view of namespace `/kiosk`; codes only, names are in the page's catalogue.

    `open` and `reason` are for citizens without priority, `open_for` names every class that gets a
    number. `procedures` is the version of the directory that the search should know. `online`: the
    services of which something can be done online.
    """
    catalogue = hall.catalogue
    local = now.astimezone(catalogue.zone_info)
    opening = catalogue.open_hours.next_opening(local)
    special = catalogue.open_hours.days.get(local.date())
    day_reason = _find_day_reason(hall, now)
    return {
        "seq": hall.seq,
        "day": current_day(hall, now).isoformat(),
        "at": utc(now),
        "catalogue": catalogue.digest,
        "departments": [
            _make_department(hall, department, services, now, basis, day_reason, online)
            for department, services in list_offered(catalogue)
        ],
        "taking_in": day_reason is None and catalogue.open_hours.taking_in(local),
        "holders_served": are_holders_served(hall, now),
        "next_opening": utc(opening),
        "special_hours": None if special is None else _write_spans(special),
        "procedures": procedures,
        "bulletins": write_bulletins(find_bulletins(hall, now)),
    }


def make_services_answer(
    hall: Hall, now: datetime, basis: Basis, language: str, online: Collection[str] = ()
) -> ServicesAnswer:
    """Return the body of `GET /api/services`, with names in `language`; `online` as above."""
    day_reason = _find_day_reason(hall, now)
    return {
        "departments": [
            {
                "code": department.code,
                "name": choose_name(department.names, language),
                "floor": department.floor,
                "services": [
                    {
                        "name": choose_name(service.names, language),
                        **_make_service(hall, service, now, basis, day_reason, online),
                    }
                    for service in services
                ],
            }
            for department, services in list_offered(hall.catalogue)
        ]
    }


def list_week(catalogue: Catalogue) -> list[list[tuple[str, str]]]:
    """Return the hours of intake, Monday first: seven lists of (from, to) as `07:00`, `24:00`."""
    week = catalogue.open_hours.week
    return [_write_spans(week.get(day, ())) for day in range(DAYS_OF_A_WEEK)]


def _write_spans(spans: Spans) -> list[tuple[str, str]]:
    return [(write_edge(start), write_edge(end)) for start, end in spans]


def _make_department(
    hall: Hall,
    department: Department,
    services: list[Service],
    now: datetime,
    basis: Basis,
    day_reason: str | None,
    online: Collection[str],
) -> UnitRow:
    rows = [_make_service(hall, service, now, basis, day_reason, online) for service in services]
    is_open = any(row["open"] for row in rows)
    open_for = {code for row in rows for code in row["open_for"]}
    closure = join_closures([row["closure"] for row in rows])
    return {
        "code": department.code,
        "floor": department.floor,
        "open": is_open,
        "counter_open": any(row["counter_open"] for row in rows),
        "no_counter": _choose_no_counter(rows),
        "back_at": None
        if any(row["counter_open"] for row in rows)
        else min((row["back_at"] for row in rows if row["back_at"]), default=None),
        "open_for": [code for code in hall.catalogue.priorities if code in open_for],
        "reason": None
        if is_open
        else next(row["reason"] for row in rows if row["closure"] == closure),
        "closure": closure,
        "waiting": sum(row["waiting"] for row in rows),
        "wait": _join_waits(rows),
        "waits": {},
        "late_for": [],
        "opens_at": min(
            (row["opens_at"] for row in rows if row["open"] == is_open and row["opens_at"]),
            default=None,
        ),
        "others": (),
        "online": any(row["online"] for row in rows),
        "services": rows,
    }


def _choose_no_counter(rows: Sequence[ServiceRow]) -> NoCounter | None:
    """Return why no counter of a unit is open, None while one is: a pause where there is one."""
    reasons = [row["no_counter"] for row in rows]
    if None in reasons:
        return None
    return NoCounter.PAUSED if NoCounter.PAUSED in reasons else reasons[0]


def _make_service(
    hall: Hall,
    service: Service,
    now: datetime,
    basis: Basis,
    day_reason: str | None,
    online: Collection[str],
) -> ServiceRow:
    """Return whether a service gives numbers, and to which priority classes."""
    staffing = find_staffing(hall, service.code, now)
    reasons = {
        code: day_reason or no_number_reason(hall, service, code, now, basis)
        for code in hall.catalogue.priorities
    }
    open_for = [code for code, reason in reasons.items() if reason is None]
    prospects = find_prospects(hall, service, now, basis)
    waits = {code: newcomer_wait(prospects[code].wait) for code in open_for}
    usual = waits.get(NORMAL)
    return {
        "code": service.code,
        "open": reasons[NORMAL] is None,
        "counter_open": staffing.is_open,
        "no_counter": staffing.no_counter,
        "back_at": utc(staffing.back_at),
        "open_for": open_for,
        "waiting": len(hall.queues.get(service.code, ())),
        "wait": usual,
        "waits": {code: wait for code, wait in waits.items() if wait is not None and wait != usual},
        "late_for": [code for code in open_for if prospects[code].may_be_too_late],
        "reason": reasons[NORMAL],
        **_find_ways_out(hall, service, reasons[NORMAL], now, basis, online),
    }


def _find_ways_out(
    hall: Hall,
    service: Service,
    reason: str | None,
    now: datetime,
    basis: Basis,
    online: Collection[str],
) -> WaysOutJson:
    if reason is None:
        opens_at = find_next_intake(hall.catalogue, service, None, now)
        return {"closure": None, "opens_at": utc(opens_at), "others": (), "online": False}
    if reason == DAY_CLOSED:
        # A day that was ended gives no more numbers of any service
        opens_at = find_next_intake(hall.catalogue, service, NO_MORE_TODAY, now)
        closure = name_closure(reason, opens_at, now)
        online_too = service.code in online
        return {
            "closure": closure, "opens_at": utc(opens_at), "others": (), "online": online_too,
        }  # fmt: skip
    ways = find_ways_out(hall, service, NORMAL, reason, now, basis, online)
    return {
        "closure": name_closure(reason, ways.opens_at, now),
        "opens_at": utc(ways.opens_at),
        "others": ways.others,
        "online": ways.online,
    }


def _join_waits(rows: Sequence[ServiceRow]) -> NewcomerWait | None:
    """Return the range from the shortest wait of a unit's open services to the longest."""
    waits = [row["wait"] for row in rows if row["open"]]
    known = [wait for wait in waits if wait is not None]
    if not known or len(known) < len(waits):
        return None
    least = min(wait["low_min"] for wait in known)
    return newcomer_wait(Range(least, max(wait["high_min"] for wait in known)))


def _find_day_reason(hall: Hall, now: datetime) -> str | None:
    return None if is_day_open(hall, now) else DAY_CLOSED
