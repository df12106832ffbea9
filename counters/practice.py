"""Practice: a throw-away hall of an officer's own, with the real rules and nobody real in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import ClassVar

from counters.auto_calls import call_by_itself
from counters.practice_journal import PracticeJournal
from counters.rows import ProcedureNames
from counters.view import make_counter_view
from counters.view_types import CounterView, PracticeStep, StepDone
from queueing import events as e
from queueing.auto_call_limits import Presses
from queueing.catalogue import NORMAL, Catalogue
from queueing.commands import IssueTicket
from queueing.errors import UnknownThing
from queueing.events import Entry
from queueing.hall import Hall
from queueing.hours import Hours
from queueing.numbering import service_day
from queueing.office import Office

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
    "walk_in": e.TicketCalled,
    "deliver": e.TicketServed,
}
"""What a new officer tries, in this order, and the event that ticks it."""


class UnknownPractice(UnknownThing):
    """There is no such practice (any more)."""

    code: ClassVar[str] = "unknown_practice"


@dataclass(frozen=True, slots=True)
class About:
    """What all processes know of a practice. `owner`: the caller's id; times as text, in UTC.

    `digest`: of the configuration it was made of, which was in force at the hall's `hall_seq`;
    `seq`: the last entry of its journal.
    """

    id: str
    owner: str
    counter: str
    digest: str
    hall_seq: int
    began: str
    used_at: str
    seq: int = 0


class Practice:
    """One officer's practice at one counter, at whichever process: all follow its journal."""

    def __init__(
        self,
        catalogue: Catalogue,
        now: Callable[[], datetime],
        about: About,
        journal: PracticeJournal,
    ) -> None:
        """Make the hall as the journal has it; raise UnknownCounter, CannotStore."""
        self.id, self.counter, self.owner = about.id, about.counter, about.owner
        self.done: set[str] = set()
        self._came, self._last_at = 0, datetime.fromisoformat(about.began)
        self._clock = _Past(now)
        self.office = Office(journal, replace(catalogue, hours=Hours()), self._clock.now)
        self.office.hall.counter(self.counter)
        self._note(self.office.hall, journal.entries)
        self.office.subscribe(self._note)

    def fill(self) -> None:
        """Let those come who have waited for a while; by who begins it."""
        now = self._clock.now()
        zone = self.office.hall.catalogue.zone_info
        for minutes in WAITING_AT_FIRST:
            came = now - timedelta(minutes=minutes)
            # Shortly after midnight nobody can have come yesterday.
            self._clock.at = came if service_day(came, zone) == service_day(now, zone) else now
            self._issue()
        self._clock.at = None

    def view(self, hall: Hall, now: datetime, procedures: ProcedureNames) -> CounterView:
        """Return the counter view with the steps of the practice."""
        steps: list[StepDone] = [{"step": step, "done": step in self.done} for step in STEPS]
        return {
            **make_counter_view(hall, self.counter, now, procedures, whole=False),
            "practice": {"steps": steps},
        }

    def arrive(self, now: datetime) -> None:
        """Let the next citizen come, if it is time and not too many wait; by one process."""
        if now < self._last_at + ARRIVES_AFTER:
            return
        self._last_at = now
        if sum(self.office.hall.waiting_counts().values()) < MOST_WAITING:
            self._issue()

    def call_by_itself(self, presses: Presses | None) -> None:
        """Call the next without a press, as at a real counter; by one process."""
        call_by_itself(self.office, self.counter, presses)

    def _issue(self) -> None:
        citizen = _make_citizen(self.office.hall.catalogue, self.counter, self._came)
        self.office.submit(citizen, actor=CITIZENS, reply=lambda hall, entries: None)

    def _note(self, _hall: Hall, entries: Sequence[Entry]) -> None:
        """Count who came, and tick what the officer has done."""
        for entry in entries:
            if isinstance(entry.event, e.TicketIssued):
                self._came += 1
                self._last_at = max(self._last_at, entry.event.at)
            if entry.actor == self.owner:
                self.done |= {step for step in STEPS if _ticks(step, entry.event)}


def _ticks(step: PracticeStep, event: e.Event) -> bool:
    """Say whether an event is what a step asks for: a finish has its outcome, or what was done."""
    if not isinstance(event, STEPS[step]):
        return False
    if isinstance(event, e.TicketCalled):
        return event.walk_in == (step == "walk_in")
    if isinstance(event, e.TicketServed):
        return bool(event.delivered) if step == "deliver" else event.outcome is not None
    return True


class _Past:
    """A clock that stands at `at` while citizens are made to have come earlier."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.at: datetime | None = None

    def now(self) -> datetime:
        return self.at or self._now()


def _make_citizen(catalogue: Catalogue, counter: str, number: int) -> IssueTicket:
    """Return who comes to the counter next: for its services in turn, the third with priority."""
    services = [preference.service for preference in catalogue.counters[counter].serves]
    priorities = [code for code in catalogue.priorities if code != NORMAL] or [NORMAL]
    languages = catalogue.languages
    return IssueTicket(
        services[number % len(services)],
        token_urlsafe(16),
        priority=priorities[0] if number % 6 == 2 else NORMAL,
        language=languages[1] if number % 6 == 4 and len(languages) > 1 else languages[0],
        kiosk=next(iter(catalogue.kiosks), None),
    )
