"""What every figure means: the times of a ticket, each defined once.

Every duration is time spent in a state, so the parts add up to the whole. A leg is one stay in one
service's queue and at its counter; a transfer ends a leg and begins the next, and so does the end
of one matter of a visit that has several. docs/metrics.md says the same in words for those who read
the reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from queueing.channels import Channel
from queueing.delivered import DeliveredRecord
from queueing.events import (
    ServiceStarted,
    TicketCalled,
    TicketCancelled,
    TicketExpired,
    TicketIssued,
    TicketServed,
    TicketTransferred,
    TicketWentOn,
)
from queueing.hall.tickets import AT_A_COUNTER, OVER, State, serves_without_start
from queueing.hall.transitions import seconds_between
from queueing.measures.passed_over import Passed, find_passed
from queueing.measures.timelines import Timeline, Transition

TRANSFERRED = "transferred"
BEGINS_A_LEG = (TicketTransferred, TicketWentOn)
"""What sends a ticket into another queue."""


@dataclass(slots=True)
class Spent:
    """Seconds spent in each state; none is negative: a clock set back counts 0 and is flagged.

    `waiting_s`: first call - entry into the leg's queue; the target is read on this alone.
    `waiting_again_s`: later waiting, after a return or a restore. Who was cancelled by mistake, or
    recorded as served by hand, waited meanwhile.
    `calling_s`: time in `called`; of it `walking_s`: start - last call, None when Start was never
    pressed: then service begins at the last call, if the stay ended in finish, park or transfer.
    `service_s`, `parked_s`: time in `serving`, in `parked`.
    `absent_s`: time in `no_show` before a restore (or before the number was taken back), and in
    `served` before a service that was finished by mistake went on.
    `wait_unsure`, `time_unsure`: the clock was set by much in `waiting_s`, or that began on paper;
    or it was while it was called or served; `clock_jumped`: in any part of it.
    """

    waiting_s: float = 0.0
    waiting_again_s: float = 0.0
    calling_s: float = 0.0
    walking_s: float | None = None
    service_s: float = 0.0
    parked_s: float = 0.0
    absent_s: float = 0.0
    clock_jumped: bool = False
    wait_unsure: bool = False
    time_unsure: bool = False

    @property
    def total_s(self) -> float:
        """The whole: end - issue, to the second, unless the clock jumped."""
        return (
            self.waiting_s + self.waiting_again_s + self.calling_s
            + self.service_s + self.parked_s + self.absent_s
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leg:
    """One stay in one service's queue and at its counter.

    `called_at`: first call; `last_call_at`: last call or recall. `counter`, `officer`: where it was
    last called or served, and who sat there. `started_at`: first press of Start. `end`: served,
    no_show, cancelled, expired or transferred; None while it goes on. `in_turn`: False when a call
    was out of turn. `spent` leaves out the state that still goes on. `outcome`: of a served leg.
    `delivered`: what its finish said was done; `asked`: the procedure it was for, None: not said;
    `again`: papers were asked for once more. `walk_in`: its holder stood at the counter: no wait
    and no walk is known of it. `next_matter`: it began when another matter of the visit was done;
    `goes_on`: so does the next. `passed`: of a leg that was called before others, out of turn.
    """

    ticket: str
    leg: int
    service: str
    department: str
    priority: str
    entered_at: datetime
    called_at: datetime | None
    last_call_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    end: str | None
    counter: str | None
    officer: str | None
    times_called: int
    in_turn: bool
    spent: Spent
    outcome: str | None = None
    delivered: tuple[DeliveredRecord, ...] = ()
    asked: str | None = None
    again: bool = False
    walk_in: bool = False
    next_matter: bool = False
    goes_on: bool = False
    passed: Passed | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A ticket from its issue to its end: the sum of its legs."""

    ticket: str
    day: date
    state: State
    ended_at: datetime | None
    legs: tuple[Leg, ...]
    spent: Spent


def visit(timeline: Timeline) -> Visit:
    """Return a ticket's legs and their sum."""
    moves = timeline.transitions
    cuts = [n for n, move in enumerate(moves) if isinstance(move.event, BEGINS_A_LEG)]
    spans = pairwise((0, *cuts, len(moves)))
    legs = tuple(
        _leg(timeline, number, moves[start : end + 1]) for number, (start, end) in enumerate(spans)
    )
    state = timeline.last.state
    ended_at = timeline.last.at if state in OVER else None
    return Visit(timeline.issued.ticket, timeline.issued.day, state, ended_at, legs, _sum(legs))


def is_abandoned(timeline: Timeline) -> bool:
    """Say whether the citizen gave the number back, or still waited when the day ended."""
    match timeline.last.event:
        case TicketCancelled(by_staff=by_staff):
            return not by_staff
        case TicketExpired():
            return timeline.transitions[-2].state is State.WAITING
        case _:
            return False


def _leg(timeline: Timeline, number: int, moves: Sequence[Transition]) -> Leg:
    goes_on = len(moves) > 1 and isinstance(moves[-1].event, TicketWentOn)
    moves = moves[:-1] if goes_on else moves
    issued, entry, last = timeline.issued, moves[0], moves[-1]
    assert isinstance(entry.event, TicketIssued | TicketTransferred | TicketWentOn)
    transferred = last is not entry and isinstance(last.event, TicketTransferred)
    end = TRANSFERRED if transferred else last.state.value if last.state in OVER else None
    calls = [move for move in moves if move.state is State.CALLED]
    chosen = any(isinstance(call.event, TicketCalled) and not call.event.in_turn for call in calls)
    starts = [move.at for move in moves if isinstance(move.event, ServiceStarted)]
    served = last.event if isinstance(last.event, TicketServed) else None
    staffed = [move for move in moves[1:] if move.counter]
    return Leg(
        ticket=issued.ticket,
        leg=number,
        service=entry.event.service,
        department=entry.event.department,
        priority=issued.priority,
        entered_at=entry.at,
        called_at=calls[0].at if calls else None,
        last_call_at=calls[-1].at if calls else None,
        started_at=starts[0] if starts else None,
        ended_at=last.at if end else None,
        end=end,
        counter=staffed[-1].counter if staffed else None,
        officer=staffed[-1].officer if staffed else None,
        times_called=len(calls),
        in_turn=not chosen,
        spent=_spent(timeline, moves),
        outcome=served.outcome if served else None,
        delivered=served.delivered if served else (),
        asked=None if isinstance(entry.event, TicketTransferred) else entry.event.procedure,
        again=served is not None and served.again,
        walk_in=bool(calls) and _is_walk_in(calls[0]),
        next_matter=isinstance(entry.event, TicketWentOn),
        goes_on=goes_on,
        passed=find_passed(timeline, moves),
    )


def _spent(timeline: Timeline, moves: Sequence[Transition]) -> Spent:
    spent, called = Spent(wait_unsure=waits_with_paper(timeline, moves[0])), False
    for move, following in pairwise(moves):
        seconds = seconds_between(move.at, following.at)
        clock_set = timeline.is_clock_set_between(move, following)
        spent.clock_jumped |= clock_set or following.at < move.at
        spent.time_unsure |= clock_set and move.state in AT_A_COUNTER
        match move.state:
            case State.WAITING | State.CANCELLED if called:
                spent.waiting_again_s += seconds
            case State.WAITING | State.CANCELLED | State.SERVED if not called:
                spent.waiting_s += seconds
                spent.wait_unsure |= clock_set
            case State.CALLED:
                called = True
                if not _is_walk_in(move):
                    _add_called(spent, seconds, following)
            case State.SERVING:
                spent.service_s += seconds
            case State.PARKED:
                spent.parked_s += seconds
            case _:
                spent.absent_s += seconds
    return spent


def waits_with_paper(timeline: Timeline, move: Transition) -> bool:
    """Say whether a wait, from this move on, goes on from before its number was entered.

    For how long, nobody knows: so it is of a slip of paper until its first call, also where it is
    entered anew or moved to another queue meanwhile.
    """
    before = (each for each in timeline.transitions if each.seq < move.seq)
    return (
        timeline.issued.channel == Channel.PAPER
        and move.state is State.WAITING
        and not any(each.state is State.CALLED for each in before)
    )


def _is_walk_in(move: Transition) -> bool:
    return isinstance(move.event, TicketCalled) and move.event.walk_in


def _add_called(spent: Spent, seconds: float, following: Transition) -> None:
    """Count the time in `called`: as service from the last call on where nobody pressed Start."""
    if serves_without_start(following.event):
        spent.service_s += seconds
        return
    spent.calling_s += seconds
    if following.state is State.SERVING:
        spent.walking_s = (spent.walking_s or 0.0) + seconds


def _sum(legs: Sequence[Leg]) -> Spent:
    if len(legs) == 1:
        return legs[0].spent
    parts = [leg.spent for leg in legs]
    walks = [part.walking_s for part in parts if part.walking_s is not None]
    return Spent(
        sum(part.waiting_s for part in parts),
        sum(part.waiting_again_s for part in parts),
        sum(part.calling_s for part in parts),
        sum(walks) if walks else None,
        sum(part.service_s for part in parts),
        sum(part.parked_s for part in parts),
        sum(part.absent_s for part in parts),
        any(part.clock_jumped for part in parts),
        any(part.wait_unsure for part in parts),
        any(part.time_unsure for part in parts),
    )
