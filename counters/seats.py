"""Who may act at which counter: a device for its own, an officer for the one just chosen."""

from typing import ClassVar

from flask import session

from queueing.catalogue import Counter
from queueing.decisions.counters import is_taken
from queueing.hall import DeskState, Hall
from queueing.staffing import list_departments_at
from web.callers import Caller
from web.errors import NotAllowed
from web.roles import Role
from web.site import Site

CHOSEN = "counter"


class CounterNotChosen(NotAllowed):
    """An officer acts only for the counter chosen after signing in."""

    code: ClassVar[str] = "counter_not_chosen"


def get_chosen_counter() -> str | None:
    """Return the counter this session's officer has chosen."""
    return session.get(CHOSEN)


def choose_counter(counter_id: str) -> None:
    """Let this session's officer act for the counter, and for no other."""
    session[CHOSEN] = counter_id


def require_seat(site: Site, caller: Caller, counter_id: str) -> None:
    """Raise CounterNotChosen or NotAllowed unless the caller acts for this counter.

    Whether somebody else has taken it over since, the rules decide. Raises UnknownCounter for one
    that is not configured.
    """
    require_own(site, caller, counter_id)
    if caller.role is Role.OFFICER:
        elsewhere = set(list_seats(site.office.hall, caller)) - {counter_id}
        if get_chosen_counter() != counter_id or elsewhere:
            raise CounterNotChosen


def require_own(site: Site, caller: Caller, counter_id: str) -> None:
    """Raise UnknownCounter, or NotAllowed for a counter that is not this caller's business."""
    counter = site.office.hall.counter(counter_id)
    if not is_own(site, caller, counter):
        raise NotAllowed


def is_own(site: Site, caller: Caller, counter: Counter) -> bool:
    """Say whether the caller may see the counter, and work there if that is the caller's work.

    A counter's device and its keys have their own; officers and heads of a department have those
    that belong to it or serve one of its services. Officers of no department, or where
    `officers_anywhere`, have all.
    """
    match caller.role:
        case Role.COUNTER:
            return caller.counter in (None, counter.id)
        case Role.KEYS:
            return caller.counter == counter.id
        case Role.OFFICER if (
            site.guard.signed_in.settings.officers_anywhere or caller.department is None
        ):
            return True
        case Role.OFFICER | Role.DEPARTMENT_HEAD:
            return caller.department in list_departments_at(site.office.hall.catalogue, counter)
        case _:
            return True


def list_seats(hall: Hall, caller: Caller) -> tuple[str, ...]:
    """Return the counters this officer has open, in this session or another."""
    return tuple(
        counter_id
        for counter_id, desk in hall.desks.items()
        if desk.state is not DeskState.CLOSED and desk.officer == caller.name
    )


def is_taken_by_another(hall: Hall, counter_id: str, caller: Caller) -> bool:
    """Say whether somebody else works at the counter now."""
    return is_taken(hall.desk(counter_id), caller.name)
