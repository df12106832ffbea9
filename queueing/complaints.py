"""Until when a complaint is to be answered, which ones are overdue, which comes first. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from queueing.catalogue import Catalogue
from queueing.hall import Hall
from queueing.hall.complaints import Complaint
from queueing.hours import Hours, find_moment
from queueing.numbering import service_day

CHANNELS = ("phone", "lobby", "web", "guide")
"""How a complaint comes: from a ticket's page, by the code on the lobby's poster, from the public
page otherwise, by a guide who writes it down for somebody."""
A_DAY = timedelta(days=1)
LONGEST_CLOSED = timedelta(days=30)
"""Beyond so much for each working day every day counts: a centre without hours answers too."""
MONDAY_TO_FRIDAY = 5


def find_due_day(hours: Hours, filed: date, days: int) -> date:
    """Return the last day for an answer: the so-manieth working day after the day of filing.

    A working day is one on which the centre takes people in: holidays are left out, make-up days
    count. Where no hours are given, Monday to Friday.
    """
    day, left = filed, days
    given_up = filed + days * LONGEST_CLOSED
    while left > 0:
        day += A_DAY
        left -= _is_working_day(hours, day) if day < given_up else 1
    return day


def _is_working_day(hours: Hours, day: date) -> bool:
    if day in hours.days or any(hours.week.values()):
        return bool(hours.spans(day))
    return day.weekday() < MONDAY_TO_FRIDAY


def due_day_from(catalogue: Catalogue, now: datetime) -> date:
    """Return the last day for an answer to what is filed now."""
    filed = service_day(now, catalogue.zone_info)
    return find_due_day(catalogue.hours, filed, catalogue.limits.complaint_days)


def overdue_from(complaint: Complaint, catalogue: Catalogue) -> datetime | None:
    """Return from when on an unanswered complaint is overdue, in UTC; None: never, or answered."""
    if complaint.due is None or not complaint.is_open:
        return None
    return find_moment(complaint.due + A_DAY, datetime.min.time(), catalogue.zone_info)


def is_overdue(complaint: Complaint, catalogue: Catalogue, now: datetime) -> bool:
    """Say whether its last day is over and nobody has answered."""
    since = overdue_from(complaint, catalogue)
    return since is not None and now >= since


def was_in_time(complaint: Complaint, catalogue: Catalogue) -> bool | None:
    """Say whether it was answered by its last day; None: not answered, or it had no such day."""
    if complaint.answered_at is None or complaint.due is None:
        return None
    return service_day(complaint.answered_at, catalogue.zone_info) <= complaint.due


def find_overdue(hall: Hall, now: datetime) -> dict[str, list[Complaint]]:
    """Return department that answers for it -> its overdue complaints, the longest overdue first.

    "": those of the centre as a whole that no department has been given.
    """
    found: dict[str, list[Complaint]] = {}
    for complaint in in_order(hall.complaints.values()):
        if is_overdue(complaint, hall.catalogue, now):
            found.setdefault(complaint.answerable, []).append(complaint)
    return found


def in_order(complaints: Iterable[Complaint]) -> list[Complaint]:
    """Return complaints as they are to be seen to: open ones by their last day, answered ones last.

    Those without a last day come behind those with one; of the answered the newest is first.
    """
    each = list(complaints)
    still = [one for one in each if one.is_open]
    answered = [(one.answered_at, one) for one in each if one.answered_at is not None]
    still.sort(key=lambda one: (one.due or date.max, one.filed_at))
    answered.sort(key=lambda pair: pair[0], reverse=True)
    return [*still, *(one for _, one in answered)]
