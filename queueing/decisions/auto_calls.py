"""Calling without a press: when a free counter's next number is called by itself.

The hall says when it would be, and somebody has to have been at the counter's screen lately. A call
that comes by itself is one like any other: it is announced, counted and undone in the same way.
"""

from datetime import datetime, timedelta

from queueing.auto_call_limits import Presses
from queueing.commands import CallByItself, HoldAutoCall
from queueing.decisions.day import day_open_until, is_day_open
from queueing.decisions.decision import Decision
from queueing.events import AutoCallHeld, Event, TicketCalled
from queueing.hall import DeskState, Hall
from queueing.selection import calling_order, next_ticket

LAST_MINUTE = timedelta(minutes=1)
"""Before the hours end nobody is called by itself: whoever comes would hardly be served."""


def call_by_itself(hall: Hall, command: CallByItself, now: datetime) -> tuple[Event, ...]:
    """Call the next without a press where the rule says so now; else nothing happens."""
    counter = hall.counter(command.counter)
    ticket = next_ticket(hall, counter)
    if ticket is None or not is_auto_call_due(hall, counter.id, command.presses, now):
        return ()
    return (TicketCalled(now, ticket.id, counter.id, True, None, automatic=True),)


def hold_auto_call(hall: Hall, command: HoldAutoCall, now: datetime) -> tuple[Event, ...]:
    """Let only a press call the next; where nothing would call it otherwise that is no news."""
    desk = hall.desk(command.counter)
    if not hall.counter(command.counter).auto_call or desk.free_since is None:
        return ()
    return (AutoCallHeld(now, command.counter),)


def find_auto_call(hall: Hall, counter_id: str, now: datetime) -> datetime | None:
    """Return from when on the next is called if nothing else happens, None: not by itself.

    So long the counter has to have been free, and somebody to have waited for it. Never after the
    counter has opened, paused or undone something, nor after too many who did not come.
    """
    counter, desk = hall.counter(counter_id), hall.desk(counter_id)
    limits = hall.catalogue.limits.auto_call
    is_free = desk.state is DeskState.OPEN and desk.current is None
    if not (counter.auto_call and is_free) or desk.missed >= limits.no_shows:
        return None
    order = list(calling_order(hall, counter))
    if desk.free_since is None or not order:
        return None
    waits = min(ticket.since or ticket.arrival for ticket in order)
    due = max(desk.free_since, waits) + timedelta(seconds=limits.after_s)
    return due if _is_in_time(hall, order[0].service, max(due, now)) else None


def is_auto_call_due(hall: Hall, counter_id: str, presses: Presses, now: datetime) -> bool:
    """Say whether the next is called now; after a long silence the time runs from its end.

    Presses that are later than now were told by another clock.
    """
    limits = hall.catalogue.limits.auto_call
    due = find_auto_call(hall, counter_id, now)
    if due is None or abs(now - presses.last) > timedelta(seconds=limits.pressed_s):
        return False
    return now >= max(due, presses.began + timedelta(seconds=limits.after_s))


def _is_in_time(hall: Hall, service: str, at: datetime) -> bool:
    """Say whether the hours of a service, and the day, go on for a minute at least."""
    last = at + LAST_MINUTE
    zone, hours = hall.catalogue.zone_info, hall.catalogue.hours_of(service)
    ends = day_open_until(hall, at)
    goes_on = is_day_open(hall, at) and (ends is None or last <= ends)
    return goes_on and hours.at_work(at.astimezone(zone)) and hours.at_work(last.astimezone(zone))


DECISIONS: dict[type, Decision] = {
    CallByItself: call_by_itself,
    HoldAutoCall: hold_auto_call,
}
"""What each command of this module leads to."""
