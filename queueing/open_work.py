"""What is open in a department now: what whoever comes next has to know of its tickets."""

from dataclasses import dataclass
from datetime import datetime

from queueing.decisions.tickets import may_restore
from queueing.hall import Hall
from queueing.hall.tickets import AT_A_COUNTER, State, Ticket, list_finished
from queueing.supplements import SUPPLEMENT


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Tickets of a department.

    `at_counters`: called or served, by counter; `parked`: kept at counters, the longest first;
    `missed`: absent and may still be restored, by the moment until which; `supplements`: whose
    papers were lacking today, as each finish left them, in that order; `waiting`: in calling order
    of each service.
    """

    at_counters: tuple[Ticket, ...]
    parked: tuple[Ticket, ...]
    missed: tuple[Ticket, ...]
    supplements: tuple[Ticket, ...]
    waiting: tuple[Ticket, ...]


def find_open_work(hall: Hall, department: str, now: datetime) -> OpenWork:
    """Return what is open in a department at this moment."""
    own = [ticket for ticket in hall.tickets.values() if ticket.department == department]
    limits, places = hall.catalogue.limits, list(hall.catalogue.counters)
    missed = [ticket for ticket in own if may_restore(ticket, limits, now)]
    finished = [
        each
        for ticket in hall.tickets.values()
        for each in list_finished(ticket)
        if each.department == department and each.outcome == SUPPLEMENT
    ]
    services = [each for each in hall.catalogue.services.values() if each.department == department]
    return OpenWork(
        at_counters=tuple(
            sorted(
                (ticket for ticket in own if ticket.state in AT_A_COUNTER),
                key=lambda ticket: places.index(ticket.counter or ""),
            )
        ),
        parked=tuple(
            sorted(
                (ticket for ticket in own if ticket.state is State.PARKED),
                key=lambda ticket: ticket.since or ticket.arrival,
            )
        ),
        missed=tuple(sorted(missed, key=lambda ticket: ticket.ended_at or ticket.arrival)),
        supplements=tuple(sorted(finished, key=lambda ticket: ticket.ended_at or ticket.arrival)),
        waiting=tuple(ticket for service in services for ticket in hall.queue(service.code)),
    )
