"""The simulation: who acts next, through the office's own door."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from heapq import heappop, heappush
from random import Random
from secrets import token_urlsafe

from queueing import commands as c
from queueing.errors import Refusal
from queueing.office import Office
from simulation.citizens import arrival, local_time, next_arrival_s, rates
from simulation.clock import DemoClock
from simulation.officers import Guide, Officer

OPENING, HOME_TIME = time(7, 0), time(17, 15)
KIOSK_ACTOR = "sim:kiosk"


class Simulation:
    """Drives an office whose clock is `clock`. The same seed gives the same citizens.

    `procedures`: service -> codes of procedures that citizens come with; `leave_free`: counters
    without a simulated officer.
    """

    def __init__(
        self,
        office: Office,
        clock: DemoClock,
        procedures: Mapping[str, Sequence[str]],
        seed: int = 2024,
        leave_free: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare the officers and the first citizen."""
        self._office, self._clock, self._procedures = office, clock, procedures
        self._rng = Random(seed)
        self._agenda: list[tuple[datetime, int, Callable[[datetime], datetime | None]]] = []
        self._turns = 0
        hall = lambda: office.hall  # noqa: E731 - the newest hall at each look
        catalogue = office.hall.catalogue
        staffed = [counter for counter in catalogue.counters if counter not in leave_free]
        self._rates = rates(catalogue, staffed)
        for counter in staffed:
            officer = Officer(counter, hall, self._do, self._rng)
            self._plan(clock() + timedelta(seconds=self._rng.uniform(0, 240)), officer.act)
        self._plan(clock() + timedelta(minutes=20), Guide(hall, self._do, self._rng).act)
        self._plan(clock(), self._citizen_comes)

    def fill(self, until: datetime) -> None:
        """Live through the time up to `until` at once, the clock standing at each action."""
        while self._agenda and self._agenda[0][0] <= until:
            self._clock.set(max(self._agenda[0][0], self._clock()))
            self._act()
        self._clock.set(until)

    def catch_up(self) -> None:
        """Do everything that is due by now; at the end of the day go on with the next morning."""
        now = self._clock()
        while self._agenda and self._agenda[0][0] <= now:
            self._act()
        if local_time(now, self._office.hall.catalogue) >= HOME_TIME:
            self._go_to_next_morning(now)

    def _act(self) -> None:
        at, _, action = heappop(self._agenda)
        following = action(at)
        if following is not None:
            self._plan(following, action)

    def _plan(self, at: datetime, action: Callable[[datetime], datetime | None]) -> None:
        self._turns += 1
        heappush(self._agenda, (at, self._turns, action))

    def _do(self, command: c.Command, actor: str) -> bool:
        try:
            self._office.submit(command, actor=actor, reply=lambda hall, entries: None)
        except Refusal:
            return False
        return True

    def _citizen_comes(self, now: datetime) -> datetime:
        catalogue = self._office.hall.catalogue
        pause_s = next_arrival_s(self._rates, local_time(now, catalogue), self._rng)
        if pause_s is None:
            return now + timedelta(minutes=5)
        who = arrival(catalogue, self._rates, self._procedures, self._rng)
        kiosk = self._rng.choice(list(catalogue.kiosks)) if catalogue.kiosks else None
        self._do(
            c.IssueTicket(
                who.service, token_urlsafe(16), who.priority, who.language, kiosk, who.procedure
            ),
            KIOSK_ACTOR,
        )
        return now + timedelta(seconds=pause_s)

    def _go_to_next_morning(self, now: datetime) -> None:
        """Close the day and skip the night, so that the demo never stands still."""
        local = now.astimezone(self._office.hall.catalogue.zone_info)
        morning = datetime.combine(local.date() + timedelta(days=1), OPENING, local.tzinfo)
        skipped = morning - local
        self._clock.set(now + skipped)
        self._office.tick()
        self._agenda = [(at + skipped, turn, action) for at, turn, action in self._agenda]
