"""Practice: a throw-away hall of an officer's own, with the real rules and nobody real in it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import cycle
from secrets import token_urlsafe
from typing import ClassVar

from counters.rows import ProcedureNames
from counters.view import make_counter_view
from counters.view_types import CounterView, PracticeStep, StepDone
from queueing import events as e
from queueing.catalogue import NORMAL, Catalogue
from queueing.commands import CloseDay, IssueTicket
from queueing.errors import UnknownThing
from queueing.events import Entry
from queueing.hall import Hall
from queueing.hours import Hours
from queueing.numbering import Given, service_day
from queueing.office import KeyedAnswer, Office
from queueing.office.batch import Answer
from web.callers import Caller

CITIZENS = "practice"
WAITING_AT_FIRST = (24, 19, 17, 12, 8, 3)
"""Minutes before the practice at which its first citizens came."""
ARRIVES_AFTER = timedelta(seconds=40)
MOST_WAITING = 9
STEPS: dict[PracticeStep, type[e.Event]] = {
    "open": e.CounterOpened,
    "call": e.TicketCalled,
    "recall": e.TicketRecalled,
    "finish": e.TicketServed,
    "park": e.TicketParked,
    "transfer": e.TicketTransferred,
    "no_show": e.NoShowRecorded,
    "restore": e.TicketRestored,
    "undo": e.ActionUndone,
}
"""What a new officer tries, in this order, and the event that ticks it."""


class UnknownPractice(UnknownThing):
    """There is no such practice (any more)."""

    code: ClassVar[str] = "unknown_practice"


class ForgetfulJournal:
    """Keeps the last number and the keyed answers only: a practice is never rebuilt."""

    def __init__(self) -> None:
        self._seq = 0
        self._answers: dict[tuple[str, str], Answer] = {}

    def replay(self) -> tuple[int, Iterable[Entry]]:
        """Return that nothing has happened."""
        return 0, ()

    def last_seq(self) -> int:
        """Return the number of the last entry."""
        return self._seq

    def append(
        self, expected_seq: int, entries: Sequence[Entry], answers: Sequence[KeyedAnswer]
    ) -> None:
        """Count the entries and keep the answers."""
        self._seq = expected_seq + len(entries)
        self._answers |= {(each.actor, each.key): each.answer for each in answers}

    def follow(self) -> None:
        """Return nothing: nobody else writes it."""

    def answer(self, actor: str, key: str) -> Answer | None:
        """Return the answer that was given to this key."""
        return self._answers.get((actor, key))

    def find_given(self, _first: date) -> Given:
        """Return nothing: each practice has one day."""
        return ()


class Practice:
    """One officer's practice at one counter. `used_at`: when its officer last did something."""

    def __init__(
        self, catalogue: Catalogue, now: Callable[[], datetime], caller: Caller, counter: str
    ) -> None:
        """Fill the hall with citizens who have waited for a while; raise UnknownCounter."""
        self.id, self.counter, self.owner = token_urlsafe(9), counter, caller.id
        self.digest, self.used_at = catalogue.digest, now()
        self.done: set[str] = set()
        self._next_at = self.used_at + ARRIVES_AFTER
        self._clock = _Past(now)
        self.office = Office(ForgetfulJournal(), replace(catalogue, hours=Hours()), self._clock.now)
        self.office.hall.counter(counter)
        self.office.subscribe(self._tick_steps)
        self._citizens = _citizens(self.office.hall.catalogue, counter)
        self._fill()

    def view(self, hall: Hall, now: datetime, procedures: ProcedureNames) -> CounterView:
        """Return the counter view with the steps of the practice."""
        steps: list[StepDone] = [{"step": step, "done": step in self.done} for step in STEPS]
        return {
            **make_counter_view(hall, self.counter, now, procedures), "practice": {"steps": steps},
        }  # fmt: skip

    def arrive(self, now: datetime) -> None:
        """Let the next citizen come, if it is time and not too many wait."""
        if now < self._next_at:
            return
        self._next_at = now + ARRIVES_AFTER
        if sum(self.office.hall.waiting_counts().values()) < MOST_WAITING:
            self._issue()

    def close(self) -> None:
        """End the day here: everybody goes, and every page of this practice is told."""
        self.office.submit(CloseDay(), actor=CITIZENS, reply=lambda hall, entries: None)

    def _fill(self) -> None:
        now = self._clock.now()
        zone = self.office.hall.catalogue.zone_info
        for minutes in WAITING_AT_FIRST:
            came = now - timedelta(minutes=minutes)
            # Shortly after midnight nobody can have come yesterday.
            self._clock.at = came if service_day(came, zone) == service_day(now, zone) else now
            self._issue()
        self._clock.at = None

    def _issue(self) -> None:
        self.office.submit(next(self._citizens), actor=CITIZENS, reply=lambda hall, entries: None)

    def _tick_steps(self, _hall: Hall, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            for step, kind in STEPS.items():
                if isinstance(entry.event, kind) and entry.actor == self.owner:
                    outcome = getattr(entry.event, "outcome", "")
                    self.done |= {step} if outcome is not None else set()


class _Past:
    """A clock that stands at `at` while citizens are made to have come earlier."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.at: datetime | None = None

    def now(self) -> datetime:
        return self.at or self._now()


def _citizens(catalogue: Catalogue, counter: str) -> Iterator[IssueTicket]:
    """Yield who comes to the counter: for its services in turn, the third with priority."""
    services = cycle([preference.service for preference in catalogue.counters[counter].serves])
    priorities = [code for code in catalogue.priorities if code != NORMAL] or [NORMAL]
    languages = catalogue.languages
    for number in cycle(range(6)):
        yield IssueTicket(
            next(services),
            token_urlsafe(16),
            priority=priorities[0] if number == 2 else NORMAL,
            language=languages[1] if number == 4 and len(languages) > 1 else languages[0],
            kiosk=next(iter(catalogue.kiosks), None),
        )
