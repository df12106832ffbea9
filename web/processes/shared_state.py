"""Shared state: small things that all processes of a centre know, like codes, counts and leases."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from threading import RLock
from time import monotonic
from typing import Any, Protocol

Value = Mapping[str, Any]
"""What JSON can hold."""
Step = Callable[[Value | None, float], Value | None]
"""Makes the new value from the present one and the time; None: nothing stands there."""
Listener = Callable[[], None]


class SharedState(Protocol):
    """Values by room and key, each for some seconds, lost when all processes are gone.

    What must not be lost belongs in the journal or a table.
    """

    def now_s(self) -> float:
        """Return seconds that run in all processes alike."""
        ...

    def change(self, room: str, key: str, step: Step, keep_s: float) -> Value | None:
        """Put `step(value, now_s)` in the place of a value, and return it; None removes it.

        One after the other, whichever processes change it. `step` is pure and takes no time; what
        it raises is passed on, and nothing has changed then. The value is kept for `keep_s` from
        now on. Raises CannotStore while it cannot be reached.
        """
        ...

    def read(self, room: str) -> dict[str, Value]:
        """Return what stands in a room now, by asking for it; raise CannotStore."""
        ...

    def look(self, room: str) -> Mapping[str, Value]:
        """Return what stood in a room within the last second or two, without waiting: for views."""
        ...

    def subscribe(self, room: str, listener: Listener) -> None:
        """Call `listener()` after a room has changed in any process; it must return at once."""
        ...


class OwnState:
    """The SharedState of a centre that one process serves: in its memory."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nothing; `clock`: seconds that only grow."""
        self.now_s = clock
        self._rooms: defaultdict[str, dict[str, tuple[float, Value]]] = defaultdict(dict)
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)
        self._lock, self._swept_at = RLock(), clock()

    def change(self, room: str, key: str, step: Step, keep_s: float) -> Value | None:
        """See SharedState."""
        with self._lock:
            now = self.now_s()
            self._sweep(now)
            until, before = self._rooms[room].get(key, (0.0, None))
            after = step(before if until > now else None, now)
            if after is None:
                self._rooms[room].pop(key, None)
            else:
                self._rooms[room][key] = now + keep_s, after
        for listener in self._listeners[room]:
            listener()
        return after

    def read(self, room: str) -> dict[str, Value]:
        """See SharedState."""
        with self._lock:
            now = self.now_s()
            kept = self._rooms.get(room, {})
            return {key: value for key, (until, value) in kept.items() if until > now}

    look = read

    def subscribe(self, room: str, listener: Listener) -> None:
        """See SharedState."""
        self._listeners[room].append(listener)

    def _sweep(self, now: float) -> None:
        if now - self._swept_at < 60.0:
            return
        self._swept_at = now
        for room, kept in self._rooms.items():
            self._rooms[room] = {key: each for key, each in kept.items() if each[0] > now}
