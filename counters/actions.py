"""The buttons of a counter as requests: what each one carries, asks the office, and answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import StringConstraints

from queueing import commands as c
from queueing import events as e
from queueing.events import Entry
from queueing.hall import Hall
from queueing.tickets import AT_A_COUNTER
from web.requests import Body
from web.tickets import ticket_json

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Answer = Callable[[Hall, tuple[Entry, ...]], dict[str, Any]]


class Nothing(Body):
    """A button that needs to say no more."""


class PauseBody(Body):
    """Why the officer leaves the counter: a configured code, or own words."""

    reason: Note | None = None


class FinishBody(Body):
    """How the service ended."""

    outcome: Code | None = None


class TicketBody(Body):
    """Which parked ticket is meant."""

    ticket: Code


class CallBody(Body):
    """Which waiting ticket is called, and why before its turn."""

    ticket: Code
    reason: Note | None = None


class ParkBody(Body):
    """What the citizen fetches meanwhile."""

    reason: Note | None = None


class TransferBody(Body):
    """Where the citizen is sent, and why."""

    service: Code | None = None
    counter: Code | None = None
    reason: Note | None = None


@dataclass(frozen=True)
class Action:
    """One button. `command` takes the counter and the body; `answer` reads what has happened."""

    body: type[Body]
    command: Callable[[str, Any], c.CounterCommand]
    answer: Answer


def the_ticket(hall: Hall, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """Answer with the ticket that the command moved, as it is now."""
    moved = [entry.event.ticket for entry in entries if hasattr(entry.event, "ticket")]
    return {"ticket": ticket_json(hall.tickets[moved[0]]) if moved else None}


def finished_and_called(hall: Hall, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """Answer with both tickets of the one key of the day; either may be nobody."""
    finished = called = None
    for entry in entries:
        match entry.event:
            case e.TicketServed(ticket=ticket):
                finished = ticket_json(hall.tickets[ticket])
            case e.TicketCalled(ticket=ticket):
                called = ticket_json(hall.tickets[ticket])
            case _:
                pass
    return {"finished": finished, "ticket": called}


def taken_back(hall: Hall, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """Answer with the ticket that stands as before: the one at the counter again, if any."""
    restored = [ticket for ticket in hall.tickets.values() if ticket.changed == entries[-1].seq]
    restored.sort(key=lambda ticket: ticket.state not in AT_A_COUNTER)
    return {"ticket": ticket_json(restored[0]) if restored else None}


ACTIONS: dict[str, Action] = {
    "call-next": Action(Nothing, lambda counter, _: c.CallNext(counter), the_ticket),
    "finish-and-call-next": Action(
        FinishBody,
        lambda counter, body: c.FinishAndCallNext(counter, body.outcome),
        finished_and_called,
    ),
    "call": Action(
        CallBody, lambda counter, body: c.CallTicket(counter, body.ticket, body.reason), the_ticket
    ),
    "recall": Action(Nothing, lambda counter, _: c.Recall(counter), the_ticket),
    "start": Action(Nothing, lambda counter, _: c.StartService(counter), the_ticket),
    "finish": Action(
        FinishBody, lambda counter, body: c.FinishService(counter, body.outcome), the_ticket
    ),
    "no-show": Action(Nothing, lambda counter, _: c.RecordNoShow(counter), the_ticket),
    "park": Action(ParkBody, lambda counter, body: c.ParkTicket(counter, body.reason), the_ticket),
    "resume": Action(
        TicketBody, lambda counter, body: c.ResumeTicket(counter, body.ticket), the_ticket
    ),
    "transfer": Action(
        TransferBody,
        lambda counter, body: c.TransferTicket(counter, body.service, body.counter, body.reason),
        the_ticket,
    ),
    "return": Action(Nothing, lambda counter, _: c.ReturnTicket(counter), the_ticket),
    "undo": Action(Nothing, lambda counter, _: c.Undo(counter), taken_back),
}
"""Every button that moves a ticket, by the last part of its address."""
