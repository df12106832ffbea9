"""How many connections there may be, in all and from one address: officers and devices first.

A newcomer is let in as long as somebody is there whom nobody waits for: who has said or asked
nothing, sends a body, or reads his answer. That one goes, strangers first.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from web.networks import find_network
from web.settings import Limits

CONNECTION = "xinmoi.connection"
"""The key of the WSGI environment under which a request's own is found."""
KEPT_HANDLES = 256
"""File handles that connections leave to files, printers, and who is being let out; half of few."""


@dataclass(slots=True, eq=False)
class Connection:
    """One client. `held`: it is a stream or a socket; `ended`: it was told to go."""

    socket: Any
    place: "_Place"
    all: "Connections"
    held: bool = False
    ended: bool = False

    def begin(self) -> None:
        """Note that a request has come: until `rest` this one makes room for nobody."""
        self.held = False
        self.all.begin(self)

    def hold(self) -> None:
        """Note that the request is a stream or a socket: it makes room for nobody."""
        self.held = True

    def rest(self, *, known: bool) -> None:
        """Note that the client is to go on, unless it is held: it makes room after the others.

        `known`: an officer or a device; they make room after all strangers.
        """
        if not self.held:
            self.all.rest(self, known)

    def end(self) -> None:
        """Hang up: whoever reads or writes here goes on with an error."""
        self.all.end(self)


@dataclass(slots=True, eq=False)
class _Place:
    """The connections of one address; who may go, in the order of the last sign of each."""

    address: str
    count: int = 0
    strangers: dict[Connection, None] = field(default_factory=dict)
    known: dict[Connection, None] = field(default_factory=dict)

    def choose(self) -> Connection | None:
        """Return who is to go first, None: nobody may."""
        return next(iter(self.strangers), None) or next(iter(self.known), None)


class Connections:
    """All connections of this process."""

    def __init__(self, limits: Callable[[], Limits], handles: int | None) -> None:
        """Keep to the `limits` as they are now, and below the file `handles` of this process."""
        self._limits = limits
        self._most_by_handles = handles and handles - min(KEPT_HANDLES, handles // 2)
        self._places: dict[str, _Place] = {}
        self._count = 0
        self._lock = Lock()

    @contextmanager
    def enter(self, made: Any, address: str) -> Iterator[Connection]:
        """Count a client's socket while the block lasts; it may be hung up on at once."""
        with self._lock:
            network = find_network(address)
            place = self._places.setdefault(network, _Place(network))
            entered = Connection(made, place, self)
            place.count += 1
            self._count += 1
            place.strangers[entered] = None
            leaving = self._choose(place, entered)
        if leaving is not None:
            self.end(leaving)
        try:
            yield entered
        finally:
            self._forget(entered)

    def begin(self, entered: Connection) -> None:
        """See Connection."""
        with self._lock:
            self._remove(entered)

    def rest(self, entered: Connection, known: bool) -> None:
        """See Connection."""
        with self._lock:
            if not entered.ended:
                row = entered.place.known if known else entered.place.strangers
                row[entered] = None

    def end(self, entered: Connection) -> None:
        """See Connection."""
        self._forget(entered)
        with suppress(OSError):  # it has gone already
            entered.socket.shutdown(socket.SHUT_RDWR)

    def _choose(self, place: _Place, newcomer: Connection) -> Connection | None:
        """Return who has to make room for the newcomer, None: nobody."""
        limits = self._limits()
        most = _lower(limits.connections, self._most_by_handles)
        if most is not None and self._count > most:
            places = (each for each in self._places.values() if each.choose())
            fullest = max(places, key=lambda each: len(each.strangers), default=place)
            return (fullest.choose() if fullest.strangers else place.choose()) or newcomer
        if _over(place.count, limits.connections_per_address):
            return place.choose() or newcomer
        if _over(len(place.strangers), limits.idle_per_address):
            return next(iter(place.strangers))
        return None

    def _forget(self, entered: Connection) -> None:
        with self._lock:
            if entered.ended:
                return
            entered.ended = True
            self._remove(entered)
            self._count -= 1
            entered.place.count -= 1
            if not entered.place.count:
                self._places.pop(entered.place.address, None)

    @staticmethod
    def _remove(entered: Connection) -> None:
        entered.place.strangers.pop(entered, None)
        entered.place.known.pop(entered, None)


def _over(count: int, most: int | None) -> bool:
    return most is not None and count > most


def _lower(one: int | None, other: int | None) -> int | None:
    return min((each for each in (one, other) if each is not None), default=None)
