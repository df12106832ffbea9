"""Taking an alarm on, and asking a counter to serve those who wait."""

from datetime import datetime

from queueing.assistance import find_asked, find_taken_on, is_subject
from queueing.commands import AskCounter, TakeOnAlarm
from queueing.decisions.decision import Decision
from queueing.errors import InvalidField
from queueing.events import AlarmTakenOn, CounterAsked, Event
from queueing.hall import Hall
from queueing.selection import next_ticket


def take_on(hall: Hall, command: TakeOnAlarm, now: datetime) -> tuple[Event, ...]:
    """Let somebody see to it, or take it over; saying so twice is no news."""
    if not is_subject(hall, command.subject):
        raise InvalidField(field="subject")
    told = find_taken_on(hall, command.subject, now)
    if told is not None and told.by == command.by:
        return ()
    return (AlarmTakenOn(now, command.subject, command.by),)


def ask(hall: Hall, command: AskCounter, now: datetime) -> tuple[Event, ...]:
    """Ask a counter without a ticket; no news if it is asked already, or nobody waits for it."""
    counter = hall.counter(command.counter)
    busy = hall.desk(counter.id).current is not None
    if busy or find_asked(hall, counter, now) or next_ticket(hall, counter) is None:
        return ()
    return (CounterAsked(now, command.counter, command.by),)


DECISIONS: dict[type, Decision] = {
    TakeOnAlarm: take_on,
    AskCounter: ask,
}
"""What each command of this module leads to."""
