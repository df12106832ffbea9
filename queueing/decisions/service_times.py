"""What the officer says of a service time that nobody believes: when it ended, if it counts."""

from datetime import datetime

from queueing.commands import AnswerServiceTime
from queueing.decisions.decision import Decision
from queueing.errors import InvalidField, NotServedHere, TimeIsSure
from queueing.events import Event, ServiceTimeAnswered
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.measures.unsure import TimeAnswer, is_asked_about


def answer_service_time(hall: Hall, command: AnswerServiceTime, now: datetime) -> tuple[Event, ...]:
    """Record the answer; an earlier end lies inside the last stretch of the service."""
    counter, ticket = hall.counter(command.counter), hall.ticket(command.ticket)
    if not is_asked_about(ticket, hall.catalogue.limits):
        raise TimeIsSure(number=ticket.number)
    if ticket.counter != counter.id:
        raise NotServedHere(number=ticket.number, counter=counter.id)
    if command.answer not in list(TimeAnswer):
        raise InvalidField(field="answer")
    if not _fits(ticket, command):
        raise InvalidField(field="ended_at")
    return (ServiceTimeAnswered(now, ticket.id, command.answer, command.ended_at),)


def _fits(ticket: Ticket, command: AnswerServiceTime) -> bool:
    """Say whether the moment, or none, goes with the answer."""
    ended_at, began, ended = command.ended_at, ticket.served_from, ticket.ended_at
    if command.answer != TimeAnswer.ENDED or ended_at is None:
        return (command.answer == TimeAnswer.ENDED) == (ended_at is not None)
    return began is not None and ended is not None and began <= ended_at <= ended


DECISIONS: dict[type, Decision] = {
    AnswerServiceTime: answer_service_time,
}
"""What each command of this module leads to."""
