"""The rooms for practice: how many there are, who is in which, and when one is empty again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from counters.practice import Practice, UnknownPractice
from counters.rows import ProcedureNames
from counters.view_types import CounterView
from queueing.hall import Hall
from web.callers import Caller
from web.live.screen import Screen
from web.roles import Right
from web.site import Site

ROOMS = 20
IDLE = timedelta(minutes=30)
TURN_S = 2.0


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

    def end(self) -> None:
        """Empty the room, and send away whoever still looks."""
        practice, self._practice = self._practice, None
        if practice is not None:
            practice.close()

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
    """All rooms. Everybody has at most one practice; one that is left alone ends by itself."""

    def __init__(self, site: Site, names: ProcedureNames) -> None:
        """Make no room yet: each is made when it is first needed, and used again."""
        self._site, self._names = site, names
        self._rooms: list[Room] = []
        self._lock = Lock()
        site.background.every(TURN_S, self._turn, "practice")

    def begin(self, caller: Caller, counter: str) -> bool:
        """Begin the caller's practice anew; False when all rooms are taken."""
        self.end(caller)
        practice = Practice(
            self._site.office.hall.catalogue, self._site.office.now, caller, counter
        )
        with self._lock:
            empty = next((room for room in self._rooms if room.practice is None), None)
            if empty is not None:
                empty.begin(practice)
            elif len(self._rooms) < ROOMS:
                number = len(self._rooms) + 1
                self._rooms.append(Room(self._site, number, practice, self._names))
            else:
                return False
        return True

    def of(self, caller: Caller) -> tuple[Room, Practice] | None:
        """Return the caller's room and practice, if there is one."""
        for room in self._rooms:
            practice = room.practice
            if practice is not None and practice.owner == caller.id:
                practice.used_at = self._site.office.now()
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
        self._end_where(lambda practice: practice.owner == caller.id)

    def _end_where(self, over: Callable[[Practice], bool]) -> None:
        with self._lock:
            for room in self._rooms:
                if room.practice is not None and over(room.practice):
                    room.end()

    def _turn(self) -> None:
        """Let citizens come; end what is idle, or was made of another configuration."""
        self._end_where(self._left)
        now = self._site.office.now()
        for room in list(self._rooms):
            practice = room.practice
            if practice is not None:
                practice.arrive(now)

    def _left(self, practice: Practice) -> bool:
        office = self._site.office
        idle = office.now() - practice.used_at > IDLE
        return idle or practice.digest != office.hall.catalogue.digest
