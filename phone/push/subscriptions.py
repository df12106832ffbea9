"""What alerts need of the store of subscriptions."""

from collections.abc import Collection
from typing import Protocol

from queueing.phone_alerts import Subscription


class Subscriptions(Protocol):
    """Keeps who is told of which ticket; all of it is on disk before a call returns."""

    def keep(self, subscription: Subscription) -> None:
        """Store one in place of what the same browser had."""
        ...

    def forget(self, ticket: str, endpoint: str) -> None:
        """Erase one."""
        ...

    def forget_tickets(self, tickets: Collection[str]) -> None:
        """Erase all of these tickets."""
        ...

    def leave_nothing(self) -> None:
        """Take what was erased out of every file."""
        ...

    def mark(self, subscription: Subscription, told: str) -> None:
        """Note what was sent."""
        ...

    def every(self) -> list[Subscription]:
        """Return all."""
        ...
