"""Which of the boards in a hall is heard: only one holds the lease of its loudspeakers."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from web.processes import SharedState

LEASE_S = 9.0
"""Another board takes over within ten seconds after a leader has gone."""
HELD_FIRST_S = 4.0
"""After a start the earlier leader has this time to ask again: it may be in mid-sentence."""
FAILURES = 2
"""So many calls in a row that were not heard, and another board is tried."""
ROOM = "voice leases"
KEPT_S = 30 * 86_400.0
"""For so long it is remembered that loudspeakers had a board."""
FORGOTTEN_S = 86_400.0
REST_S = 60.0
"""For so long after its last failure a player counts as unable, whatever it says."""


class Ability(StrEnum):
    """Whether a player sounds: blocked where its browser waits for a touch, broken otherwise."""

    ABLE = "able"
    BLOCKED = "blocked"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    at: float


@dataclass(frozen=True, slots=True)
class _Lease:
    """Who holds the loudspeakers until when, and which players were not heard lately."""

    player: str
    ability: Ability
    until: float
    failures: Mapping[str, _Failures] = field(default_factory=dict)

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "_Lease":
        failures = {player: _Failures(**each) for player, each in value["failures"].items()}
        return cls(value["player"], Ability(value["ability"]), value["until"], failures)

    def find_ability(self, player: str, now: float) -> Ability | None:
        """Return BROKEN for a player that was not heard lately, whatever it says."""
        failures = self.failures.get(player)
        if failures is None or failures.count < FAILURES or now - failures.at >= REST_S:
            return None
        return Ability.BROKEN

    def record(self, now: float, *, heard: bool) -> "_Lease":
        before = self.failures.get(self.player)
        others = {
            player: each
            for player, each in self.failures.items()
            if player != self.player and now - each.at < FORGOTTEN_S
        }
        if heard:
            return replace(self, failures=others)
        failed = _Failures(before.count + 1 if before else 1, now)
        return replace(self, failures={**others, self.player: failed})


class Leases:
    """Gives each group of loudspeakers to one player at a time, for a few seconds.

    All processes of a centre give them together: its boards may ask any of them.
    """

    def __init__(self, shared: SharedState) -> None:
        """Begin with what the processes know already."""
        self._shared, self._began = shared, shared.now_s()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when a lease may have changed; it must return at once."""
        self._shared.subscribe(ROOM, listener)

    def request(
        self, group: str, player: str, *, able: bool, leads: bool = False, broken: bool = False
    ) -> bool:
        """Give or prolong the lease if it is free or the player's own; return whether it has it.

        Who cannot sound (not `able`), or was not heard lately, makes way for one who can. `broken`:
        no touch would help it. `leads`: it holds a lease already, perhaps one that was given before
        a restart.
        """
        said = Ability.BROKEN if broken else Ability.ABLE if able else Ability.BLOCKED

        def give(value: Mapping[str, Any] | None, now: float) -> Mapping[str, Any] | None:
            if value is None:
                held_back = not leads and now - self._began < HELD_FIRST_S
                return None if held_back else asdict(_Lease(player, said, now + LEASE_S))
            held = _Lease.read(value)
            ability = held.find_ability(player, now) or said
            free = held.until <= now or held.player == player
            if free or (ability is Ability.ABLE and held.ability is not Ability.ABLE):
                return asdict(replace(held, player=player, ability=ability, until=now + LEASE_S))
            return value

        after = self._shared.change(ROOM, group, give, KEPT_S)
        return after is not None and after["player"] == player

    def record_call(self, group: str, *, heard: bool) -> None:
        """Record of the player that leads now whether a call was heard."""

        def record(value: Mapping[str, Any] | None, now: float) -> Mapping[str, Any] | None:
            if value is None or value["until"] <= now:
                return value
            return asdict(_Lease.read(value).record(now, heard=heard))

        lease = self._find(group)
        if lease is not None and not (heard and lease.player not in lease.failures):
            self._shared.change(ROOM, group, record, KEPT_S)

    def find_leader(self, group: str) -> str | None:
        """Return the player that holds the lease now."""
        held = self._find(group)
        return None if held is None or held.until <= self._shared.now_s() else held.player

    def find_leaders_ability(self, group: str) -> Ability | None:
        """Return whether the leader sounds; None without a leader."""
        held = self._find(group)
        return None if held is None or held.until <= self._shared.now_s() else held.ability

    def measure_away_s(self, group: str) -> float | None:
        """Return for how many seconds nobody has held the lease; None if nobody ever has."""
        held = self._find(group)
        return None if held is None else max(0.0, self._shared.now_s() - held.until)

    def _find(self, group: str) -> _Lease | None:
        value = self._shared.look(ROOM).get(group)
        return None if value is None else _Lease.read(value)
