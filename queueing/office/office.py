"""Office: the one door. Every change is decided, stored, then published, one after the other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from queueing.catalogue import Catalogue
from queueing.clock import Look, Reckoning, Trust, begin, find_left_open, go_on
from queueing.commands import CloseDay, Command, CounterCommand
from queueing.decisions import adopt, day_is_over, decide
from queueing.decisions.adopting import Changes
from queueing.decisions.day import set_clock
from queueing.errors import CannotStore, PressGivenUp, Refusal, refusal_from
from queueing.estimate import Basis
from queueing.events import Entry, Event
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.numbering import Given, service_day
from queueing.office.batch import Answer, Batch, Reply, Request
from queueing.office.group_commit import Line

CLOCK = "clock"
CONFIGURATION = "configuration"
"""The actor of a change that was made in the file."""
R = TypeVar("R")
Listener = Callable[[Hall, tuple[Entry, ...]], None]


@dataclass(frozen=True, slots=True)
class KeyedAnswer:
    """The answer to a command that carried an idempotency key."""

    actor: str
    key: str
    answer: Answer


class Journal(Protocol):
    """Keeps entries and keyed answers durably; blocks its caller, never the event loop."""

    def replay(self) -> tuple[int, Iterable[Entry]]:
        """Return the entries the hall still needs, and the number before the first of them."""
        ...

    def last_seq(self) -> int:
        """Return the number of the last stored entry, or raise CannotStore."""
        ...

    def append(
        self, expected_seq: int, entries: Sequence[Entry], answers: Sequence[KeyedAnswer]
    ) -> None:
        """Store all of it at once behind `expected_seq`, on disk before returning.

        Raises CannotStore if it cannot, with nothing stored. With neither entries nor answers:
        prove that something could be stored now.
        """
        ...

    def answer(self, actor: str, key: str) -> Answer | None:
        """Return the stored answer to this caller's key."""
        ...

    def find_given(self, first: date) -> Given:
        """Return the last number of each letter given on each day from `first` on."""
        ...


class Office:
    """Takes commands from any thread or green thread; readers see only what is stored.

    `hall` is the newest stored hall. It is never changed, only replaced: read it once into a
    variable and everything in it belongs to the same journal number `hall.seq`.
    """

    def __init__(
        self,
        journal: Journal,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        is_synced: Callable[[], bool | None] = lambda: None,
        uptime_s: Callable[[], float] | None = None,
    ) -> None:
        """Rebuild the hall; raise WouldOrphanTickets if `catalogue` does not fit who is in it.

        `is_synced`: whether network time has set the clock, None where that is unknown.
        `uptime_s`: seconds that nobody can set; without them, every leap ahead of `clock` is
        time that went by.
        """
        self.basis = Basis()
        self._failing = self._stopped = False
        self._accepted_by: str | None = None
        self._journal, self._clock, self._is_synced = journal, clock, is_synced
        self._uptime_s = uptime_s
        self._line = Line(self._commit)
        self._listeners: list[Listener] = []
        self._hall = self._rebuild(catalogue)
        self._reckoning = begin(self._hall, self._look())
        if self._hall.digest != catalogue.digest:
            self.reconfigure(catalogue)

    @property
    def hall(self) -> Hall:
        """The newest stored state."""
        return self._hall

    def now(self) -> datetime:
        """Return the office's time, aware UTC: the one clock that screens and rules share."""
        return self._reckoning.tell(self._clock())

    @property
    def trust(self) -> Trust:
        """What is thought of the clock."""
        return self._reckoning.trust

    def accept_clock(self, actor: str) -> None:
        """Believe the clock as it is now, whatever the journal says."""
        self._accepted_by = actor
        self._pass_through(Request(_decide_nothing, _give_no_answer, actor))

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(hall, entries)` after each stored batch; it must return at once."""
        self._listeners.append(listener)

    def submit(self, command: Command, *, actor: str, reply: Reply[R], key: str | None = None) -> R:
        """Carry out a command; return `reply(hall, entries)` as of that moment, once on disk.

        `reply` gives what JSON can hold. The same key from the same actor gets the first answer
        again, refusals included, also after a restart. Raises a Refusal when the rules say no,
        CannotStore when nothing can be written.
        """
        urgent = isinstance(command, CounterCommand)
        answer: R = self._pass_through(
            Request(
                lambda hall, now: decide(hall, command, now, self.basis), reply, actor, key, urgent
            )
        )
        return answer

    def retire_key(self, key: str, *, actor: str) -> Any:
        """Take a caller's key out of use; return the answer it had before, None if none was given.

        What still comes with the key later is refused. Raises CannotStore when nothing can be
        written.
        """
        try:
            return self._pass_through(Request(_refuse_as_given_up, _give_no_answer, actor, key))
        except Refusal:
            return None

    def reconfigure(
        self, catalogue: Catalogue, changes: Changes = (), actor: str = CONFIGURATION
    ) -> None:
        """Take a new configuration; raise WouldOrphanTickets if it has no place for someone.

        `changes`: what differs in it, for the record; `actor`: who changed it, if that is known.
        """
        self._pass_through(
            Request(
                lambda hall, now: adopt(hall, catalogue, now, changes),
                _give_no_answer,
                actor,
                catalogue=catalogue,
            )
        )

    def tick(self) -> None:
        """Look at the clock, and close the service day if its hour has come; every few seconds."""
        if (not self._stopped and not self._failing) or day_is_over(self._hall, self.now()):
            self._pass_through(Request(_decide_nothing, _give_no_answer, CLOCK))

    def healthy(self) -> bool:
        """Say whether commands can be stored; after a failure this tries anew."""
        if self._failing and not self._stopped:
            # Any request tries again first and sets `_failing`.
            self._line.join(Request(_decide_nothing, _give_no_answer, CLOCK))
        return not self._failing and not self._stopped

    def stop(self) -> None:
        """Refuse new commands from now on; return when the last one in hand is stored."""
        self._stopped = True
        self._line.join(Request(_decide_nothing, _give_no_answer, CLOCK))

    def _pass_through(self, request: Request) -> Any:
        if self._stopped:
            raise CannotStore("the server is stopping")
        self._line.join(request)
        if request.failure is not None:
            raise request.failure
        answer = request.answer or {}
        if "refused" in answer:
            raise refusal_from(answer["refused"], answer["fields"])
        return answer["ok"]

    def _commit(self, requests: list[Request]) -> None:
        """Decide, store and publish one batch; readers see nothing of it until it is stored."""
        try:
            if self._failing and not self._recover():
                raise CannotStore("the journal cannot be written")
            reckoning, by = self._judge_clock()
            batch = self._decide(requests, reckoning, by)
            if batch.entries or batch.answers:
                self._store(batch)
        except BaseException as failure:
            for request in requests:
                request.failure, request.done = failure, True
            if not isinstance(failure, CannotStore):
                raise
            return
        self._hall, self._reckoning, self._accepted_by = batch.hall, reckoning, None
        for listener in self._listeners if batch.entries else ():
            listener(batch.hall, tuple(batch.entries))
        for request in requests:
            request.done = True

    def _look(self) -> Look:
        wall = self._clock()
        ran_s = self._uptime_s() if self._uptime_s else wall.timestamp()
        return Look(wall, ran_s, self._is_synced())

    def _judge_clock(self) -> tuple[Reckoning, timedelta | None]:
        accepted = self._accepted_by is not None
        return go_on(self._reckoning, self._hall, self._look(), accepted=accepted)

    def _decide(self, requests: list[Request], reckoning: Reckoning, by: timedelta | None) -> Batch:
        hall, now = self._hall.copy(), reckoning.tell(reckoning.look.wall)
        batch = Batch(hall, now)
        if by is not None:
            given = self._journal.find_given(service_day(now, hall.catalogue.zone_info))
            left_open = find_left_open(self._reckoning, hall)
            events = set_clock(hall, by, now, given, left_open)
            batch.carry_out(events, self._accepted_by or CLOCK)
        elif hall.last_at is not None:
            # A clock that was set back by a little stands still for as long
            batch.at = max(now, hall.last_at)
        if day_is_over(batch.hall, batch.at):
            batch.carry_out(decide(batch.hall, CloseDay(), batch.at, self.basis), CLOCK)
        for request in requests:
            earlier = self._earlier_answer(batch, request)
            if earlier is None:
                batch.take(request)
            else:
                request.answer = earlier
        return batch

    def _earlier_answer(self, batch: Batch, request: Request) -> Answer | None:
        if request.key is None:
            return None
        return batch.answers.get((request.actor, request.key)) or self._journal.answer(
            request.actor, request.key
        )

    def _store(self, batch: Batch) -> None:
        answers = [KeyedAnswer(*caller, answer) for caller, answer in batch.answers.items()]
        try:
            self._journal.append(self._hall.seq, batch.entries, answers)
        except CannotStore:
            self._failing = True
            raise

    def _recover(self) -> bool:
        """Read the journal again: after a failed append it is unknown what reached the disk."""
        try:
            if self._journal.last_seq() != self._hall.seq:
                self._hall = self._rebuild(self._hall.catalogue)
            self._journal.append(self._hall.seq, (), ())
        except CannotStore:
            return False
        self._failing = False
        return True

    def _rebuild(self, catalogue: Catalogue) -> Hall:
        seq, entries = self._journal.replay()
        hall = Hall.empty(catalogue, seq)
        for entry in entries:
            apply(hall, entry.event, entry.seq)
        return hall


def _decide_nothing(_hall: Hall, _now: datetime) -> tuple[Event, ...]:
    """Decide nothing: the batch itself ends the day where that is due."""
    return ()


def _refuse_as_given_up(_hall: Hall, _now: datetime) -> tuple[Event, ...]:
    raise PressGivenUp


def _give_no_answer(_hall: Hall, _entries: tuple[Entry, ...]) -> None:
    return None
