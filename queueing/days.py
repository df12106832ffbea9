"""What the beginning and the end of a service day do to the hall, and a new configuration."""

from dataclasses import replace

from queueing.events import CatalogueChanged, DayClosed, DayOpened
from queueing.growing import Growing
from queueing.hall import Hall
from queueing.printing import Tray
from queueing.tickets import State


def day_opened(hall: Hall, event: DayOpened, seq: int) -> None:
    """Begin a day: every letter starts again."""
    hall.day, hall.day_closed = event.day, False
    hall.numbers.clear()
    hall.day_starts[event.day] = seq


def day_closed(hall: Hall, event: DayClosed, seq: int) -> None:
    """Empty the hall, except for whoever is being served, and for the rolls of paper."""
    hall.day, hall.day_closed, hall.digest = event.day, True, event.digest
    staying = {ticket.id: ticket for ticket in hall.with_state(State.SERVING)}
    hall.tickets = Growing(staying)
    hall.follows = Growing({ticket.follow: ticket.id for ticket in staying.values()})
    days = {ticket.day for ticket in staying.values()}
    hall.day_starts = {day: start for day, start in hall.day_starts.items() if day in days}
    hall.desks = {
        counter: replace(desk, served=0, service_s=0.0, longest_wait_s=0.0, busy_s=())
        for counter, desk in hall.desks.items()
        if desk.current
    }
    hall.numbers, hall.queues, hall.undo, hall.pace, hall.calls = {}, {}, {}, {}, ()
    hall.jobs = Growing()
    hall.trays = {printer: Tray(used_mm=used_mm) for printer, used_mm in event.rolls}


def catalogue_changed(hall: Hall, event: CatalogueChanged, seq: int) -> None:
    """Keep which configuration is in force."""
    hall.digest = event.digest
