"""Who could call now: what a screen may promise of a service.

Kiosk, ticket, slip and phone ask the same function, so that none of them promises a call that
nobody will make.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from queueing.catalogue import Catalogue, Counter
from queueing.hall import Desk, DeskState, Hall


class NoCounter(StrEnum):
    """Why nobody could call now.

    `paused`: every officer who could takes a pause; `not_yet`: it is time, and no counter has
    opened; `later`: its hours go on later today; `over`: not today any more, so a
    number that is given now may be called by nobody.
    """

    PAUSED = "paused"
    NOT_YET = "not_yet"
    LATER = "later"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who could call the people of a service.

    `no_counter`: None while a counter is open that could; `opens_at`: when the hours of the service
    go on, in the centre's time, None within them and where no day is known; `back_at`: when a
    counter means to be back from its pause.
    """

    no_counter: NoCounter | None
    opens_at: datetime | None = None
    back_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a counter is open that could call."""
        return self.no_counter is None


SOMEBODY_IS_THERE = Staffing(None)


def find_staffing(hall: Hall, service: str, now: datetime, only_at: str | None = None) -> Staffing:
    """Return who could call a newcomer of the service; `only_at`: where a ticket was sent to.

    An open counter calls at any hour: work ends when it is done. Whoever pauses and says until when
    will be back, whatever the hours are; what was promised for an earlier moment is no promise any
    more. The hours of the service count whether they are enforced or not, for they say when
    somebody will come.
    """
    desks = _list_desks(hall, service, only_at)
    if any(desk.state is DeskState.OPEN for desk in desks):
        return SOMEBODY_IS_THERE
    promised = [desk.until for desk in desks if desk.until is not None and desk.until > now]
    if promised:
        return Staffing(NoCounter.PAUSED, back_at=min(promised))
    local = now.astimezone(hall.catalogue.zone_info)
    hours = hall.catalogue.hours_of(service)
    if hours.at_work(local):
        paused = any(desk.state is DeskState.PAUSED for desk in desks)
        return Staffing(NoCounter.PAUSED if paused else NoCounter.NOT_YET)
    opens_at = hours.next_opening(local)
    is_today = opens_at is not None and opens_at.date() == local.date()
    return Staffing(NoCounter.LATER if is_today else NoCounter.OVER, opens_at)


def _list_desks(hall: Hall, service: str, only_at: str | None) -> list[Desk]:
    """Return the counters that could call; who was sent to one has that one until it closes."""
    if only_at is not None and hall.desk(only_at).state is not DeskState.CLOSED:
        return [hall.desk(only_at)]
    return [hall.desk(each.id) for each in hall.catalogue.counters_for.get(service, ())]


def list_departments_at(catalogue: Catalogue, counter: Counter) -> frozenset[str]:
    """Return whose officers may work at a counter: its department's, and those it serves."""
    served = (catalogue.services[code].department for code in counter.services)
    return frozenset({counter.department, *served})
