"""One lobby board on a plain blocking socket: the one that is measured."""

import json
import select
import socket
import struct

from bench.wire import HEAD_END, HELLO, MEDIUM, SMALL, TEXT, masked

NAMESPACE = "/display"


class Board:
    """Connects, then answers every view it reads."""

    def __init__(self, port: int, token: str) -> None:
        """Connect and read the first view."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer, self._token, self._seq = b"", token, -1
        self._socket.sendall(HELLO)
        while HEAD_END not in self._buffer:
            self._buffer += self._socket.recv(65536)
        self._buffer = self._buffer.partition(HEAD_END)[2]
        self.next_view()

    def next_view(self) -> None:
        """Return as soon as a view of a later number is here; sounds come under the same one."""
        before = self._seq
        while self._seq <= before:
            self._take(self._message())

    def drain(self) -> None:
        """Take everything that has come meanwhile."""
        while self._buffer or select.select([self._socket], [], [], 0)[0]:
            self._take(self._message())

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _take(self, text: str) -> None:
        if text.startswith("0"):
            self._send(f"40{NAMESPACE},{json.dumps({'token': self._token})}")
        elif text == "2":
            self._send("3")
        elif text.startswith(f'42{NAMESPACE},["view"'):
            seq = json.loads(text.partition(",")[2])[1]["seq"]
            self._seq = seq
            self._send(f'42{NAMESPACE},["seen",{{"seq":{seq}}}]')

    def _send(self, text: str) -> None:
        self._socket.sendall(masked(TEXT, text.encode()))

    def _message(self) -> str:
        _, size = struct.unpack("!BB", self._exactly(2))
        if size == SMALL:
            (size,) = struct.unpack("!H", self._exactly(2))
        elif size == MEDIUM:
            (size,) = struct.unpack("!Q", self._exactly(8))
        return self._exactly(size).decode()

    def _exactly(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._buffer += self._socket.recv(65536)
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken
