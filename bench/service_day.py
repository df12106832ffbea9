"""A made-up service day as journal entries: what citizens and officers do, without the rules.

Quicker than playing a day through them, and just as legal: every ticket moves as the rules let it,
counters open and close, the day ends. The same random numbers give the same day.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from operator import itemgetter
from random import Random
from typing import Any

from bench import people as p
from bench.load import HALF_DAYS, HOUR, Load
from bench.people import Citizen, Desk
from queueing import events as e
from queueing.catalogue import NORMAL, Catalogue
from queueing.numbering import ticket_number

Step = Callable[[float, Any], None]


class ServiceDay:
    """One day; `entries` makes it."""

    def __init__(self, catalogue: Catalogue, load: Load, day: date, rng: Random) -> None:
        """Open the doors at 07:00."""
        self._catalogue, self._load, self._day, self._rng = catalogue, load, day, rng
        midnight = datetime.combine(day, time(), catalogue.zone_info)
        self._midnight = midnight.astimezone(UTC)
        self._told: list[tuple[float, e.Event, str]] = []
        self._agenda: list[tuple[float, int, Step, Any]] = []
        self._turns = 0
        self._citizens: list[Citizen] = []
        self._serials: dict[str, int] = {}
        self._waiting: dict[str, list[tuple[float, int, Citizen]]] = {s: [] for s in load.shares}
        self._ahead = dict.fromkeys(load.shares, 0)
        self._priorities = [code for code in catalogue.priorities if code != NORMAL]
        self._kiosks = list(catalogue.kiosks)
        self._reasons = list(catalogue.pause_reasons)
        self._desks = [Desk(counter, "") for counter in catalogue.counters.values()]
        self._desks_of = {
            code: [desk for desk in self._desks if code in desk.counter.services]
            for code in load.shares
        }

    def entries(self, tickets: int, first_seq: int) -> list[e.Entry]:
        """Return the day with so many tickets, numbered from `first_seq` on."""
        self._plan_the_day(tickets)
        while self._agenda:
            at, _, step, who = heappop(self._agenda)
            step(at, who)
        self._told.sort(key=itemgetter(0))
        opened = e.DayOpened(self._at(7 * HOUR - 60), self._day)
        told = [(opened, "clock"), *((event, actor) for _, event, actor in self._told)]
        told += [(e.TicketExpired(self._at(24 * HOUR), c.ticket), "clock")
                 for c in self._citizens if not c.over]  # fmt: skip
        last = first_seq + len(told)
        closed = e.DayClosed(self._at(24 * HOUR), self._day, last, self._catalogue.digest)
        told.append((closed, "clock"))
        return [e.Entry(seq, event, actor) for seq, (event, actor) in enumerate(told, first_seq)]

    def _plan_the_day(self, tickets: int) -> None:
        rng = self._rng
        for half, (start, end) in enumerate(HALF_DAYS):
            for desk in self._desks:
                self._plan(start * HOUR + rng.uniform(0, 240), self._open, (desk, half))
                self._plan(end * HOUR, self._close_if_idle, desk)
        for at, service in self._load.arrivals(tickets, rng):
            self._turns += 1
            self._agenda.append((at, self._turns, self._take_a_number, service))
        heapify(self._agenda)

    def _plan(self, at: float, step: Step, who: Any) -> None:
        self._turns += 1
        heappush(self._agenda, (at, self._turns, step, who))

    def _at(self, seconds: float) -> datetime:
        return self._midnight + timedelta(seconds=seconds)

    def _tell(self, at: float, event: e.Event, actor: str) -> None:
        self._told.append((at, event, actor))

    # ── citizens ──

    def _take_a_number(self, now: float, service: str) -> None:
        rng = self._rng
        letter = self._catalogue.services[service].letter
        serial = self._serials[letter] = self._serials.get(letter, 0) + 1
        number = ticket_number(letter, serial)
        priority = rng.choice(self._priorities) if rng.random() < p.PRIORITY else NORMAL
        due = now - self._catalogue.priorities[priority].credit_s
        citizen = Citizen(f"{self._day:%y%m%d}-{number}", service, due)
        self._citizens.append(citizen)
        by_staff = rng.random() < p.BY_STAFF
        ahead, expected_s, low_min, high_min = self._promise(service)
        event = e.TicketIssued(
            at=self._at(now), ticket=citizen.ticket, day=self._day, letter=letter, serial=serial,
            number=number, service=service,
            department=self._catalogue.services[service].department,
            due=self._at(due), follow=citizen.ticket, priority=priority, language="vi",
            kiosk=None if by_staff else rng.choice(self._kiosks),
            procedure=f"{service}-{rng.randrange(p.PROCEDURES)}", by_staff=by_staff, ahead=ahead,
            low_min=low_min, high_min=high_min, expected_s=expected_s,
        )  # fmt: skip
        self._tell(now, event, "guide" if by_staff else "kiosk")
        chance = rng.random()
        if chance < p.TAKEN_BACK:
            self._plan(now + rng.uniform(20, 120), self._give_up, (citizen, True))
        elif chance < p.TAKEN_BACK + p.GIVES_UP:
            self._plan(now + rng.uniform(600, 2400), self._give_up, (citizen, False))
        self._join(now, citizen)

    def _promise(self, service: str) -> tuple[int, float, int, int]:
        """Return people ahead, expected seconds and the printed range of a new ticket."""
        ahead, desks = self._ahead[service], self._desks_of[service]
        if ahead == 0 and any(desk.idle for desk in desks):
            return 0, 0.0, 0, 1
        expected_s = (ahead + 1) * self._load.minutes[service] * 60 / len(desks)
        low_min = int(expected_s / 60)
        return ahead, expected_s, low_min, low_min + max(2, low_min)

    def _give_up(self, now: float, who: tuple[Citizen, bool]) -> None:
        citizen, by_staff = who
        if citizen.waiting:
            self._leave(citizen)
            citizen.over = True
            reason = "wrong_button" if by_staff else None
            event = e.TicketCancelled(self._at(now), citizen.ticket, reason, by_staff)
            self._tell(now, event, "guide" if by_staff else "phone")

    def _join(self, now: float, citizen: Citizen) -> None:
        """Wait for a service, or go to a counter that has nobody."""
        citizen.waiting = True
        self._ahead[citizen.service] += 1
        for desk in self._desks_of[citizen.service]:
            if desk.idle:
                self._receive(now, desk, citizen)
                return
        self._turns += 1
        heappush(self._waiting[citizen.service], (citizen.due, self._turns, citizen))

    def _leave(self, citizen: Citizen) -> None:
        citizen.waiting = False
        self._ahead[citizen.service] -= 1

    def _come_back(self, now: float, citizen: Citizen) -> None:
        """A no-show waits again, behind who waits now."""
        citizen.due, citizen.over = now, False
        self._tell(now, e.TicketRestored(self._at(now), citizen.ticket, self._at(now)), "guide")
        self._join(now, citizen)

    # ── counters ──

    def _open(self, now: float, who: tuple[Desk, int]) -> None:
        desk, half = who
        if not desk.open:
            desk.open = True
            desk.officer = f"{desk.counter.id}-{(half + self._day.toordinal()) % 3 + 1}"
            self._tell(
                now, e.CounterOpened(self._at(now), desk.counter.id, desk.officer), desk.officer
            )
            self._free(now, desk)

    def _close_if_idle(self, now: float, desk: Desk) -> None:
        if desk.idle:
            desk.open = desk.idle = False
            self._tell(now, e.CounterClosed(self._at(now), desk.counter.id), desk.officer)

    def _free(self, now: float, desk: Desk) -> None:
        """Go on with the next: one who came back with copies, one who waits, a break, or nobody."""
        if desk.back:
            self._resume(now, desk, desk.back.pop())
            return
        if self._rng.random() < p.PAUSE:
            self._pause(now, desk)
            return
        citizen = self._next(desk)
        if citizen is not None:
            self._receive(now, desk, citizen)
            return
        desk.idle = True
        if not any(start * HOUR <= now < end * HOUR for start, end in HALF_DAYS):
            self._close_if_idle(now, desk)

    def _next(self, desk: Desk) -> Citizen | None:
        found: tuple[float, str] | None = None
        for preference in desk.counter.serves:
            waiting = self._waiting.get(preference.service, [])
            while waiting and not waiting[0][2].waiting:
                heappop(waiting)
            if waiting:
                key = waiting[0][0] + preference.penalty_s
                if found is None or key < found[0]:
                    found = key, preference.service
        return heappop(self._waiting[found[1]])[2] if found else None

    def _pause(self, now: float, desk: Desk) -> None:
        reason, counter = self._rng.choice(self._reasons), desk.counter.id
        self._tell(now, e.CounterPaused(self._at(now), counter, reason), desk.officer)
        again = now + self._rng.uniform(*p.PAUSE_S)
        opened = e.CounterOpened(self._at(again), counter, desk.officer)
        self._tell(again, opened, desk.officer)
        self._plan(again, self._free, desk)

    def _receive(self, now: float, desk: Desk, citizen: Citizen) -> None:
        """Call, and receive the citizen or wait in vain; the counter is busy until then."""
        rng, ticket, counter, officer = self._rng, citizen.ticket, desk.counter.id, desk.officer
        desk.idle = False
        self._leave(citizen)
        self._tell(now, e.TicketCalled(self._at(now), ticket, counter, True, None), officer)
        if rng.random() < p.NO_SHOW:
            self._wait_in_vain(now, desk, citizen)
            return
        came = now + rng.uniform(*p.WALK_S)
        if rng.random() < p.RECALL:
            self._tell(came, e.TicketRecalled(self._at(came), ticket, counter), officer)
            came += rng.uniform(*p.WALK_S)
        if rng.random() >= p.NO_START:
            self._tell(came, e.ServiceStarted(self._at(came), ticket, counter), officer)
        mean_s = self._load.minutes[citizen.service] * 60
        served_s = mean_s * rng.lognormvariate(-p.SPREAD * p.SPREAD / 2, p.SPREAD)
        self._part(came + max(30.0, served_s - 35), desk, citizen)

    def _wait_in_vain(self, now: float, desk: Desk, citizen: Citizen) -> None:
        rng, ticket, counter, officer = self._rng, citizen.ticket, desk.counter.id, desk.officer
        for _ in range(2):
            now += rng.uniform(25, 40)
            self._tell(now, e.TicketRecalled(self._at(now), ticket, counter), officer)
        now += rng.uniform(25, 40)
        self._tell(now, e.NoShowRecorded(self._at(now), ticket, counter), officer)
        self._plan(now + rng.uniform(*p.BREATH_S), self._free, desk)
        citizen.over = True
        if not citizen.missed and rng.random() < p.COMES_BACK:
            citizen.missed = True
            self._plan(now + rng.uniform(60, 1500), self._come_back, citizen)

    def _part(self, now: float, desk: Desk, citizen: Citizen) -> None:
        """End the service: mostly done, sometimes a missing paper, sometimes the wrong desk."""
        rng, ticket, counter, at = self._rng, citizen.ticket, desk.counter.id, self._at(now)
        chance = rng.random()
        if chance < p.PARK:
            self._tell(now, e.TicketParked(at, ticket, counter, "photocopy"), desk.officer)
            if rng.random() >= p.PARKED_FOR_GOOD:
                self._plan(now + rng.uniform(180, 900), self._back, (desk, citizen))
        elif chance < p.PARK + p.TRANSFER:
            others = [code for code in self._load.shares if code != citizen.service]
            citizen.service = rng.choice(others)
            department = self._catalogue.services[citizen.service].department
            event = e.TicketTransferred(
                at, ticket, counter, citizen.service, department, None, None
            )
            self._tell(now, event, desk.officer)
            self._plan(now, self._join, citizen)
        else:
            self._serve(now, desk, citizen)
        self._plan(now + rng.uniform(*p.BREATH_S), self._free, desk)

    def _serve(self, now: float, desk: Desk, citizen: Citizen) -> None:
        rng = self._rng
        citizen.over = True
        outcome = rng.choices(p.OUTCOMES, p.OUTCOME_WEIGHTS)[0]
        event = e.TicketServed(self._at(now), citizen.ticket, desk.counter.id, outcome)
        self._tell(now, event, desk.officer)
        if rng.random() < p.RATED:
            level, at = rng.choices(p.LEVELS, p.LEVEL_WEIGHTS)[0], now + rng.uniform(5, 90)
            self._tell(at, e.TicketRated(self._at(at), citizen.ticket, level, None), "rating")

    def _back(self, now: float, who: tuple[Desk, Citizen]) -> None:
        desk, citizen = who
        if desk.idle:
            self._resume(now, desk, citizen)
        elif desk.open:
            desk.back.append(citizen)

    def _resume(self, now: float, desk: Desk, citizen: Citizen) -> None:
        desk.idle = False
        resumed = e.TicketResumed(self._at(now), citizen.ticket, desk.counter.id)
        self._tell(now, resumed, desk.officer)
        done = now + self._rng.uniform(60, 240)
        self._serve(done, desk, citizen)
        self._plan(done + self._rng.uniform(*p.BREATH_S), self._free, desk)
