"""Buttons as requests: what each carries, what it asks of the office, what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response

from queueing.commands import Command
from queueing.errors import Refusal
from queueing.events import Entry
from queueing.hall import Hall
from queueing.office import Office
from queueing.sight import check_refusal
from web.callers import Caller
from web.requests import Body
from web.roles import Right
from web.sight import tell_ticket
from web.site import Site
from web.view_types import TicketAnswer


@dataclass(frozen=True)
class Place:
    """What an address names: the id that a command is about, and the office it belongs to.

    `view(hall)`: its view, for the buttons that answer with that. `whole`: whether the caller may
    hear of every number that waits.
    """

    office: Office
    at: str
    view: Callable[[Hall], Mapping[str, object]] = lambda _hall: {}
    whole: bool = True


Answer = Callable[[Hall, tuple[Entry, ...], Place], Mapping[str, object]]
Find = Callable[..., Place]


class Nothing(Body):
    """A button that needs to say no more."""


def answer_moved(hall: Hall, entries: tuple[Entry, ...], place: Place) -> TicketAnswer:
    """Answer with the ticket that the command moved, as it is now; None if it moved none."""
    moved = [entry.event.ticket for entry in entries if hasattr(entry.event, "ticket")]
    ticket = hall.tickets[moved[0]] if moved else None
    return {"ticket": tell_ticket(hall, ticket, whole=place.whole) if ticket else None}


def answer_named(hall: Hall, _entries: tuple[Entry, ...], place: Place) -> TicketAnswer:
    """Answer with the ticket that the address names, as it is now."""
    return {"ticket": tell_ticket(hall, hall.ticket(place.at), whole=place.whole)}


def answer_view(hall: Hall, _entries: tuple[Entry, ...], place: Place) -> Mapping[str, object]:
    """Answer with the whole view of the place."""
    return place.view(hall)


@dataclass(frozen=True)
class Action:
    """One button.

    `command(at, body, caller)`: what the office is asked; `at` is the id of the counter or ticket
    that the address names. `answer`: what the caller hears once that is stored.
    """

    command: Callable[[str, Any, Caller], Command]
    body: type[Body] = Nothing
    answer: Answer = answer_moved


def install_actions(
    site: Site, prefix: str, right: Right, actions: Mapping[str, Action], find: Find
) -> None:
    """Serve `POST <prefix>/<name>` for each action, to who has the right.

    `find(caller, **path)` returns the place that the address names, or raises why this caller may
    do nothing there.
    """

    def press(action: Action, caller: Caller, content: Body, **path: str) -> Response:
        place = find(caller, **path)
        command = action.command(place.at, content, caller)
        try:
            answer = site.command(
                caller,
                command,
                lambda hall, entries: action.answer(hall, entries, place),
                office=place.office,
            )
        except Refusal as refusal:
            if not place.whole:
                check_refusal(place.office.hall, refusal)
            raise
        # The lobby first: the answer can wait until a call is on its way
        site.runtime.sleep(0)
        return answer

    for name, action in actions.items():
        site.post(f"{prefix}/{name}", right, action.body)(partial(press, action))
