"""What has been forgotten at a counter, and who takes too many numbers.

One table of alarms of counters for guides and managers; runs of numbers for guides.

Everything here is made of the hall and the present moment, so that a restart shows the same, and an
alarm ends by itself with its cause. Guides are told of all, managers of those in FOR_MANAGERS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket
from queueing.hours import find_moment
from queueing.measures.idleness import find_gaps
from queueing.numbering import service_day

DeskAlarmKind = Literal["same_number", "not_started", "parked", "paused_long", "idle"]
USUAL_TIMES = 3
"""A service may take so many times its usual length before it is an alarm."""
IDLE = timedelta(seconds=60)
RETURN_LATE = timedelta(minutes=5)
"""So long after the promised return a pause is not yet forgotten."""
RUN_TOLD = timedelta(minutes=15)
"""For so long a number belongs to a run: a rush of real people is told no longer than that."""


@dataclass(frozen=True, slots=True)
class DeskAlarm:
    """Something that has lasted too long at a counter. `since`: from when on it is so.

    `number`, `service`: of the ticket that it is about, None where it is about none.
    """

    kind: DeskAlarmKind
    counter: str
    department: str
    since: datetime
    number: str | None = None
    service: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Many numbers of one kiosk for one service, taken faster than people come.

    `since`, `until`: when the first and the last were taken; `given`: how many; `waiting`: those of
    them that still wait, by order of issue.
    """

    kiosk: str
    service: str
    since: datetime
    until: datetime
    given: int
    waiting: tuple[Ticket, ...]


def find_runs(hall: Hall, now: datetime) -> list[Run]:
    """Return the runs of the last minutes of which some still wait, the newest first.

    What was cancelled belongs to none.
    """
    taken: dict[tuple[str, str], list[Ticket]] = {}
    for ticket in hall.tickets.values():
        late = now - ticket.arrival <= RUN_TOLD
        if late and ticket.kiosk is not None and ticket.state is not State.CANCELLED:
            taken.setdefault((ticket.kiosk, ticket.service), []).append(ticket)
    runs = []
    for (kiosk, service), tickets in taken.items():
        run = _pick_fast_ones(hall, tickets)
        waiting = tuple(ticket for ticket in run if ticket.state is State.WAITING)
        if waiting:
            since, until = run[0].arrival, run[-1].arrival
            runs.append(Run(kiosk, service, since, until, len(run), waiting))
    return sorted(runs, key=lambda run: run.until, reverse=True)


def _pick_fast_ones(hall: Hall, tickets: list[Ticket]) -> list[Ticket]:
    """Return those of the tickets, given by order of issue, that were taken in a run; [] if none.

    People who came at their own pace just before it or after it do not belong to it.
    """
    least = hall.catalogue.limits.run_numbers
    within = timedelta(seconds=hall.catalogue.limits.run_s)
    fast: set[int] = set()
    for first in range(len(tickets) - least + 1):
        if tickets[first + least - 1].arrival - tickets[first].arrival <= within:
            fast.update(range(first, first + least))
    run = [tickets[place] for place in sorted(fast)]
    pace = within / (least - 1)
    while len(run) >= least and run[1].arrival - run[0].arrival > pace:
        run.pop(0)
    while len(run) >= least and run[-1].arrival - run[-2].arrival > pace:
        run.pop()
    return run if len(run) >= least else []


def find_desk_alarms(hall: Hall, now: datetime) -> list[DeskAlarm]:
    """Return the alarms of all counters, kind by kind, in each the oldest first."""
    found = (alarm for rule in RULES.values() for alarm in rule(hall, now))
    kinds = list(RULES)
    return sorted(found, key=lambda each: (kinds.index(each.kind), each.since, each.counter))


def find_intake_start(hall: Hall, now: datetime) -> datetime | None:
    """Return when the present span of intake began; None before the first one and at lunch.

    After the last span, whoever holds a number is still served: that span goes on.
    """
    zone = hall.catalogue.zone_info
    today = service_day(now, zone)
    began = find_moment(today, time(), zone)
    for opening, end in hall.catalogue.open_hours.find_spans(today, zone):
        if now < opening:
            return None
        began = opening
        if now < end:
            break
    return began


def _find_same_numbers(hall: Hall, now: datetime) -> Iterator[DeskAlarm]:
    """Yield counters that have had the same ticket for long, whether service was begun or not."""
    for ticket in hall.with_state(State.CALLED, State.SERVING):
        since = _find_desk_since(ticket)
        if now - since >= _find_longest_service(hall, ticket):
            yield _make_alarm("same_number", hall, ticket, since)


def _find_not_started(hall: Hall, now: datetime) -> Iterator[DeskAlarm]:
    """Yield tickets that were called and not begun, at counters that say when they begin.

    Some officers never press Start; a Start that was taken back says that this one does.
    """
    for ticket in hall.with_state(State.CALLED):
        called_at = ticket.last_call_at or ticket.arrival
        late = now - called_at >= timedelta(seconds=hall.catalogue.limits.not_started_s)
        long = now - _find_desk_since(ticket) >= _find_longest_service(hall, ticket)
        if late and not long and hall.desk(ticket.counter or "").says_start:
            yield _make_alarm("not_started", hall, ticket, called_at)


def _find_parked(hall: Hall, now: datetime) -> Iterator[DeskAlarm]:
    limit = timedelta(seconds=hall.catalogue.limits.parked_s)
    for ticket in hall.with_state(State.PARKED):
        since = ticket.since or ticket.arrival
        if now - since >= limit:
            yield _make_alarm("parked", hall, ticket, since)


def _find_pauses(hall: Hall, now: datetime) -> Iterator[DeskAlarm]:
    """Yield counters whose pause was forgotten: a promised return is, once it is over.

    A lunch break is none.
    """
    began = find_intake_start(hall, now)
    limit = timedelta(seconds=hall.catalogue.limits.paused_s)
    for counter in hall.catalogue.counters.values():
        desk = hall.desk(counter.id)
        if began is None or desk.state is not DeskState.PAUSED or desk.since is None:
            continue
        promised = desk.until is not None
        reckoned, allowed = (desk.until or desk.since), RETURN_LATE if promised else limit
        if now - max(reckoned, began) >= allowed:
            yield DeskAlarm("paused_long", counter.id, counter.department, desk.since)


def _find_idle(hall: Hall, now: datetime) -> Iterator[DeskAlarm]:
    """Yield open counters that call nobody while people wait whom they may serve."""
    began = find_intake_start(hall, now)
    for gap in find_gaps(hall).values() if began is not None else ():
        if gap.kind == "idle" and began is not None and now - max(gap.since, began) >= IDLE:
            department = hall.catalogue.counters[gap.counter].department
            yield DeskAlarm("idle", gap.counter, department, gap.since)


def _make_alarm(kind: DeskAlarmKind, hall: Hall, ticket: Ticket, since: datetime) -> DeskAlarm:
    counter = hall.catalogue.counters.get(ticket.counter or "")
    department = counter.department if counter else ticket.department
    return DeskAlarm(kind, ticket.counter or "", department, since, ticket.number, ticket.service)


def _find_desk_since(ticket: Ticket) -> datetime:
    """Return since when the ticket is at its counter; one that was parked, since it came back."""
    resumed = ticket.state is State.SERVING and ticket.since != ticket.started_at
    at_counter = ticket.since if resumed else ticket.called_at
    return at_counter or ticket.arrival


def _find_longest_service(hall: Hall, ticket: Ticket) -> timedelta:
    service = hall.catalogue.services.get(ticket.service)
    usual_min = service.mean_minutes if service and service.mean_minutes else 0
    return max(
        timedelta(seconds=hall.catalogue.limits.same_number_s),
        USUAL_TIMES * timedelta(minutes=usual_min),
    )


RULES: dict[DeskAlarmKind, Callable[[Hall, datetime], Iterator[DeskAlarm]]] = {
    "same_number": _find_same_numbers,
    "not_started": _find_not_started,
    "parked": _find_parked,
    "paused_long": _find_pauses,
    "idle": _find_idle,
}
"""Every kind of alarm and its rule, the gravest first."""
FOR_MANAGERS: frozenset[DeskAlarmKind] = frozenset(RULES) - {"idle"}
"""What managers are told too; idle counters they see by department, with who waits."""
