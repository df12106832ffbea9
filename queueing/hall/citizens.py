"""What citizens change from their phones: their place in the queue, a call asked for, a rating."""

from dataclasses import replace

from queueing import events as e
from queueing.hall.hall import Hall
from queueing.hall.transitions import join_queue, leave_queue


def postpone(hall: Hall, event: e.TicketPostponed, seq: int) -> None:
    """Put a ticket behind those whom its holder lets pass."""
    before = hall.tickets[event.ticket]
    leave_queue(hall, before)
    postpones, stepped = before.postpones + 1, (before.due, event.due)
    later = replace(before, due=event.due, postpones=postpones, stepped=stepped, changed=seq)
    hall.tickets[later.id] = later
    join_queue(hall, later)


def take_back_postpone(hall: Hall, event: e.PostponeTakenBack, seq: int) -> None:
    """Put it back where it stood before the last such step."""
    before = hall.tickets[event.ticket]
    leave_queue(hall, before)
    postpones = before.postpones - 1
    again = replace(before, due=event.due, postpones=postpones, stepped=None, changed=seq)
    hall.tickets[again.id] = again
    join_queue(hall, again)


def ask_for_call(hall: Hall, event: e.CallAskedFor, _seq: int) -> None:
    """Keep when it was asked; the counter may still take its no-show back."""
    ticket = hall.tickets[event.ticket]
    hall.tickets[ticket.id] = replace(ticket, call_asked_at=event.at)


def rate(hall: Hall, event: e.TicketRated, seq: int) -> None:
    """Keep the level that was given."""
    ticket = hall.tickets[event.ticket]
    why = event.reasons
    hall.tickets[ticket.id] = replace(ticket, rated=event.level, rated_why=why, changed=seq)


def explain_rating(hall: Hall, event: e.RatingExplained, seq: int) -> None:
    """Keep why it was rated so."""
    ticket = hall.tickets[event.ticket]
    hall.tickets[ticket.id] = replace(ticket, rated_why=event.reasons, changed=seq)
