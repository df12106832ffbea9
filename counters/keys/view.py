"""What the agent of a counter's keys gets: no more than it shows and names. Pure."""

from typing import TypedDict

from counters.view import list_queues
from queueing.hall import DeskState, Hall
from queueing.hall.tickets import State, Ticket


class KeysTicket(TypedDict):
    """The ticket at the counter of a key agent."""

    id: str
    number: str
    state: State


class KeysView(TypedDict):
    """What a key agent shows and names: no more than it needs for that.

    `waiting`: how many wait for the counter.
    """

    seq: int
    counter: str
    label: str
    state: DeskState
    current: KeysTicket | None
    waiting: int


def make_keys_view(hall: Hall, counter_id: str) -> KeysView:
    """Return what the agent of a counter shows; raise UnknownCounter for no such counter."""
    counter = hall.counter(counter_id)
    current = hall.current(counter_id)
    return {
        "seq": hall.seq,
        "counter": counter.id,
        "label": counter.label,
        "state": hall.desk(counter_id).state,
        "current": None if current is None else _make_ticket(current),
        "waiting": sum(line["waiting"] for line in list_queues(hall, counter)),
    }


def _make_ticket(ticket: Ticket) -> KeysTicket:
    return {"id": ticket.id, "number": ticket.number, "state": ticket.state}
