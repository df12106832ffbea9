"""eventlet's WebSockets, with fewer steps for what thousands of phones say all day."""

import re
import socket
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from time import monotonic, time
from typing import Any
from weakref import proxy, ref

from engineio.packet import PING, Packet

READ_BYTES = 4096
PONG = "3"
HEAD, FINAL_TEXT, MASKED, LONG = 6, 0x81, 0x80, 126
"""Of a client's short frame (RFC 6455, section 5.2): its bytes before the payload, the first of
them, and where the second says how long it is."""
LOOK_S = 0.05
SILENCE_LOOKS = 20
"""How many of them pass between two looks for clients that answer no more."""
PING_FRAME = b"\x81\x012"
SEEN = re.compile(r'42(/[a-z]+),\["seen",\{"seq":([0-9]{1,15})\}\]')


def heard(client: Any, message: object) -> bool:
    """Take what thousands of clients say all day, past the libraries; False for all the rest.

    `client`: an Engine.IO socket; `client.pong(client)` takes its pong, and its answer to a view
    `client.seen[namespace](seq)`. By the libraries each costs four times as much.
    """
    if type(message) is not str:
        return False
    if message == PONG and hasattr(client, "pong"):
        client.pong(client)
        return True
    said = SEEN.fullmatch(message)
    taken = getattr(client, "seen", {}).get(said[1]) if said else None
    if said is None or taken is None:
        return False
    taken(int(said[2]))
    return True


def packets(client: Any) -> list[Packet]:
    """Wait for packets that an Engine.IO client is to be sent; none when it is over.

    The library's own waits with a timer for each client, and ends those it sent nothing for long.
    """
    found: list[Packet] = []
    while not found or not client.queue.empty():
        packet = client.queue.get()
        client.queue.task_done()
        if packet is None:
            if found:
                client.queue.put(None)
            break
        found.append(packet)
    return found


class Pings:
    """Pings clients that have answered, all by one clock, and finds those that answer no more."""

    def __init__(self, engine: Any, send: Callable[[Any, bytes], bool]) -> None:
        """Ping clients of an Engine.IO server; `send` pushes a WebSocket frame to one of them."""
        self._engine, self._send = engine, send
        self._due: deque[tuple[float, Any]] = deque()

    def keep(self, sleep: Callable[[float], None]) -> None:
        """Look after the clients for ever."""
        for look in count(1):
            sleep(LOOK_S)
            self.send_due()
            if look % SILENCE_LOOKS == 0:
                self.drop_silent()

    def answered(self, client: Any) -> None:
        """Ping a client again after the usual while."""
        client.last_ping = None
        self._due.append((monotonic() + self._engine.ping_interval, client))

    def send_due(self) -> None:
        """Ping whoever is due."""
        now = monotonic()
        while self._due and self._due[0][0] <= now:
            _, client = self._due.popleft()
            if client.closing or client.closed:
                continue
            client.last_ping = time()
            if not self._send(client, PING_FRAME):
                client.send(Packet(PING))

    def drop_silent(self) -> None:
        """Close the connections of clients that do not answer, and forget those that have gone."""
        for sid, client in list(self._engine.sockets.items()):
            if client.closed:
                self._engine.sockets.pop(sid, None)
                _hang_up(client)
            elif client.last_ping and time() - client.last_ping > self._engine.ping_timeout:
                client.check_ping_timeout()


def _hang_up(client: Any) -> None:
    """End the connection itself: somebody may still wait to send to a client that reads no more."""
    wire = getattr(client, "wire", None)
    if wire is not None:
        with suppress(OSError):
            wire.socket.shutdown(socket.SHUT_RDWR)


class Buffered:
    """A socket that takes at once what has come; eventlet asks it three times for every frame."""

    def __init__(self, connection: socket.socket) -> None:
        """Read ahead of `connection`; in everything else it is the same."""
        self._connection = connection
        self._read = b""

    def settimeout(self, seconds: float | None) -> None:
        """Wait for as long as it takes: `Pings` ends the connections of those that are silent."""

    def short_text(self) -> str | None:
        """Return the text that comes next if it is a short one in a single frame; wait for it.

        None leaves everything to `recv`: other frames, half ones, and the end of the stream.
        """
        read = self._read = self._read or self._connection.recv(READ_BYTES)
        if len(read) < HEAD or read[0] != FINAL_TEXT or not MASKED <= read[1] < MASKED + LONG:
            return None
        end = HEAD + read[1] - MASKED
        if len(read) < end:
            return None
        try:
            text = unmasked(read[HEAD:end], read[2:HEAD], end - HEAD, 0).decode()
        except UnicodeDecodeError:
            return None
        self._read = read[end:]
        return text

    def recv(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end of the stream."""
        ahead = self._read or self._connection.recv(READ_BYTES)
        self._read = ahead[size:]
        return ahead[:size]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def unmasked(data: bytes, mask: Sequence[int], length: int, offset: int) -> bytes:
    """Return a frame's payload (RFC 6455, section 5.3), of which `offset` bytes came before."""
    turn = offset % 4
    key = bytes((*mask[turn:], *mask[:turn])) * (length // 4 + 1)
    plain = int.from_bytes(data, "little") ^ int.from_bytes(key[:length], "little")
    return plain.to_bytes(length, "little")


def linked(wsgi: Any, wire_class: Any, pings: Pings) -> type:
    """Return the class of WebSockets that read in bulk and tell their Engine.IO clients of it.

    `wsgi`, `wire_class`: the libraries' own classes of an upgrade and of a WebSocket.
    """

    class Listening(wire_class):  # type: ignore[misc]
        """Gives the library only what `heard` leaves."""

        def wait(self) -> Any:
            while True:
                # Between messages the stream stands at the beginning of a frame
                message = self.socket.short_text()
                if message is None:
                    return super().wait()
                if not heard(self.listener(), message):
                    return message

    class Linked(wsgi):  # type: ignore[misc]
        """Tells its Engine.IO client which WebSocket it has, and lets that read in bulk."""

        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server)
            self._client = handler.__self__

        def _handle_hybi_request(self, environ: dict[str, Any]) -> Any:
            wire = super()._handle_hybi_request(environ)
            connection = wire.socket
            # What is left of the request's own limit would cost every read a timer
            connection.settimeout(None)
            wire.socket, wire.fd = Buffered(connection), connection.fd
            wire._apply_mask = unmasked
            # Weakly: nothing that ends may hold itself, for the collector rarely comes
            wire.__class__, wire.listener = Listening, ref(self._client)
            self._client.wire, self._client.pong = wire, pings.answered
            self._client.poll = partial(packets, proxy(self._client))
            return wire

    return Linked
