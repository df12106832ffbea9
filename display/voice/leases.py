"""Which one of the boards in a hall is heard: it alone holds the lease of the loudspeakers."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

LEASE_S = 9.0
"""When a leader has gone, another has taken over within ten seconds."""
HELD_FIRST_S = 4.0
"""After a start whoever led before is given the time to say so: it may be in mid-sentence."""


@dataclass(frozen=True, slots=True)
class _Lease:
    player: str
    able: bool
    until: float


class Leases:
    """Gives the loudspeakers of each name to one player at a time, for a few seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nobody; `clock`: seconds that only grow."""
        self._clock = clock
        self._began = clock()
        self._held: dict[str, _Lease] = {}

    def ask(self, speakers: str, player: str, *, able: bool, leads: bool = False) -> bool:
        """Give or prolong the lease if it is free or the player's own; return whether it has it.

        Who is kept from sounding by its browser (not `able`) makes way for one who is not.
        `leads`: it holds a lease already, perhaps one that was given before a restart.
        """
        now, held = self._clock(), self._held.get(speakers)
        free = held is None or held.until <= now or held.player == player
        if held is None and not leads and now - self._began < HELD_FIRST_S:
            return False
        if free or (able and held is not None and not held.able):
            self._held[speakers] = _Lease(player, able, now + LEASE_S)
            return True
        return False

    def leader(self, speakers: str) -> str | None:
        """Return the player that holds the lease now."""
        held = self._held.get(speakers)
        return None if held is None or held.until <= self._clock() else held.player

    def blocked(self, speakers: str) -> bool:
        """Say whether the present leader is kept from sounding by its browser."""
        held = self._held.get(speakers)
        return held is not None and held.until > self._clock() and not held.able

    def away_s(self, speakers: str) -> float | None:
        """Return for how long nobody has held the lease, None where nobody ever has."""
        held = self._held.get(speakers)
        return None if held is None else max(0.0, self._clock() - held.until)
