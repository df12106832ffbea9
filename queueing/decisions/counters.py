"""Opening, pausing, handing over and closing a counter, and what every press there needs first."""

from datetime import datetime

from queueing import events as e
from queueing.commands import (
    AboutCurrent,
    AtCounter,
    CloseCounter,
    HandOver,
    OpenCounter,
    PauseCounter,
    Undo,
)
from queueing.counter_errors import CounterHandedOver, CounterTaken
from queueing.decisions.day import require_open_day
from queueing.decisions.decision import Decision
from queueing.errors import (
    CounterBusy,
    CounterIsClosed,
    CounterIsPaused,
    InvalidField,
    NoCurrentTicket,
)
from queueing.events import CounterClosed, CounterOpened, CounterPaused, Event
from queueing.hall import Desk, DeskState, Hall
from queueing.hall.tickets import Ticket


def open_counter(hall: Hall, command: OpenCounter, now: datetime) -> tuple[Event, ...]:
    """Open the counter, end its pause, or hand it to another officer; doing so twice is no news."""
    desk = hall.desk(hall.counter(command.counter).id)
    require_open_day(hall, now)
    if desk.state is DeskState.OPEN and desk.officer == command.officer:
        return ()
    taken_from = _find_former(desk, command.officer)
    return (CounterOpened(now, command.counter, command.officer, taken_from),)


def pause_counter(hall: Hall, command: PauseCounter, now: datetime) -> tuple[Event, ...]:
    """Pause an open counter that has no ticket; doing so twice is no news.

    Raises InvalidField for a return that is not later on the same day.
    """
    desk = hall.desk(hall.counter(command.counter).id)
    if desk.state is DeskState.CLOSED:
        raise CounterIsClosed(counter=command.counter)
    require_free(hall, command.counter)
    if desk.state is DeskState.PAUSED:
        if (desk.reason, desk.until) == (command.reason, command.until):
            return ()
        raise CounterIsPaused(counter=command.counter)
    _require_return_today(hall, command.until, now)
    return (CounterPaused(now, command.counter, command.reason, command.until),)


def close_counter(hall: Hall, command: CloseCounter, now: datetime) -> tuple[Event, ...]:
    """Close a counter that has no ticket; parked tickets stay for whoever serves them next."""
    desk = hall.desk(hall.counter(command.counter).id)
    require_free(hall, command.counter)
    return () if desk.state is DeskState.CLOSED else (CounterClosed(now, command.counter),)


def hand_over(hall: Hall, command: HandOver, now: datetime) -> tuple[Event, ...]:
    """Leave the counter to the next officer, with its ticket and what is parked there."""
    desk = hall.desk(hall.counter(command.counter).id)
    if desk.state is DeskState.CLOSED:
        raise CounterIsClosed(counter=command.counter)
    return (e.CounterHandedOver(now, command.counter, desk.officer or ""),)


def require_seat(hall: Hall, command: AtCounter) -> None:
    """Raise CounterTaken for who works there no more, CounterHandedOver while nobody does.

    A counter that was handed over waits for whoever takes it; only who did it may take that back.
    """
    desk = hall.desk(command.counter)
    if command.by is not None and is_taken(desk, command.by):
        raise CounterTaken(counter=command.counter)
    if desk.handed_by is None or isinstance(command, OpenCounter):
        return
    if not (isinstance(command, Undo) and command.by in (None, desk.handed_by)):
        raise CounterHandedOver(counter=command.counter, officer=desk.handed_by)


def is_taken(desk: Desk, officer: str) -> bool:
    """Say whether somebody else than the officer works at the counter."""
    return desk.state is not DeskState.CLOSED and desk.officer not in (None, officer)


def require_calling(hall: Hall, counter: str) -> None:
    """Raise unless the counter is open and not paused."""
    state = hall.desk(hall.counter(counter).id).state
    if state is DeskState.CLOSED:
        raise CounterIsClosed(counter=counter)
    if state is DeskState.PAUSED:
        raise CounterIsPaused(counter=counter)


def require_free(hall: Hall, counter: str) -> None:
    """Raise CounterBusy while the counter has a ticket."""
    current = hall.current(counter)
    if current is not None:
        raise CounterBusy(counter=counter, number=current.number)


def require_current(hall: Hall, counter: str) -> Ticket:
    """Return the counter's ticket, or raise NoCurrentTicket."""
    current = hall.current(hall.counter(counter).id)
    if current is None:
        raise NoCurrentTicket(counter=counter)
    return current


def require_seen(hall: Hall, command: AboutCurrent) -> None:
    """Raise CounterBusy when the counter has another ticket than the officer saw there.

    With none at all it is NoCurrentTicket.
    """
    if command.current is not None:
        current = require_current(hall, command.counter)
        if current.id != command.current:
            raise CounterBusy(counter=command.counter, number=current.number)


def require_outcome(hall: Hall, outcome: str | None) -> None:
    """Raise InvalidField for an outcome that is not configured; none at all is fine."""
    if outcome is not None and outcome not in hall.catalogue.outcomes:
        raise InvalidField(field="outcome")


def _find_former(desk: Desk, officer: str) -> str | None:
    """Return who had the counter, or has left it to whoever takes it next; None: nobody."""
    return desk.officer if is_taken(desk, officer) else desk.handed_by


def _require_return_today(hall: Hall, until: datetime | None, now: datetime) -> None:
    zone = hall.catalogue.zone_info
    if until is not None and not (
        now < until and until.astimezone(zone).date() == now.astimezone(zone).date()
    ):
        raise InvalidField(field="until")


DECISIONS: dict[type, Decision] = {
    OpenCounter: open_counter,
    PauseCounter: pause_counter,
    CloseCounter: close_counter,
    HandOver: hand_over,
}
"""What each command of this module leads to."""
