"""Which times at a counter are believed, and a mean that no single one of them can move far.

A case that nobody finished over night, a lunch in the middle of a service, a number that was tried
at 03:00 are no measure of the work; nor is a wait or a service during which the clock was set. What
is unsure is asked of the officer, counted apart, and left out of every mean, percentile and
estimate. A wait that began on paper is unknown, and nobody is asked. docs/metrics.md says the same
in words.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import ceil

from queueing.catalogue import Catalogue, Limits
from queueing.hall.hall import CallTime, Hall
from queueing.hall.tickets import State, Ticket
from queueing.hours import find_moment
from queueing.numbering import service_day

MOST_OF_UPPER_QUARTILE = 3
MIDNIGHT = time(0, 0)
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


class TimeAnswer(StrEnum):
    """What the officer said of a time that was unsure."""

    ENDED = "ended"
    COUNTED = "counted"
    LEFT_OUT = "left_out"


def unsure_after_s(limits: Limits, service: str) -> float:
    """Return the seconds at a counter from which on a case of this service is unsure."""
    return limits.service_unsure_after_s.get(service, limits.unsure_after_s)


def is_too_long(limits: Limits, service: str, occupied_s: float) -> bool:
    """Say whether a case of this service was at counters longer than anybody believes."""
    return occupied_s > unsure_after_s(limits, service)


def is_unsure(
    limits: Limits, service: str, occupied_s: float, answer: str | None, *, clock_set: bool = False
) -> bool:
    """Say whether a time at a counter is not believed; `answer`: the officer's, a TimeAnswer.

    `clock_set`: it was set meanwhile.
    """
    if answer is None:
        return clock_set or is_too_long(limits, service, occupied_s)
    return answer == TimeAnswer.LEFT_OUT


def has_unsure_time(ticket: Ticket, limits: Limits) -> bool:
    """Say whether the time at counters of a ticket's present service is not believed."""
    return is_unsure(
        limits, ticket.service, ticket.occupied_s, ticket.time_answer, clock_set=ticket.time_unsure
    )


def has_unsure_wait(ticket: Ticket) -> bool:
    """Say whether the wait for a ticket's present service is not believed.

    Since when the holder of a slip of paper waited, no officer can know.
    """
    return ticket.wait_unsure and (ticket.on_paper or ticket.time_answer != TimeAnswer.COUNTED)


def doubts_wait(ticket: Ticket) -> bool:
    """Say whether the wait that is shown of a ticket is not believed.

    While it waits, that is all since its issue; then the wait for its present service.
    """
    return ticket.clock_set if ticket.state is State.WAITING else has_unsure_wait(ticket)


def find_waits_since(ticket: Ticket) -> datetime | None:
    """Return since when a ticket's holder waits, None: nobody knows, the number was on paper."""
    return None if ticket.on_paper else ticket.waits_since


def is_asked_about(ticket: Ticket, limits: Limits) -> bool:
    """Say whether the officer is asked about it: served, unsure, and not answered yet."""
    served = ticket.state is State.SERVED and ticket.time_answer is None
    unsure_wait = has_unsure_wait(ticket) and not ticket.on_paper
    return served and (unsure_wait or has_unsure_time(ticket, limits))


def suggest_end(catalogue: Catalogue, ticket: Ticket) -> datetime | None:
    """Return when an unsure service probably ended, None: nothing speaks for any moment.

    The end of the span of intake in which it began, when it went on past it; else the service's
    usual minutes after its beginning.
    """
    began, ended = ticket.served_from, ticket.ended_at
    if began is None or ended is None:
        return None
    zone = catalogue.zone_info
    hours = catalogue.hours_of(ticket.service)
    for opens, closes in hours.find_spans(service_day(began, zone), zone):
        if opens <= began < closes < ended:
            return closes
    service = catalogue.services.get(ticket.service)
    if service is None or service.mean_minutes is None:
        return None
    usual = began + timedelta(minutes=service.mean_minutes)
    return usual if usual < ended else None


def find_working_span(catalogue: Catalogue, day: date) -> Span | None:
    """Return from the first opening to the last closing of a local day, of any service.

    None on a day without intake. Where no hours are configured at all, the whole day.
    """
    hours, zone = catalogue.open_hours, catalogue.zone_info
    if not hours.week and not hours.days:
        return find_moment(day, MIDNIGHT, zone), find_moment(day + DAY, MIDNIGHT, zone)
    spans = hours.find_spans(day, zone)
    return (spans[0][0], spans[-1][1]) if spans else None


def is_within(at: datetime, span: Span | None) -> bool:
    """Say whether a moment is in the working span of its day, None: that day has none."""
    return span is not None and span[0] <= at < span[1]


def teaches(catalogue: Catalogue, service: str, call: CallTime, span: Span | None) -> bool:
    """Say whether a call tells how long one takes: believed, and made in the working `span`."""
    if is_unsure(catalogue.limits, service, call.seconds, call.answer, clock_set=call.clock_set):
        return False
    return is_within(call.called_at, span)


def list_believed_seconds(hall: Hall, service: str) -> list[float]:
    """Return the seconds at a counter of today's last calls of a service that tell how long."""
    recent = hall.recent_service_times.get(service, ())
    if not recent:
        return []
    newest = max(call.called_at for call in recent)
    today = newest.astimezone(hall.catalogue.zone_info).date()
    span = find_working_span(hall.catalogue, today)
    return [call.seconds for call in recent if teaches(hall.catalogue, service, call, span)]


def sum_believed_stays(hall: Hall, counter: str) -> dict[str, float]:
    """Return the seconds that a counter has given to each service today.

    A stay that nobody believes is none: it would take the counter from its other services.
    """
    desk = hall.desk(counter)
    spent = dict(desk.busy_s)
    for service, seconds in desk.long_stays:
        if not is_too_long(hall.catalogue.limits, service, seconds):
            spent[service] = spent.get(service, 0.0) + seconds
    return spent


def robust_mean(values: Sequence[float]) -> float:
    """Return the mean of some values, none of which counts more than 3 times the upper quartile."""
    ordered = sorted(values)
    most = MOST_OF_UPPER_QUARTILE * ordered[ceil(0.75 * len(ordered)) - 1]
    return sum(min(value, most) for value in ordered) / len(ordered)
