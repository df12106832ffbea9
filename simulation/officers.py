"""Officers: each works a counter through the same commands as the console."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from queueing import commands as c
from queueing.hall import Hall
from queueing.tickets import State, Ticket
from simulation.citizens import NO_SHOW_SHARE, service_time

Do = Callable[[c.Command, str], bool]
"""Carry out a command as an actor; False when the rules refused it."""

LOOK_AGAIN = timedelta(seconds=20)
PAUSE_SHARE = 0.012
PARK_SHARE = 0.03
TRANSFER_SHARE = 0.02
BACK_WITH_COPIES = 0.3
MISSED_COMES_BACK = 0.5
GIVES_NUMBER_BACK = 0.25
OUTCOMES = {"accepted": 62, "supplement": 16, "returned": 12, "guided": 10}


class Officer:
    """Works one counter. A counter that a person has opened is left to that person."""

    def __init__(self, counter: str, hall: Callable[[], Hall], do: Do, rng: Random) -> None:
        """Sit at `counter`."""
        self.counter, self._hall, self._do, self._rng = counter, hall, do, rng
        self.name = f"demo {counter}"
        self._work = self._shift()

    def act(self, now: datetime) -> datetime:
        """Do what is to be done now; return when to act again."""
        desk = self._hall().desk(self.counter)
        if desk.state != "closed" and desk.officer != self.name:
            self._work = self._shift()
            return now + LOOK_AGAIN * 3
        return now + next(self._work)

    def _press(self, command: c.Command) -> bool:
        return self._do(command, self.name)

    def _shift(self) -> Iterator[timedelta]:
        """The officer's day, as waits between presses."""
        while True:
            desk = self._hall().desk(self.counter)
            if desk.state != "open":
                self._press(c.OpenCounter(self.counter, self.name))
            current = self._hall().current(self.counter)
            if current is not None:
                yield from self._receive(current)
            elif self._rng.random() < PAUSE_SHARE:
                yield from self._pause()
            elif not self._resume_someone() and not self._press(c.CallNext(self.counter)):
                yield self._seconds(8, 30)
            else:
                yield self._seconds(1, 3)

    def _receive(self, ticket: Ticket) -> Iterator[timedelta]:
        if ticket.state is State.CALLED:
            if self._rng.random() < NO_SHOW_SHARE:
                yield from self._wait_in_vain()
                return
            yield self._seconds(15, 55)
            self._press(c.StartService(self.counter))
        mean = self._hall().catalogue.services[ticket.service].mean_minutes or 6.0
        yield service_time(mean, self._rng)
        self._part()
        yield self._seconds(3, 12)

    def _wait_in_vain(self) -> Iterator[timedelta]:
        for _ in range(2):
            yield self._seconds(25, 40)
            self._press(c.Recall(self.counter))
        yield self._seconds(25, 40)
        self._press(c.RecordNoShow(self.counter))
        yield self._seconds(2, 6)

    def _part(self) -> None:
        """End the service: mostly done, sometimes a missing paper, sometimes the wrong desk."""
        chance = self._rng.random()
        if chance < PARK_SHARE:
            self._press(c.ParkTicket(self.counter, "photocopy"))
        elif chance < PARK_SHARE + TRANSFER_SHARE and self._transfer():
            return
        else:
            known = self._hall().catalogue.outcomes
            codes = [code for code in OUTCOMES if code in known]
            weights = [OUTCOMES[code] for code in codes]
            outcome = self._rng.choices(codes, weights)[0] if codes else None
            self._press(c.FinishService(self.counter, outcome))

    def _transfer(self) -> bool:
        hall = self._hall()
        current = hall.current(self.counter)
        others = [
            code
            for code, counters in hall.catalogue.counters_for.items()
            if current and counters and code != current.service
        ]
        return bool(others) and self._press(
            c.TransferTicket(self.counter, self._rng.choice(others))
        )

    def _resume_someone(self) -> bool:
        hall = self._hall()
        parked = [t for t in hall.with_state(State.PARKED) if t.counter == self.counter]
        return (
            bool(parked)
            and self._rng.random() < BACK_WITH_COPIES
            and self._press(c.ResumeTicket(self.counter, parked[0].id))
        )

    def _pause(self) -> Iterator[timedelta]:
        reasons = list(self._hall().catalogue.pause_reasons)
        self._press(c.PauseCounter(self.counter, self._rng.choice(reasons) if reasons else None))
        yield self._seconds(150, 480)

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
            self._do(c.RestoreTicket(missed[-1].id), "sim:guide")
        elif waiting and self._rng.random() < GIVES_NUMBER_BACK:
            self._do(c.CancelTicket(self._rng.choice(waiting).id, by_staff=False), "sim:guide")
        return now + timedelta(seconds=self._rng.uniform(180, 420))
