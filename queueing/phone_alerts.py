"""Who is told of a ticket while its page is closed, and whose subscription has no use any more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from queueing.selection import ahead_of

CHOICES = (1, 3, 5, 10, 15)
"""From how many people ahead on a citizen may choose to be told."""
OVER = frozenset({State.SERVED, State.CANCELLED, State.EXPIRED})
"""A missed number may still be called again; these have nothing more to be told."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One browser that is told of one ticket.

    `endpoint`: where messages to it are handed in; `p256dh`, `auth`: its keys, base64url. `ahead`:
    from how many people ahead on it is told; `told`: what was sent last, "" before.
    """

    ticket: str
    endpoint: str
    p256dh: str
    auth: str
    ahead: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """One message to one browser.

    `kind`: few are ahead, or it is called; `told` names the occasion: each is told once.
    """

    subscription: Subscription
    ticket: Ticket
    kind: Literal["near", "called"]
    told: str
    ahead: int = 0


def find_alerts(hall: Hall, subscriptions: Iterable[Subscription]) -> Iterator[Alert]:
    """Yield what is to be sent: at each call, and once when so few are ahead as was chosen.

    Who steps back, or is called again after an absence, is told of coming near once more.
    """
    for each in subscriptions:
        ticket = hall.tickets.get(each.ticket)
        if ticket is None:
            continue
        alert = _find_alert(hall, each, ticket)
        if alert is not None and alert.told != each.told:
            yield alert


def find_ended(hall: Hall, subscriptions: Iterable[Subscription]) -> set[str]:
    """Return the tickets that are over, or of a day that is."""
    return {each.ticket for each in subscriptions if _is_over(hall, each.ticket)}


def _find_alert(hall: Hall, subscription: Subscription, ticket: Ticket) -> Alert | None:
    if ticket.state is State.CALLED and ticket.last_call_at is not None:
        told = f"called {ticket.last_call_at.isoformat()}"
        return Alert(subscription, ticket, "called", told)
    if ticket.state is not State.WAITING:
        return None
    ahead = ahead_of(hall, ticket.service, ticket.key)
    if ahead > subscription.ahead:
        return None
    return Alert(subscription, ticket, "near", f"near {ticket.postpones} {ticket.restores}", ahead)


def _is_over(hall: Hall, ticket_id: str) -> bool:
    ticket = hall.tickets.get(ticket_id)
    return ticket is None or ticket.state in OVER
