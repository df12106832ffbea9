"""Where a phone is told of a ticket while its page is closed: no rule knows of it."""

from dataclasses import dataclass


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
