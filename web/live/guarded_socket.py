"""The connection beneath a WebSocket: what its client may send, and how long it may say nothing.

The WebSocket libraries bound a frame at most, never the sum of a message's fragments, and one of
them takes half a write for a whole. They read and write through this class instead.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import Any

from web.settings import Limits

READ_BYTES = 4096
BURST_S = 10.0
"""So many seconds' worth may come at once."""
MESSAGES_OF_STRANGERS = 10
"""Until a screen has let it in, a client has little to say: who it is, and that it is there."""
GUARDED = "xinmoi.guarded_socket"
"""The key of the WSGI environment under which a WebSocket's own is found."""
CLOSING = 0x88
"""The first byte of a frame that says goodbye (RFC 6455, section 5.5.1)."""


class _Allowance:
    """How much may come, by a clock; `per_s` None: as much as one likes."""

    __slots__ = ("_at", "_left", "_most", "_per_s")

    def __init__(self, per_s: int | None, most: float | None = None) -> None:
        self._per_s = per_s
        self._most = self._left = most or (per_s or 0) * BURST_S
        self._at = monotonic()

    def take(self, count: int) -> bool:
        """Count what has come; say whether it was allowed."""
        if self._per_s is None:
            return True
        now = monotonic()
        self._left = min(self._most, self._left + (now - self._at) * self._per_s) - count
        self._at = now
        return self._left >= 0


class Frames:
    """Counts the frames of a client's bytes, however they are cut (RFC 6455, section 5.2)."""

    __slots__ = ("_head", "_left")

    def __init__(self) -> None:
        self._head, self._left = bytearray(), 0

    def count(self, received: bytes) -> int:
        """Return how many frames have begun in these bytes."""
        begun, at = 0, 0
        while at < len(received):
            if self._left:
                step = min(self._left, len(received) - at)
                self._left -= step
                at += step
                continue
            self._head.append(received[at])
            at += 1
            if len(self._head) >= 2 and len(self._head) == self._head_length():
                self._left = self._payload_length()
                self._head.clear()
                begun += 1
        return begun

    def _head_length(self) -> int:
        masked, size = self._head[1] & 0x80, self._head[1] & 0x7F
        return 2 + {126: 2, 127: 8}.get(size, 0) + (4 if masked else 0)

    def _payload_length(self) -> int:
        size = self._head[1] & 0x7F
        return int.from_bytes(self._head[2 : {126: 4, 127: 10}[size]]) if size > 125 else size


class GuardedSocket:
    """A socket whose client may send a burst and then a little each second.

    A message without an end is bounded too: while it lasts, its sender cannot answer the pings.
    """

    def __init__(
        self,
        connection: socket.socket,
        silence_s: float,
        take_leave: Callable[[], None],
        limits: Limits,
    ) -> None:
        """Guard `connection`; reads and writes that wait longer than `silence_s` fail.

        `take_leave` is called before a reader hears that there is nothing more to read.
        """
        self._frames = Frames()
        self._bytes_allowed = _Allowance(limits.socket_bytes_per_s)
        self._per_s = limits.socket_messages_per_s
        self._messages_allowed = _Allowance(self._per_s and 1, MESSAGES_OF_STRANGERS)
        connection.settimeout(silence_s)
        self._connection, self._silence_s = connection, silence_s
        self._take_leave = take_leave
        self._writing = Lock()
        self._closing = False
        self._ahead = b""

    def settimeout(self, seconds: float | None) -> None:
        """Keep the limit that was set first."""

    def recv(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end; OSError when the client sends too much."""
        ahead = self._ahead or self._read()
        self._ahead = ahead[size:]
        return ahead[:size]

    def sendall(self, content: bytes) -> None:
        """Send everything; after a goodbye nothing more is read."""
        if content[0] == CLOSING:
            self._say_goodbye(content)
            return
        with self._writing:
            self._connection.sendall(content)

    def push(self, frame: bytes) -> bytes | None:
        """Send what goes out at once and return the rest, for `finish`; nothing when all went.

        None: others are writing, or nothing more may be written. Where threads are green, this is
        the short way from a view to its clients: no queue and no turn of another thread.
        """
        if self._closing or not self._writing.acquire(blocking=False):
            return None
        rest = frame
        try:
            self._connection.settimeout(0.0)
            while rest:
                rest = rest[self._connection.send(rest) :]
        except BlockingIOError:
            return rest  # and go on writing: nobody else may begin before that is done
        except OSError:
            rest = b""  # gone; whoever reads finds out
        finally:
            self._connection.settimeout(self._silence_s)
        self._writing.release()
        return rest

    def finish(self, rest: bytes) -> None:
        """Send what `push` has left, waiting for the client; hang up on who does not take it."""
        try:
            self._connection.sendall(rest)
        except OSError:
            self.hang_up()
        finally:
            self._writing.release()

    def send(self, content: bytes) -> int:
        """Send everything; return how much that was."""
        self.sendall(content)
        return len(content)

    def trust(self) -> None:
        """Take as many messages from now on as a screen may send."""
        self._messages_allowed = _Allowance(self._per_s)

    def hang_up(self) -> None:
        """End the connection; whoever waits to read or write goes on with an error."""
        self._closing = True
        self._shut(socket.SHUT_RDWR)

    def _say_goodbye(self, content: bytes) -> None:
        self._closing = True
        with suppress(OSError), self._writing:
            self._connection.sendall(content)
        self._shut(socket.SHUT_RD)

    def _read(self) -> bytes:
        received = b""
        try:
            received = self._connection.recv(READ_BYTES)
        finally:
            if not received:
                self._take_leave()
        messages = self._frames.count(received)
        if not (self._bytes_allowed.take(len(received)) and self._messages_allowed.take(messages)):
            self.hang_up()
            raise ConnectionAbortedError("a client sent too much at once")
        return received

    def _shut(self, how: int) -> None:
        with suppress(OSError):  # it is gone already
            self._connection.shutdown(how)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)
