"""A new configuration while people are in the hall: whether it is taken, what it does to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from queueing.catalogue import Catalogue
from queueing.decisions.day import IN_THE_HALL
from queueing.errors import WouldOrphanTickets
from queueing.events import CatalogueChanged, CounterClosed, Event
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket

Changes = tuple[tuple[str, str, str], ...]
"""What changed, see CatalogueChanged."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new configuration does to people who are here.

    `kind`: "counter closes" (`what` is an open counter that ends), "other counters" (`people` wait
    for the service `what`, which `counters` serve from then on), "no more numbers" (the service
    `what` gives none any more; those who wait are served), "closed now" (nobody gets a number at
    this hour any more).
    """

    kind: Literal["counter closes", "other counters", "no more numbers", "closed now"]
    what: str = ""
    people: int = 0
    counters: tuple[str, ...] = ()


def adopt(
    hall: Hall, catalogue: Catalogue, now: datetime, changes: Changes = ()
) -> tuple[Event, ...]:
    """Return the events of a change of configuration, or raise WouldOrphanTickets."""
    removed = (CounterClosed(now, counter) for counter in _find_closing(hall, catalogue))
    _require_place_for_all(hall, catalogue)
    return (*removed, CatalogueChanged(now, catalogue.digest, changes, catalogue.text))


def foresee(hall: Hall, catalogue: Catalogue, now: datetime) -> list[Effect]:
    """Return what it would do to people who are here; raise WouldOrphanTickets as `adopt` does."""
    _require_place_for_all(hall, catalogue)
    return [
        *(Effect("counter closes", counter) for counter in _find_closing(hall, catalogue)),
        *_examine_services(hall, catalogue),
        *_examine_hours(hall, catalogue, now),
    ]


def _require_place_for_all(hall: Hall, catalogue: Catalogue) -> None:
    orphans = [
        ticket.number for ticket in hall.with_state(*IN_THE_HALL) if _orphaned(ticket, catalogue)
    ]
    if orphans:
        raise WouldOrphanTickets(numbers=", ".join(orphans))


def _orphaned(ticket: Ticket, catalogue: Catalogue) -> bool:
    if ticket.state in (State.CALLED, State.SERVING) and ticket.counter not in catalogue.counters:
        return True
    codes = (ticket.service, *(matter.service for matter in ticket.matters))
    return not all(catalogue.counters_for.get(code) for code in codes)


def _find_closing(hall: Hall, catalogue: Catalogue) -> list[str]:
    return [
        counter
        for counter, desk in hall.desks.items()
        if counter not in catalogue.counters and desk.state is not DeskState.CLOSED
    ]


def _examine_services(hall: Hall, catalogue: Catalogue) -> Iterator[Effect]:
    for service, before in hall.catalogue.services.items():
        after, waiting = catalogue.services.get(service), len(hall.queue(service))
        old, new = (
            tuple(counter.id for counter in each.counters_for.get(service, ()))
            for each in (hall.catalogue, catalogue)
        )
        if waiting and old != new:
            yield Effect("other counters", service, waiting, new)
        if before.closed_reason is None and (after is None or after.closed_reason is not None):
            yield Effect("no more numbers", service, waiting)


def _examine_hours(hall: Hall, catalogue: Catalogue, now: datetime) -> Iterator[Effect]:
    is_open, will_be = (
        each.open_hours.taking_in(now.astimezone(each.zone_info))
        for each in (hall.catalogue, catalogue)
    )
    if is_open and not will_be:
        yield Effect("closed now")
