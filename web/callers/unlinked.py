"""Who has signed in at the provider and has no account here that is linked with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from web.processes.shared_state import SharedState, Value

KEPT = timedelta(days=1)
MOST = 50
ROOM, KEY = "unlinked", "all"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody the provider vouches for. `called`: as the provider says; `at`: when, in UTC."""

    issuer: str
    subject: str
    called: str
    at: datetime


class Unlinked:
    """The last of them, at any process: an administrator chooses whose account is meant."""

    def __init__(
        self, shared: SharedState, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Keep them in `shared`; `clock` gives aware UTC."""
        self._shared, self._clock = shared, clock

    def note(self, issuer: str, subject: str, called: str) -> None:
        """Remember who has just come."""
        new = [issuer, subject, called, self._clock().isoformat()]

        def step(before: Value | None, _now_s: float) -> Value:
            others = _list_others(before, issuer, subject)
            return {"arrivals": [*others, new][-MOST:]}

        self._shared.change(ROOM, KEY, step, KEPT.total_seconds())

    def forget(self, issuer: str, subject: str) -> None:
        """Drop who is linked now."""

        def step(before: Value | None, _now_s: float) -> Value:
            return {"arrivals": _list_others(before, issuer, subject)}

        self._shared.change(ROOM, KEY, step, KEPT.total_seconds())

    def list_of(self, issuer: str) -> list[Arrival]:
        """Return who came from this provider within a day, the newest first."""
        now, kept = self._clock(), self._shared.read(ROOM).get(KEY, {"arrivals": []})
        arrivals = [
            Arrival(of, subject, called, datetime.fromisoformat(at))
            for of, subject, called, at in reversed(kept["arrivals"])
        ]
        return [each for each in arrivals if each.issuer == issuer and now - each.at < KEPT]


def _list_others(before: Value | None, issuer: str, subject: str) -> list[list[str]]:
    arrivals: list[list[str]] = [] if before is None else before["arrivals"]
    return [each for each in arrivals if each[:2] != [issuer, subject]]
