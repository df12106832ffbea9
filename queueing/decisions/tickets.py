"""What may happen to a ticket away from the counters: cancelled, printed again, restored."""

from datetime import datetime, timedelta

from queueing.catalogue import STAFF, Limits
from queueing.commands import (
    CancelRun,
    CancelTicket,
    ReprintTicket,
    RestoreRun,
    RestoreTicket,
)
from queueing.decisions.day import current_day, day_is_over
from queueing.decisions.decision import Decision
from queueing.errors import (
    CopiesLimit,
    TicketNotMissed,
    TicketNotWaiting,
    TicketOver,
    TooLateToRestore,
    TooLateToTakeBack,
)
from queueing.events import (
    Event,
    GoingOnTakenBack,
    ServiceReopened,
    TicketCancelled,
    TicketReprinted,
    TicketRestored,
)
from queueing.hall import DeskState, Hall
from queueing.hall.print_jobs import job_id
from queueing.hall.tickets import (
    MOVES,
    OVER,
    State,
    Ticket,
    find_finished,
    was_served_by_hand,
)
from queueing.selection import ahead_of, due_after_absence, due_before_all


def cancel(hall: Hall, command: CancelTicket, now: datetime) -> tuple[Event, ...]:
    """End a ticket that is not being served."""
    ticket = hall.ticket(command.ticket)
    if command.unless_on_paper and may_be_on_paper(hall, ticket):
        return ()
    if not may_cancel(ticket, by_staff=True):
        raise TicketOver(number=ticket.number, state=ticket.state)
    if not may_cancel(ticket, by_staff=command.by_staff):
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    return (TicketCancelled(now, ticket.id, command.reason, command.by_staff),)


def cancel_run(hall: Hall, command: CancelRun, now: datetime) -> tuple[Event, ...]:
    """End those of the tickets that still wait; whoever was called meanwhile is really there."""
    tickets = [hall.ticket(ticket_id) for ticket_id in dict.fromkeys(command.tickets)]
    return tuple(
        TicketCancelled(now, ticket.id, command.reason, by_staff=True)
        for ticket in tickets
        if ticket.state is State.WAITING
    )


def may_cancel(ticket: Ticket, *, by_staff: bool) -> bool:
    """Say whether the number may be taken back; its holder may give it back until it is served.

    A number that a counter keeps, or whose holder was absent, only staff take back.
    """
    if by_staff:
        return State.CANCELLED in MOVES[ticket.state]
    return ticket.state in (State.WAITING, State.CALLED)


def may_be_on_paper(hall: Hall, ticket: Ticket) -> bool:
    """Say whether a slip with the number may be in somebody's hand, or come into it."""
    first = hall.jobs.get(job_id(ticket.id, 0))
    return first is not None and not first.open


def reprint(hall: Hall, command: ReprintTicket, now: datetime) -> tuple[Event, ...]:
    """Record that a copy of a living ticket was asked for, and where it is to come out."""
    ticket = hall.ticket(command.ticket)
    if not may_reprint(ticket, hall.catalogue.limits, now):
        raise TicketOver(number=ticket.number, state=ticket.state)
    most = hall.catalogue.limits.copies_at_kiosk
    if command.kiosk is not None and ticket.reprints >= most:
        raise CopiesLimit(number=ticket.number, limit=most)
    places = hall.catalogue.printer_at
    printer = places.get(command.kiosk or STAFF) or places.get(ticket.kiosk or STAFF)
    waits = ticket.state is State.WAITING
    ahead = ahead_of(hall, ticket.service, ticket.key) if waits else None
    return (TicketReprinted(now, ticket.id, printer, ahead),)


def may_reprint(ticket: Ticket, limits: Limits, now: datetime) -> bool:
    """Say whether a slip is still good for something: the ticket is not over, or may come back."""
    return ticket.state not in OVER or may_restore(ticket, limits, now)


def restore(hall: Hall, command: RestoreTicket, now: datetime) -> tuple[Event, ...]:
    """Let a no-show wait again, behind those about to be called; take back a finish or a cancel."""
    ticket = hall.ticket(command.ticket)
    if ticket.just_went_on:
        return _take_back_going_on(hall, ticket, now)
    if ticket.state in (State.SERVED, State.CANCELLED):
        return (_take_back(hall, ticket, now),)
    if ticket.state is not State.NO_SHOW:
        raise TicketNotMissed(number=ticket.number, state=ticket.state)
    if not may_restore(ticket, hall.catalogue.limits, now):
        raise TooLateToRestore(number=ticket.number)
    return (TicketRestored(now, ticket.id, due_after_absence(hall, ticket)),)


def restore_run(hall: Hall, command: RestoreRun, now: datetime) -> tuple[Event, ...]:
    """Let cancelled tickets wait again, each where it was."""
    tickets = [hall.ticket(ticket_id) for ticket_id in dict.fromkeys(command.tickets)]
    return tuple(
        _take_back(hall, ticket, now)
        for ticket in tickets
        if ticket.state is State.CANCELLED and may_take_back(hall, ticket, now)
    )


def may_restore(ticket: Ticket, limits: Limits, now: datetime) -> bool:
    """Say whether a ticket is a no-show that may wait again."""
    until = restore_until(ticket, limits)
    return until is not None and now <= until


def restore_until(ticket: Ticket, limits: Limits) -> datetime | None:
    """Return the last moment at which the ticket may be restored, None: it may not be at all."""
    missed = ticket.state is State.NO_SHOW and ticket.restores < limits.restores
    if not missed or ticket.ended_at is None:
        return None
    return ticket.ended_at + timedelta(seconds=limits.restore_within_s)


def may_take_back(hall: Hall, ticket: Ticket, now: datetime) -> bool:
    """Say whether the ticket was finished or cancelled a moment ago, and may go on."""
    until = take_back_until(hall, ticket, now)
    return until is not None and now <= until


def take_back_until(hall: Hall, ticket: Ticket, now: datetime) -> datetime | None:
    """Return the last moment at which a finish or a cancel may be taken back, None: it may not be.

    The ticket goes on in its own day only, also while the end of that day can be taken back. One
    that only waits for the next matter of its visit goes back to the one that was finished.
    """
    ticket = find_finished(ticket) or ticket
    if ticket.state not in (State.SERVED, State.CANCELLED) or ticket.ended_at is None:
        return None
    if was_served_by_hand(ticket) and ticket.rated is not None:
        return None
    if ticket.day != current_day(hall, now) or hall.day_closed or day_is_over(hall, now):
        return None
    return ticket.ended_at + timedelta(seconds=hall.catalogue.limits.take_back_s)


def _take_back_going_on(hall: Hall, ticket: Ticket, now: datetime) -> tuple[Event, ...]:
    """Return the events that take a finish back whose ticket waits for the next matter since."""
    finished = find_finished(ticket)
    assert finished is not None, "who just went on has a former matter"
    return GoingOnTakenBack(now, ticket.id), _take_back(hall, finished, now)


def _take_back(hall: Hall, ticket: Ticket, now: datetime) -> Event:
    """Return the event that takes a finish or a cancel back.

    A service goes on, or waits before all others there. A cancelled number waits where it was, as
    does one that was served by hand; one that had been called, behind those about to be called.
    """
    if not may_take_back(hall, ticket, now):
        raise TooLateToTakeBack(number=ticket.number)
    if ticket.state is State.CANCELLED or ticket.counter is None:
        due = due_after_absence(hall, ticket) if ticket.called_at else ticket.due
        return TicketRestored(now, ticket.id, due)
    desk = hall.desk(ticket.counter)
    if desk.state is DeskState.OPEN and desk.current is None:
        return ServiceReopened(now, ticket.id, ticket.counter)
    due = due_before_all(hall, ticket, ticket.counter, now)
    return TicketRestored(now, ticket.id, due, ticket.counter)


DECISIONS: dict[type, Decision] = {
    CancelTicket: cancel,
    CancelRun: cancel_run,
    RestoreRun: restore_run,
    ReprintTicket: reprint,
    RestoreTicket: restore,
}
"""What each command of this module leads to."""
