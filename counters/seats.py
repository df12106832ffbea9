"""Who may act at which counter: a device for its own, an officer for the one just chosen."""

from typing import ClassVar

from flask import session

from queueing.hall import Hall
from web.errors import NotAllowed
from web.sign_in import Caller, Guard

CHOSEN = "counter"
ACTING = ("officer", "admin", "counter")
WATCHING = ("officer", "admin", "counter", "guide", "department-head", "director", "auditor")


class CounterNotChosen(NotAllowed):
    """An officer acts only for the counter chosen after signing in."""

    code: ClassVar[str] = "counter_not_chosen"


class CounterTaken(NotAllowed):
    """Another officer has taken over this counter since."""

    code: ClassVar[str] = "counter_taken"


def chosen_counter() -> str | None:
    """Return the counter this session's officer has chosen."""
    return session.get(CHOSEN)


def choose_counter(counter_id: str) -> None:
    """Let this session's officer act for the counter, and for no other."""
    session[CHOSEN] = counter_id


def acting(guard: Guard, hall: Hall, counter_id: str) -> Caller:
    """Return who is asking, if they may act for this counter.

    Raises NotSignedIn, NotAllowed, CounterNotChosen, CounterTaken, or UnknownCounter.
    """
    caller = guard.caller(*ACTING)
    hall.counter(counter_id)
    require_own(caller, counter_id)
    if caller.role == "officer":
        elsewhere = set(seated_at(hall, caller)) - {counter_id}
        if chosen_counter() != counter_id or elsewhere:
            raise CounterNotChosen
        if taken_by_another(hall, counter_id, caller):
            raise CounterTaken
    return caller


def watching(guard: Guard, hall: Hall, counter_id: str) -> Caller:
    """Return who is asking, if they may see this counter's view; raises as `acting` does."""
    caller = guard.caller(*WATCHING)
    hall.counter(counter_id)
    require_own(caller, counter_id)
    return caller


def require_own(caller: Caller, counter_id: str) -> None:
    """Raise NotAllowed for a counter's device that asks for another counter."""
    if caller.role == "counter" and caller.counter not in (None, counter_id):
        raise NotAllowed


def seated_at(hall: Hall, caller: Caller) -> tuple[str, ...]:
    """Return the counters this officer has open, in this session or another."""
    return tuple(
        counter_id
        for counter_id, desk in hall.desks.items()
        if desk.state != "closed" and desk.officer == caller.name
    )


def taken_by_another(hall: Hall, counter_id: str, caller: Caller) -> bool:
    """Say whether somebody else works at the counter now."""
    desk = hall.desk(counter_id)
    return desk.state != "closed" and desk.officer not in (None, caller.name)
