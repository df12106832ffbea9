"""Where phones are told of their tickets while the page is closed; kept as long as the ticket."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from queueing.phone_alerts import Subscription
from storage import tables
from storage.codec import at_text
from storage.database import Database

p = tables.push_subscription
MOST_OF_A_TICKET = 5
"""A family may follow one number; more would only be sent to for somebody's fun."""


class PushSubscriptions:
    """Keeps subscriptions in the main database, which overwrites what is erased."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        """`clock` gives aware UTC."""
        self._database, self._clock = database, clock

    def keep(self, subscription: Subscription) -> None:
        """Store one in place of what the same browser had; the oldest beyond five go."""
        row = {
            "ticket": subscription.ticket,
            "endpoint": subscription.endpoint,
            "p256dh": subscription.p256dh,
            "auth": subscription.auth,
            "ahead": subscription.ahead,
            "told": subscription.told,
            "at": at_text(self._clock()),
        }

        def store(connection: Connection) -> None:
            connection.execute(delete(p).where(_of(subscription.ticket, subscription.endpoint)))
            kept = select(p.c.endpoint).where(p.c.ticket == subscription.ticket)
            newest_first = kept.order_by(p.c.at.desc(), p.c.endpoint)
            endpoints = connection.execute(newest_first).scalars().all()
            for endpoint in endpoints[MOST_OF_A_TICKET - 1 :]:
                connection.execute(delete(p).where(_of(subscription.ticket, endpoint)))
            connection.execute(insert(p), row)

        self._database.write(store)

    def forget(self, ticket: str, endpoint: str) -> None:
        """Erase one; without it nothing happens."""
        self._database.write(
            lambda connection: connection.execute(delete(p).where(_of(ticket, endpoint)))
        )

    def forget_tickets(self, tickets: Collection[str]) -> None:
        """Erase all of these tickets."""
        self._database.write(
            lambda connection: connection.execute(delete(p).where(p.c.ticket.in_(tickets)))
        )

    def leave_nothing(self) -> None:
        """Take what was erased out of the database's files; StorageFault: try it again later."""
        self._database.erase_freed()

    def mark(self, subscription: Subscription, told: str) -> None:
        """Note what was sent; nothing where it was erased meanwhile."""
        which = _of(subscription.ticket, subscription.endpoint)
        self._database.write(
            lambda connection: connection.execute(update(p).where(which).values(told=told))
        )

    def every(self) -> list[Subscription]:
        """Return all."""
        wanted = select(p.c.ticket, p.c.endpoint, p.c.p256dh, p.c.auth, p.c.ahead, p.c.told)
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return [Subscription(**row._mapping) for row in rows]


def _of(ticket: str, endpoint: str) -> ColumnElement[bool]:
    return (p.c.ticket == ticket) & (p.c.endpoint == endpoint)
