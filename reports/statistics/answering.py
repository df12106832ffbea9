"""Answers a question about any span: reads its legs and its sessions, and counts them."""

from datetime import datetime

from sqlalchemy import Connection

from queueing.hall import Hall
from reports.answers import Answer, Half
from reports.periods import Period
from reports.questions import Question
from storage.projector import Projector


def answer(projector: Projector, question: Question, at: datetime) -> Answer:
    """Return the figures at the newest journal number; it waits for the rows to be that far.

    Reads and counts beside the event loop. Raises CannotStore where the rows cannot be read.
    """

    def counted(connection: Connection, hall: Hall) -> tuple[Half, Half | None]:
        now = half_of(connection, hall, question, question.period)
        before = question.before
        return now, half_of(connection, hall, question, before) if before else None

    hall, (now, before) = projector.ask(counted)
    return Answer(question, hall, at, now, before)


def half_of(connection: Connection, hall: Hall, question: Question, period: Period) -> Half:
    """Return the figures of one period, for who reads more than an answer in the same moment."""
    # numpy costs 30 MB: a server that nobody asks does without
    from reports.statistics.counting import half

    return half(connection, hall.catalogue, question, period)
