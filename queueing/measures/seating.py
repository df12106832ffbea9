"""Who sat at which counter when: the sessions of a day, as the events of counters begin and end."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from queueing import events as e
from queueing.hall.moments import move_moments
from queueing.measures.sessions import Session

SeatEvent = e.CounterOpened | e.CounterPaused | e.CounterClosed | e.CounterHandedOver


@dataclass(slots=True)
class Seating:
    """The sessions by the number of their opening; `worked`: those that changed since.

    `_at_counter`: counter -> the one that goes on there. `_before`: number of a move -> the session
    before it; `_handed`: of a hand-over -> the session that it ended, None where there was none.
    """

    sessions: dict[int, Session] = field(default_factory=dict)
    worked: set[int] = field(default_factory=set)
    _at_counter: dict[str, int] = field(default_factory=dict)
    _before: dict[int, Session] = field(default_factory=dict)
    _handed: dict[int, Session | None] = field(default_factory=dict)

    def take(self, seq: int, event: SeatEvent, *, has_ticket: bool) -> None:
        """Fold one event of a counter; `has_ticket`: somebody is called or served there."""
        session = self.find(event.counter)
        match event:
            case e.CounterOpened():
                self._open(seq, event, session, has_ticket=has_ticket)
            case e.CounterPaused():
                assert session is not None, "only an open counter is paused"
                self._keep(session.begin_pause(event.at, event.reason))
            case _:
                self._end(seq, event, session)

    def find(self, counter: str | None) -> Session | None:
        """Return the session that goes on at a counter."""
        seq = self._at_counter.get(counter) if counter else None
        return self.sessions.get(seq) if seq is not None else None

    def change_work(self, seq: int, at: datetime, counter: str | None, *, busy: bool) -> None:
        """Tell a counter's session that it got a ticket by move number `seq`, or is rid of it."""
        session = self.find(counter)
        if session is not None:
            self._before[seq] = session
            self._keep(session.with_ticket(at) if busy else session.without_ticket(at))

    def take_back_move(self, seq: int) -> None:
        """Put the session of a counter back to what it was before a move."""
        session = self._before.pop(seq, None)
        if session is not None:
            self._keep(session)

    def take_back_hand_over(self, counter: str, seq: int) -> None:
        """Go on with the session that a hand-over ended; the one that began with it never was."""
        if seq not in self._handed:
            return
        former = self._handed.pop(seq)
        if self.sessions.pop(seq, None):
            self.worked.add(seq)
        self._at_counter.pop(counter, None)
        if former is not None:
            self._at_counter[counter] = former.seq
            self._keep(former)

    def set_clock(self, by: timedelta) -> None:
        """Move what still goes on by so much."""
        for session in [each for each in self.sessions.values() if each.closed_at is None]:
            self._keep(move_moments(session, by))
        self._before = {seq: move_moments(each, by) for seq, each in self._before.items()}
        self._handed = {seq: move_moments(each, by) for seq, each in self._handed.items()}

    def forget_the_day(self) -> None:
        """Drop what no later entry can change."""
        self.sessions = {seq: s for seq, s in self.sessions.items() if s.closed_at is None}
        self.worked, self._before, self._handed = set(), {}, {}

    def _open(
        self, seq: int, event: e.CounterOpened, session: Session | None, *, has_ticket: bool
    ) -> None:
        """Begin a session; the same officer goes on with a paused one, another one takes over."""
        if session is not None and session.officer == event.officer:
            self._keep(session.end_pause(event.at))
            return
        busy = has_ticket and event.taken_from is not None
        if event.taken_from is not None:
            self._handed[seq] = session
        if session is not None:
            busy = session.busy_since is not None
            self._keep(session.close(event.at))
        self._at_counter[event.counter] = seq
        busy_since = event.at if busy else None
        self._keep(Session(seq, event.counter, event.officer, event.at, busy_since=busy_since))

    def _end(
        self, seq: int, event: e.CounterClosed | e.CounterHandedOver, session: Session | None
    ) -> None:
        """End a session; a counter that was handed over, and that nobody took, has none."""
        if isinstance(event, e.CounterHandedOver):
            self._handed[seq] = session
        if session is not None:
            self._keep(session.close(event.at))
            del self._at_counter[event.counter]

    def _keep(self, session: Session) -> None:
        self.sessions[session.seq] = session
        self.worked.add(session.seq)
