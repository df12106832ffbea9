"""Whoever stands at a counter without a number: given one there, and served at once."""

from dataclasses import replace
from datetime import datetime

from queueing.catalogue import Counter
from queueing.channels import Channel
from queueing.commands import IssueTicket, ServeWalkIn
from queueing.counter_errors import ServiceNotHere
from queueing.decisions.counters import require_calling, require_free
from queueing.decisions.day import require_open_day
from queueing.decisions.decision import EstimatingDecision
from queueing.decisions.issuing import give_number, require_served
from queueing.errors import UnknownService
from queueing.estimate import Basis
from queueing.events import Event, ServiceStarted, TicketCalled
from queueing.hall import Hall
from queueing.intake import closed_reason_for_staff
from queueing.selection import next_ticket


def serve_walk_in(
    hall: Hall, command: ServeWalkIn, now: datetime, basis: Basis
) -> tuple[Event, ...]:
    """Give the next number of a service of the counter, and begin to serve it there.

    Hours and the day's numbers refuse nobody, as for all that staff give. Nobody is called and no
    range is promised; where others wait whom the counter could call, it is out of turn, on record.
    """
    require_calling(hall, command.counter)
    require_free(hall, command.counter)
    counter = hall.counter(command.counter)
    require_open_day(hall, now)
    if command.service not in hall.catalogue.services:
        raise UnknownService(service=command.service)
    if command.service not in counter.services:
        raise ServiceNotHere(service=command.service, counter=counter.id)
    require_served(hall, command.service)
    asked = IssueTicket(
        command.service, command.follow, procedure=command.procedure, by_staff=True,
        channel=Channel.COUNTER,
    )  # fmt: skip
    given = replace(
        give_number(hall, asked, now, now, basis, on_paper=False),
        ahead=0, expected_s=None, low_min=None, high_min=None,
    )  # fmt: skip
    in_turn = next_ticket(hall, counter) is None
    return (
        given,
        TicketCalled(now, given.ticket, counter.id, in_turn, None, walk_in=True),
        ServiceStarted(now, given.ticket, counter.id),
    )


def list_walk_in_services(hall: Hall, counter: Counter) -> list[str]:
    """Return the codes of the services that the counter may give a number for, as it has them."""
    services = (hall.catalogue.services[each.service] for each in counter.serves)
    return [
        service.code
        for service in services
        if closed_reason_for_staff(hall.catalogue, service) is None
    ]


ESTIMATING: dict[type, EstimatingDecision] = {ServeWalkIn: serve_walk_in}
"""What each command of this module leads to."""
