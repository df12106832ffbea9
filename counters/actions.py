"""The buttons of a counter as requests: what each one carries, asks the office, and answers."""

from collections.abc import Mapping
from dataclasses import replace
from secrets import token_urlsafe
from typing import Annotated, Any

from pydantic import AwareDatetime, Field, StringConstraints

from counters.dossier_codes import hash_dossier
from counters.view_types import FinishedAndCalled
from queueing import commands as c
from queueing import events as e
from queueing.delivered import MOST_ENTRIES, Delivered
from queueing.events import Entry
from queueing.hall import Hall
from queueing.hall.tickets import AT_A_COUNTER
from web.actions import Action, Place, answer_view
from web.callers import Caller
from web.requests import Body
from web.roles import Role
from web.sight import tell_ticket
from web.view_types import TicketAnswer

Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Note = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class PauseBody(Body):
    """Why the officer leaves the counter: a configured code, or own words; when to be back."""

    reason: Note | None = None
    until: AwareDatetime | None = None


class CurrentBody(Body):
    """Which ticket the officer sees at the counter: another one is left alone."""

    current: Code | None = None


class DeliveredBody(Body):
    """So many dossiers of a procedure; `code`: of the only one, if somebody said it."""

    procedure: Code
    count: int = 1
    code: Note | None = None


class FinishBody(CurrentBody):
    """How the service ended, and what was done, nothing said: as asked.

    `unless_again`: whether a second request for papers of one dossier is asked about first.
    """

    outcome: Code | None = None
    delivered: Annotated[tuple[DeliveredBody, ...], Field(max_length=MOST_ENTRIES)] = ()
    unless_again: bool = False


class TicketBody(Body):
    """Which parked ticket is meant."""

    ticket: Code


class CallBody(Body):
    """Which waiting ticket is called, and why before its turn."""

    ticket: Code
    reason: Note | None = None


class WalkInBody(Body):
    """What somebody wants who stands at the counter without a number."""

    service: Code
    procedure: Code | None = None


class NoShowBody(CurrentBody):
    """Whether a number that is still held is kept: then whoever pressed is asked first."""

    unless_held: bool = False


class ParkBody(CurrentBody):
    """What the citizen fetches meanwhile."""

    reason: Note | None = None


class AnswerBody(Body):
    """What an unsure time was: `ended` (earlier, at `ended_at`), `counted` or `left_out`."""

    ticket: Code
    answer: Code
    ended_at: AwareDatetime | None = None


class TransferBody(CurrentBody):
    """Where the citizen is sent, and why."""

    service: Code | None = None
    counter: Code | None = None
    reason: Note | None = None


def read_finish(body: FinishBody) -> dict[str, Any]:
    """Return what a finish says; codes of dossiers go no further than this."""
    delivered = tuple(
        Delivered(each.procedure, each.count, hash_dossier(each.code)) for each in body.delivered
    )
    return {
        "outcome": body.outcome, "delivered": delivered, "unless_again": body.unless_again,
        "current": body.current,
    }  # fmt: skip


def answer_both(hall: Hall, entries: tuple[Entry, ...], place: Place) -> FinishedAndCalled:
    """Answer with both tickets of the one key of the day; either may be nobody."""
    finished = called = None
    for entry in entries:
        match entry.event:
            case e.TicketServed(ticket=ticket):
                finished = tell_ticket(hall, hall.tickets[ticket], whole=place.whole)
            case e.TicketCalled(ticket=ticket):
                called = tell_ticket(hall, hall.tickets[ticket], whole=place.whole)
            case _:
                pass
    return {"finished": finished, "ticket": called}


def answer_restored(hall: Hall, entries: tuple[Entry, ...], place: Place) -> TicketAnswer:
    """Answer with the ticket that stands as before: the one at the counter again, if any."""
    restored = [ticket for ticket in hall.tickets.values() if ticket.changed == entries[-1].seq]
    restored.sort(key=lambda ticket: ticket.state not in AT_A_COUNTER)
    first = restored[0] if restored else None
    return {"ticket": tell_ticket(hall, first, whole=place.whole) if first else None}


def press_as_seated(action: Action) -> Action:
    """Return the button so that an officer presses it only while nobody else has the counter."""

    def make_command(at: str, body: Any, caller: Caller) -> c.Command:
        made = action.command(at, body, caller)
        if isinstance(made, c.CounterCommand) and caller.role is Role.OFFICER:
            return replace(made, by=caller.name)
        return made

    return replace(action, command=make_command)


_BUTTONS: Mapping[str, Action] = {
    "open": Action(lambda at, body, caller: c.OpenCounter(at, caller.name), answer=answer_view),
    "pause": Action(
        lambda at, body, caller: c.PauseCounter(at, body.reason, body.until), PauseBody, answer_view
    ),
    "close": Action(lambda at, body, caller: c.CloseCounter(at), answer=answer_view),
    "hand-over": Action(lambda at, body, caller: c.HandOver(at), answer=answer_view),
    "call-next": Action(lambda at, body, caller: c.CallNext(at)),
    "finish-and-call-next": Action(
        lambda at, body, caller: c.FinishAndCallNext(at, **read_finish(body)),
        FinishBody,
        answer_both,
    ),
    "hold-auto-call": Action(lambda at, body, caller: c.HoldAutoCall(at), answer=answer_view),
    "call": Action(lambda at, body, caller: c.CallTicket(at, body.ticket, body.reason), CallBody),
    "walk-in": Action(
        lambda at, body, caller: c.ServeWalkIn(at, body.service, token_urlsafe(16), body.procedure),
        WalkInBody,
    ),
    "recall": Action(lambda at, body, caller: c.Recall(at, current=body.current), CurrentBody),
    "start": Action(lambda at, body, caller: c.StartService(at, current=body.current), CurrentBody),
    "finish": Action(lambda at, body, caller: c.FinishService(at, **read_finish(body)), FinishBody),
    "no-show": Action(
        lambda at, body, caller: c.RecordNoShow(at, body.unless_held, current=body.current),
        NoShowBody,
    ),
    "park": Action(
        lambda at, body, caller: c.ParkTicket(at, body.reason, current=body.current), ParkBody
    ),
    "resume": Action(lambda at, body, caller: c.ResumeTicket(at, body.ticket), TicketBody),
    "transfer": Action(
        lambda at, body, caller: c.TransferTicket(
            at, body.service, body.counter, body.reason, current=body.current
        ),
        TransferBody,
    ),
    "return": Action(
        lambda at, body, caller: c.ReturnTicket(at, current=body.current), CurrentBody
    ),
    "answer-time": Action(
        lambda at, body, caller: c.AnswerServiceTime(at, body.ticket, body.answer, body.ended_at),
        AnswerBody,
    ),
    "undo": Action(lambda at, body, caller: c.Undo(at), answer=answer_restored),
}
ACTIONS: Mapping[str, Action] = {name: press_as_seated(each) for name, each in _BUTTONS.items()}
"""Every button of a counter, by the last part of its address."""
