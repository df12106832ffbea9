"""What a manager should look at now: departments whose people wait too long, or for nobody.

Everything here is made of the hall and the present moment, so that a restart shows the same. What
has held for less than a minute is no alert yet: nothing flickers. A department has at most one
alert, its gravest; the one in which somebody waits longest comes first (`queueing/assistance.py`).
Behind them comes what has been forgotten at a counter (`queueing/alarms.py`), each counter for
itself, and at any hour complaints whose answers are overdue (`queueing/complaints.py`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from queueing.alarms import FOR_MANAGERS, find_desk_alarms, find_intake_start
from queueing.assistance import find_helpers, find_longest_waiting
from queueing.complaints import find_overdue, overdue_from
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket
from queueing.hall.transitions import seconds_between
from queueing.measures.idleness import Gap, find_gaps
from queueing.measures.unsure import doubts_wait
from reports.live.threshold import Stay, over_target_since
from reports.view_types import AlertKind

HELD = timedelta(seconds=60)
GAPS: tuple[AlertKind, ...] = ("idle", "paused")


@dataclass(frozen=True, slots=True)
class Alert:
    """`kind`: unserved, late, red_line, idle, paused, complaints or one of FOR_MANAGERS.

    `since`: its begin. `people`: who wait for it, of `red_line` those beyond it; `mean_s`: how long
    they have waited on average, 0 where no wait of theirs is believed. `counters`: those that could
    call them and serve nobody now; of `idle` and `paused` those that it is about. `counter`,
    `number`: where something was forgotten, and the number that it is about.
    """

    kind: AlertKind
    department: str
    people: int
    mean_s: float
    since: datetime
    counters: tuple[str, ...]
    counter: str | None = None
    number: str | None = None

    @property
    def subject(self) -> str:
        """What it is about, as in queueing.assistance."""
        if self.kind == "complaints":
            return f"complaints {self.department}"
        return f"counter {self.counter}" if self.counter else f"queue {self.department}"


def list_forgotten(hall: Hall, now: datetime, only: str | None = None) -> list[Alert]:
    """Return what was forgotten at counters, of all departments or of the only one, at any hour."""
    return [
        Alert(
            each.kind, each.department, 0, seconds_between(each.since, now), each.since, (),
            each.counter, each.number,
        )
        for each in find_desk_alarms(hall, now)
        if each.kind in FOR_MANAGERS and only in (None, each.department)
    ]  # fmt: skip


def list_overdue(hall: Hall, now: datetime, only: str | None = None) -> list[Alert]:
    """Return the overdue complaints of each department, at any hour.

    Of the only department those that it was given: its head sees no others.
    """
    found = []
    for department, complaints in find_overdue(hall, now).items():
        own = [each for each in complaints if only in (None, each.assigned)]
        since = [at for each in own if (at := overdue_from(each, hall.catalogue))]
        if own:
            found.append(Alert("complaints", department, len(own), 0.0, min(since), ()))
    return found


def alerts(hall: Hall, now: datetime, only: str | None = None) -> list[Alert]:
    """Return the alerts of all departments, or of the only one; none while intake has a pause."""
    began = find_intake_start(hall, now)
    if began is None:
        return []
    tickets: defaultdict[str, list[Ticket]] = defaultdict(list)
    for ticket in hall.tickets.values():
        if only in (None, ticket.department):
            tickets[ticket.department].append(ticket)
    standing, gravest = find_gaps(hall), []
    for department, its in tickets.items():
        held = (
            alert
            for alert in _wrong(hall, department, its, standing, now)
            if now - max(alert.since, began) >= HELD
        )
        gravest.extend(list(held)[:1])
    worst = list(find_longest_waiting(hall))
    return sorted(gravest, key=lambda each: worst.index(each.department))


def _wrong(
    hall: Hall,
    department: str,
    tickets: Sequence[Ticket],
    standing: Mapping[str, Gap],
    now: datetime,
) -> Iterator[Alert]:
    """Yield everything that is wrong in a department, the gravest first."""
    waiting = [ticket for ticket in tickets if ticket.state is State.WAITING]
    if not waiting:
        return
    believed = [ticket for ticket in tickets if not doubts_wait(ticket)]
    waits = [seconds_between(t.waits_since, now) for t in believed if t.state is State.WAITING]
    mean_s = fmean(waits) if waits else 0.0
    helpers = find_helpers(hall, department, {ticket.service for ticket in waiting})
    free = (*helpers.idle, *helpers.paused, *helpers.closed)
    left, since = _left_alone(hall, waiting)
    if since is not None:
        yield Alert("unserved", department, left, mean_s, since, free)
    limits = hall.catalogue.limits
    target_s, red_line = limits.target_wait_s, timedelta(seconds=limits.red_line_wait_s)
    if mean_s > target_s:
        stays = [stay for ticket in believed for stay in _stays(ticket)]
        over = over_target_since(stays, target_s, now)
        if over is not None:
            yield Alert("late", department, len(waiting), mean_s, over, free)
    # Many who have just come hide in the mean who has waited far too long: guides are told of those
    crossed = [
        at for t in believed if t.state is State.WAITING and (at := t.waits_since + red_line) <= now
    ]
    if crossed:
        yield Alert("red_line", department, len(crossed), mean_s, min(crossed), free)
    for kind in GAPS:
        own = [standing[code] for code in free if code in standing and standing[code].kind == kind]
        if own:
            people, since = max(gap.people for gap in own), min(gap.since for gap in own)
            yield Alert(kind, department, people, mean_s, since, tuple(g.counter for g in own))


def _left_alone(hall: Hall, waiting: Sequence[Ticket]) -> tuple[int, datetime | None]:
    """Return how many wait for a service that no counter serves now, and since when that is so."""
    begins: dict[str, datetime] = {}
    for ticket in waiting:
        since = _here_since(ticket)
        begins[ticket.service] = min(since, begins.get(ticket.service, since))
    left: dict[str, datetime] = {}
    for service, begin in begins.items():
        desks = [hall.desk(c.id) for c in hall.catalogue.counters_for.get(service, ())]
        if all(desk.state is not DeskState.OPEN for desk in desks):
            left[service] = max([begin, *(desk.since for desk in desks if desk.since)])
    people = sum(1 for ticket in waiting if ticket.service in left)
    return people, min(left.values(), default=None)


def _stays(ticket: Ticket) -> Iterator[Stay]:
    """Yield when a ticket waited in the queue of its present service."""
    came = ticket.waits_since
    if ticket.state is State.WAITING:
        yield Stay(_here_since(ticket), None, came)
    ended = ticket.called_at or (None if ticket.state is State.WAITING else ticket.ended_at)
    if ended is not None:
        yield Stay(ticket.entered_at or came, ended, came)


def _here_since(ticket: Ticket) -> datetime:
    return ticket.came_here_at or ticket.waits_since
