"""What the start and end of a service day, and a new configuration, change in the hall."""

from dataclasses import replace
from datetime import date, timedelta

from queueing.events import (
    CatalogueChanged,
    ClockSet,
    DayClosed,
    DayHalted,
    DayOpened,
    DayReopened,
)
from queueing.hall.bookings import keep_days_to_come, move_booking
from queueing.hall.clock_steps import leaves_unsure, mark_unsure
from queueing.hall.cow_dict import CowDict
from queueing.hall.hall import Hall
from queueing.hall.moments import move_moments
from queueing.hall.paper import carry_paper, keep_paper_given
from queueing.hall.print_jobs import PrinterState
from queueing.hall.tickets import OVER, State
from queueing.numbering import read_given

FAR = timedelta(hours=12)


def open_day(hall: Hall, event: DayOpened, seq: int) -> None:
    """Start a day: every letter counts from 001, or on from what was given on it already."""
    hall.day, hall.day_closed = event.day, False
    hall.numbers, hall.taken_for = dict(hall.given.get(event.day, {})), {}
    # A clock that was set may have begun this day before, and somebody of then is still served
    hall.day_starts[event.day] = min(seq, hall.day_starts.get(event.day, seq))
    keep_paper_given(hall, event.day)
    hall.paper_carried = {}


def halt_day(hall: Hall, event: DayHalted, seq: int) -> None:
    """Give no more numbers; those who hold one keep it for a while."""
    hall.halted_until = event.until


def reopen_day(hall: Hall, event: DayReopened, seq: int) -> None:
    """Go on as before."""
    hall.halted_until = None


def close_day(hall: Hall, event: DayClosed, seq: int) -> None:
    """Empty the hall; tickets in service and the use of paper rolls stay."""
    hall.day, hall.day_closed, hall.digest = event.day, True, event.digest
    hall.halted_until = None
    staying = {ticket.id: ticket for ticket in hall.with_state(State.SERVING)}
    hall.tickets = CowDict(staying)
    hall.follows = CowDict({ticket.follow: ticket.id for ticket in staying.values()})
    days = {ticket.day for ticket in staying.values()}
    hall.day_starts = {day: start for day, start in hall.day_starts.items() if day in days}
    hall.desks = {
        counter: replace(
            desk, served=0, longest_wait_s=0.0, busy_s=(), long_stays=(), says_start=False
        )
        for counter, desk in hall.desks.items()
        if desk.current
    }
    hall.numbers, hall.queues, hall.undo, hall.recent_service_times, hall.calls = {}, {}, {}, {}, ()
    hall.jobs, hall.taken_for, hall.taken_on, hall.asked = CowDict(), {}, {}, {}
    hall.bulletins, hall.paper_given, hall.paper_carried = {}, {}, {}
    hall.bookings = keep_days_to_come(hall.bookings, event.day)
    hall.given = {day: numbers for day, numbers in hall.given.items() if day > event.day}
    hall.supplements = {code: date.fromisoformat(day) for code, day in event.supplements}
    hall.printer_states = {
        printer: PrinterState(used_mm=used_mm) for printer, used_mm in event.rolls
    }


def set_clock(hall: Hall, event: ClockSet, seq: int) -> None:
    """Go on in the day of the clock as it is now; who is in the hall keeps place and number.

    A day that was closed by a clock far from this one is open again. What went on while the clock
    was set by much is unsure from then on.
    """
    by, before = timedelta(seconds=event.by_s), hall.day
    hall.given = read_given(event.given)
    if event.day != hall.day or (hall.day_closed and abs(by) >= FAR):
        in_the_hall = any(ticket.state not in OVER for ticket in hall.tickets.values())
        numbers = dict(hall.given.get(event.day, {}))
        for letter, serial in hall.numbers.items() if in_the_hall else ():
            numbers[letter] = max(serial, numbers.get(letter, 0))
        keep_paper_given(hall, event.day)
        if in_the_hall:
            carry_paper(hall, event.day)
        else:
            hall.paper_carried = {}
        hall.numbers, hall.day, hall.day_closed = numbers, event.day, False
        hall.halted_until = None
        # Replay has to begin where the people came who are there now
        hall.day_starts[event.day] = min([seq, *hall.day_starts.values()])
    if leaves_unsure(by):
        _mark_unsure(hall)
    hall.tickets = CowDict({name: move_moments(each, by) for name, each in hall.tickets.items()})
    hall.bookings = CowDict(
        {name: move_booking(each, by, before, event.day) for name, each in hall.bookings.items()}
    )
    hall.jobs = CowDict({name: move_moments(each, by) for name, each in hall.jobs.items()})
    hall.desks = {counter: move_moments(desk, by) for counter, desk in hall.desks.items()}
    hall.undo = {counter: move_moments(each, by) for counter, each in hall.undo.items()}
    hall.calls = move_moments(hall.calls, by)
    hall.taken_on = {subject: move_moments(each, by) for subject, each in hall.taken_on.items()}
    hall.asked = {counter: move_moments(each, by) for counter, each in hall.asked.items()}
    hall.bulletins = {name: move_moments(each, by) for name, each in hall.bulletins.items()}
    hall.help_calls = {name: move_moments(each, by) for name, each in hall.help_calls.items()}
    hall.halted_until = move_moments(hall.halted_until, by)
    hall.recent_service_times = {
        service: move_moments(times, by) for service, times in hall.recent_service_times.items()
    }


def _mark_unsure(hall: Hall) -> None:
    """Mark what goes on, and what would go on again if a counter took its last action back."""
    hall.tickets = CowDict({name: mark_unsure(each) for name, each in hall.tickets.items()})
    hall.undo = {
        counter: replace(each, tickets=tuple(mark_unsure(ticket) for ticket in each.tickets))
        for counter, each in hall.undo.items()
    }


def change_catalogue(hall: Hall, event: CatalogueChanged, seq: int) -> None:
    """Record which configuration is in force."""
    hall.digest = event.digest
