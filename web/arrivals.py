"""Who is served next of those who have come, where each connection takes a thread.

Officers and devices go first, and strangers get their threads a few at a time: a thousand that
come at once would share the interpreter with the officer's press. Who says nothing gets none.
"""

import re
import socket
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from threading import Event
from time import monotonic
from typing import Any

from web.connections import Connection

THREADS = 1_000
"""Connections that are served at once."""
HEAD_BYTES = 8_192
AT_ONCE = 8
"""Threads of strangers that have just begun."""
ANSWERED_S, HALF_A_HEAD_S = 0.25, 0.02
"""A thread that lives longer waits for its client or for news: it holds up nobody."""
LOOK_AGAIN_S = 0.002
IN_A_ROW = 64
MOST_SILENT = 400
"""As many as a selector of every system can look at: that of Windows takes 512."""
_CREDENTIAL = re.compile(rb"\r\n(?:authorization|cookie):[ \t]*([^\r\n]*)", re.IGNORECASE)
Enter = Callable[[Any, str], AbstractContextManager[Connection]]
Knows = Callable[[str], bool]


@dataclass(slots=True, eq=False)
class Arrival:
    """A client's connection, counted until `end` is called by whoever has served it."""

    socket: socket.socket
    address: Any
    connection: Connection
    since: float
    end: Callable[[], object]
    asked: bool = False
    """Whether the head of its request was there when it was looked at."""


class Arrivals:
    """The connections of a listening socket that have no thread yet."""

    def __init__(
        self, listener: socket.socket, enter: Enter, knows: Knows, silent_s: float
    ) -> None:
        """`enter` counts a connection; `knows` whether an Authorization or a Cookie is that of an
        officer or a device. Who says nothing for `silent_s` is hung up on.
        """
        self._listener, self._enter, self._knows = listener, enter, knows
        self._silent_s = silent_s
        listener.setblocking(False)
        self._selector = DefaultSelector()
        self._selector.register(listener, EVENT_READ)
        self._known: deque[Arrival] = deque()
        self._strangers: deque[Arrival] = deque()
        self._silent: dict[Arrival, None] = {}
        self._young: dict[Arrival, float] = {}

    def take(self) -> Arrival:
        """Return who is to have the next thread, as soon as there is somebody.

        Raises OSError where nobody can be accepted for now; who has come before is not lost.
        """
        wait_s: float | None = 0.0
        while True:
            try:
                self._look(wait_s)
            except OSError:  # out of file handles, mostly: who is served gives some back
                if not (self._known or self._strangers):
                    raise
                Event().wait(LOOK_AGAIN_S)
            if self._known:
                return self._known.popleft()
            self._hang_up_on_silent()
            if self._strangers and self._has_room():
                chosen = self._strangers.popleft()
                lasts_s = ANSWERED_S if chosen.asked else HALF_A_HEAD_S
                self._young[chosen] = monotonic() + lasts_s
                return chosen
            wait_s = LOOK_AGAIN_S if self._strangers else self._silent_s if self._silent else None

    def forget(self, arrival: Arrival) -> None:
        """Count who has been served no longer."""
        self._young.pop(arrival, None)
        arrival.end()

    def _look(self, wait_s: float | None) -> None:
        ready = [key.data for key, _ in self._selector.select(wait_s)]
        for arrival in filter(None, ready):
            self._forget_silent(arrival)
            self._hear(arrival)
        if None in ready:
            self._accept()

    def _accept(self) -> None:
        for _ in range(IN_A_ROW):
            try:
                made, address = self._listener.accept()
            except BlockingIOError:
                return
            made.setblocking(False)
            counted = ExitStack()
            connection = counted.enter_context(self._enter(made, address[0]))
            arrival = Arrival(made, address, connection, monotonic(), counted.close)
            self._hear(arrival)

    def _hear(self, arrival: Arrival) -> None:
        """Put who has come where he belongs by what he has said."""
        try:
            said = arrival.socket.recv(HEAD_BYTES, socket.MSG_PEEK)
        except BlockingIOError:
            if len(self._silent) < MOST_SILENT:
                self._silent[arrival] = None
                self._selector.register(arrival.socket, EVENT_READ, arrival)
            else:
                self._strangers.append(arrival)
            return
        except OSError:
            said = b""
        if not said:  # it has gone, or was told to
            _hang_up(arrival)
            return
        head, ended, _ = said.partition(b"\r\n\r\n")
        if ended:
            arrival.asked = True
            arrival.connection.begin()
        known = any(self._knows(sent.decode("latin-1")) for sent in _CREDENTIAL.findall(head))
        (self._known if known else self._strangers).append(arrival)

    def _hang_up_on_silent(self) -> None:
        long_ago = monotonic() - self._silent_s
        while self._silent and (first := next(iter(self._silent))).since < long_ago:
            self._forget_silent(first)
            _hang_up(first)

    def _forget_silent(self, arrival: Arrival) -> None:
        del self._silent[arrival]
        self._selector.unregister(arrival.socket)

    def _has_room(self) -> bool:
        now = monotonic()
        for arrival, until in list(self._young.items()):
            if until < now:
                self._young.pop(arrival, None)
        return len(self._young) < AT_ONCE


def _hang_up(arrival: Arrival) -> None:
    arrival.socket.close()
    arrival.end()
