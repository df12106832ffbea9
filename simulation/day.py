"""The simulation: who acts next, through the office's own door."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random
from secrets import token_urlsafe
from typing import Any, Protocol

from queueing import commands as c
from queueing.catalogue import Catalogue
from queueing.errors import Refusal
from queueing.events import (
    Entry,
    TicketIssued,
    TicketRestored,
    TicketReturned,
    TicketTransferred,
    TicketWentOn,
)
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from queueing.numbering import service_day
from simulation.calendar import DayPlan, plan_of
from simulation.citizens import Arrival, TimeSpans, arrival, next_arrival, rates, spans_on
from simulation.clock import DemoClock
from simulation.officers import Guide, Habits, Officer, name_stream
from simulation.opinions import Opinions
from simulation.rare import RareDays
from simulation.saved import Saved
from simulation.streams import OneStream, Streams

KIOSK_ACTOR = "sim:kiosk"
TO_WORK = time(6, 30)
"""From this local time on a new day is prepared."""
MOST_CLOSED_DAYS = 15
COMPLAINED_WITHIN = timedelta(days=14)
"""Long enough for answers, and for one to be overdue."""
NOTHING_TO_SEE = timedelta(minutes=20)
"""So long a time in which nobody acts is skipped."""
JOINED_A_QUEUE = (
    TicketIssued,
    TicketRestored,
    TicketTransferred,
    TicketWentOn,
    TicketReturned,
)
Action = Callable[[datetime], datetime | None]


class Door(Protocol):
    """What the simulation needs of an office."""

    @property
    def hall(self) -> Hall:
        """The present state."""
        ...

    def submit(self, command: c.Command, *, actor: str, reply: Callable[..., Any]) -> Any:
        """Carry out a command; raise a Refusal when the rules say no."""
        ...

    def subscribe(self, listener: Callable[[Hall, tuple[Entry, ...]], None], /) -> None:
        """Tell `listener` of everything that happens."""
        ...

    def tick(self) -> None:
        """Close the service day if its hour has come."""
        ...


@dataclass(frozen=True)
class Course:
    """How days go.

    `streams`: where chance comes from; `plan`: how good a day is, None: as in the demo; `come`:
    what a citizen does who has come, None: takes a number at a kiosk; `habits`: of the officers;
    `rare`: what happens on some days only.
    """

    streams: Streams
    plan: Callable[[date, Random], DayPlan] | None = None
    come: Callable[[Arrival, datetime], None] | None = None
    habits: Habits = field(default_factory=Habits)
    rare: RareDays | None = None


class Simulation:
    """Drives an office whose clock is `clock`. The same seed gives the same citizens.

    `procedures`: service -> codes of procedures that citizens come with; `leave_free`: counters
    without a simulated officer from `today` on; days before it are better and worse ones.
    `course`: what else may be otherwise than in the demo.
    """

    def __init__(
        self,
        office: Door,
        clock: DemoClock,
        procedures: Mapping[str, Sequence[str]],
        seed: int = 39,
        leave_free: frozenset[str] = frozenset(),
        today: date | None = None,
        course: Course | None = None,
    ) -> None:
        """Prepare the first day, that of the clock; by default it is `today`."""
        self._office, self._clock, self._procedures = office, clock, procedures
        self._seed, self._leave_free = seed, leave_free
        self._agenda: list[tuple[datetime, int, Action]] = []
        self._turns = 0
        course = course or Course(OneStream(seed))
        self._streams, self._habits, self._rare = course.streams, course.habits, course.rare
        self._plan_of = course.plan or self._plan_usual_day
        self._come = course.come or self._take_number
        self._news: deque[str] = deque()
        self._saved = Saved(seed)
        self._officers: dict[str, Officer] = {}
        self._planned: dict[str, int] = {}
        first = service_day(clock(), office.hall.catalogue.zone_info)
        self._today = today or first
        self.opinions = Opinions(
            lambda: self._office.hall,
            self._do,
            self.plan,
            self._streams.of("opinions"),
            self._today - COMPLAINED_WITHIN,
        )
        self.move_to(office)
        self._begin(first)

    def move_to(self, office: Door) -> None:
        """Go on in another office, in which the same has happened."""
        self._office = office
        office.subscribe(self._take_notice)

    def fill(self, until: datetime) -> None:
        """Live through the time up to `until` at once, the clock standing at each action."""
        while self._agenda and self._agenda[0][0] <= until:
            self._clock.set(max(self._agenda[0][0], self._clock()))
            self._act()
        self._clock.set(until)
        self._office.tick()

    def catch_up(self) -> None:
        """Do everything that is due by now; skip the time in which the hall is empty."""
        while self._agenda and self._agenda[0][0] <= self._clock():
            self._act()
        following = self._agenda[0][0]
        if following - self._clock() > NOTHING_TO_SEE and not self._anybody_there():
            self._clock.set(following)
        self._office.tick()

    def _anybody_there(self) -> bool:
        present = (State.WAITING, State.CALLED, State.SERVING, State.PARKED)
        return bool(self._office.hall.with_state(*present))

    # ── days ─────────────────────────────────────────────────────────────────────────────────

    def _begin(self, day: date) -> None:
        """Plan a day: who works, who comes, and the next day behind it."""
        catalogue = self._office.hall.catalogue
        days_ago = max(0, (self._today - day).days)
        self._streams.begin(day, days_ago)
        if self._habits.beside is not None:
            self._habits.beside.begin(days_ago)
        spans = spans_on(catalogue, day)
        self._officers.clear()
        if spans:
            self._plan_work(day, spans)
        later = (day + timedelta(days=ahead) for ahead in range(1, MOST_CLOSED_DAYS))
        following = next(
            (day for day in later if spans_on(catalogue, day)), day + timedelta(days=1)
        )
        morning = datetime.combine(following, TO_WORK, catalogue.zone_info)
        self.plan(morning, lambda at: self._begin(following))

    def _plan_usual_day(self, day: date, rng: Random) -> DayPlan:
        return plan_of(day, self._today, self._office.hall.catalogue, rng)

    def _plan_work(self, day: date, spans: TimeSpans) -> None:
        catalogue = self._office.hall.catalogue
        plan = self._plan_of(day, self._streams.of("plan"))
        away = plan.away if day < self._today else self._leave_free
        staffed = [counter for counter in catalogue.counters if counter not in away]
        usual = rates(catalogue, staffed if day >= self._today else catalogue.counters, self._seed)
        per_minute = {service: rate * plan.demand for service, rate in usual.items()}
        for counter in staffed:
            officer = Officer(
                counter, spans, lambda: self._office.hall, self._do, self._has_served,
                self._streams, self._habits,
            )  # fmt: skip
            self._officers[counter] = officer
            self._plan_officer(spans[0][0] - timedelta(minutes=5), officer)
        if self._rare is not None:
            self._rare.plan(
                max(0, (self._today - day).days), spans[0][0], self.plan,
                lambda: self._office.hall, self._do,
            )  # fmt: skip
        guide = Guide(lambda: self._office.hall, self._do, self._streams.of("guide"))
        for start, end in spans:
            self.plan(start + timedelta(minutes=20), _until(end, guide.act))
        self.plan(spans[0][0], lambda at: self._citizen_comes(at, per_minute, spans))

    # ── the agenda ───────────────────────────────────────────────────────────────────────────

    def _act(self) -> None:
        at, _, action = heappop(self._agenda)
        following = action(at)
        if following is not None:
            self.plan(following, action)
        while self._news:
            self._wake(self._news.popleft(), at)

    def plan(self, at: datetime, action: Action) -> int:
        """Let something happen at a moment; return which of all plans that is."""
        self._turns += 1
        heappush(self._agenda, (at, self._turns, action))
        return self._turns

    def _plan_officer(self, at: datetime, officer: Officer) -> None:
        """Plan when an officer acts; of several plans only the newest holds."""

        def act(now: datetime) -> None:
            if self._planned[officer.counter] != turn:
                return
            following = officer.act(now)
            if following is not None:
                self._plan_officer(following, officer)

        turn = self._planned[officer.counter] = self.plan(at, act)

    def _take_notice(self, hall: Hall, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.event, JOINED_A_QUEUE):
                self._news.append(hall.tickets[entry.event.ticket].service)

    def _wake(self, service: str, at: datetime) -> None:
        """Let one officer who has nothing to do see that somebody came."""
        for counter in self._office.hall.catalogue.counters_for.get(service, ()):
            officer = self._officers.get(counter.id)
            if officer is not None and officer.resting:
                officer.resting = False
                later = self._streams.of(name_stream(counter.id)).uniform(3, 14)
                self._plan_officer(at + timedelta(seconds=later), officer)
                return

    def _do(self, command: c.Command, actor: str) -> bool:
        try:
            self._office.submit(command, actor=actor, reply=lambda hall, entries: None)
        except Refusal:
            return False
        return True

    # ── citizens ─────────────────────────────────────────────────────────────────────────────

    def _citizen_comes(
        self, now: datetime, per_minute: Mapping[str, float], spans: TimeSpans
    ) -> datetime | None:
        catalogue, rng = self._office.hall.catalogue, self._streams.of("citizens")
        following = next_arrival(per_minute, spans, now, rng)
        if following is not None:
            self._come(arrival(catalogue, per_minute, self._procedures, rng), now)
        return following

    def _take_number(self, who: Arrival, _now: datetime) -> None:
        kiosk = choose_kiosk(self._office.hall.catalogue, self._streams.of("citizens"))
        self._do(make_issue(who, kiosk), KIOSK_ACTOR)
        for leaving in self._saved.beside(who, kiosk):
            self._do(leaving, KIOSK_ACTOR)

    def _has_served(self, ticket: Ticket) -> None:
        for at, say in self.opinions.of(ticket, self._clock()):
            self.plan(at, say)


def choose_kiosk(catalogue: Catalogue, rng: Random) -> str | None:
    """Return one of the kiosks, None where there is none."""
    return rng.choice(list(catalogue.kiosks)) if catalogue.kiosks else None


def make_issue(who: Arrival, kiosk: str | None) -> c.IssueTicket:
    """Return the command by which a citizen takes a number at a kiosk."""
    return c.IssueTicket(
        who.service, token_urlsafe(16), who.priority, who.language, kiosk, who.procedure
    )


def _until(end: datetime, action: Callable[[datetime], datetime]) -> Action:
    """Return the action, repeated no longer than until `end`."""

    def act(now: datetime) -> datetime | None:
        following = action(now)
        return following if following < end else None

    return act
