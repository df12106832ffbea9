"""Officers: each works a counter through the same commands as the console."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from queueing import commands as c
from queueing.catalogue import LUNCH
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from simulation.beside import Beside
from simulation.citizens import service_time
from simulation.streams import Streams

Do = Callable[[c.Command, str], bool]
"""Carry out a command as an actor; False when the rules refused it."""

LOOK_AGAIN = timedelta(seconds=180)
"""After so long an officer without work looks for it, even if nobody came."""
PAUSE_SHARE = 0.012
PARK_SHARE = 0.03
TRANSFER_SHARE = 0.02
NO_SHOW_SHARE = 0.05
MISSED_COMES_BACK = 0.5
GIVES_NUMBER_BACK = 0.25
PATIENCE = timedelta(minutes=45)
"""Who has waited longer gives the number back first."""
WEARY_LEAVES = 0.7
GUIDE = "sim:guide"
GUIDE_NAME = "huong-dan"
"""As whom the guide is known, in the demo as the account that visitors have."""
OUTCOMES = {"accepted": 62, "supplement": 16, "returned": 12, "guided": 10}


def name_officer(counter: str) -> str:
    """Return who works at a counter."""
    return f"demo {counter}"


def name_stream(counter: str) -> str:
    """Return whose stream an officer's is."""
    return f"counter {counter}"


@dataclass(frozen=True)
class Habits:
    """How officers work. `overtime`: see Officer; `beside`: what they do beside calling."""

    overtime: timedelta | None = None
    beside: Beside | None = None


class Officer:
    """Works one counter during the hours. One that a person has opened is left to that person.

    Whoever waits is served after the hours too; with an `overtime` people are called for so long
    after the last of them, and not into a pause between two spans.
    """

    def __init__(
        self,
        counter: str,
        spans: Sequence[tuple[datetime, datetime]],
        hall: Callable[[], Hall],
        do: Do,
        served: Callable[[Ticket], None],
        streams: Streams,
        habits: Habits | None = None,
    ) -> None:
        """Sit at `counter` in these spans of one day; `served` hears of each ended service."""
        habits = habits or Habits()
        self.counter, self._spans = counter, spans
        self._rng = streams.of(name_stream(counter))
        self._rng_of, self._overtime = streams.of_ticket, habits.overtime
        self._call_until: datetime | None = None
        self._hall, self._do, self._served = hall, do, served
        self._beside = habits.beside
        self.name = name_officer(counter)
        self.resting = False
        self._parked: list[tuple[datetime, str]] = []
        self._now = spans[0][0]
        self._work = self._shift()

    def act(self, now: datetime) -> datetime | None:
        """Do what is to be done now; return when to act again, None once the day's work is done.

        While `resting`, whoever comes for this counter may let it act sooner.
        """
        self.resting, self._now = False, now
        desk = self._hall().desk(self.counter)
        if desk.state != "closed" and desk.officer not in (self.name, None):
            self._work = self._shift()
            return now + LOOK_AGAIN
        wait = next(self._work, None)
        return None if wait is None else now + wait

    def _press(self, command: c.Command) -> bool:
        return self._do(command, self.name)

    def _shift(self) -> Iterator[timedelta]:
        """The officer's day, as waits between presses."""
        for start, end in self._spans:
            if self._now >= end:
                continue
            if self._now < start:
                yield max(start - self._now + self._seconds(-150, 200), timedelta())
            if self._overtime is not None:
                is_last = (start, end) == self._spans[-1]
                self._call_until = end + (self._overtime if is_last else timedelta())
            while self._now < end or self._has_work():
                yield from self._next_step()
            self._press(c.CloseCounter(self.counter))

    def _has_work(self) -> bool:
        hall = self._hall()
        waits = self._may_call() and self._somebody_waits(hall)
        return waits or bool(self._parked) or bool(hall.current(self.counter))

    def _may_call(self) -> bool:
        return self._call_until is None or self._now < self._call_until

    def _somebody_waits(self, hall: Hall) -> bool:
        services = hall.catalogue.counters[self.counter].services
        return any(hall.queues.get(service) for service in services)

    def _next_step(self) -> Iterator[timedelta]:
        hall = self._hall()
        current = hall.current(self.counter)
        if hall.desk(self.counter).state != "open":
            self._press(c.OpenCounter(self.counter, self.name))
        if current is not None:
            yield from self._receive(current)
        elif self._rng.random() < PAUSE_SHARE:
            yield from self._pause()
        elif self._beside is not None and self._beside.hands_over():
            yield from self._hand_over()
        elif self._resume_someone() or self._call_next(hall) or self._serve_walk_in(hall):
            yield self._seconds(1, 3)
        else:
            self.resting = True
            yield LOOK_AGAIN

    def _receive(self, ticket: Ticket) -> Iterator[timedelta]:
        if ticket.state is State.CALLED:
            if self._rng_of(ticket).random() < NO_SHOW_SHARE:
                yield from self._wait_in_vain()
                return
            yield self._seconds(15, 55)
            self._press(c.StartService(self.counter))
        if self._beside is not None and self._beside.needs_help():
            yield from self._call_for_help()
        mean = self._hall().catalogue.services[ticket.service].mean_minutes or 6.0
        yield service_time(mean, self._rng_of(ticket))
        self._part(ticket)
        yield self._seconds(3, 12)

    def _wait_in_vain(self) -> Iterator[timedelta]:
        for _ in range(2):
            yield self._seconds(25, 40)
            self._press(c.Recall(self.counter))
        yield self._seconds(25, 40)
        self._press(c.RecordNoShow(self.counter))
        yield self._seconds(2, 6)

    def _part(self, ticket: Ticket) -> None:
        """End the service: mostly done, sometimes a missing paper, sometimes the wrong desk."""
        chance = self._rng_of(ticket).random()
        if chance < PARK_SHARE:
            self._press(c.ParkTicket(self.counter, "photocopy"))
            self._parked.append((self._now + self._seconds(180, 900), ticket.id))
        elif chance < PARK_SHARE + TRANSFER_SHARE and self._transfer():
            return
        else:
            known = self._hall().catalogue.outcomes
            codes = [code for code in OUTCOMES if code in known]
            weights = [OUTCOMES[code] for code in codes]
            outcome = self._rng.choices(codes, weights)[0] if codes else None
            done = () if self._beside is None else self._beside.choose_delivered(ticket)
            if self._press(c.FinishService(self.counter, outcome, delivered=done)):
                self._served(ticket)

    def _transfer(self) -> bool:
        hall = self._hall()
        current = hall.current(self.counter)
        others = [
            code
            for code, counters in hall.catalogue.counters_for.items()
            if current
            and code != current.service
            and any(hall.desk(counter.id).state == "open" for counter in counters)
        ]
        return bool(others) and self._press(
            c.TransferTicket(self.counter, self._rng.choice(others))
        )

    def _call_next(self, hall: Hall) -> bool:
        if not (self._may_call() and self._somebody_waits(hall)):
            return False
        counter = hall.counter(self.counter)
        chosen = self._beside.choose_call(hall, counter) if self._beside is not None else None
        return self._press(chosen or c.CallNext(self.counter))

    def _serve_walk_in(self, hall: Hall) -> bool:
        """Serve somebody who stands there without a number, if somebody does."""
        if self._beside is None or not self._may_call():
            return False
        found = self._beside.find_walk_in(hall.counter(self.counter))
        return found is not None and self._press(found)

    def _resume_someone(self) -> bool:
        """Take whoever has come back with the missing paper."""
        if not self._parked or self._parked[0][0] > self._now:
            return False
        _, ticket = self._parked.pop(0)
        return self._press(c.ResumeTicket(self.counter, ticket))

    def _pause(self) -> Iterator[timedelta]:
        reasons = [code for code in self._hall().catalogue.pause_reasons if code != LUNCH]
        self._press(c.PauseCounter(self.counter, self._rng.choice(reasons) if reasons else None))
        yield self._seconds(150, 480)

    def _hand_over(self) -> Iterator[timedelta]:
        """Leave the counter to the next officer, who takes it a little later."""
        self._press(c.HandOver(self.counter))
        yield self._seconds(20, 60)
        own = name_officer(self.counter)
        self.name = f"{own}-2" if self.name == own else own
        self._press(c.OpenCounter(self.counter, self.name))
        yield self._seconds(5, 20)

    def _call_for_help(self) -> Iterator[timedelta]:
        yield self._seconds(30, 90)
        self._press(c.CallForHelp(self.counter, self.name))
        yield self._seconds(15, 40)
        self._do(c.ComeToHelp(self.counter, GUIDE_NAME), GUIDE)
        yield self._seconds(90, 240)
        self._press(c.EndHelp(self.counter, self.name))

    def _seconds(self, least: float, most: float) -> timedelta:
        return timedelta(seconds=self._rng.uniform(least, most))


class Guide:
    """Stands at the door: brings back citizens who missed their call, takes back wrong numbers."""

    def __init__(self, hall: Callable[[], Hall], do: Do, rng: Random) -> None:
        """Walk the hall."""
        self._hall, self._do, self._rng = hall, do, rng

    def act(self, now: datetime) -> datetime:
        """Help one citizen; return when to look again."""
        hall = self._hall()
        missed = hall.with_state(State.NO_SHOW)
        waiting = hall.with_state(State.WAITING)
        if missed and self._rng.random() < MISSED_COMES_BACK:
            self._do(c.RestoreTicket(missed[-1].id), GUIDE)
        weary = bool(waiting) and now - waiting[0].arrival > PATIENCE
        if waiting and self._rng.random() < (WEARY_LEAVES if weary else GIVES_NUMBER_BACK):
            leaves = waiting[0] if weary else self._rng.choice(waiting)
            self._do(c.CancelTicket(leaves.id, by_staff=False), GUIDE)
        return now + timedelta(seconds=self._rng.uniform(180, 420))
