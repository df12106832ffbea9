"""What a kiosk shows of the hall: units, services, who waits, what is closed and why. Pure."""

from datetime import datetime
from typing import Any

from queueing.catalogue import Catalogue, Department, Names, Service
from queueing.decisions.day import current_day, require_open_day
from queueing.decisions.issuing import closed_reason
from queueing.errors import DayIsClosed
from queueing.estimate import Basis, expected_s, start_after_closing
from queueing.hall import Hall
from web.tickets import utc

DAY_CLOSED = "day_closed"
NO_MORE_TODAY = "no_more_today"
DAYS_OF_A_WEEK = 7


def kiosk_view(hall: Hall, now: datetime, basis: Basis, procedures: str) -> dict[str, Any]:
    """Return the view of namespace `/kiosk`; codes only, names are in the page's catalogue.

    `procedures` is the version of the directory that the search should know.
    """
    catalogue = hall.catalogue
    local = now.astimezone(catalogue.zone_info)
    opening = catalogue.hours.next_opening(local)
    day_reason = _day_reason(hall, now)
    return {
        "seq": hall.seq,
        "day": current_day(hall, now).isoformat(),
        "at": utc(now),
        "catalogue": catalogue.digest,
        "departments": [
            _department(hall, department, services, now, basis, day_reason)
            for department, services in offered(catalogue)
        ],
        "taking_in": day_reason is None and catalogue.hours.taking_in(local),
        "next_opening": utc(opening),
        "procedures": procedures,
    }


def services_offered(hall: Hall, now: datetime, basis: Basis, language: str) -> dict[str, Any]:
    """Return the body of `GET /api/services`, with names in `language`."""
    day_reason = _day_reason(hall, now)
    return {
        "departments": [
            {
                "code": department.code,
                "name": in_language(department.names, language),
                "floor": department.floor,
                "services": [
                    {
                        "name": in_language(service.names, language),
                        **_service(hall, service, now, basis, day_reason),
                    }
                    for service in services
                ],
            }
            for department, services in offered(hall.catalogue)
        ]
    }


def offered(catalogue: Catalogue) -> list[tuple[Department, list[Service]]]:
    """Return the departments a kiosk shows, each with its services, in configured order."""
    services: dict[str, list[Service]] = {}
    for service in catalogue.services.values():
        if service.on_kiosk:
            services.setdefault(service.department, []).append(service)
    return [
        (department, services[department.code])
        for department in catalogue.departments.values()
        if department.on_kiosk and department.code in services
    ]


def counters_of(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return service -> ids of the counters where its people are told to go."""
    own = catalogue.own_counters_for.items()
    return {code: [counter.id for counter in counters] for code, counters in own}


def week_of(catalogue: Catalogue) -> list[list[tuple[str, str]]]:
    """Return the hours of intake, Monday first: seven lists of (from, to) as `07:00`."""
    week = catalogue.hours.week
    return [
        [(f"{start:%H:%M}", f"{end:%H:%M}") for start, end in week.get(day, ())]
        for day in range(DAYS_OF_A_WEEK)
    ]


def in_language(names: Names, language: str) -> str:
    """Return the words in `language`, else in Vietnamese, else in whatever there is."""
    return names.get(language) or names.get("vi") or next(iter(names.values()), "")


def _department(
    hall: Hall,
    department: Department,
    services: list[Service],
    now: datetime,
    basis: Basis,
    day_reason: str | None,
) -> dict[str, Any]:
    rows = [_service(hall, service, now, basis, day_reason) for service in services]
    is_open = any(row["open"] for row in rows)
    return {
        "code": department.code,
        "floor": department.floor,
        "open": is_open,
        "reason": None if is_open else rows[0]["reason"],
        "waiting": sum(row["waiting"] for row in rows),
        "services": rows,
    }


def _service(
    hall: Hall, service: Service, now: datetime, basis: Basis, day_reason: str | None
) -> dict[str, Any]:
    waiting = len(hall.queues.get(service.code, ()))
    reason = day_reason or closed_reason(hall.catalogue, service, now)
    if reason is None:
        seconds = expected_s(hall, service.code, waiting, basis)
        if seconds is not None and start_after_closing(hall.catalogue, now, seconds):
            reason = NO_MORE_TODAY
    return {"code": service.code, "open": reason is None, "waiting": waiting, "reason": reason}


def _day_reason(hall: Hall, now: datetime) -> str | None:
    try:
        require_open_day(hall, now)
    except DayIsClosed:
        return DAY_CLOSED
    return None
