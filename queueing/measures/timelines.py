"""Timelines of tickets and sessions of counters, folded from the entries of the journal."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from queueing import events as e
from queueing.hall.clock_steps import leaves_unsure
from queueing.hall.moments import move_moments
from queueing.hall.tickets import AT_A_COUNTER, OVER, STATE_AFTER, State
from queueing.measures.seating import SeatEvent, Seating
from queueing.measures.sessions import Session


@dataclass(frozen=True, slots=True)
class Transition:
    """One move of a ticket; a recall moves it from called to called.

    `counter` and `officer` (who sits there) are None for a move away from the counters.
    """

    seq: int
    at: datetime
    state: State
    counter: str | None
    officer: str | None
    event: e.TicketMove


@dataclass(slots=True)
class Timeline:
    """Everything that counts of one ticket, in journal order; what was undone is gone.

    A ticket that steps back goes on waiting: that is counted, and no transition. `rating`: of the
    service as it was finished last. `answer`: what the officer said of an unsure time; a service
    that ended earlier than Finish was pressed ends then.
    `clock_steps`: numbers of the entries by which the clock was set by much meanwhile. `passed`: by
    the number of a call out of turn, the tickets that waited before it, and the move by which each
    of them left the queue after it, by the clock of the one who was called; None: not yet.
    """

    issued: e.TicketIssued
    transitions: list[Transition]
    reprints: int = 0
    postpones: int = 0
    rating: e.TicketRated | None = None
    reasons: tuple[str, ...] = ()
    answer: str | None = None
    clock_steps: tuple[int, ...] = ()
    passed: dict[int, dict[str, Transition | None]] = field(default_factory=dict)

    @property
    def last(self) -> Transition:
        """The move into the present state."""
        return self.transitions[-1]

    def is_clock_set_between(self, move: Transition, following: Transition | None) -> bool:
        """Say whether the clock was set by much after one move, before the next if there is one."""
        return any(
            move.seq < step and (following is None or step < following.seq)
            for step in self.clock_steps
        )


PASSED_OVER = (
    e.DayOpened
    | e.DayClosed
    | e.DayHalted
    | e.DayReopened
    | e.CatalogueChanged
    | e.CallAskedFor
    | e.TicketErased
    | e.PaperRecord
    | e.AlarmRecord
    | e.BookingRecord
    | e.BulletinRecord
    | e.ComplaintRecord
    | e.HelpRecord
    | e.AutoCallHeld
)
"""What changes nothing in the timelines."""


@dataclass(slots=True)
class Timelines:
    """The timelines of today's tickets and the sessions of today's counters, true at entry `seq`.

    Feed it every entry in order, from the beginning of a day on. Entries about a ticket of an
    earlier day are passed over: where replay may begin, it was over before that day's end.
    `touched` and `worked` name the tickets and the sessions (by the number of their opening) that
    changed since the caller last cleared them. `saved`: today's visits that needed no number, by
    the number of their entry; none of them changes.
    """

    seq: int = 0
    tickets: dict[str, Timeline] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    saved: dict[int, e.VisitSaved] = field(default_factory=dict)
    _ticket_of: dict[int, str] = field(default_factory=dict)
    _passed_by: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _seating: Seating = field(default_factory=Seating)

    @property
    def sessions(self) -> dict[int, Session]:
        """The sessions of today's counters, by the number of their opening."""
        return self._seating.sessions

    @property
    def worked(self) -> set[int]:
        """Numbers of the sessions that changed; one whose beginning was undone is no more."""
        return self._seating.worked

    def take(self, entry: e.Entry) -> None:
        """Fold one entry."""
        self.seq = entry.seq
        if isinstance(entry.event, PASSED_OVER):
            return
        if isinstance(entry.event, SeatEvent):
            self._change_desk(entry.seq, entry.event)
            return
        match entry.event:
            case e.TicketIssued() as issued:
                self._begin(entry, issued)
            case (
                e.TicketReprinted()
                | e.TicketPostponed()
                | e.PostponeTakenBack()
                | e.TicketRated()
                | e.RatingExplained()
                | e.ServiceTimeAnswered()
                | e.GoingOnTakenBack()
            ) as event:
                self._note(event)
            case e.ActionUndone() as undone:
                self._undo(undone)
            case (
                e.TicketRestored() | e.TicketCancelled() | e.TicketExpired() | e.TicketWentOn()
                | e.ServedByHand()
            ) as event:  # fmt: skip
                self._move(entry, event, None)
            case e.VisitSaved() | e.ClockSet() as event:
                self._take_what_is_nobodys(entry.seq, event)
            case event:
                self._move(entry, event, event.counter)

    def _begin(self, entry: e.Entry, issued: e.TicketIssued) -> None:
        self.tickets[issued.ticket] = Timeline(issued, [])
        self._move(entry, issued, None)

    def forget_the_day(self) -> None:
        """Drop what no later entry can change; to be called right after a DayClosed.

        A ticket that is being served at the day's end may still finish: it stays.
        """
        self.tickets = {
            ticket: timeline
            for ticket, timeline in self.tickets.items()
            if timeline.last.state is State.SERVING
        }
        self._seating.forget_the_day()
        self.touched, self._ticket_of, self._passed_by, self.saved = set(), {}, {}, {}

    def _take_what_is_nobodys(self, seq: int, event: e.VisitSaved | e.ClockSet) -> None:
        if isinstance(event, e.VisitSaved):
            self.saved[seq] = event
        else:
            self._set_clock(seq, timedelta(seconds=event.by_s))

    def _set_clock(self, seq: int, by: timedelta) -> None:
        """Move what still goes on; what is over stays as the clock of then had it."""
        for name, timeline in self.tickets.items():
            if leaves_unsure(by):
                timeline.clock_steps += (seq,)
            if timeline.last.state not in OVER or timeline.last.state is State.NO_SHOW:
                self.tickets[name] = move_moments(timeline, by)
                self.touched.add(name)
        self._seating.set_clock(by)

    def _note(
        self,
        event: e.TicketReprinted
        | e.TicketPostponed
        | e.PostponeTakenBack
        | e.TicketRated
        | e.RatingExplained
        | e.ServiceTimeAnswered
        | e.GoingOnTakenBack,
    ) -> None:
        """Keep what happened to a ticket without moving it, or strike out that it went on."""
        timeline = self.tickets.get(event.ticket)
        if timeline is None:
            return
        self.touched.add(event.ticket)
        match event:
            case e.TicketReprinted():
                timeline.reprints += 1
            case e.TicketPostponed():
                timeline.postpones += 1
            case e.PostponeTakenBack():
                timeline.postpones -= 1
            case e.TicketRated() | e.RatingExplained():
                timeline.rating = event if isinstance(event, e.TicketRated) else timeline.rating
                timeline.reasons = event.reasons
            case e.GoingOnTakenBack():
                timeline.transitions.pop()
            case answered:
                timeline.answer = answered.answer
                if answered.ended_at is not None:
                    timeline.transitions[-1] = replace(timeline.last, at=answered.ended_at)

    def _move(self, entry: e.Entry, event: e.TicketMove, counter: str | None) -> None:
        timeline = self.tickets.get(event.ticket)
        if timeline is None:
            return
        before = timeline.last if timeline.transitions else None
        officer = self._officer_at(counter, before)
        move = Transition(entry.seq, event.at, STATE_AFTER[type(event)], counter, officer, event)
        timeline.transitions.append(move)
        timeline.answer = None
        if isinstance(event, e.ServiceReopened | e.TicketRestored):
            # It was of the service that is taken back: its holder rates what is finished then
            timeline.rating, timeline.reasons = None, ()
        self.touched.add(event.ticket)
        self._ticket_of[entry.seq] = event.ticket
        self._change_work(before, move)
        if isinstance(event, e.TicketCalled) and event.passed:
            timeline.passed[entry.seq] = dict.fromkeys(event.passed)
            for passed in event.passed:
                self._passed_by.setdefault(passed, []).append((event.ticket, entry.seq))
        self._note_left(event.ticket)

    def _note_left(self, ticket: str) -> None:
        """Tell those who were called before a ticket, out of turn, by which move it left the queue.

        What they know of it already stays: a clock that was set since may have moved but one.
        """
        moves = self.tickets[ticket].transitions
        for chosen, call in self._passed_by.get(ticket, ()):
            left = next((move for move in moves if move.seq > call), None)
            passed = self.tickets[chosen].passed[call]
            known = passed[ticket]
            if left is None or known is None or left.seq != known.seq:
                passed[ticket] = left
                self.touched.add(chosen)

    def _officer_at(self, counter: str | None, before: Transition | None) -> str | None:
        """Return who sits at a counter; after the day's end, who served there last."""
        session = self._seating.find(counter)
        if session is not None:
            return session.officer
        return before.officer if counter and before else None

    def _change_work(self, before: Transition | None, move: Transition) -> None:
        """Tell the counter's session that it got a ticket, or is rid of it."""
        if before is not None and before.state in AT_A_COUNTER:
            busy, counter = move.state in AT_A_COUNTER, before.counter
        else:
            busy, counter = True, move.counter
        self._seating.change_work(move.seq, move.at, counter, busy=busy)

    def _change_desk(self, seq: int, event: SeatEvent) -> None:
        lasts = (timeline.last for timeline in self.tickets.values())
        has_ticket = isinstance(event, e.CounterOpened) and any(
            last.counter == event.counter and last.state in AT_A_COUNTER for last in lasts
        )
        self._seating.take(seq, event, has_ticket=has_ticket)

    def _undo(self, undone: e.ActionUndone) -> None:
        for seq in reversed(undone.undoes):
            self._seating.take_back_hand_over(undone.counter, seq)
            ticket = self._ticket_of.pop(seq, None)
            if ticket is None:
                continue
            timeline = self.tickets[ticket]
            timeline.transitions = [move for move in timeline.transitions if move.seq != seq]
            self.touched.add(ticket)
            self._note_left(ticket)
            self._seating.take_back_move(seq)
