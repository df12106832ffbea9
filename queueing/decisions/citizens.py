"""What a citizen does from the phone: steps back, asks to be called again, rates."""

from datetime import datetime, timedelta

from queueing.catalogue import Limits
from queueing.commands import (
    AskForCall,
    ExplainRating,
    PostponeTicket,
    RateTicket,
    TakeBackPostpone,
)
from queueing.decisions.decision import Decision
from queueing.decisions.tickets import may_restore
from queueing.errors import (
    AlreadyRated,
    InvalidField,
    NobodyBehind,
    NotServedYet,
    PostponeLimit,
    TicketNotMissed,
    TicketNotWaiting,
    TooLateToRate,
    TooLateToRestore,
    UnknownTicket,
)
from queueing.events import (
    CallAskedFor,
    Event,
    PostponeTakenBack,
    RatingExplained,
    TicketPostponed,
    TicketRated,
)
from queueing.hall import Hall
from queueing.hall.tickets import LEVELS, State, Ticket
from queueing.selection import ahead_of, due_after_stepping_back

CONTENT = "satisfied"
"""The lowest level for which nobody is asked why."""
TABLET_EXPLAINS_S = 60
"""So long after that its tablet still takes reasons for a rating, in seconds."""
TABLET_ASKS_S = 60
"""How long after a service the tablet of its counter asks about it, in seconds."""


def postpone(hall: Hall, command: PostponeTicket, now: datetime) -> tuple[Event, ...]:
    """Step back by places or by minutes; the key only grows, so nobody gains a place.

    Where nobody would pass nothing would change, and no chance is used up. Nothing follows when the
    ticket has stepped back since it was `seen`: the same was asked in another window.
    """
    ticket = hall.ticket(command.ticket)
    _require_one_measure(hall, command)
    if ticket.state is not State.WAITING:
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    if command.seen is not None and command.seen < ticket.postpones:
        return ()
    limits = hall.catalogue.limits
    if postpones_left(ticket, limits) == 0:
        raise PostponeLimit(number=ticket.number, limit=limits.postpones)
    due: datetime | None
    if command.places is not None:
        due = due_after_stepping_back(hall, ticket, command.places)
    else:
        due = ticket.due + timedelta(minutes=command.minutes or 0)
    if due is None or count_passing(hall, ticket, due) == 0:
        raise NobodyBehind(number=ticket.number)
    return (TicketPostponed(now, ticket.id, due),)


def count_passing(hall: Hall, ticket: Ticket, due: datetime) -> int:
    """Return how many others pass a waiting ticket whose due time becomes this later one."""
    later = ahead_of(hall, ticket.service, (due, ticket.order))
    return later - ahead_of(hall, ticket.service, ticket.key) - (due > ticket.due)


def take_back_postpone(hall: Hall, command: TakeBackPostpone, now: datetime) -> tuple[Event, ...]:
    """Let a ticket stand where it stood before its holder last stepped back.

    Where there is no way back it stands where it does, and nothing changes.
    """
    ticket = hall.ticket(command.ticket)
    if ticket.state is not State.WAITING:
        raise TicketNotWaiting(number=ticket.number, state=ticket.state)
    due = due_before_postponing(ticket)
    return () if due is None else (PostponeTakenBack(now, ticket.id, due),)


def due_before_postponing(ticket: Ticket) -> datetime | None:
    """Return the due time to which a waiting ticket may go back, None: there is no way back.

    Only the last step is taken back, and only while nothing else has moved the ticket since.
    """
    if ticket.state is not State.WAITING or ticket.stepped is None:
        return None
    before, after = ticket.stepped
    return before if ticket.due == after else None


def postpones_left(ticket: Ticket, limits: Limits) -> int:
    """Return how often the ticket may still step back."""
    return max(0, limits.postpones - ticket.postpones)


def places_to_step_back(hall: Hall, ticket: Ticket) -> int:
    """Return how many others a waiting ticket could let pass now; 0: nobody waits behind it."""
    behind = len(hall.queues[ticket.service]) - ahead_of(hall, ticket.service, ticket.key) - 1
    return min(behind, hall.catalogue.limits.postpone_places)


def minutes_to_step_back(limits: Limits) -> int:
    """Return by how many minutes a ticket may step back at most."""
    return int(limits.postpone_s // 60)


def ask_for_call(hall: Hall, command: AskForCall, now: datetime) -> tuple[Event, ...]:
    """Tell guides that the holder of a missed number is here; saying so twice is no news."""
    ticket = hall.ticket(command.ticket)
    if ticket.state is not State.NO_SHOW:
        raise TicketNotMissed(number=ticket.number, state=ticket.state)
    if not may_restore(ticket, hall.catalogue.limits, now):
        raise TooLateToRestore(number=ticket.number)
    return () if ticket.call_asked_at else (CallAskedFor(now, ticket.id),)


def may_ask_for_call(ticket: Ticket, limits: Limits, now: datetime) -> bool:
    """Say whether the holder of a missed number may let guides know, and has not yet."""
    return may_restore(ticket, limits, now) and ticket.call_asked_at is None


def rate(hall: Hall, command: RateTicket, now: datetime) -> tuple[Event, ...]:
    """Record the one rating of a served ticket, within the time limit."""
    ticket = hall.ticket(command.ticket)
    if command.counter is not None and find_last_served(hall, command.counter) != ticket:
        raise UnknownTicket(ticket=command.ticket)
    if command.level not in LEVELS:
        raise InvalidField(field="level")
    if ticket.state is not State.SERVED:
        raise NotServedYet(number=ticket.number, state=ticket.state)
    if ticket.rated is not None:
        raise AlreadyRated(number=ticket.number)
    until = rate_until(ticket, hall.catalogue.limits, on_tablet=command.counter is not None)
    if until is None or now > until:
        raise TooLateToRate(number=ticket.number)
    _require_reasons(hall, command.reasons)
    return (TicketRated(now, ticket.id, command.level, command.remark, command.reasons),)


def explain_rating(hall: Hall, command: ExplainRating, now: datetime) -> tuple[Event, ...]:
    """Record the reasons for a rating that was given at the counter's tablet, once.

    Somebody else may be asked there by now.
    """
    ticket = hall.ticket(command.ticket)
    if ticket.counter != command.counter:
        raise UnknownTicket(ticket=command.ticket)
    if ticket.state is not State.SERVED or ticket.rated is None or ticket.ended_at is None:
        raise NotServedYet(number=ticket.number, state=ticket.state)
    _require_reasons(hall, command.reasons)
    if now > ticket.ended_at + timedelta(seconds=TABLET_ASKS_S + TABLET_EXPLAINS_S):
        raise TooLateToRate(number=ticket.number)
    if ticket.rated_why or not command.reasons:
        return ()
    return (RatingExplained(now, ticket.id, command.reasons),)


def asks_for_reasons(hall: Hall, level: str) -> bool:
    """Say whether whoever gives this level is asked why: there is something to mend, to choose."""
    return bool(hall.catalogue.rating_reasons) and level in LEVELS[LEVELS.index(CONTENT) + 1 :]


def rate_until(ticket: Ticket, limits: Limits, *, on_tablet: bool) -> datetime | None:
    """Return the last moment at which a ticket may be rated, None: there is nothing to rate.

    `on_tablet`: at the counter, where somebody else may sit a minute later.
    """
    if ticket.state is not State.SERVED or ticket.rated is not None or ticket.ended_at is None:
        return None
    within_s = min(limits.rate_within_s, TABLET_ASKS_S) if on_tablet else limits.rate_within_s
    return ticket.ended_at + timedelta(seconds=within_s)


def find_last_served(hall: Hall, counter_id: str) -> Ticket | None:
    """Return the ticket a counter finished last, rated or not."""
    served = (
        ticket
        for ticket in hall.with_state(State.SERVED)
        if ticket.counter == counter_id and ticket.ended_at is not None
    )
    return max(served, key=lambda ticket: (ticket.ended_at, ticket.order), default=None)


def _require_reasons(hall: Hall, reasons: tuple[str, ...]) -> None:
    known = set(reasons) <= set(hall.catalogue.rating_reasons)
    if not known or len(set(reasons)) < len(reasons):
        raise InvalidField(field="reasons")


def _require_one_measure(hall: Hall, command: PostponeTicket) -> None:
    limits = hall.catalogue.limits
    if (command.places is None) == (command.minutes is None):
        raise InvalidField(field="places")
    if command.places is not None and not 1 <= command.places <= limits.postpone_places:
        raise InvalidField(field="places")
    if command.minutes is not None and not 1 <= command.minutes <= minutes_to_step_back(limits):
        raise InvalidField(field="minutes")


DECISIONS: dict[type, Decision] = {
    PostponeTicket: postpone,
    TakeBackPostpone: take_back_postpone,
    AskForCall: ask_for_call,
    RateTicket: rate,
    ExplainRating: explain_rating,
}
"""What each command of this module leads to."""
