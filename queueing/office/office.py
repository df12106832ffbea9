"""Office: the one door. Every change is decided, stored, then published, one after the other."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from queueing.catalogue import Catalogue
from queueing.clock import Reckoning, Trust
from queueing.commands import CloseDay, Command, CounterCommand
from queueing.decisions import adopt, day_is_over, decide
from queueing.decisions.adopting import Changes
from queueing.decisions.by_clock import end_by_clock
from queueing.decisions.day import set_clock
from queueing.errors import Behind, CannotStore, Refusal, refusal_from
from queueing.estimate import Basis
from queueing.events import ClockSet, Entry, Event
from queueing.hall import Hall
from queueing.numbering import service_day
from queueing.office.batch import (
    Batch,
    Reply,
    Request,
    Stopping,
    decide_nothing,
    give_no_answer,
    refuse_as_given_up,
)
from queueing.office.group_commit import Line, Take
from queueing.office.journal import Journal, KeyedAnswer
from queueing.office.office_clock import CLOCK, OfficeClock
from queueing.office.replaying import FindCatalogue, Follower

CONFIGURATION = "configuration"
"""The actor of a change that was made in the file."""
R = TypeVar("R")
Listener = Callable[[Hall, tuple[Entry, ...]], None]


class Office:
    """Takes commands from any thread or green thread; readers see only what is stored.

    `hall` is the newest stored hall. It is never changed, only replaced: read it once into a
    variable and everything in it belongs to the same journal number `hall.seq`. `stopped`: it is
    being ended and takes nothing new.
    """

    def __init__(
        self,
        journal: Journal,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        is_synced: Callable[[], bool | None] = lambda: None,
        uptime_s: Callable[[], float] | None = None,
        find_catalogue: FindCatalogue | None = None,
        chosen_at: int | None = None,
    ) -> None:
        """Rebuild the hall; raise WouldOrphanTickets if `catalogue` does not fit who is in it.

        `is_synced`: whether network time has set the clock, None where that is unknown.
        `uptime_s`: seconds that nobody can set; without them, every leap ahead of `clock` is
        time that went by. `find_catalogue`: finds what other processes take, None: there are none.
        What they have taken behind number `chosen_at` comes before `catalogue`.
        """
        self.basis = Basis()
        self._failing = self.stopped = self._has_news = self._has_rivals = False
        self._is_alone, self._restates = find_catalogue is None, False
        self._follower = Follower(journal, find_catalogue)
        self._journal, self._clock = journal, OfficeClock(clock, is_synced, uptime_s)
        self._line = Line(self._commit)
        self._listeners: list[Listener] = []
        self._hall = self._follower.rebuild(catalogue, chosen_at)
        self._clock.begin(self._hall)
        if self._hall.digest != catalogue.digest:
            self.reconfigure(catalogue, instead_of=catalogue)

    @property
    def hall(self) -> Hall:
        """The newest stored state."""
        return self._hall

    def now(self) -> datetime:
        """Return the office's time, aware UTC: the one clock that screens and rules share."""
        return self._clock.now()

    @property
    def trust(self) -> Trust:
        """What is thought of the clock."""
        return self._clock.trust

    def accept_clock(self, actor: str) -> None:
        """Believe the clock as it is now, whatever the journal says."""
        self._clock.accept(actor)
        self._pass_through(Request(decide_nothing, give_no_answer, actor))

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(hall, entries)` after each stored batch; it must return at once."""
        self._listeners.append(listener)

    def submit(self, command: Command, *, actor: str, reply: Reply[R], key: str | None = None) -> R:
        """Carry out a command; return `reply(hall, entries)` as of that moment, once on disk.

        `reply` gives what JSON can hold. The same key from the same actor gets the first answer
        again, refusals included, also after a restart. Raises a Refusal when the rules say no,
        CannotStore when nothing can be written.
        """

        def decide_it(hall: Hall, now: datetime) -> tuple[Event, ...]:
            return decide(hall, command, now, self.basis)

        urgent = isinstance(command, CounterCommand)
        answer: R = self._pass_through(Request(decide_it, reply, actor, key, urgent))
        return answer

    def retire_key(self, key: str, *, actor: str) -> Any:
        """Take a caller's key out of use; return the answer it had before, None if none was given.

        What still comes with the key later is refused. Raises CannotStore when nothing can be
        written.
        """
        try:
            return self._pass_through(Request(refuse_as_given_up, give_no_answer, actor, key))
        except Refusal:
            return None

    def reconfigure(
        self,
        catalogue: Catalogue,
        changes: Changes = (),
        actor: str = CONFIGURATION,
        instead_of: Catalogue | None = None,
    ) -> None:
        """Take a new configuration; raise WouldOrphanTickets if it has no place for someone.

        `changes`: what differs in it, for the record; `actor`: who changed it, if that is known.
        `instead_of`: nothing happens where another process has taken one since, in place of that.
        """

        def decide_it(hall: Hall, now: datetime) -> tuple[Event, ...]:
            if instead_of is not None and instead_of is not hall.catalogue:
                return ()
            return adopt(hall, catalogue, now, changes)

        self._pass_through(Request(decide_it, give_no_answer, actor, catalogue=catalogue))

    def tick(self) -> None:
        """Look at the clock: a service day and bulletins end by it; every few seconds."""
        if (not self.stopped and not self._failing) or day_is_over(self._hall, self.now()):
            self._pass_through(Request(decide_nothing, give_no_answer, CLOCK))

    def healthy(self) -> bool:
        """Say whether commands can be stored; after a failure this tries anew."""
        if self._failing and not self.stopped:
            # Any request tries again first and sets `_failing`.
            self._line.join(Request(decide_nothing, give_no_answer, CLOCK))
        return not self._failing and not self.stopped

    def follow(self) -> bool:
        """Take over what other processes have stored; say whether there was something.

        Raises CannotStore when the journal cannot be read.
        """
        before = self._hall.seq
        self._has_news = True
        request = Request(decide_nothing, give_no_answer, CLOCK)
        self._line.join(request)
        if request.failure is not None:
            raise request.failure
        return self._hall.seq != before

    def stop(self) -> None:
        """Refuse new commands from now on; return when the last one in hand is stored."""
        self.stopped = True
        self._line.join(Request(decide_nothing, give_no_answer, CLOCK))

    def _pass_through(self, request: Request) -> Any:
        if self.stopped:
            raise Stopping("the server is stopping")
        self._line.join(request)
        if request.failure is not None:
            raise request.failure
        answer = request.answer or {}
        if "refused" in answer:
            raise refusal_from(answer["refused"], answer["fields"])
        return answer["ok"]

    def _commit(self, take: Take) -> None:
        """Decide, store and publish one batch; readers see nothing of it until it is stored."""
        requests: list[Request] = []
        try:
            if self._failing:
                self._recover()
            if self._has_news:
                self._has_news = False
                self._catch_up()
            try:
                if self._has_rivals:
                    self._take_turn()
                # Only now: whoever came while others had their turn has waited long enough
                requests = take()
                batch, reckoning = self._decide_and_store(requests)
            finally:
                self._journal.let_go()
        except BaseException as failure:
            for request in requests or take():
                request.failure, request.done = failure, True
            if not isinstance(failure, CannotStore):
                raise
            return
        self._clock.keep(reckoning)
        self._restates = False
        self._publish(batch.hall, tuple(batch.entries))
        for request in requests:
            request.done = True

    def _publish(self, hall: Hall, entries: tuple[Entry, ...]) -> None:
        self._hall = hall
        for listener in self._listeners if entries else ():
            listener(hall, entries)

    def _decide_and_store(self, requests: list[Request]) -> tuple[Batch, Reckoning]:
        """Decide behind the newest entry: where another process was faster, once more."""
        while True:
            reckoning, by = self._clock.judge(self._hall)
            batch = self._decide(requests, reckoning, by)
            # Nobody is refused for what was true a moment ago
            if batch.refuses and self._catch_up():
                continue
            try:
                self._store(batch)
                return batch, reckoning
            except Behind:
                self._take_turn()
                if not self._has_rivals:
                    self._failing = True
                    raise

    def _take_turn(self) -> None:
        """Hold other processes off and take over what they have stored.

        Whoever is faster once would else be so again and again. Who finds nothing new has no rival.
        """
        self._has_rivals = self._catch_up(hold=True)

    def _catch_up(self, *, hold: bool = False) -> bool:
        """Take over what other processes have stored, answers too; say whether there was any."""
        try:
            followed = self._follower.go_on(self._hall, hold=hold)
        except CannotStore:
            self._failing = True
            raise
        if followed is None:
            return False
        hall, news = followed
        self._publish(hall, news)
        if self.trust is Trust.WRONG or any(isinstance(each.event, ClockSet) for each in news):
            # What they have made of the clock is on record: it is not made of it once more
            self._clock.begin(hall)
        return True

    def _decide(self, requests: list[Request], reckoning: Reckoning, by: timedelta | None) -> Batch:
        hall, now = self._hall.copy(), reckoning.tell(reckoning.look.wall)
        batch = Batch(hall, now)
        if by is not None:
            given = self._journal.find_given(service_day(now, hall.catalogue.zone_info))
            events = set_clock(hall, by, now, given, self._clock.find_left_open(hall))
            batch.carry_out(events, self._clock.set_by)
        elif hall.last_at is not None:
            # A clock that was set back by a little stands still for as long
            batch.at = max(now, hall.last_at)
        if day_is_over(batch.hall, batch.at):
            batch.carry_out(decide(batch.hall, CloseDay(), batch.at, self.basis), CLOCK)
        batch.carry_out(end_by_clock(batch.hall, batch.at), CLOCK)
        if self._restates:
            events = adopt(batch.hall, batch.hall.catalogue, batch.at)
            batch.carry_out(events, CONFIGURATION)
        for request in requests:
            batch.take(request, self._journal.answer)
        return batch

    def _store(self, batch: Batch) -> None:
        answers = [KeyedAnswer(*caller, answer) for caller, answer in batch.answers.items()]
        if not batch.entries and not answers:
            return
        try:
            self._journal.append(self._hall.seq, batch.entries, answers)
        except CannotStore as fault:
            self._failing = not isinstance(fault, Behind)
            raise

    def _recover(self) -> None:
        """Follow the journal: after a failed append it is unknown what reached the disk."""
        self._catch_up()
        self._journal.append(self._hall.seq, (), ())
        # A change whose caller heard of a failure, and has put everything back, may be stored
        self._restates = self._is_alone and self._hall.digest != self._hall.catalogue.digest
        self._failing = False
