"""A week of a centre in virtual time from a seed, through the real rules: for checks and managers.

    week = Week(catalogue, monday, seed=3, scenario=Scenario(demand=1.5)).live()
    [visit for visit in week.visits if visit.refused]

Two weeks of one seed have the same citizens, who come at the same moments and are served equally
long; so whatever differs between them follows from the catalogue, or from `come`. What citizens do
who have come is `come(week, visit)`: `take_number` unless something else is given. It may carry out
commands (`submit`), plan what happens later (`plan`), and set what became of the visit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from queueing.catalogue import Catalogue
from queueing.commands import Command
from queueing.errors import Refusal
from queueing.estimate import Sample, learn_basis
from queueing.events import (
    Entry,
    Event,
    NoShowRecorded,
    TicketCalled,
    TicketCancelled,
    TicketIssued,
    TicketServed,
    TicketTransferred,
)
from queueing.hall import Hall
from queueing.measures.unsure import robust_mean
from queueing.office import Journal
from simulation.calendar import WEEKDAYS, DayPlan
from simulation.citizens import Arrival
from simulation.clock import DemoClock
from simulation.day import KIOSK_ACTOR, Action, Course, Simulation, choose_kiosk, make_issue
from simulation.officers import Habits
from simulation.past import PastOffice
from simulation.streams import OwnStreams

BEFORE_WORK = time(5, 0)
DAYS = 7
ENOUGH_CALLS = 30
"""From so many calls on it is known how long those of a service take."""


@dataclass(slots=True)
class Visit:
    """What became of one citizen, the nth of a day.

    `refused`: why there was no number, None: there was one. `called_at`: the first call.
    """

    day: date
    nth: int
    at: datetime
    who: Arrival
    ticket: str | None = None
    refused: str | None = None
    called_at: datetime | None = None
    served_at: datetime | None = None
    gave_back: bool = False

    @property
    def key(self) -> tuple[date, int]:
        """What is the same in every week of a seed."""
        return self.day, self.nth

    @property
    def left_unserved(self) -> bool:
        """Whether its holder was still waiting when the officers had gone."""
        return self.ticket is not None and self.called_at is None and not self.gave_back


@dataclass(frozen=True)
class Scenario:
    """What a week is like.

    `demand`: how many come, against a usual week of the demo, in which the counters of a service
    are asked for two thirds of their time; `overtime`: for how long after the day's hours people
    are called, None: until nobody waits.
    """

    demand: float = 1.0
    days: int = DAYS
    overtime: timedelta | None = None


class Week:
    """Lives a week. `visits`: all who came, in order; `office`: the centre's."""

    def __init__(
        self,
        catalogue: Catalogue,
        first: date,
        seed: int,
        scenario: "Scenario | None" = None,
        come: "Callable[[Week, Visit], None] | None" = None,
        procedures: Mapping[str, Sequence[str]] | None = None,
        journal: Journal | None = None,
    ) -> None:
        """Prepare the days from `first` on.

        `procedures`: service -> codes of procedures that citizens come with. `journal`: where
        everything is stored, None: nowhere.
        """
        self._first, self._scenario = first, scenario or Scenario()
        self._clock = DemoClock(datetime.combine(first, BEFORE_WORK, catalogue.zone_info))
        self._streams = OwnStreams(seed)
        self._come = come or take_number
        self._tickets: dict[str, Visit] = {}
        self._samples: list[Sample] = []
        self._seconds: dict[str, list[float]] = {}
        self._expected: dict[str, TicketIssued] = {}
        self.visits: list[Visit] = []
        self.office = PastOffice(journal, catalogue, self._clock)
        self.office.subscribe(self._take_notice)
        self._simulation = Simulation(
            self.office,
            self._clock,
            procedures or {},
            seed,
            course=Course(
                self._streams,
                self._plan_day,
                self._receive,
                Habits(self._scenario.overtime),
            ),
        )

    def live(self) -> "Week":
        """Live through all days; what a day teaches of waits is known on the next."""
        zone = self.office.hall.catalogue.zone_info
        for ahead in range(1, self._scenario.days + 1):
            morning = self._first + timedelta(days=ahead)
            self._simulation.fill(datetime.combine(morning, BEFORE_WORK, zone))
            usual = {
                service: robust_mean(seconds) / 60
                for service, seconds in self._seconds.items()
                if len(seconds) >= ENOUGH_CALLS
            }
            self.office.basis = learn_basis(self._samples, usual)
        return self

    def submit(self, command: Command, actor: str) -> tuple[Entry, ...]:
        """Carry out a command at once; return what happened, or raise a Refusal."""
        return self.office.submit(command, actor=actor, reply=lambda hall, entries: entries)

    def plan(self, at: datetime, action: Action) -> None:
        """Let something happen later: `action(now)` returns when to do it again, or None."""
        self._simulation.plan(at, action)

    def own(self, visit: Visit, ticket: str) -> None:
        """Say that a ticket is that of a visit."""
        visit.ticket = ticket
        self._tickets[ticket] = visit
        self._streams.name_visit(ticket, visit.nth)

    def random(self, visit: Visit) -> Random:
        """Return the stream of what a citizen decides."""
        return self._streams.of(f"decides {visit.nth}")

    def _plan_day(self, day: date, rng: Random) -> DayPlan:
        return DayPlan(self._scenario.demand * WEEKDAYS[day.weekday()] * rng.uniform(0.94, 1.06))

    def _receive(self, who: Arrival, now: datetime) -> None:
        day = now.astimezone(self.office.hall.catalogue.zone_info).date()
        nth = self.visits[-1].nth + 1 if self.visits and self.visits[-1].day == day else 1
        visit = Visit(day, nth, now, who)
        self.visits.append(visit)
        self._come(self, visit)

    def _take_notice(self, _hall: Hall, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            self._learn(entry)
            visit = self._tickets.get(getattr(entry.event, "ticket", None) or "")
            if visit is not None:
                _note(visit, entry.event)

    def _learn(self, entry: Entry) -> None:
        """Note what tells later days how long people wait and are served."""
        match entry.event:
            case TicketIssued() as event:
                self._expected[event.ticket] = event
            case TicketCalled() as event:
                issued = self._expected.pop(event.ticket, None)
                if issued is not None and issued.expected_s is not None:
                    waited_s = (event.at - issued.at).total_seconds()
                    sample = (issued.service, issued.ahead, waited_s, issued.expected_s)
                    self._samples.append(sample)
            case TicketServed() | NoShowRecorded() | TicketTransferred():
                for service, calls in self.office.hall.recent_service_times.items():
                    if calls and calls[-1].seq == entry.seq:
                        self._seconds.setdefault(service, []).append(calls[-1].seconds)


def _note(visit: Visit, event: Event) -> None:
    match event:
        case TicketCalled():
            visit.called_at = visit.called_at or event.at
        case TicketServed():
            visit.served_at = event.at
        case TicketCancelled():
            visit.gave_back = True


def take_number(week: Week, visit: Visit) -> None:
    """Take a number at a kiosk, or hear why there is none."""
    kiosk = choose_kiosk(week.office.hall.catalogue, week.random(visit))
    try:
        given = week.submit(make_issue(visit.who, kiosk), KIOSK_ACTOR)
    except Refusal as refusal:
        visit.refused = str(refusal.fields.get("reason", refusal.code))
    else:
        issued = next(each.event for each in given if isinstance(each.event, TicketIssued))
        week.own(visit, issued.ticket)
