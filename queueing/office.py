"""Office: the one door. Every change is decided, stored, and only then told, in one order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from queueing.batch import Answer, Batch, Reply, Request
from queueing.catalogue import Catalogue
from queueing.changes import apply
from queueing.commands import CloseDay, Command, CounterCommand
from queueing.decisions import adopt, day_is_over, decide
from queueing.errors import CannotStore, refusal_from
from queueing.estimate import Basis
from queueing.events import Entry, Event
from queueing.hall import Hall
from queueing.line import Line

CLOCK = "clock"
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


class Office:
    """Takes commands from any thread or green thread; readers see only what is stored.

    `hall` is the newest stored hall. It is never changed, only replaced: read it once into a
    variable and everything in it belongs to the same journal number `hall.seq`.
    """

    def __init__(
        self, journal: Journal, catalogue: Catalogue, clock: Callable[[], datetime]
    ) -> None:
        """Rebuild the hall; raise WouldOrphanTickets if `catalogue` does not fit who is in it."""
        self.basis = Basis()
        self._failing = self._stopped = False
        self._journal, self._clock = journal, clock
        self._line = Line(self._commit)
        self._listeners: list[Listener] = []
        self._hall = self._rebuilt(catalogue)
        if self._hall.digest != catalogue.digest:
            self.reconfigure(catalogue)

    @property
    def hall(self) -> Hall:
        """The newest stored state."""
        return self._hall

    def now(self) -> datetime:
        """Return the office's time, aware UTC: the one clock that screens and rules share."""
        return self._clock()

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
        answer: R = self._through(
            Request(
                lambda hall, now: decide(hall, command, now, self.basis), reply, actor, key, urgent
            )
        )
        return answer

    def reconfigure(self, catalogue: Catalogue) -> None:
        """Take a new configuration; raise WouldOrphanTickets if it has no place for someone."""
        self._through(
            Request(
                lambda hall, now: adopt(hall, catalogue, now),
                _no_answer,
                "configuration",
                catalogue=catalogue,
            )
        )

    def tick(self) -> None:
        """Close the service day if its hour has come; called every few seconds."""
        if day_is_over(self._hall, self._clock()):
            self._through(Request(_nothing, _no_answer, CLOCK))

    def healthy(self) -> bool:
        """Say whether commands can be stored; after a failure this tries anew."""
        if self._failing and not self._stopped:
            # Any command tries again first; what it finds is told by `_failing`.
            self._line.join(Request(_nothing, _no_answer, CLOCK))
        return not self._failing and not self._stopped

    def stop(self) -> None:
        """Refuse new commands from now on; return when the last one in hand is stored."""
        self._stopped = True
        self._line.join(Request(_nothing, _no_answer, CLOCK))

    def _through(self, request: Request) -> Any:
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
        """Decide, store, publish and tell one batch; unless stored, none of it is ever seen."""
        try:
            if self._failing and not self._recover():
                raise CannotStore("the journal cannot be written")
            batch = self._decided(requests)
            if batch.entries or batch.answers:
                self._stored(batch)
        except BaseException as failure:
            for request in requests:
                request.failure, request.done = failure, True
            if not isinstance(failure, CannotStore):
                raise
            return
        self._hall = batch.hall
        for listener in self._listeners if batch.entries else ():
            listener(batch.hall, tuple(batch.entries))
        for request in requests:
            request.done = True

    def _decided(self, requests: list[Request]) -> Batch:
        batch = Batch(self._hall.copy(), self._clock())
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

    def _stored(self, batch: Batch) -> None:
        answers = [KeyedAnswer(*caller, answer) for caller, answer in batch.answers.items()]
        try:
            self._journal.append(self._hall.seq, batch.entries, answers)
        except CannotStore:
            self._failing = True
            raise

    def _recover(self) -> bool:
        """After a failed append nobody knows what reached the disk: ask the journal first."""
        try:
            if self._journal.last_seq() != self._hall.seq:
                self._hall = self._rebuilt(self._hall.catalogue)
            self._journal.append(self._hall.seq, (), ())
        except CannotStore:
            return False
        self._failing = False
        return True

    def _rebuilt(self, catalogue: Catalogue) -> Hall:
        seq, entries = self._journal.replay()
        hall = Hall.empty(catalogue, seq)
        for entry in entries:
            apply(hall, entry.event, entry.seq)
        return hall


def _nothing(_hall: Hall, _now: datetime) -> tuple[Event, ...]:
    """Decide nothing: the batch itself ends the day where that is due."""
    return ()


def _no_answer(_hall: Hall, _entries: tuple[Entry, ...]) -> None:
    return None
