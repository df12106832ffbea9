"""What an officer does with the current ticket."""

from datetime import datetime, timedelta
from math import ceil

from queueing.catalogue import Counter, Limits
from queueing.commands import (
    CallNext,
    Finish,
    FinishAndCallNext,
    FinishService,
    ParkTicket,
    RecordNoShow,
    ResumeTicket,
    ReturnTicket,
    StartService,
)
from queueing.counter_errors import JustCalled, SecondSupplement
from queueing.decisions.calling import call_next, second_press_until
from queueing.decisions.counters import (
    require_calling,
    require_current,
    require_free,
    require_outcome,
)
from queueing.decisions.decision import Decision, EstimatingDecision
from queueing.decisions.visits import finish_matter
from queueing.delivered import write_delivered
from queueing.errors import (
    NobodyWaiting,
    NoShowTooSoon,
    NotServedHere,
    NumberHeld,
    TicketNotCalled,
    TicketNotParked,
)
from queueing.estimate import Basis
from queueing.events import (
    Event,
    NoShowRecorded,
    ServiceStarted,
    TicketCalled,
    TicketParked,
    TicketResumed,
    TicketReturned,
    TicketServed,
)
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket
from queueing.selection import next_ticket
from queueing.supplements import SUPPLEMENT, find_supplement_day


def start(hall: Hall, command: StartService, now: datetime) -> tuple[Event, ...]:
    """The called citizen has arrived."""
    ticket = _called_ticket(hall, command.counter)
    return (ServiceStarted(now, ticket.id, command.counter),)


def finish(hall: Hall, command: FinishService, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """End the service of the current ticket; Start need not have been pressed.

    Whoever came for more waits for the next matter at once.
    """
    require_outcome(hall, command.outcome)
    ticket = require_current(hall, command.counter)
    served = _serve(hall, command, ticket, now)
    return finish_matter(hall, served, basis)[0]


def finish_and_call_next(
    hall: Hall, command: FinishAndCallNext, now: datetime, basis: Basis
) -> tuple[Event, ...]:
    """Finish the current ticket, if any, and call the next, if any: both at once or neither.

    The next may be the same one, where its next matter is served here and nobody comes before.
    """
    require_outcome(hall, command.outcome)
    require_calling(hall, command.counter)
    current = hall.current(command.counter)
    if current is None:
        try:
            return call_next(hall, CallNext(command.counter), now)
        except NobodyWaiting:
            return ()
    served = _serve(hall, command, current, now)
    events, then = finish_matter(hall, served, basis)
    following = next_ticket(then, hall.counter(command.counter))
    if following is None:
        return events
    return *events, TicketCalled(now, following.id, command.counter, True, None)


def _serve(hall: Hall, command: Finish, ticket: Ticket, now: datetime) -> TicketServed:
    """Return the end of a service; raise JustCalled, or SecondSupplement, where that is asked."""
    if command.unless_just_called:
        _require_settled_call(hall, ticket, now)
    delivered = write_delivered(command.delivered)
    asked_on = None
    if command.outcome == SUPPLEMENT:
        asked_on = find_supplement_day(hall, delivered)
    if asked_on is not None and command.unless_again:
        raise SecondSupplement(number=ticket.number, day=asked_on.isoformat())
    return TicketServed(
        now, ticket.id, command.counter, command.outcome, delivered, asked_on is not None
    )


def record_no_show(hall: Hall, command: RecordNoShow, now: datetime) -> tuple[Event, ...]:
    """The called citizen did not come; the centre may enforce how long to wait before.

    Where it does not, a number that is still held is given up only by who has been asked.
    """
    ticket = _called_ticket(hall, command.counter)
    limits = hall.catalogue.limits
    if command.unless_just_called:
        _require_settled_call(hall, ticket, now)
    if limits.no_show_enforced and not is_no_show_advised(ticket, limits, now):
        raise NoShowTooSoon(
            number=ticket.number, calls=limits.no_show_calls, after_s=limits.no_show_after_s
        )
    until = held_until(ticket, limits)
    early = until is not None and now < until
    if until is not None and early and command.unless_held:
        wait_s = ceil((until - now).total_seconds())
        raise NumberHeld(number=ticket.number, wait_s=wait_s)
    return (NoShowRecorded(now, ticket.id, command.counter, early),)


def _require_settled_call(hall: Hall, ticket: Ticket, now: datetime) -> None:
    until = second_press_until(ticket, hall.catalogue.limits, now)
    if until is not None and now < until:
        raise JustCalled(number=ticket.number)


def held_until(ticket: Ticket, limits: Limits) -> datetime | None:
    """Return until when a called number waits for its holder, None: it is not being called."""
    if ticket.state is not State.CALLED or ticket.last_call_at is None:
        return None
    return ticket.last_call_at + timedelta(seconds=limits.no_show_after_s)


def is_no_show_advised(ticket: Ticket, limits: Limits, now: datetime) -> bool:
    """Say whether a ticket has been called often and long enough to count as absent."""
    at = no_show_advised_at(ticket, limits)
    return at is not None and now >= at


def no_show_advised_at(ticket: Ticket, limits: Limits) -> datetime | None:
    """Return from when on a called ticket counts as absent, None: it must be called again first."""
    called_enough = ticket.times_called >= limits.no_show_calls
    return held_until(ticket, limits) if called_enough else None


def park(hall: Hall, command: ParkTicket, now: datetime) -> tuple[Event, ...]:
    """Keep the current ticket aside; the counter is free for the next."""
    ticket = require_current(hall, command.counter)
    return (TicketParked(now, ticket.id, command.counter, command.reason),)


def resume(hall: Hall, command: ResumeTicket, now: datetime) -> tuple[Event, ...]:
    """Go on with a parked ticket."""
    require_calling(hall, command.counter)
    require_free(hall, command.counter)
    ticket = hall.ticket(command.ticket)
    if ticket.state is not State.PARKED:
        raise TicketNotParked(number=ticket.number, state=ticket.state)
    if not may_resume(hall, hall.counter(command.counter), ticket):
        raise NotServedHere(number=ticket.number, counter=command.counter)
    return (TicketResumed(now, ticket.id, command.counter),)


def may_resume(hall: Hall, counter: Counter, ticket: Ticket) -> bool:
    """Say whether a parked ticket belongs to this counter: it was parked here.

    After its counter has closed, every counter that serves it may go on with it.
    """
    if ticket.counter == counter.id:
        return True
    closed = hall.desk(ticket.counter or "").state is DeskState.CLOSED
    return closed and ticket.service in counter.services


def return_to_queue(hall: Hall, command: ReturnTicket, now: datetime) -> tuple[Event, ...]:
    """Put the current ticket back where it stood."""
    ticket = require_current(hall, command.counter)
    return (TicketReturned(now, ticket.id, command.counter),)


def _called_ticket(hall: Hall, counter: str) -> Ticket:
    ticket = require_current(hall, counter)
    if ticket.state is not State.CALLED:
        raise TicketNotCalled(number=ticket.number, state=ticket.state)
    return ticket


DECISIONS: dict[type, Decision] = {
    StartService: start,
    RecordNoShow: record_no_show,
    ParkTicket: park,
    ResumeTicket: resume,
    ReturnTicket: return_to_queue,
}
"""What each command of this module leads to."""
ESTIMATING: dict[type, EstimatingDecision] = {
    FinishService: finish,
    FinishAndCallNext: finish_and_call_next,
}
"""Those that ask how long it will take: the next matter depends on that."""
