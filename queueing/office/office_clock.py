"""The office's clock: how it is read, what is thought of it, and who has said that it is right."""

from collections.abc import Callable
from datetime import datetime, timedelta

from queueing.clock import Look, Reckoning, Trust, begin, find_left_open, go_on
from queueing.hall import Hall

CLOCK = "clock"


class OfficeClock:
    """Tells the office's time. A judgement counts once what was decided by it is stored."""

    def __init__(
        self,
        wall: Callable[[], datetime],
        is_synced: Callable[[], bool | None],
        uptime_s: Callable[[], float] | None,
    ) -> None:
        """See Office."""
        self._wall, self._is_synced, self._uptime_s = wall, is_synced, uptime_s
        self._accepted_by: str | None = None
        self._reckoning = Reckoning(self._look())

    def begin(self, hall: Hall) -> None:
        """Judge the clock as at a start with this hall."""
        self._reckoning = begin(hall, self._look())

    def now(self) -> datetime:
        """Return the office's time, aware UTC."""
        return self._reckoning.tell(self._wall())

    @property
    def trust(self) -> Trust:
        """What is thought of the clock."""
        return self._reckoning.trust

    @property
    def set_by(self) -> str:
        """Who has said that the clock is right, else the clock itself."""
        return self._accepted_by or CLOCK

    def accept(self, actor: str) -> None:
        """Believe the clock at the next judgement, whatever the journal says."""
        self._accepted_by = actor

    def judge(self, hall: Hall) -> tuple[Reckoning, timedelta | None]:
        """Look at the clock; return what `queueing.clock.go_on` does."""
        accepted = self._accepted_by is not None
        return go_on(self._reckoning, hall, self._look(), accepted=accepted)

    def find_left_open(self, hall: Hall) -> tuple[str, ...]:
        """Return the counters that are open only because no night came between."""
        return find_left_open(self._reckoning, hall)

    def keep(self, reckoning: Reckoning) -> None:
        """Go by a judgement from now on: what was decided by it is stored."""
        self._reckoning, self._accepted_by = reckoning, None

    def _look(self) -> Look:
        wall = self._wall()
        ran_s = self._uptime_s() if self._uptime_s else wall.timestamp()
        return Look(wall, ran_s, self._is_synced())
