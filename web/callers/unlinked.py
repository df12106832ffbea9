"""Who has signed in at the provider and has no account here that is linked with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

KEPT = timedelta(days=1)
MOST = 50


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody the provider vouches for. `called`: as the provider says; `at`: when, in UTC."""

    issuer: str
    subject: str
    called: str
    at: datetime


class Unlinked:
    """The last of them, in this process: an administrator chooses whose account is meant."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Begin with none; `clock` gives aware UTC."""
        self._clock, self._lock = clock, Lock()
        self._arrivals: dict[tuple[str, str], Arrival] = {}

    def note(self, issuer: str, subject: str, called: str) -> None:
        """Remember who has just come."""
        with self._lock:
            self._arrivals.pop((issuer, subject), None)
            self._arrivals[issuer, subject] = Arrival(issuer, subject, called, self._clock())
            while len(self._arrivals) > MOST:
                del self._arrivals[next(iter(self._arrivals))]

    def forget(self, issuer: str, subject: str) -> None:
        """Drop who is linked now."""
        with self._lock:
            self._arrivals.pop((issuer, subject), None)

    def list_of(self, issuer: str) -> list[Arrival]:
        """Return who came from this provider within a day, the newest first."""
        now = self._clock()
        with self._lock:
            arrivals = list(self._arrivals.values())
        return [
            each for each in reversed(arrivals) if each.issuer == issuer and now - each.at < KEPT
        ]
