"""What each event changes in the hall. Nothing here refuses: decisions are made elsewhere."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from queueing import events as e
from queueing.channels import Channel
from queueing.hall.asked import ask, take_on
from queueing.hall.booking_changes import (
    add_booking,
    cancel_booking,
    confirm_booking,
    expire_booking,
    keep_booking,
)
from queueing.hall.bulletin_changes import end as end_bulletin
from queueing.hall.bulletin_changes import publish
from queueing.hall.citizens import (
    ask_for_call,
    explain_rating,
    postpone,
    rate,
    take_back_postpone,
)
from queueing.hall.complaint_changes import COMPLAINT_CHANGES
from queueing.hall.corrections import answer_time, reopen, restore, undo
from queueing.hall.desk_changes import DESK_CHANGES
from queueing.hall.desks import UndoAction
from queueing.hall.hall import Hall
from queueing.hall.help_call_changes import HELP_CHANGES
from queueing.hall.paper import ENTRY_TAKEN_BACK, serve_by_hand
from queueing.hall.print_job_changes import add_print_job, change_roll, record_report
from queueing.hall.service_day import (
    change_catalogue,
    close_day,
    halt_day,
    open_day,
    reopen_day,
    set_clock,
)
from queueing.hall.tickets import State, Ticket, was_called
from queueing.hall.transitions import (
    add_busy_time,
    admit,
    announce,
    leave_counter,
    move,
    remember,
    seconds_between,
)
from queueing.hall.visits import go_back, go_on, matters_after_transfer
from queueing.matters import read_matters


def apply(hall: Hall, event: e.Event, seq: int) -> None:
    """Apply one event, number `seq`, to the hall.

    Replay starts with a day. Events of tickets from before that are skipped: such a ticket was
    still being served when the day began, and is over.
    """
    hall.seq, hall.last_at = seq, event.at
    ticket = getattr(event, "ticket", None)
    if ticket is None or ticket in hall.tickets or isinstance(event, e.TicketIssued):
        CHANGES[type(event)](hall, event, seq)


def _issue(hall: Hall, event: e.TicketIssued, seq: int) -> None:
    # Slips of two rolls may be entered the later ones first
    hall.numbers[event.letter] = max(event.serial, hall.numbers.get(event.letter, 0))
    on_paper = event.channel == Channel.PAPER
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
        issued_service=event.service,
        kiosk=event.kiosk,
        procedure=event.procedure,
        entered_at=event.at,
        since=event.at,
        low_min=event.low_min,
        high_min=event.high_min,
        matters=read_matters(event.matters),
        on_paper=on_paper,
        wait_unsure=on_paper,
        clock_set=on_paper,
        changed=seq,
    )
    admit(hall, ticket)
    if event.booking is not None:
        confirm_booking(hall, event.booking, event.ticket)
    add_print_job(hall, event, 0, (event.ahead, event.low_min, event.high_min))


def _call(hall: Hall, event: e.TicketCalled, seq: int) -> None:
    before = hall.tickets[event.ticket]
    desk = hall.desk(event.counter)
    first = before.called_at is None and not before.wait_unsure
    waited_s = seconds_between(before.entered_at, event.at) if first else 0.0
    ticket = move(
        hall,
        before,
        event,
        seq,
        counter=event.counter,
        called_at=event.at,
        last_call_at=event.at,
        times_called=1,
        in_turn=event.in_turn,
        walk_in=event.walk_in,
        started_at=None,
    )
    longest_s = max(desk.longest_wait_s, waited_s)
    busy = replace(desk, current=ticket.id, longest_wait_s=longest_s, free_since=None)
    hall.desks[event.counter] = busy
    if not event.walk_in:
        announce(hall, ticket, seq)
    hall.asked.pop(event.counter, None)
    action = UndoAction.WALK_IN if event.walk_in else UndoAction.CALL
    remember(hall, event, seq, action, before, desk)


def _recall(hall: Hall, event: e.TicketRecalled, seq: int) -> None:
    ticket = hall.tickets[event.ticket]
    ticket = replace(
        ticket, last_call_at=event.at, times_called=ticket.times_called + 1, changed=seq
    )
    hall.tickets[ticket.id] = ticket
    announce(hall, ticket, seq)
    hall.undo.pop(event.counter, None)


def _start(hall: Hall, event: e.ServiceStarted, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    desk = replace(desk, says_start=desk.says_start or not before.walk_in)
    hall.desks[event.counter] = desk
    ticket = move(hall, before, event, seq, started_at=event.at)
    add_busy_time(hall, before, ticket, event.counter)
    remember(hall, event, seq, UndoAction.START, before, desk)


def _serve(hall: Hall, event: e.TicketServed, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    serving = before.state is State.SERVING
    ticket = move(
        hall,
        before,
        event,
        seq,
        ended_at=event.at,
        served_from=before.since if serving else before.last_call_at,
        outcome=event.outcome,
        delivered=event.delivered,
    )
    leave_counter(hall, before, ticket, event.counter, seq)
    desk_now = hall.desks[event.counter]
    hall.desks[event.counter] = replace(desk_now, served=desk_now.served + 1)
    remember(hall, event, seq, UndoAction.FINISH, before, desk)


def _miss(hall: Hall, event: e.NoShowRecorded, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(hall, before, event, seq, ended_at=event.at, call_asked_at=None)
    leave_counter(hall, before, ticket, event.counter, seq)
    remember(hall, event, seq, UndoAction.NO_SHOW, before, desk)


def _park(hall: Hall, event: e.TicketParked, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(hall, before, event, seq, parked_for=event.reason)
    leave_counter(hall, before, ticket, event.counter, seq, call_over=False)
    remember(hall, event, seq, UndoAction.PARK, before, desk)


def _resume(hall: Hall, event: e.TicketResumed, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    move(hall, before, event, seq, counter=event.counter, parked_for=None)
    hall.desks[event.counter] = replace(desk, current=before.id, free_since=None)
    remember(hall, event, seq, UndoAction.RESUME, before, desk)


def _transfer(hall: Hall, event: e.TicketTransferred, seq: int) -> None:
    before = hall.tickets[event.ticket]
    ticket = move(
        hall,
        before,
        event,
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
        wait_unsure=before.on_paper and before.wait_unsure and not was_called(before),
        time_unsure=False,
        **matters_after_transfer(before, event),
    )
    hall.tickets[ticket.id] = replace(ticket, occupied_s=0.0, service_s=0.0)
    if event.counter is not None:
        desk = hall.desk(event.counter)
        leave_counter(hall, before, ticket, event.counter, seq)
        remember(hall, event, seq, UndoAction.TRANSFER, before, desk)


def _return(hall: Hall, event: e.TicketReturned, seq: int) -> None:
    before, desk = hall.tickets[event.ticket], hall.desk(event.counter)
    ticket = move(hall, before, event, seq, counter=None, started_at=None)
    leave_counter(hall, before, ticket, event.counter, seq, call_over=False)
    # The same number would be called by itself again and again
    hall.desks[event.counter] = replace(hall.desk(event.counter), free_since=None)
    remember(hall, event, seq, UndoAction.RETURN, before, desk)


def _end(hall: Hall, event: e.TicketCancelled | e.TicketExpired, seq: int) -> None:
    before = hall.tickets[event.ticket]
    undone = isinstance(event, e.TicketCancelled) and event.reason == ENTRY_TAKEN_BACK
    move(hall, before, event, seq, ended_at=event.at, entry_undone=undone)
    if before.counter and hall.desk(before.counter).current == before.id:
        freed = replace(hall.desk(before.counter), current=None, free_since=event.at)
        hall.desks[before.counter] = freed
        hall.undo.pop(before.counter, None)


def _reprint(hall: Hall, event: e.TicketReprinted, seq: int) -> None:
    ticket = hall.tickets[event.ticket]
    hall.tickets[ticket.id] = replace(ticket, reprints=ticket.reprints + 1)
    add_print_job(hall, event, ticket.reprints + 1, (event.ahead, None, None))


def _leave_as_it_is(
    hall: Hall, event: e.TicketErased | e.BookingsErased | e.VisitSaved, seq: int
) -> None:
    """Change nothing: a saved visit is nobody's ticket, what is erased is gone."""


CHANGES: dict[type, Callable[[Hall, Any, int], None]] = {
    e.TicketIssued: _issue,
    e.TicketCalled: _call,
    e.TicketRecalled: _recall,
    e.ServiceStarted: _start,
    e.TicketServed: _serve,
    e.ServedByHand: serve_by_hand,
    e.NoShowRecorded: _miss,
    e.TicketRestored: restore,
    e.ServiceReopened: reopen,
    e.ServiceTimeAnswered: answer_time,
    e.TicketParked: _park,
    e.TicketResumed: _resume,
    e.TicketTransferred: _transfer,
    e.TicketWentOn: go_on,
    e.GoingOnTakenBack: go_back,
    e.TicketReturned: _return,
    e.TicketCancelled: _end,
    e.TicketExpired: _end,
    e.TicketReprinted: _reprint,
    e.PrintJobReported: record_report,
    e.RollChanged: change_roll,
    e.TicketPostponed: postpone,
    e.PostponeTakenBack: take_back_postpone,
    e.CallAskedFor: ask_for_call,
    e.TicketRated: rate,
    e.RatingExplained: explain_rating,
    **COMPLAINT_CHANGES,
    **DESK_CHANGES,
    e.ActionUndone: undo,
    e.DayOpened: open_day,
    e.DayClosed: close_day,
    e.DayHalted: halt_day,
    e.DayReopened: reopen_day,
    e.CatalogueChanged: change_catalogue,
    e.ClockSet: set_clock,
    e.TicketErased: _leave_as_it_is,
    e.BookingsErased: _leave_as_it_is,
    e.VisitSaved: _leave_as_it_is,
    e.AlarmTakenOn: take_on,
    e.CounterAsked: ask,
    e.BulletinPublished: publish,
    e.BulletinEnded: end_bulletin,
    **HELP_CHANGES,
    e.BookingMade: add_booking,
    e.BookingKept: keep_booking,
    e.BookingCancelled: cancel_booking,
    e.BookingExpired: expire_booking,
}
