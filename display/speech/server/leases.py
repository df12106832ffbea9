"""Which of the boards in a hall is heard: only one holds the lease of its loudspeakers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

LEASE_S = 9.0
"""Another board takes over within ten seconds after a leader has gone."""
HELD_FIRST_S = 4.0
"""After a start the earlier leader has this time to ask again: it may be in mid-sentence."""
FAILURES = 2
"""So many calls in a row that were not heard, and another board is tried."""
REST_S = 60.0
"""For so long after its last failure a player counts as unable, whatever it says."""


class Ability(StrEnum):
    """Whether a player sounds: blocked where its browser waits for a touch, broken otherwise."""

    ABLE = "able"
    BLOCKED = "blocked"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class _Lease:
    player: str
    ability: Ability
    until: float


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    at: float


class Leases:
    """Gives each group of loudspeakers to one player at a time, for a few seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nobody; `clock`: seconds that only grow."""
        self._clock = clock
        self._began = clock()
        self._held: dict[str, _Lease] = {}
        self._failures: dict[str, _Failures] = {}

    def request(
        self, group: str, player: str, *, able: bool, leads: bool = False, broken: bool = False
    ) -> bool:
        """Give or prolong the lease if it is free or the player's own; return whether it has it.

        Who cannot sound (not `able`), or was not heard lately, makes way for one who can. `broken`:
        no touch would help it. `leads`: it holds a lease already, perhaps one that was given before
        a restart.
        """
        ability = self._find_ability(player, able=able, broken=broken)
        now, held = self._clock(), self._held.get(group)
        free = held is None or held.until <= now or held.player == player
        if held is None and not leads and now - self._began < HELD_FIRST_S:
            return False
        can = Ability.ABLE
        if free or (ability is can and held is not None and held.ability is not can):
            self._held[group] = _Lease(player, ability, now + LEASE_S)
            return True
        return False

    def record_call(self, group: str, *, heard: bool) -> None:
        """Record of the player that leads now whether a call was heard."""
        player = self.find_leader(group)
        if player is None:
            return
        before = self._failures.pop(player, None)
        if not heard:
            self._failures[player] = _Failures(before.count + 1 if before else 1, self._clock())

    def find_leader(self, group: str) -> str | None:
        """Return the player that holds the lease now."""
        held = self._held.get(group)
        return None if held is None or held.until <= self._clock() else held.player

    def find_leaders_ability(self, group: str) -> Ability | None:
        """Return whether the leader sounds; None without a leader."""
        held = self._held.get(group)
        return None if held is None or held.until <= self._clock() else held.ability

    def measure_away_s(self, group: str) -> float | None:
        """Return for how many seconds nobody has held the lease; None if nobody ever has."""
        held = self._held.get(group)
        return None if held is None else max(0.0, self._clock() - held.until)

    def _find_ability(self, player: str, *, able: bool, broken: bool) -> Ability:
        failures = self._failures.get(player)
        resting = failures is not None and self._clock() - failures.at < REST_S
        if broken or (failures is not None and failures.count >= FAILURES and resting):
            return Ability.BROKEN
        return Ability.ABLE if able else Ability.BLOCKED
