"""What numbers that were handed out on paper change in the hall."""

from datetime import date

from queueing import events as e
from queueing.hall.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.hall.transitions import move
from queueing.numbering import is_paper_series

ENTRY_TAKEN_BACK = "entry_taken_back"
"""Why a number is cancelled that was entered by mistake: it may be entered again."""


def serve_by_hand(hall: Hall, event: e.ServedByHand, seq: int) -> None:
    """End a ticket without a counter."""
    before = hall.tickets[event.ticket]
    move(hall, before, event, seq, ended_at=event.at)


def keep_paper_given(hall: Hall, day: date) -> None:
    """Note up to which number of each roll a day that begins had them: those tickets are forgotten.

    `paper_given`: the days whose later tickets are all in the hall, each with these numbers.
    """
    if day not in hall.paper_given:
        given = hall.given.get(day, {})
        known = {series: serial for series, serial in given.items() if is_paper_series(series)}
        hall.paper_given = {**hall.paper_given, day: known}


def carry_paper(hall: Hall, day: date) -> None:
    """Let the slips of the hall's day be known on another day as well, to which its clock was set.

    `paper_carried`: number -> ticket of another day, entered or taken back, whose holder may still
    be there. What that day had forgotten, this one has, too.
    """
    hall.paper_carried = {
        ticket.number: ticket.id
        for ticket in hall.tickets.values()
        if ticket.on_paper and is_slip_of(hall, ticket, hall.day)
    }
    forgotten = dict(hall.paper_given[day])
    for series, serial in hall.paper_given.get(hall.day or day, {}).items():
        forgotten[series] = max(serial, forgotten.get(series, 0))
    hall.paper_given = {**hall.paper_given, day: forgotten}


def is_slip_of(hall: Hall, ticket: Ticket, day: date | None) -> bool:
    """Say whether a ticket is a slip of a day, or of another one of whom it has taken them over."""
    return ticket.day == day or hall.paper_carried.get(ticket.number) == ticket.id
