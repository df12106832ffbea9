"""What each event does to the hall. Nothing here refuses; deciding is done elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from queueing import events as e
from queueing.days import catalogue_changed, day_closed, day_opened
from queueing.hall import Hall
from queueing.moves import (
    announce,
    join_queue,
    leave_counter,
    leave_queue,
    move,
    remember,
    seconds_between,
    set_desk,
)
from queueing.slips import ask_for_slip, reported, roll_changed
from queueing.tickets import State, Ticket


def apply(hall: Hall, event: e.Event, seq: int) -> None:
    """Fold one event, number `seq`, into the hall.

    Replay begins with a day, and may meet a ticket of the day before that was still being served
    then. It was over before the day's end that chose this beginning: it is passed over.
    """
    hall.seq = seq
    ticket = getattr(event, "ticket", None)
    if ticket is None or ticket in hall.tickets or isinstance(event, e.TicketIssued):
        _CHANGES[type(event)](hall, event, seq)


def _issued(hall: Hall, event: e.TicketIssued, seq: int) -> None:
    hall.numbers[event.letter] = event.serial
    hall.follows[event.follow] = event.ticket
    ticket = Ticket(
        event.ticket,
        event.number,
        event.day,
        event.service,
        event.department,
        event.priority,
        event.language,
        event.at,
        event.due,
        seq,
        event.follow,
        kiosk=event.kiosk,
        procedure=event.procedure,
        entered_at=event.at,
        since=event.at,
        low_min=event.low_min,
        high_min=event.high_min,
        changed=seq,
    )
    hall.tickets[ticket.id] = ticket
    join_queue(hall, ticket)
    ask_for_slip(hall, event, 0, (event.ahead, event.low_min, event.high_min))


def _called(hall: Hall, event: e.TicketCalled, seq: int) -> None:
    before = hall.tickets[event.ticket]
    desk = hall.desk(event.counter)
    waited_s = seconds_between(before.entered_at, event.at) if before.called_at is None else 0.0
    ticket = move(
        hall,
        before,
        State.CALLED,
        event.at,
        seq,
        counter=event.counter,
        called_at=event.at,
        last_call_at=event.at,
        times_called=1,
        in_turn=event.in_turn,
        started_at=None,
    )
    hall.desks[event.counter] = replace(
        desk, current=ticket.id, longest_wait_s=max(desk.longest_wait_s, waited_s)
    )
    announce(hall, ticket, seq)
    remember(hall, event, seq, "call", before, desk)


def _recalled(hall: Hall, event: e.TicketRecalled, seq: int) -> None:
    ticket = hall.tickets[event.ticket]
    ticket = replace(
        ticket, last_call_at=event.at, times_called=ticket.times_called + 1, changed=seq
    )
    hall.tickets[ticket.id] = ticket
    announce(hall, ticket, seq)
    hall.undo.pop(event.counter, None)


def _started(hall: Hall, event: e.ServiceStarted, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    move(hall, before, State.SERVING, event.at, seq, started_at=event.at)
    remember(hall, event, seq, "start", before, desk)


def _served(hall: Hall, event: e.TicketServed, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(
        hall, before, State.SERVED, event.at, seq, ended_at=event.at, outcome=event.outcome
    )
    leave_counter(hall, before, ticket, event.counter, seq)
    desk_now = hall.desks[event.counter]
    hall.desks[event.counter] = replace(
        desk_now, served=desk_now.served + 1, service_s=desk_now.service_s + ticket.service_s
    )
    remember(hall, event, seq, "finish", before, desk)


def _missed(hall: Hall, event: e.NoShowRecorded, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(hall, before, State.NO_SHOW, event.at, seq, ended_at=event.at)
    leave_counter(hall, before, ticket, event.counter, seq)
    remember(hall, event, seq, "no_show", before, desk)


def _restored(hall: Hall, event: e.TicketRestored, seq: int) -> None:
    before = hall.tickets[event.ticket]
    move(
        hall,
        before,
        State.WAITING,
        event.at,
        seq,
        due=event.due,
        restores=before.restores + 1,
        counter=None,
        ended_at=None,
    )


def _parked(hall: Hall, event: e.TicketParked, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(hall, before, State.PARKED, event.at, seq)
    leave_counter(hall, before, ticket, event.counter, seq, pace=False)
    remember(hall, event, seq, "park", before, desk)


def _resumed(hall: Hall, event: e.TicketResumed, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    move(hall, before, State.SERVING, event.at, seq, counter=event.counter)
    hall.desks[event.counter] = replace(desk, current=before.id)
    remember(hall, event, seq, "resume", before, desk)


def _transferred(hall: Hall, event: e.TicketTransferred, seq: int) -> None:
    before = hall.tickets[event.ticket]
    ticket = move(
        hall,
        before,
        State.WAITING,
        event.at,
        seq,
        service=event.service,
        department=event.department,
        only_at=event.to_counter,
        came_from=event.counter,
        counter=None,
        entered_at=event.at,
        called_at=None,
        last_call_at=None,
        started_at=None,
        times_called=0,
    )
    hall.tickets[ticket.id] = replace(ticket, occupied_s=0.0, service_s=0.0)
    if event.counter is not None:
        desk = hall.desk(event.counter)
        leave_counter(hall, before, ticket, event.counter, seq)
        remember(hall, event, seq, "transfer", before, desk)


def _returned(hall: Hall, event: e.TicketReturned, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(hall, before, State.WAITING, event.at, seq, counter=None, started_at=None)
    leave_counter(hall, before, ticket, event.counter, seq, pace=False)
    remember(hall, event, seq, "return", before, desk)


def _ended(hall: Hall, event: e.TicketCancelled | e.TicketExpired, seq: int) -> None:
    before = hall.tickets[event.ticket]
    state = State.CANCELLED if isinstance(event, e.TicketCancelled) else State.EXPIRED
    move(hall, before, state, event.at, seq, ended_at=event.at)
    if before.counter and hall.desk(before.counter).current == before.id:
        hall.desks[before.counter] = replace(hall.desk(before.counter), current=None)
        hall.undo.pop(before.counter, None)


def _reprinted(hall: Hall, event: e.TicketReprinted, seq: int) -> None:
    ticket = hall.tickets[event.ticket]
    hall.tickets[ticket.id] = replace(ticket, reprints=ticket.reprints + 1)
    ask_for_slip(hall, event, ticket.reprints + 1, (event.ahead, None, None))


def _postponed(hall: Hall, event: e.TicketPostponed, seq: int) -> None:
    before = hall.tickets[event.ticket]
    leave_queue(hall, before)
    later = replace(before, due=event.due, postpones=before.postpones + 1, changed=seq)
    hall.tickets[later.id] = later
    join_queue(hall, later)


def _rated(hall: Hall, event: e.TicketRated, seq: int) -> None:
    ticket = hall.tickets[event.ticket]
    hall.tickets[ticket.id] = replace(ticket, rated=event.level, changed=seq)


def _complained(hall: Hall, event: e.ComplaintFiled, seq: int) -> None:
    """Leave the hall as it is: a complaint is nobody's ticket."""


def _opened(hall: Hall, event: e.CounterOpened, seq: int) -> None:
    set_desk(hall, event.counter, "open", event.at, officer=event.officer, reason=None)


def _paused(hall: Hall, event: e.CounterPaused, seq: int) -> None:
    set_desk(hall, event.counter, "paused", event.at, reason=event.reason)


def _closed(hall: Hall, event: e.CounterClosed, seq: int) -> None:
    set_desk(hall, event.counter, "closed", event.at, officer=None, reason=None)


def _undone(hall: Hall, event: e.ActionUndone, seq: int) -> None:
    undoable = hall.undo.get(event.counter)
    if undoable is None or undoable.seqs != event.undoes:
        return  # of a ticket that replay passed over
    del hall.undo[event.counter]
    for before in undoable.tickets:
        now = hall.tickets[before.id]
        if now.state is State.WAITING:
            leave_queue(hall, now)
        hall.tickets[before.id] = replace(before, changed=seq)
        if before.state is State.WAITING:
            join_queue(hall, hall.tickets[before.id])
        pace = hall.pace.get(before.service, ())
        hall.pace[before.service] = tuple(p for p in pace if p[0] not in event.undoes)
    hall.desks[event.counter] = undoable.desk
    hall.calls = tuple(call for call in hall.calls if call.seq not in event.undoes)


_CHANGES: dict[type, Callable[[Hall, Any, int], None]] = {
    e.TicketIssued: _issued,
    e.TicketCalled: _called,
    e.TicketRecalled: _recalled,
    e.ServiceStarted: _started,
    e.TicketServed: _served,
    e.NoShowRecorded: _missed,
    e.TicketRestored: _restored,
    e.TicketParked: _parked,
    e.TicketResumed: _resumed,
    e.TicketTransferred: _transferred,
    e.TicketReturned: _returned,
    e.TicketCancelled: _ended,
    e.TicketExpired: _ended,
    e.TicketReprinted: _reprinted,
    e.PrintJobReported: reported,
    e.RollChanged: roll_changed,
    e.TicketPostponed: _postponed,
    e.TicketRated: _rated,
    e.ComplaintFiled: _complained,
    e.CounterOpened: _opened,
    e.CounterPaused: _paused,
    e.CounterClosed: _closed,
    e.ActionUndone: _undone,
    e.DayOpened: day_opened,
    e.DayClosed: day_closed,
    e.CatalogueChanged: catalogue_changed,
}
