"""Where chance comes from: one stream for all, or one for each, so that two weeks can be compared.

With streams of their own the same citizens come at the same moments and are served equally long,
whatever is refused to whom: what differs between two weeks of one seed then follows from the rules.
"""

from datetime import date
from random import Random
from typing import Protocol

from queueing.hall.tickets import Ticket


class Streams(Protocol):
    """Random numbers for whoever acts in the hall."""

    def begin(self, day: date, days_ago: int, /) -> None:
        """Begin a day."""
        ...

    def of(self, who: str, /) -> Random:
        """Return the stream of the citizens, of a guide, of an officer by the counter."""
        ...

    def of_ticket(self, ticket: Ticket, /) -> Random:
        """Return the stream of what its holder needs at a counter."""
        ...


class OneStream:
    """One stream for all: who acts first draws first."""

    def __init__(self, seed: int) -> None:
        """Begin it."""
        self._seed, self._random = seed, Random(seed)

    def begin(self, _day: date, days_ago: int, /) -> None:
        """Begin a day: the same whatever date it is, by how long ago."""
        self._random.seed(f"{self._seed} {days_ago}")

    def of(self, _who: str, /) -> Random:
        """Return the stream."""
        return self._random

    def of_ticket(self, _ticket: Ticket, /) -> Random:
        """Return the stream."""
        return self._random


class OwnStreams:
    """A stream for each, by what is the same in every week of a seed: a visit, never its number."""

    def __init__(self, seed: int) -> None:
        """Begin before the first day."""
        self._seed, self._day = seed, ""
        self._streams: dict[str, Random] = {}
        self._visits: dict[str, int] = {}

    def begin(self, day: date, _days_ago: int, /) -> None:
        """Begin a day, by its date."""
        self._day = day.isoformat()
        self._streams.clear()
        self._visits.clear()

    def of(self, who: str, /) -> Random:
        """Return somebody's stream of the day."""
        if who not in self._streams:
            self._streams[who] = Random(f"{self._seed} {self._day} {who}")
        return self._streams[who]

    def name_visit(self, ticket: str, nth: int) -> None:
        """Remember that a ticket is that of the nth citizen of the day."""
        self._visits[ticket] = nth

    def of_ticket(self, ticket: Ticket, /) -> Random:
        """Return the stream of the visit that the ticket is of."""
        return self.of(f"visit {self._visits.get(ticket.id, ticket.id)}")
