"""How busy the centre is now, as a pure function of a hall; the same rules as kiosk and phone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from now.view_types import DepartmentNow, NowView, ServiceNow, Status
from queueing.bulletins import find_bulletins
from queueing.catalogue import NORMAL, Service, list_offered
from queueing.decisions.day import current_day, is_day_open
from queueing.estimate import Basis
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import Ticket
from queueing.hours import Hours
from queueing.intake import (
    DAY_CLOSED,
    OUTSIDE_HOURS,
    Closure,
    find_last_number_at,
    find_next_intake,
    join_closures,
    name_closure,
    no_number_reason,
    wait_of_newcomer,
)
from queueing.staffing import NoCounter, find_staffing
from web.bulletins import write_bulletins
from web.tickets import newcomer_wait, utc

CLOSING_SOON = timedelta(minutes=30)
"""So long before intake ends it is said."""


@dataclass(frozen=True, slots=True)
class HoursNow:
    """Where this moment is in hours of intake; see ServiceNow for `opens_at`, `closes_at`.

    `rests`: between two spans of the day, as at noon; `later`: a span begins later today.
    """

    opens_at: datetime | None
    closes_at: datetime | None
    rests: bool
    later: bool


@dataclass(frozen=True, slots=True)
class Newest:
    """Service -> its newest number of today, and the one that was called last."""

    issued: Mapping[str, Ticket]
    called: Mapping[str, Ticket]


def make_now_view(hall: Hall, now: datetime, basis: Basis) -> NowView:
    """Return what everybody may know of the present; `now` is aware UTC."""
    newest = _find_newest(hall, now)
    departments: list[DepartmentNow] = [
        {
            "code": department.code,
            "services": [_make_service(hall, service, now, basis, newest) for service in services],
        }
        for department, services in list_offered(hall.catalogue)
    ]
    rows = [row for each in departments for row in each["services"]]
    closing = {row["closes_at"] for row in rows if row["status"] is Status.OPEN}
    return {
        "at": utc(now),
        "status": _join({row["status"] for row in rows}),
        "closure": join_closures([row["closure"] for row in rows]),
        "waiting": sum(row["waiting"] for row in rows),
        "counters_open": _count_open(hall, hall.catalogue.counters),
        "opens_at": utc(find_hours(hall, hall.catalogue.open_hours, now).opens_at),
        # Said once where it is true of all that are open
        "closes_at": closing.pop() if len(closing) == 1 else None,
        "departments": departments,
        "bulletins": write_bulletins(find_bulletins(hall, now)),
    }


def find_hours(hall: Hall, hours: Hours, now: datetime, last: datetime | None = None) -> HoursNow:
    """Return where a moment is in these hours; `last`: when the last number of today is given."""
    local = now.astimezone(hall.catalogue.zone_info)
    opening, gap = hours.next_opening(local), hours.gap_after(local)
    ends = [each for each in (hours.find_span_end(local), last) if each is not None]
    closing = next((end for end in sorted(ends) if now < end <= now + CLOSING_SOON), None)
    later = opening is not None and opening.date() == local.date()
    within = is_day_open(hall, now) and hours.at_work(local)
    tells_opening = not within or (closing is not None and closing != last and later)
    return HoursNow(
        opening if tells_opening else None, closing, gap is not None and gap[0] <= now, later
    )


def _make_service(
    hall: Hall, service: Service, now: datetime, basis: Basis, newest: Newest
) -> ServiceNow:
    catalogue = hall.catalogue
    last = find_last_number_at(catalogue, service, now)
    hours = find_hours(hall, catalogue.hours_of(service.code), now, last)
    status, reason = _find_status(hall, service, now, basis, hours)
    is_open = status is Status.OPEN
    counters = catalogue.counters_for.get(service.code, ())
    promised = wait_of_newcomer(hall, service.code, NORMAL, now, basis) if is_open else None
    return {
        "code": service.code,
        "status": status,
        "reason": reason,
        "closure": _name_closure(hall, service, reason, now),
        "waiting": len(hall.queues.get(service.code, ())),
        "wait": newcomer_wait(promised),
        "counters_open": _count_open(hall, (each.id for each in counters)),
        "back_at": None if is_open else utc(find_staffing(hall, service.code, now).back_at),
        "opens_at": utc(hours.opens_at),
        "closes_at": utc(hours.closes_at) if is_open else None,
        "last_issued": _say_number(newest.issued, service),
        "last_called": _say_number(newest.called, service),
    }


def _find_status(
    hall: Hall, service: Service, now: datetime, basis: Basis, hours: HoursNow
) -> tuple[Status, str | None]:
    """Return whether a newcomer is taken in, else why not."""
    if not is_day_open(hall, now):
        return Status.CLOSED, DAY_CLOSED
    refused = no_number_reason(hall, service, NORMAL, now, basis)
    if refused not in (None, OUTSIDE_HOURS):
        return Status.CLOSED, refused
    nobody = find_staffing(hall, service.code, now).no_counter
    if refused is None:
        if nobody is None:
            return Status.OPEN, None
        if nobody in (NoCounter.PAUSED, NoCounter.NOT_YET):
            return Status.SUSPENDED, nobody
    if hours.rests:
        return Status.SUSPENDED, NoCounter.LATER
    return Status.CLOSED, NoCounter.LATER if hours.later else NoCounter.OVER


def _name_closure(
    hall: Hall, service: Service, reason: str | None, now: datetime
) -> Closure | None:
    """Return how a service stands; None also while it waits for somebody at a counter."""
    if reason in (NoCounter.PAUSED, NoCounter.NOT_YET):
        return None
    by_hours = reason in (NoCounter.LATER, NoCounter.OVER)
    why = OUTSIDE_HOURS if by_hours else reason
    return name_closure(why, find_next_intake(hall.catalogue, service, why, now), now)


def _find_newest(hall: Hall, now: datetime) -> Newest:
    day = current_day(hall, now)
    today = [ticket for ticket in hall.tickets.values() if ticket.day == day]
    called = [(ticket.called_at, ticket.order, ticket) for ticket in today if ticket.called_at]
    return Newest(
        {ticket.issued_service: ticket for ticket in today},
        {ticket.service: ticket for _, _, ticket in sorted(called, key=lambda each: each[:2])},
    )


def _say_number(newest: Mapping[str, Ticket], service: Service) -> str | None:
    ticket = newest.get(service.code)
    return None if ticket is None else ticket.number


def _count_open(hall: Hall, counters: Iterable[str]) -> int:
    return sum(hall.desk(each).state is DeskState.OPEN for each in counters)


def _join(statuses: set[Status]) -> Status:
    """Return the centre's status: open where one service is."""
    return next((each for each in Status if each in statuses), Status.CLOSED)
