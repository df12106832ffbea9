"""What the demo's officers do beside calling in turn: chosen calls, dossiers, walk-ins, help."""

from collections.abc import Mapping, Sequence
from itertools import islice
from random import Random
from secrets import token_urlsafe

from queueing.catalogue import Counter
from queueing.commands import CallTicket, ServeWalkIn
from queueing.delivered import Delivered
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from queueing.selection import calling_order
from queueing.wanted import find_wanted

SEVERAL = 0.06
ANOTHER = 0.03
"""Of finishes: several dossiers of what was asked for; something else than that."""
MOST_AT_ONCE = 4
COMES_WITHOUT = 0.02
"""Of the moments in which an officer has nobody: somebody stands there without a number."""
CHOSEN = 0.012
"""Of calls: one of those who come next is called before others."""
LOOKS_AT = 5
USUAL = 2
"""A reason is as many times as likely as the one behind it."""
HANDS_OVER = 0.003
"""Of the moments between two services: another officer takes the counter."""
NEEDS_HELP = 0.0006
"""Of services: the officer calls for help."""


class Beside:
    """Decides it by a stream of its own, each day anew: a day is the same whatever date it is.

    `procedures`: service -> codes of procedures that citizens come with.
    """

    def __init__(self, procedures: Mapping[str, Sequence[str]], seed: int) -> None:
        """Begin the stream."""
        self._procedures, self._seed, self._rng = procedures, seed, Random()
        self._rare = Random()

    def begin(self, days_ago: int) -> None:
        """Begin a day."""
        self._rng.seed(f"{self._seed} beside {days_ago}")
        self._rare.seed(f"{self._seed} rare {days_ago}")

    def choose_delivered(self, ticket: Ticket) -> tuple[Delivered, ...]:
        """Return what the officer writes down at a finish; nothing: as asked."""
        chance, asked = self._rng.random(), find_wanted(ticket)
        others = [code for code in self._procedures.get(ticket.service, ()) if code != asked]
        if asked is not None and chance < SEVERAL:
            return (Delivered(asked, self._rng.randint(2, MOST_AT_ONCE)),)
        if others and SEVERAL <= chance < SEVERAL + ANOTHER:
            return (Delivered(self._rng.choice(others)),)
        return ()

    def find_walk_in(self, counter: Counter) -> ServeWalkIn | None:
        """Return how somebody who came without a number is served, None: nobody did."""
        if self._rng.random() >= COMES_WITHOUT or not counter.serves:
            return None
        service = self._rng.choice([each.service for each in counter.serves])
        known = self._procedures.get(service, ())
        procedure = self._rng.choice(known) if known else None
        return ServeWalkIn(counter.id, service, token_urlsafe(16), procedure)

    def choose_call(self, hall: Hall, counter: Counter) -> CallTicket | None:
        """Return who is called before others, and why; None: whose turn it is."""
        reasons = list(hall.catalogue.call_reasons)
        if self._rare.random() >= CHOSEN or not reasons:
            return None
        later = list(islice(calling_order(hall, counter), 1, LOOKS_AT))
        if not later:
            return None
        weights = [USUAL**-place for place in range(len(reasons))]
        reason = self._rare.choices(reasons, weights)[0]
        return CallTicket(counter.id, self._rare.choice(later).id, reason)

    def hands_over(self) -> bool:
        """Say whether the officer leaves the counter to the next one now."""
        return self._rare.random() < HANDS_OVER

    def needs_help(self) -> bool:
        """Say whether the officer calls for help during a service."""
        return self._rare.random() < NEEDS_HELP
