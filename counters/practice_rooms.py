"""The rooms for practice: how many there are, who is in which, and when one is empty again."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from secrets import token_urlsafe
from threading import Event, Lock
from typing import Any

from counters.auto_calls import ConsolePresses
from counters.practice import About, Practice, UnknownPractice
from counters.practice_journal import EventCodec, PracticeJournal
from counters.rows import ProcedureNames
from counters.view_types import CounterView
from queueing.hall import Hall
from web.callers import Caller
from web.live.screen import Screen
from web.processes.shared_state import Step, Value
from web.roles import Right
from web.site import Site

ROOMS = 20
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED_EVERY = timedelta(seconds=60)
TURN_S = 2.0
KEPT_S = 24 * 3600.0
PRACTICES = "practices"


class Room:
    """A place for one practice at a time, with a namespace of its own: `/practice/N`."""

    def __init__(self, site: Site, number: int, practice: Practice, names: ProcedureNames) -> None:
        """Open the room with its first practice."""
        self.namespace = f"/practice/{number}"
        self._practice: Practice | None = practice
        self._names = names
        # The screen reads the office of its site: here it is that of the practice.
        self._site = replace(site, office=practice.office)
        self._screen = Screen(
            self._site,
            self.namespace,
            right=Right.WORK_AT_COUNTER,
            query=self._query,
            view=self._view,
        )

    @property
    def practice(self) -> Practice | None:
        """The practice that goes on here, if any."""
        return self._practice

    def begin(self, practice: Practice) -> None:
        """Let a new practice in; whoever still looks at an earlier one is sent away."""
        self._site.office, self._practice = practice.office, practice
        practice.office.subscribe(lambda _hall, _entries: self._screen.mark_changed())
        self._screen.mark_changed()

    def end(self) -> None:
        """Empty the room, and send away whoever still looks."""
        if self._practice is not None:
            self._practice = None
            self._screen.mark_changed()

    def look(self, practice: Practice) -> dict[str, Any]:
        """Return the practice's view as its page gets it."""
        return self._screen.look(practice.id)

    def _query(self, parameters: Mapping[str, str], caller: Caller) -> str:
        practice = self._practice
        if practice is None or (parameters.get("practice"), caller.id) != (
            practice.id, practice.owner,
        ):  # fmt: skip
            raise UnknownPractice
        return practice.id

    def _view(self, hall: Hall, practice_id: str, now: datetime) -> CounterView:
        practice = self._practice
        if practice is None or practice.id != practice_id:
            raise UnknownPractice
        return practice.view(hall, now, self._names)


class Rooms:
    """All rooms. Everybody has at most one practice; one that is left alone ends by itself.

    A practice is about the same number of room at every process: its page, its presses and its
    socket may each come to another.
    """

    def __init__(self, site: Site, names: ProcedureNames, codec: EventCodec) -> None:
        """Make no room yet: each is made when it is first needed, and used again."""
        self._site, self._names, self._codec = site, names, codec
        self._shared = site.processes.shared
        self.presses = ConsolePresses(self._shared)
        self._rooms: dict[str, Room] = {}
        self._lock, self._news = Lock(), Event()
        self._shared.subscribe(PRACTICES, self._news.set)
        site.background.whenever(self._wait, self._follow, "following practice")
        site.background.every(TURN_S, self._turn, "practice", duty="practice")

    def begin(self, caller: Caller, counter: str) -> bool:
        """Begin the caller's practice anew; False when all rooms are taken."""
        self.end(caller)
        hall, now = self._site.office.hall, self._site.office.now().isoformat()
        hall.counter(counter)
        about = About(token_urlsafe(9), caller.id, counter, hall.digest, hall.seq, now, now)

        def take(before: Value | None, _now_s: float) -> Value:
            return asdict(about) if before is None else before

        for number in map(str, range(1, ROOMS + 1)):
            if self._change(number, take) == asdict(about):
                self._open(number, about)[1].fill()
                return True
        return False

    def of(self, caller: Caller) -> tuple[Room, Practice] | None:
        """Return the caller's room and practice, if there is one; it is used now."""
        for number, about in self._list():
            if about.owner != caller.id or not self._fits(about):
                continue
            now = self._site.office.now()
            if now - datetime.fromisoformat(about.used_at) > NOTED_EVERY:
                self._note(number, about.id, used_at=now.isoformat())
            room, practice = self._open(number, about)
            if practice.office.hall.seq < about.seq:
                practice.office.follow()
            return room, practice
        return None

    def practice(self, practice_id: str, caller: Caller) -> Practice:
        """Return the caller's practice of this id, or raise UnknownPractice."""
        found = self.of(caller)
        if found is None or found[1].id != practice_id:
            raise UnknownPractice
        return found[1]

    def end(self, caller: Caller) -> None:
        """End the caller's practice, if there is one."""
        for number, about in self._list():
            if about.owner == caller.id:
                self._end(number, about)

    def _list(self) -> Iterator[tuple[str, About]]:
        for number, about in self._shared.read(PRACTICES).items():
            yield number, About(**about)

    def _fits(self, about: About) -> bool:
        """Say whether a practice was made of the configuration that is in force."""
        return about.digest == self._site.office.hall.digest

    def _open(self, number: str, about: About) -> tuple[Room, Practice]:
        """Return the room of a practice, as it is at this process."""
        with self._lock:
            room = self._rooms.get(number)
            if room is not None and room.practice is not None and room.practice.id == about.id:
                return room, room.practice
            practice = self._make(number, about)
            if room is None:
                room = self._rooms[number] = Room(self._site, int(number), practice, self._names)
            else:
                room.begin(practice)
            return room, practice

    def _make(self, number: str, about: About) -> Practice:
        def tell(seq: int) -> None:
            self._note(number, about.id, used_at=self._site.office.now().isoformat(), seq=seq)

        office = self._site.office
        journal = PracticeJournal(self._shared, self._codec, about.id, tell)
        return Practice(office.hall.catalogue, office.now, about, journal)

    def _note(self, number: str, practice_id: str, **values: str | int) -> None:
        """Note of a practice how far it is, unless it is over."""

        def step(before: Value | None, _now_s: float) -> Value | None:
            if before is None or before["id"] != practice_id:
                return before
            return {**before, **values}

        self._change(number, step)

    def _end(self, number: str, about: About) -> None:
        def step(before: Value | None, _now_s: float) -> Value | None:
            return None if before is None or before["id"] == about.id else before

        self._change(number, step)
        room = self._rooms.get(number)
        if room is not None and room.practice is not None and room.practice.id == about.id:
            room.end()

    def _change(self, number: str, step: Step) -> Value | None:
        return self._shared.change(PRACTICES, number, step, KEPT_S)

    def _wait(self) -> None:
        self._news.wait(TURN_S)
        self._news.clear()

    def _follow(self) -> None:
        """Open what another process has begun, so that sockets may come here; end what is over."""
        known = {number: About(**each) for number, each in self._shared.look(PRACTICES).items()}
        for number, room in list(self._rooms.items()):
            about = known.get(number)
            if about is None or not self._fits(about):
                room.end()
        for number, about in known.items():
            if self._fits(about):
                _, practice = self._open(number, about)
                if practice.office.hall.seq < about.seq:
                    practice.office.follow()

    def _turn(self) -> None:
        """Let citizens come; end what is left alone, or was made of an earlier configuration."""
        office = self._site.office
        now = office.now()
        for number, about in self._list():
            is_left = now - datetime.fromisoformat(about.used_at) > IDLE
            is_long = now - datetime.fromisoformat(about.began) > LONGEST
            is_older = about.hall_seq <= office.hall.seq and not self._fits(about)
            if is_left or is_long or is_older:
                self._end(number, about)
            elif self._fits(about):
                practice = self._open(number, about)[1]
                practice.arrive(now)
                practice.call_by_itself(self.presses.find(about.id))
