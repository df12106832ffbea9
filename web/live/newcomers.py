"""Sockets that follow no screen yet: few at each address, and for a short while."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from socketio import Server

from web.background import Background
from web.errors import Busy, WebSocketOnly
from web.live.guarded_socket import GUARDED
from web.live.polls import wants_websocket
from web.networks import find_network
from web.settings import Limits

NEWCOMER = "xinmoi.newcomer"
"""The key of the WSGI environment under which a session's own is found."""
SWEEP_S = 1.0
Environ = dict[str, Any]


@dataclass(slots=True, eq=False)
class Newcomer:
    """A session of Engine.IO that was begun; `leave` once it follows a screen, or is over.

    `looks`: how often it was found waiting.
    """

    address: str = ""
    looks: int = 0
    leave: Callable[[], None] = lambda: None


def welcome(environ: Environ) -> None:
    """Note that a session follows a screen now: it may stay, and say what a screen has to say."""
    environ[NEWCOMER].leave()
    if GUARDED in environ:
        environ[GUARDED].trust()


class Newcomers:
    """The sessions that have joined nothing."""

    def __init__(
        self,
        sockets: Server,
        limits: Callable[[], Limits],
        background: Background,
        are_several: Callable[[], bool],
    ) -> None:
        """Look each second for those of `sockets` that take too long; `are_several`: processes."""
        self._sockets, self._limits, self._are_several = sockets, limits, are_several
        self._waiting: dict[str, set[Newcomer]] = {}
        self._lock = Lock()
        background.every(SWEEP_S, self._sweep, "closing sockets that follow nothing")

    def admit(self, environ: Environ) -> Newcomer:
        """Count the session that a request begins; raise Busy where its address has too many.

        Raises WebSocketOnly where it begins with a poll, and the next one may meet another process.
        """
        if self._are_several() and not wants_websocket(environ):
            raise WebSocketOnly
        address = find_network(environ.get("REMOTE_ADDR", ""))
        newcomer = Newcomer(address)
        newcomer.leave = lambda: self._forget(newcomer)
        most = self._limits().unjoined_per_address
        with self._lock:
            of_address = self._waiting.setdefault(address, set())
            if most is not None and len(of_address) >= most:
                raise Busy
            of_address.add(newcomer)
        return newcomer

    def _forget(self, newcomer: Newcomer) -> None:
        with self._lock:
            of_address = self._waiting.get(newcomer.address, set())
            of_address.discard(newcomer)
            if not of_address:
                self._waiting.pop(newcomer.address, None)

    def _sweep(self) -> None:
        longest_s = self._limits().unjoined_s
        if longest_s is None:
            return
        with self._lock:
            waiting = [each for some in self._waiting.values() for each in some]
        for each in waiting:
            # Not by the clock: where all stood still, what they have said is yet to be read
            each.looks += 1
        late = {each for each in waiting if each.looks * SWEEP_S > longest_s}
        for eio_sid, environ in list(self._sockets.environ.items()) if late else ():
            if environ.get(NEWCOMER) in late:
                self._close(eio_sid, environ)
        for newcomer in late:
            self._forget(newcomer)

    def _close(self, eio_sid: str, environ: Environ) -> None:
        if GUARDED in environ:
            environ[GUARDED].hang_up()
        elif (session := self._sockets.eio.sockets.get(eio_sid)) is not None:
            session.close(wait=False, reason=self._sockets.eio.reason.PING_TIMEOUT)
